"""Player Storage of both APIs."""

from __future__ import annotations

from typing import Any

from .._call import Call
from .._errors import missing, not_found
from .._people import player_by, player_by_any, players_by
from .._storage import drop, keep, pairs_of
from . import handles


def _own(call: Call) -> dict[str, Any]:
    return {"success": True, "payload": pairs_of(call, call.player_id)}


@handles("game_get_player_storage")
def get_own(call: Call) -> dict[str, Any]:
    return _own(call)


@handles("game_get_player_storage_single_item")
def get_own_item(call: Call) -> dict[str, Any]:
    found = pairs_of(call, call.player_id, keys=[call.query["key"]])
    if not found:
        raise not_found(f"The key {call.query['key']!r}")
    return {"success": True, "payload": found[0]}


@handles("game_update_player_storage")
def update_own(call: Call) -> dict[str, Any]:
    keep(call, call.player_id, call.body["payload"], "payload")
    return _own(call)


@handles("game_delete_player_storage_item")
def delete_own(call: Call) -> dict[str, Any]:
    if not drop(call, call.player_id, call.query["key"]):
        raise not_found(f"The key {call.query['key']!r}")
    return _own(call)


@handles("game_get_player_public_storage")
def get_public(call: Call) -> dict[str, Any]:
    player = player_by_any(call, call.path["player_id"])
    return {"success": True, "payload": pairs_of(call, player["id"], public=True)}


@handles("game_lookup_public_player_storage")
def lookup_public(call: Call) -> dict[str, Any]:
    """Of the players who are there."""
    rows = [row for text in call.body["player_ids"] for row in players_by(call, "player_id", text)]
    return {"storages": [_row(call, row["id"], "items", public=True, keys=call.body["keys"]) for row in rows]}


@handles("server_lookup_storage_keys_for_multiple_players")
def server_lookup(call: Call) -> dict[str, Any]:
    rows = [row for number in call.body["player_ids"] for row in players_by(call, "player_id", number)]
    keys = call.body.get("keys") or None
    return {"storages": [_row(call, row["id"], "storage", public=True, keys=keys) for row in rows]}


@handles("server_get_player_storage")
def server_get(call: Call) -> dict[str, Any]:
    rows = [row for text in call.query["player_ids"] for row in players_by(call, "player_id", text)]
    return {"items": [_row(call, row["id"], "items") for row in rows]}


@handles("server_set_storage_for_multiple_players")
def server_set(call: Call) -> dict[str, Any]:
    players: list[int] = []
    for number, entry in enumerate(call.body["payload"]):
        if "player_id" not in entry:
            raise missing(f"payload.{number}.player_id")
        players.append(player_by(call, "player_id", entry["player_id"])["id"])
        keep(call, players[-1], entry.get("sets", []), f"payload.{number}.sets")
    return {"items": [_row(call, player_id, "items") for player_id in dict.fromkeys(players)]}


@handles("server_delete_storage_for_multiple_players")
def server_delete(call: Call) -> None:
    for text in call.query["player_ids"]:
        player = player_by(call, "player_id", text)
        for key in call.query["keys"]:
            drop(call, player["id"], key)


def _row(call: Call, player_id: int, member: str, **which: Any) -> dict[str, Any]:
    return {"player_id": player_id, member: pairs_of(call, player_id, **which)}
