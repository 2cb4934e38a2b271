"""Metadata: typed values by key, of a source, with tags and rights."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any, cast

import attrs

from ._errors import Refused, invalid, not_found
from ._people import own, player_by
from ._store import row_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

    from ._call import Call

READ, WRITE, OTHERS_READ = "game_api.read", "game_api.write", "player.read"
TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "bool": lambda value: isinstance(value, bool),
    "json": lambda value: isinstance(value, dict | list),
    "base64": lambda value: _is_file(value),
}
#: Sources that other parts of the game hold; any id of one is taken.
_OPEN = ("reward", "leaderboard", "catalog_item", "progression", "currency")
_REDACTED = {"content_type": "application/x-redacted", "content": ""}


@attrs.frozen
class Source:
    """What has metadata, and what the caller may do with it."""

    kind: str
    id: str
    server: bool
    creates: bool
    foreign: bool = False

    def shows(self, row: sqlite3.Row) -> bool:
        """Whether the caller may read an entry."""
        rights = json.loads(row["access"])
        return self.server or (READ in rights and (not self.foreign or OTHERS_READ in rights))

    def yields(self, row: sqlite3.Row) -> bool:
        """Whether the caller may change an entry."""
        return self.server or WRITE in json.loads(row["access"])


def find_source(call: Call, kind: str, source_id: str) -> Source:
    """The source that a request names, or 404. A player's own one is `self`, `self` in the Game API."""
    server = not call.operation.id.startswith("game_")
    if kind == "self" and not server:
        ulid = own(call)["ulid"]
        if source_id not in ("self", ulid):
            raise not_found(f"The source self {source_id}")
        return Source("player", ulid, server, creates=True)
    if kind == "player":
        player = player_by(call, "player_ulid", source_id)
        is_own = player["id"] == call.player_id
        return Source(kind, player["ulid"], server, creates=server or is_own, foreign=not server and not is_own)
    if kind == "asset":
        for asset in call.game.assets.values():
            if source_id in (str(asset.id), asset.json["ulid"]):
                return Source(kind, asset.json["ulid"], server, creates=server)
        raise not_found(f"Asset {source_id}")
    if kind == "item":
        number = row_id(source_id) if source_id.isascii() and source_id.isdigit() else -1
        row = call.store.one("SELECT * FROM instances WHERE ulid = ? OR id = ?", source_id, number)
        if row is None or (not server and row["player_id"] != call.player_id):
            raise not_found(f"Item {source_id}")
        return Source(kind, row["ulid"], server, creates=True)
    if kind not in _OPEN:
        raise invalid("source", f"there is no source {kind!r}.")
    if not source_id:
        raise invalid("source_id", "it is empty.")
    return Source(kind, source_id, server, creates=server)


def entries_of(
    call: Call, source: Source, keys: list[str] | None = None, tags: list[str] | None = None, *, files: bool = True
) -> list[dict[str, Any]]:
    """The entries that the caller may read, oldest first: those of some keys, those with all of some tags."""
    rows = call.store.all(
        "SELECT * FROM metadata WHERE source = ? AND source_id = ? ORDER BY id", source.kind, source.id
    )
    return [
        _json(row, files)
        for row in rows
        if source.shows(row)
        and (not keys or row["key"] in keys)
        and (not tags or set(tags) <= set(json.loads(row["tags"])))
    ]


def included(
    call: Call, kind: str, source_id: str, include: bool | Mapping[str, Any] | None
) -> list[dict[str, Any]] | None:
    """The entries of something that a list shows, None if the request does not include them.

    Args:
        call: The request.
        kind: The kind of source.
        source_id: What is shown.
        include: True for all entries, or an object whose `keys`, if there are any, are wanted alone.
    """
    if include is None or include is False:
        return None
    keys = None if include is True else include.get("keys")
    return entries_of(call, find_source(call, kind, source_id), keys)


def apply(call: Call, source: Source, operation: Mapping[str, Any]) -> str | None:
    """Carry out one operation; tells what is wrong with it, if it is not done."""
    if source.foreign:
        raise Refused(403, "The metadata of another player can't be changed.")
    action, key = operation["action"], operation["key"]
    if not key or key.startswith("ll."):
        return "The key is empty." if not key else "Keys that begin with ll. are LootLocker's own."
    there = call.store.one(
        "SELECT * FROM metadata WHERE source = ? AND source_id = ? AND key = ?", source.kind, source.id, key
    )
    if action in ("upsert", "create_or_update"):
        action = "create" if there is None else "update"
    if action not in ("create", "update", "delete"):
        return f"There is no action {action!r}."
    if (there is None) != (action == "create"):
        return f"There is no entry {key!r}." if there is None else f"There is an entry {key!r} already."
    if not (source.creates if there is None else source.yields(there)):
        return "The Game API may not write this entry."
    if there is not None and action == "delete":
        call.store.run("DELETE FROM metadata WHERE id = ?", there["id"])
        return None
    return _write(call, source, operation, there)


def _write(call: Call, source: Source, operation: Mapping[str, Any], there: sqlite3.Row | None) -> str | None:
    default = [] if source.server else [READ, WRITE]
    before: dict[str, Any] = {"type": None, "tags": [], "access": default} if there is None else _json(there, True)
    after = {name: operation.get(name, before.get(name)) for name in ("type", "value", "tags", "access")}
    if after["type"] not in TYPES:
        return f"The type has to be one of {', '.join(TYPES)}."
    if not TYPES[after["type"]](after["value"]):
        return f"The value is none of type {after['type']}."
    unknown = set(after["access"]) - {READ, WRITE, OTHERS_READ}
    if unknown or (OTHERS_READ in after["access"] and source.kind != "player"):
        return f"The access {sorted(unknown or {OTHERS_READ})[0]!r} is not known here."
    columns = {name: after[name] if name == "type" else json.dumps(after[name]) for name in after}
    if there is None:
        call.store.insert("metadata", source=source.kind, source_id=source.id, key=operation["key"], **columns)
    else:
        statement = "UPDATE metadata SET type = ?, value = ?, tags = ?, access = ? WHERE id = ?"
        call.store.run(statement, *columns.values(), there["id"])
    return None


def _is_file(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    members = cast("dict[str, Any]", value)
    if members.keys() != {"content", "content_type"} or not all(isinstance(each, str) for each in members.values()):
        return False
    try:
        base64.b64decode(members["content"], validate=True)
    except ValueError:
        return False
    return True


def _json(row: sqlite3.Row, files: bool) -> dict[str, Any]:
    redacted = row["type"] == "base64" and not files
    return {
        "key": row["key"],
        "type": row["type"],
        "value": _REDACTED if redacted else json.loads(row["value"]),
        "tags": json.loads(row["tags"]),
        "access": json.loads(row["access"]),
    }
