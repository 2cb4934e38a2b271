"""Pages of lists: after a string cursor, and after a number of rows."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ._call import Call

Row = TypeVar("Row")

#: Before every ULID: the cursor that leads back to the first page.
_START = "0" * 26


def cursor_page(
    call: Call, rows: Sequence[Row], key: Callable[[Row], str], default: int = 20
) -> tuple[Sequence[Row], dict[str, Any]]:
    """The rows whose key comes after the cursor, which need not be a row's any more. `rows` are sorted by key."""
    count = call.query.get("count", default)
    start = bisect_right(rows, call.query.get("after", ""), key=key)
    back = max(0, start - count)
    previous = None if start == 0 else _START if back == 0 else key(rows[back - 1])
    page = rows[start : start + count]
    following = key(page[-1]) if page and start + count < len(rows) else None
    return page, {"total": len(rows), "next_cursor": following, "previous_cursor": previous}


def row_page(call: Call, total: int, default: int, most: int | None = None) -> tuple[int, int, dict[str, Any]]:
    """Offset and number of the rows that `count` and `after`, a number of rows, ask for, and their pagination."""
    count = min(call.query.get("count", default), most or 2**62)
    offset = min(int(call.query.get("after", 0)), total)
    pagination = {
        "total": total,
        "next_cursor": offset + count if offset + count < total else None,
        "previous_cursor": None if offset == 0 else max(0, offset - count),
    }
    return offset, min(count, total), pagination
