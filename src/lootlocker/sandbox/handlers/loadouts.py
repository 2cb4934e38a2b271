"""Loadouts of both APIs: of a player's default character, of a character, of a hero."""

from __future__ import annotations

from typing import Any

from .._call import Call
from .._items import equip, hero_row, loadout, unequip
from .._players import character_of, default_character
from . import handles


def _wearer(call: Call) -> tuple[int, int]:
    """The player and the character that the path names; the Game API's player is the session's."""
    player_id = call.id("player_id") if "player_id" in call.path else call.player_id
    own = default_character(call, player_id)
    if "hero_id" in call.path:
        return player_id, hero_row(call, call.id("hero_id"), player_id)["character_id"]
    if "character_id" in call.path:
        return player_id, character_of(call, player_id, call.id("character_id"))
    return player_id, own


def _answer(call: Call, character_id: int) -> dict[str, Any]:
    worn = loadout(call, character_id)
    return {"success": True, "loadout": worn} if call.operation.id.startswith("game_") else {"items": worn}


@handles(
    "game_get_player_hero_loadout",
    "server_get_player_loadout",
    "server_get_character_loadout",
    "server_get_hero_loadout",
)
def get(call: Call) -> dict[str, Any]:
    return _answer(call, _wearer(call)[1])


@handles(
    "game_equip_asset_to_hero",
    "server_equip_asset_for_player_loadout",
    "server_equip_asset_for_character_loadout",
    "server_equip_asset_for_hero_loadout",
)
def put_on(call: Call) -> dict[str, Any]:
    player_id, character_id = _wearer(call)
    equip(call, player_id, character_id)
    return _answer(call, character_id)


@handles(
    "game_unequip_asset_from_hero",
    "server_unequip_asset_for_player_loadout",
    "server_unequip_asset_for_character_loadout",
    "server_unequip_asset_for_hero_loadout",
)
def take_off(call: Call) -> dict[str, Any]:
    _, character_id = _wearer(call)
    unequip(call, character_id, call.id("asset_instance_id"))
    return _answer(call, character_id)
