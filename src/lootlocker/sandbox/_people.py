"""Players as other players and servers find them: by ULID, legacy id, public UID, name or an id of a platform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._errors import not_found
from ._players import remove_due
from ._store import row_id

if TYPE_CHECKING:
    import sqlite3

    from ._call import Call

#: The column that holds a kind of id.
_COLUMNS = {"player_id": "id", "player_ulid": "ulid", "player_public_uid": "public_uid", "player_name": "name"}
#: The platform that an id of that name belongs to.
_PLATFORMS = {
    "player_guest_login_id": "guest",
    "steam_id": "steam",
    "psn_id": "psn",
    "xbox_id": "xbox_one",
    "epic_games_id": "epic_games",
    "google_play_games_id": "google_play_games",
}
KINDS = (*_COLUMNS, *_PLATFORMS)


def players_by(call: Call, kind: str, text: str | int) -> list[sqlite3.Row]:
    """The players that an id of a kind names. Only names are shared by several."""
    remove_due(call)
    if kind in _PLATFORMS:
        statement = (
            "SELECT p.* FROM players p JOIN identities i ON i.player_id = p.id WHERE platform = ? AND identifier = ?"
        )
        return call.store.all(statement, _PLATFORMS[kind], text)
    if kind == "player_id":
        if isinstance(text, str) and not (text.isascii() and text.isdigit()):
            return []
        text = row_id(text)
    elif kind == "player_ulid":
        text = str(text).upper()
    return call.store.all(
        f"SELECT * FROM players WHERE {_COLUMNS[kind]} = ? "
        "AND id NOT IN (SELECT player_id FROM deletions WHERE gone) ORDER BY id",
        text,
    )


def player_by(call: Call, kind: str, text: str | int) -> sqlite3.Row:
    """The player that an id names, or 404."""
    found = players_by(call, kind, text)
    if not found:
        raise not_found(f"Player {text}")
    return found[0]


def player_by_any(call: Call, text: str) -> sqlite3.Row:
    """The player that a legacy id, a public UID or a ULID names, or 404."""
    for kind in ("player_id", "player_public_uid", "player_ulid"):
        if found := players_by(call, kind, text):
            return found[0]
    raise not_found(f"Player {text}")


def own(call: Call) -> sqlite3.Row:
    """The player of the session."""
    return player_by(call, "player_id", call.player_id)


def info_json(row: sqlite3.Row) -> dict[str, Any]:
    """Key data of a player. One that a server made has not been seen yet."""
    info = {
        "id": row["ulid"],
        "legacy_id": row["id"],
        "public_uid": row["public_uid"],
        "name": row["name"],
        "created_at": row["created_at"],
    }
    return info if row["last_seen"] is None else {**info, "last_seen": row["last_seen"]}


def name_json(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    """A player's name and ids."""
    return {
        "player_id": row["id"],
        "player_public_uid": row["public_uid"],
        "ulid": row["ulid"],
        "name": row["name"],
        "last_active_platform": row["last_platform"],
        "platform_player_id": identifier_on(call, row["id"], row["last_platform"]),
    }


def identifier_on(call: Call, player_id: int, platform: str) -> str | None:
    """How a platform calls a player."""
    statement = "SELECT identifier FROM identities WHERE player_id = ? AND platform = ? ORDER BY identifier"
    found: str | None = call.store.value(statement, player_id, platform)
    return found
