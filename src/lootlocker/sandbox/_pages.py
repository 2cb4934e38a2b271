"""Pages of lists: by number, after a cursor, after a number of rows, after an id. One table says how large they are.

`previous_cursor` is everywhere what leads to the page before when it is sent back, null on the first page.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ._errors import not_found

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from ._call import Call

#: How many rows a page has where the request does not say, by a word in the operationId; for all others it is `_SIZE`.
_SIZES = {
    "progression": 20,
    "simplified_inventory": 100,
    **dict.fromkeys(("friend", "blocked", "follow", "notifications", "metadata", "broadcasts"), 10),
}
_SIZE = 50
#: No list is as long, and the number of a page's first row stays within 64 bits.
_LARGEST = 2**31 - 1
#: The cursor before every row: neither a ULID nor a number of a row sorts before it.
_START = "0"

T = TypeVar("T")


class _Numbered(Protocol):
    @property
    def id(self) -> int: ...


N = TypeVar("N", bound=_Numbered)


def page_size(call: Call) -> int:
    """How many rows the page that is asked for has at most."""
    for name in ("count", "per_page", "limit"):
        if name in call.query:
            return _asked(call, name)
    return next((size for word, size in _SIZES.items() if word in call.operation.id), _SIZE)


def _asked(call: Call, name: str) -> int:
    number: int = call.query[name]
    return min(number, _LARGEST)


def numbered_page(call: Call, rows: Sequence[T]) -> tuple[Sequence[T], dict[str, Any]]:
    """The page that `page` and `per_page` ask for, empty after the last one, and the answer's `pagination`."""
    number, size = _asked(call, "page") if "page" in call.query else 1, page_size(call)
    last = max(1, -(-len(rows) // size))
    offset = (number - 1) * size
    pagination = {
        "total": len(rows),
        "offset": offset,
        "per_page": size,
        "last_page": last,
        "current_page": number,
        "next_page": number + 1 if number < last else None,
        "prev_page": min(number - 1, last) or None,
        "errors": None,
    }
    return rows[offset : offset + size], pagination


def cursor_page(
    call: Call, rows: Sequence[T], key: Callable[[T], Any], read: Callable[[str], Any] | None = None
) -> tuple[Sequence[T], dict[str, Any]]:
    """The rows after the cursor, which is the key of the last row of the page before.

    Args:
        call: The request, with `cursor` or `after`.
        rows: All rows.
        key: The key of a row.
        read: For rows that are sorted by their keys: makes a key of a cursor, which no row needs to have any more.
            Without it a cursor that no row has is 404.

    Returns:
        The page and the answer's `pagination`.
    """
    cursor, size = call.query.get("cursor") or call.query.get("after") or _START, page_size(call)
    if read is not None:
        start = bisect_right(rows, read(cursor), key=key)
    elif cursor == _START:
        start = 0
    else:
        start = next((number for number, each in enumerate(rows, 1) if key(each) == cursor), 0)
        if not start:
            raise not_found(f"The cursor {cursor}")
    page, back = rows[start : start + size], start - size
    pagination = {
        "total": len(rows),
        "next_cursor": str(key(page[-1])) if start + size < len(rows) else None,
        "previous_cursor": None if start == 0 else _START if back <= 0 else str(key(rows[back - 1])),
    }
    return page, pagination


def row_page(call: Call, total: int) -> tuple[int, int, dict[str, Any]]:
    """Offset and number of the rows that `count` and `after`, a number of rows, ask for, and their pagination."""
    count = page_size(call)
    offset = min(int(call.query.get("after") or 0), total)
    pagination = {
        "total": total,
        "next_cursor": offset + count if offset + count < total else None,
        "previous_cursor": None if offset == 0 else max(0, offset - count),
    }
    return offset, count, pagination


def after_id(call: Call, rows: Iterable[N]) -> list[N]:
    """Those whose ids are greater than `after`, the smallest first."""
    after = call.query.get("after", 0)
    return sorted((each for each in rows if each.id > after), key=lambda each: each.id)[: page_size(call)]


def rows_after_id(call: Call, select: str, *values: object) -> list[sqlite3.Row]:
    """The same of a SELECT with a WHERE."""
    after = min(call.query.get("after", 0), 2**63 - 1)
    return call.store.all(f"{select} AND id > ? ORDER BY id LIMIT ?", *values, after, page_size(call))
