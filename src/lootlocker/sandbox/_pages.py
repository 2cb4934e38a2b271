"""Pages of lists by number, and after a cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._errors import invalid
from ._store import row_id

if TYPE_CHECKING:
    import sqlite3

    from ._call import Call

PER_PAGE = 10
_LARGEST = 2**31 - 1


def wanted(call: Call, name: str, default: int = PER_PAGE) -> int:
    """A page's number or size in the query."""
    number: int = call.query.get(name, default)
    if number > _LARGEST:
        raise invalid(name, f"it is more than {_LARGEST}.")
    return number


def numbered_page(call: Call, rows: str, *values: object, order: str) -> tuple[list[sqlite3.Row], dict[str, Any]]:
    """The rows that `page` and `per_page` ask for, and the answer's `pagination`.

    Args:
        call: The request.
        rows: A SELECT of all rows, without its order.
        values: What its question marks stand for.
        order: The columns to sort by.
    """
    page, per_page = wanted(call, "page", 1), wanted(call, "per_page")
    total: int = call.store.value(f"SELECT count(*) FROM ({rows})", *values)
    pagination = numbers(total, page, per_page)
    offset = min(pagination["offset"], total)
    return call.store.all(f"{rows} ORDER BY {order} LIMIT ? OFFSET ?", *values, per_page, offset), pagination


def numbers(total: int, page: int, per_page: int) -> dict[str, Any]:
    """The `pagination` of a page."""
    last = max(1, -(-total // per_page))
    return {
        "total": total,
        "offset": (page - 1) * per_page,
        "per_page": per_page,
        "last_page": last,
        "current_page": page,
        "next_page": page + 1 if page < last else None,
        "prev_page": page - 1 if page > 1 else None,
    }


def cursor_page(call: Call, rows: str, *values: object) -> tuple[list[sqlite3.Row], dict[str, Any]]:
    """The rows after `cursor`, `per_page` at most, by their column `cursor`, and the answer's `pagination`."""
    per_page, given = wanted(call, "per_page"), call.query.get("cursor") or "0"
    if not (given.isascii() and given.isdigit()) or row_id(given) < 0:
        raise invalid("cursor", "it is none that an answer gave.")
    every: list[int] = [row["cursor"] for row in call.store.all(f"{rows} ORDER BY cursor", *values)]
    before = sum(number <= row_id(given) for number in every)
    found = call.store.all(f"{rows} ORDER BY cursor LIMIT ? OFFSET ?", *values, per_page, before)
    first = before - per_page
    pagination = {
        "total": len(every),
        "next_cursor": str(found[-1]["cursor"]) if before + len(found) < len(every) else None,
        "previous_cursor": None if before == 0 else str(every[first - 1]) if first > 0 else "0",
    }
    return found, pagination
