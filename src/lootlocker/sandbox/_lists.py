"""Pages of a list, and the objects that tell of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from ._errors import not_found

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ._call import Call

PER_PAGE = 50

T = TypeVar("T")


def cursor_page(call: Call, items: Sequence[T], key: Callable[[T], str]) -> tuple[Sequence[T], dict[str, Any]]:
    """The page that `per_page` and `cursor` ask for. A cursor is the key of the last item of the page before."""
    cursor, size = call.query.get("cursor"), call.query.get("per_page", PER_PAGE)
    start = 0
    if cursor:
        start = next((number for number, each in enumerate(items, 1) if key(each) == cursor), 0)
        if not start:
            raise not_found(f"The cursor {cursor}")
    page = items[start : start + size]
    pagination = {
        "total": len(items),
        "next_cursor": key(page[-1]) if start + size < len(items) else None,
        "previous_cursor": key(page[0]) if page and start else None,
    }
    return page, pagination


def numbered_page(call: Call, items: Sequence[T]) -> tuple[Sequence[T], dict[str, Any]]:
    """The page that `page` and `per_page` ask for; one after the last page is empty."""
    number, size = call.query.get("page", 1), call.query.get("per_page", PER_PAGE)
    last = max(1, -(-len(items) // size))
    offset = (number - 1) * size
    pagination = {
        "total": len(items),
        "offset": offset,
        "per_page": size,
        "last_page": last,
        "current_page": number,
        "next_page": number + 1 if number < last else None,
        "prev_page": min(number - 1, last) or None,
        "errors": None,
    }
    return items[offset : offset + size], pagination
