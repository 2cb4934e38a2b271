"""Game API > Characters, and the loadouts of players' default characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._call import Call
from .._errors import Refused, not_found
from .._items import equip, find_asset, loadout, make_instance, mount, remove_character, unequip
from .._people import own, player_by
from .._players import character_of, default_character, find_player, make_character
from . import handles

if TYPE_CHECKING:
    import sqlite3

_CHARACTERS = (
    "SELECT c.*, h.id AS hero, h.name AS hero_name FROM characters c LEFT JOIN heroes h ON h.character_id = c.id "
)


def _json(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "ulid": row["ulid"],
        "type": call.game.character_types[row["character_type_id"]].name,
        "name": row["hero_name"] or row["name"],
        "is_default": bool(row["is_default"]),
    }


def _row(call: Call, character_id: int) -> sqlite3.Row:
    row = call.store.one(f"{_CHARACTERS} WHERE c.id = ?", character_id)
    assert row is not None
    return row


def _character(call: Call) -> int:
    """The character that the path names, else the default one."""
    if "character_id" in call.path:
        return character_of(call, call.player_id, call.id("character_id"))
    return default_character(call, call.player_id)


def _with_loadout(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    return {"character": _json(call, row), "loadout": loadout(call, row["id"])}


def _loadouts(call: Call, player_id: int) -> dict[str, Any]:
    rows = call.store.all(f"{_CHARACTERS} WHERE c.player_id = ? ORDER BY c.id", player_id)
    return {"success": True, "loadouts": [_with_loadout(call, row) for row in rows]}


@handles("game_list_character_types")
def types(call: Call) -> dict[str, Any]:
    found = [
        {
            "id": each.id,
            "is_default": each is call.game.default_type,
            "name": each.name,
            "storage": [
                {"id": number, **pair} for number, pair in enumerate(_class(call, each.id).get("storage", []), 1)
            ],
            "default_loadout": [
                {"asset_id": number, "asset": call.game.assets[number].json}
                for number in _class(call, each.id).get("default_loadout", [])
            ],
        }
        for each in call.game.character_types.values()
    ]
    return {"success": True, "character_types": found}


def _class(call: Call, type_id: int) -> dict[str, Any]:
    return call.game.progress.classes[type_id]


@handles("game_list_characters")
def characters(call: Call) -> dict[str, Any]:
    rows = call.store.all(f"{_CHARACTERS} WHERE c.player_id = ? ORDER BY c.id", call.player_id)
    return {"success": True, "items": [_json(call, row) for row in rows]}


@handles("game_create_character")
def create(call: Call) -> dict[str, Any]:
    kind = call.game.character_types.get(call.body["character_type_id"])
    if kind is None:
        raise not_found(f"Character type {call.body['character_type_id']}")
    made = make_character(call, call.player_id, kind, is_default=False, name=call.body.get("name", ""))
    for asset_id in _class(call, kind.id).get("default_loadout", []):
        mount(call, made, make_instance(call, call.player_id, made, find_asset(call, asset_id)))
    if call.body.get("is_default"):
        _make_default(call, made)
    return {"success": True, "loadouts": [_with_loadout(call, _row(call, made))]}


@handles("game_update_character")
def update(call: Call) -> dict[str, Any]:
    character_id = _character(call)
    if "name" in call.body:
        call.store.run("UPDATE characters SET name = ? WHERE id = ?", call.body["name"], character_id)
        call.store.run("UPDATE heroes SET name = ? WHERE character_id = ?", call.body["name"], character_id)
    if call.body.get("is_default"):
        _make_default(call, character_id)
    return {"success": True, "loadouts": [_with_loadout(call, _row(call, character_id))]}


def _make_default(call: Call, character_id: int) -> None:
    """There is always one default character; what is the player's own and not worn goes over to it."""
    before = default_character(call, call.player_id)
    call.store.run(
        "UPDATE instances SET character_id = ? WHERE character_id = ? AND kind = 'item' "
        "AND id NOT IN (SELECT instance_id FROM loadouts)",
        character_id,
        before,
    )
    call.store.run("UPDATE characters SET is_default = (id = ?) WHERE player_id = ?", character_id, call.player_id)


@handles("game_delete_character")
def delete(call: Call) -> None:
    row = _row(call, _character(call))
    if row["is_default"]:
        raise Refused(409, "The default character can't be deleted: make another one the default first.")
    if row["hero"] is not None:
        raise Refused(409, "The character belongs to a hero: delete the hero.")
    remove_character(call, row["id"], call.player_id)


@handles("game_get_loadout_for_all_player_characters")
def own_loadouts(call: Call) -> dict[str, Any]:
    return _loadouts(call, call.player_id)


def _on_platform(call: Call) -> int:
    """A player by an id of a platform; without one it is the platform that the caller signed in with."""
    platform = call.query.get("platform") or own(call)["last_platform"]
    found = find_player(call, platform, call.path["player_identifier"])
    if found is None:
        raise not_found(f"A player {call.path['player_identifier']} of platform {platform}")
    return found


@handles("game_get_loadout_for_player_characters_by_platform_id")
def loadouts_on_platform(call: Call) -> dict[str, Any]:
    return _loadouts(call, _on_platform(call))


@handles("game_get_loadout_for_player_characters_by_player_uid")
def loadouts_by_uid(call: Call) -> dict[str, Any]:
    return _loadouts(call, player_by(call, "player_public_uid", call.path["player_uid"])["id"])


@handles("game_get_players_loadout_for_default_character")
def own_loadout(call: Call) -> dict[str, Any]:
    return {"success": True, "loadout": loadout(call, _character(call))}


@handles("game_get_other_players_loadout_for_default_character")
def other_loadout(call: Call) -> dict[str, Any]:
    return {"success": True, "loadout": loadout(call, default_character(call, _on_platform(call)))}


@handles("game_equip_asset_to_character", "game_equip_asset_to_default_character")
def put_on(call: Call) -> dict[str, Any]:
    character_id = _character(call)
    equip(call, call.player_id, character_id)
    return {"success": True, **_with_loadout(call, _row(call, character_id))}


@handles("game_unequip_asset_to_character", "game_unequip_asset_to_default_character")
def take_off(call: Call) -> dict[str, Any]:
    character_id = _character(call)
    unequip(call, character_id, call.id("asset_instance_id"))
    return {"success": True, **_with_loadout(call, _row(call, character_id))}


@handles("game_list_equippable_contexts_to_character_by_id", "game_list_equippable_contexts_to_default_character")
def contexts(call: Call) -> dict[str, Any]:
    row = _row(call, _character(call))
    ids = call.game.progress.class_contexts[row["character_type_id"]]
    return {"success": True, "contexts": [call.game.progress.contexts[number] for number in ids]}
