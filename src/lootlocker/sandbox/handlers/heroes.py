"""Game API > Heroes."""

from __future__ import annotations

from typing import Any

from .._call import Call, iso
from .._errors import not_found
from .._items import (
    find_asset,
    hero_json,
    hero_row,
    inventory_page,
    item_json,
    loadout,
    make_instance,
    mount,
    player_heroes,
    remove_character,
)
from .._players import find_player, make_character
from . import handles


@handles("game_get_game_heroes")
def game_heroes(call: Call) -> dict[str, Any]:
    owned = {row[0] for row in call.store.all("SELECT hero_id FROM heroes WHERE player_id = ?", call.player_id)}
    heroes = [
        {
            "hero_id": hero.id,
            "character_type_id": hero.character_type.id,
            "character_type_name": hero.character_type.name,
            "name": hero.name,
            "player_has_hero": hero.id in owned,
            "asset": hero.asset.json,
        }
        for hero in call.game.heroes.values()
    ]
    return {"success": True, "game_heroes": heroes}


@handles("game_create_player_hero")
def create(call: Call) -> dict[str, Any]:
    hero = call.game.heroes.get(call.body["hero_id"])
    if hero is None:
        raise not_found(f"Game hero {call.body['hero_id']}")
    variation = call.body.get("asset_variation_id")
    find_asset(call, hero.asset.id, variation)
    character_id = make_character(call, call.player_id, hero.character_type, is_default=False)
    instance_id = make_instance(call, call.player_id, character_id, hero.asset, kind="hero", variation_id=variation)
    if call.body.get("is_default"):
        call.store.run("UPDATE heroes SET is_default = 0 WHERE player_id = ?", call.player_id)
    player_hero = call.store.insert(
        "heroes",
        player_id=call.player_id,
        hero_id=hero.id,
        instance_id=instance_id,
        character_id=character_id,
        name=call.body.get("name"),
        is_default=bool(call.body.get("is_default")),
        asset_variation_id=variation,
    )
    for asset_id in hero.default_loadout:
        asset = call.game.assets[asset_id]
        mount(call, character_id, make_instance(call, call.player_id, character_id, asset))
    return {"success": True, "hero": hero_json(call, hero_row(call, player_hero))}


@handles("game_list_player_heroes")
def list_heroes(call: Call) -> dict[str, Any]:
    return {"success": True, "heroes": player_heroes(call, call.player_id)}


@handles("game_get_player_hero")
def get(call: Call) -> dict[str, Any]:
    return {"success": True, "hero": hero_json(call, hero_row(call, call.id("hero_id"), call.player_id))}


@handles("game_update_player_hero")
def update(call: Call) -> dict[str, Any]:
    hero = hero_row(call, call.id("hero_id"), call.player_id)
    if "name" in call.body:
        call.store.run("UPDATE heroes SET name = ? WHERE id = ?", call.body["name"], hero["id"])
    if call.body.get("is_default"):
        call.store.run("UPDATE heroes SET is_default = (id = ?) WHERE player_id = ?", hero["id"], call.player_id)
    elif "is_default" in call.body:
        call.store.run("UPDATE heroes SET is_default = 0 WHERE id = ?", hero["id"])
    return {"success": True, "hero": hero_json(call, hero_row(call, hero["id"]))}


@handles("game_delete_player_hero")
def delete(call: Call) -> dict[str, Any]:
    """The hero's items go back to the player and its loadout is gone; what was made for the hero alone goes with it."""
    hero = hero_row(call, call.id("hero_id"), call.player_id)
    call.store.run("DELETE FROM heroes WHERE id = ?", hero["id"])
    remove_character(call, hero["character_id"], call.player_id)
    return {"success": True}


@handles("game_list_player_hero_inventory")
def hero_inventory(call: Call) -> dict[str, Any]:
    hero = hero_row(call, call.id("hero_id"), call.player_id)
    _, page = inventory_page(call, hero["character_id"])
    items = [{**item_json(call, row), "acquisition_date": iso(row["acquired"])} for row in page]
    return {"success": True, "inventory": items}


def _steam_player(call: Call) -> int:
    steam_id = str(call.path["steam_id_64"])
    player_id = find_player(call, "steam", steam_id)
    if player_id is None:
        raise not_found(f"A player with SteamID64 {steam_id}")
    return player_id


@handles("game_get_default_player_hero_by_steam_id_64")
def default_hero_by_steam_id(call: Call) -> dict[str, Any]:
    row = call.store.one("SELECT * FROM heroes WHERE player_id = ? AND is_default", _steam_player(call))
    if row is None:
        raise not_found("A default hero of this player")
    return {"success": True, "hero": hero_json(call, row)}


@handles("game_list_player_heroes_by_steam_id_64")
def heroes_by_steam_id(call: Call) -> dict[str, Any]:
    return {"success": True, "heroes": player_heroes(call, _steam_player(call))}


@handles("game_list_player_heros_loadout_by_id")
def other_loadout(call: Call) -> dict[str, Any]:
    return {"success": True, "loadout": loadout(call, hero_row(call, call.id("hero_id"))["character_id"])}
