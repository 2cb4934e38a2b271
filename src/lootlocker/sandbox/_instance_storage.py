"""Keys and values that are kept on item instances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._errors import Refused, not_found
from ._store import row_id

if TYPE_CHECKING:
    import sqlite3

    from ._call import Call


def pairs(call: Call, instance_id: int) -> list[dict[str, Any]]:
    """All pairs of an instance."""
    statement = "SELECT id, key, value FROM instance_storage WHERE instance_id = ? ORDER BY id"
    return [dict(row) for row in call.store.all(statement, instance_id)]


def all_pairs(call: Call, player_id: int) -> list[dict[str, Any]]:
    """All pairs of all items of a player, each with its item."""
    rows = call.store.all(
        "SELECT s.* FROM instance_storage s JOIN instances i ON i.id = s.instance_id "
        "WHERE i.player_id = ? AND i.kind = 'item' ORDER BY s.instance_id, s.id",
        player_id,
    )
    return [
        {"instance_id": row["instance_id"], "storage": {name: row[name] for name in ("id", "key", "value")}}
        for row in rows
    ]


def pair(call: Call, instance_id: int, pair_id: int) -> dict[str, Any]:
    """One pair of an instance."""
    statement = "SELECT id, key, value FROM instance_storage WHERE instance_id = ? AND id = ?"
    row: sqlite3.Row | None = call.store.one(statement, instance_id, row_id(pair_id))
    if row is None:
        raise not_found(f"Pair {pair_id} of item {instance_id}")
    return dict(row)


def add_pair(call: Call, instance_id: int, body: dict[str, Any]) -> None:
    """A new pair; its key must not be there yet."""
    key, value = body["key"], body["value"]
    if call.store.one("SELECT 1 FROM instance_storage WHERE instance_id = ? AND key = ?", instance_id, key) is not None:
        raise Refused(409, f"The item has a pair with the key {key!r} already: update it.")
    call.store.insert("instance_storage", instance_id=instance_id, key=key, value=value)


def put_pairs(call: Call, instance_id: int, entries: list[dict[str, Any]]) -> None:
    """Write pairs by key: what is not there is made, what is not named stays."""
    for entry in entries:
        call.store.run(
            "INSERT INTO instance_storage (instance_id, key, value) VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET value = excluded.value",
            instance_id,
            entry["key"],
            entry["value"],
        )


def change_pair(call: Call, instance_id: int, pair_id: int, body: dict[str, Any]) -> None:
    """Change key, value or both of a pair."""
    found = pair(call, instance_id, pair_id)
    key, value = body.get("key", found["key"]), body.get("value", found["value"])
    statement = "SELECT 1 FROM instance_storage WHERE instance_id = ? AND key = ? AND id != ?"
    if call.store.one(statement, instance_id, key, found["id"]) is not None:
        raise Refused(409, f"The item has another pair with the key {key!r}.")
    call.store.run("UPDATE instance_storage SET key = ?, value = ? WHERE id = ?", key, value, found["id"])


def delete_pair(call: Call, instance_id: int, pair_id: int) -> None:
    """Delete a pair."""
    call.store.run("DELETE FROM instance_storage WHERE id = ?", pair(call, instance_id, pair_id)["id"])
