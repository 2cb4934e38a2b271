"""Server API > Session and Characters & Heroes."""

from __future__ import annotations

from typing import Any

from .._call import Call
from .._items import player_heroes
from .._players import SERVER_SESSION_SECONDS, default_character
from .._store import new_token
from . import handles


@handles("server_session")
def session(call: Call) -> dict[str, Any]:
    token = new_token()
    call.store.run("DELETE FROM server_sessions WHERE expires <= ?", call.seconds)
    call.store.insert("server_sessions", token=token, expires=call.seconds + SERVER_SESSION_SECONDS)
    return {"token": token}


@handles("server_ping")
def ping(call: Call) -> dict[str, Any]:
    return {"pong": call.date}


@handles("server_get_player_characters")
def characters(call: Call) -> dict[str, Any]:
    player_id = call.id("player_id")
    default_character(call, player_id)
    rows = call.store.all(
        "SELECT c.*, h.name AS hero_name FROM characters c LEFT JOIN heroes h ON h.character_id = c.id "
        "WHERE c.player_id = ? ORDER BY c.id",
        player_id,
    )
    types = call.game.character_types
    items = [
        {
            "id": row["id"],
            "ulid": row["ulid"],
            "default": bool(row["is_default"]),
            "name": row["hero_name"] or row["name"],
            "type": types[row["character_type_id"]].name,
        }
        for row in rows
    ]
    return {"items": items}


@handles("server_get_player_heroes")
def heroes(call: Call) -> dict[str, Any]:
    player_id = call.id("player_id")
    default_character(call, player_id)
    return {"items": player_heroes(call, player_id)}
