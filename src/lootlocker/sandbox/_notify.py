"""Notifications: what players are told. Every area of the sandbox that has something to tell calls `notify`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ._call import iso
from ._store import new_ulid

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from ._call import Call

#: The type of the notifications about rewards, the only built-in one that is known.
REWARD_ACQUIRED = "pull.reward.acquired"


def notify(
    call: Call,
    player_id: int,
    *,
    source: str,
    notification_type: str = REWARD_ACQUIRED,
    context: Iterable[tuple[str, str]] = (),
    body: Any = None,
    priority: str = "medium",
    custom: bool = False,
    expires: float | None = None,
) -> str:
    """Tell a player something, in the transaction of the call.

    Args:
        call: The request that is the cause.
        player_id: The receiver's legacy id.
        source: Where it comes from, such as `triggers`, `purchasing.lootlocker`, `twitch_drop`.
        notification_type: The type, three dotted parts.
        context: Facts about the cause, as pairs of key and value.
        body: Any JSON value. For rewards `{"kind": "asset", "asset": {...}, "currency": None, ...}`: `kind` is one of
            asset, currency, progression_points, progression_reset, group and names the member that is filled.
        priority: low, medium, high or emergency.
        custom: Whether the game made it, and not LootLocker.
        expires: When it is listed no longer, in seconds since 1970; never, if None.

    Returns:
        The notification's ULID.
    """
    ulid = new_ulid(call.now)
    pairs = [{"key": key, "value": value} for key, value in context]
    call.store.insert(
        "notifications",
        ulid=ulid,
        player_id=player_id,
        type=notification_type,
        priority=priority,
        source=source,
        content=json.dumps({"context": pairs, "body": body}),
        custom=custom,
        created=call.date,
        expires=expires,
    )
    return ulid


def notification_json(row: sqlite3.Row, player_ulid: str) -> dict[str, Any]:
    """A notification as answers carry it."""
    return {
        "id": row["ulid"],
        "player_id": player_ulid,
        "notification_type": row["type"],
        "priority": row["priority"],
        "source": row["source"],
        "content": json.loads(row["content"]),
        "read": row["read_at"] is not None,
        "read_at": row["read_at"],
        "custom": bool(row["custom"]),
        "created_at": row["created"],
        "expiration_date": None if row["expires"] is None else iso(row["expires"]),
    }
