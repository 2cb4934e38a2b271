"""Server API > Loadouts: of a player, of a character, of a hero."""

from __future__ import annotations

from lootlocker import models

from .table import SERVER, Table
from .world import World, worn

CASES = Table()
PLAYER_LOADOUT = "/server/player/{player}/loadout"
CHARACTER_LOADOUT = "/server/player/{player}/characters/{character}/loadout"
HERO_LOADOUT = "/server/player/{player}/heroes/{hero}/loadout"


def check(answer: models.ServerLoadoutResponse, expected: list[tuple[int, int | None]]) -> None:
    """The whole loadout, as asset and variation."""
    assert type(answer) is models.ServerLoadoutResponse
    assert worn(answer.items) == expected


@CASES("server_get_player_loadout", f"GET {PLAYER_LOADOUT}", SERVER)
def get_of_player(world: World) -> None:
    world.server.loadouts.equip_asset_for_player_loadout(world.player, asset_id=10)
    with world.the_call():
        answer = world.server.loadouts.get_player_loadout(world.player)
    check(answer, [(10, None)])
    assert answer.items[0].asset.name == "Traveller's Cloak"


@CASES("server_equip_asset_for_player_loadout", f"POST {PLAYER_LOADOUT}", SERVER, {"instance_id": "{item}"})
def equip_player_with_an_item(world: World) -> None:
    world.server.loadouts.equip_asset_for_player_loadout(world.player, asset_id=10)
    item = world.grant(asset_id=4, asset_variation_id=41)
    with world.the_call(item=item):
        answer = world.server.loadouts.equip_asset_for_player_loadout(world.player, instance_id=item)
    check(answer, [(10, None), (4, 41)])
    assert answer.items[1].instance_id == item
    assert world.server.loadouts.get_player_loadout(world.player).items == answer.items


@CASES("server_equip_asset_for_player_loadout", f"POST {PLAYER_LOADOUT}", SERVER, {"asset_id": 9})
def equip_player_with_a_universal_asset(world: World) -> None:
    with world.the_call():
        answer = world.server.loadouts.equip_asset_for_player_loadout(world.player, asset_id=9)
    check(answer, [(9, None)])


@CASES(
    "server_equip_asset_for_player_loadout",
    f"POST {PLAYER_LOADOUT}",
    SERVER,
    {"asset_id": 9, "asset_variation_id": 91},
)
def equip_player_with_a_variation(world: World) -> None:
    with world.the_call():
        answer = world.server.loadouts.equip_asset_for_player_loadout(world.player, asset_id=9, asset_variation_id=91)
    check(answer, [(9, 91)])


@CASES(
    "server_equip_asset_for_player_loadout",
    f"POST {PLAYER_LOADOUT}",
    SERVER,
    {"asset_id": 6, "rental_option_id": 61},
)
def equip_player_with_a_rental(world: World) -> None:
    with world.the_call():
        answer = world.server.loadouts.equip_asset_for_player_loadout(world.player, asset_id=6, rental_option_id=61)
    check(answer, [(6, None)])


@CASES("server_unequip_asset_for_player_loadout", f"DELETE {PLAYER_LOADOUT}/{{item}}", SERVER)
def unequip_player(world: World) -> None:
    loadouts = world.server.loadouts
    item = world.grant()
    loadouts.equip_asset_for_player_loadout(world.player, instance_id=item)
    loadouts.equip_asset_for_player_loadout(world.player, asset_id=10)
    with world.the_call(item=item):
        answer = loadouts.unequip_asset_for_player_loadout(world.player, item)
    check(answer, [(10, None)])
    check(loadouts.get_player_loadout(world.player), [(10, None)])
    assert world.own_items() == [item]


@CASES("server_get_character_loadout", f"GET {CHARACTER_LOADOUT}", SERVER)
def get_of_character(world: World) -> None:
    character = world.hero(6).character_id
    with world.the_call(character=character):
        answer = world.server.loadouts.get_character_loadout(world.player, character)
    check(answer, [(1, None), (3, None)])


@CASES("server_equip_asset_for_character_loadout", f"POST {CHARACTER_LOADOUT}", SERVER, {"instance_id": "{item}"})
def equip_character_with_an_item(world: World) -> None:
    character, item = world.hero(6).character_id, world.grant(asset_id=2)
    with world.the_call(character=character, item=item):
        answer = world.server.loadouts.equip_asset_for_character_loadout(world.player, character, instance_id=item)
    check(answer, [(1, None), (3, None), (2, None)])
    assert answer.items[2].instance_id == item
    assert world.server.loadouts.get_character_loadout(world.player, character).items == answer.items
    check(world.server.loadouts.get_player_loadout(world.player), [])


@CASES(
    "server_equip_asset_for_character_loadout",
    f"POST {CHARACTER_LOADOUT}",
    SERVER,
    {"asset_id": 9, "asset_variation_id": 92},
)
def equip_character_with_a_variation(world: World) -> None:
    character = world.character()
    with world.the_call(character=character):
        answer = world.server.loadouts.equip_asset_for_character_loadout(
            world.player, character, asset_id=9, asset_variation_id=92
        )
    check(answer, [(9, 92)])


@CASES(
    "server_equip_asset_for_character_loadout",
    f"POST {CHARACTER_LOADOUT}",
    SERVER,
    {"asset_id": 6, "rental_option_id": 61},
)
def equip_character_with_a_rental(world: World) -> None:
    character = world.character()
    with world.the_call(character=character):
        answer = world.server.loadouts.equip_asset_for_character_loadout(
            world.player, character, asset_id=6, rental_option_id=61
        )
    check(answer, [(6, None)])


@CASES("server_unequip_asset_for_character_loadout", f"DELETE {CHARACTER_LOADOUT}/{{item}}", SERVER)
def unequip_character(world: World) -> None:
    character = world.hero(6).character_id
    sword = world.server.loadouts.get_character_loadout(world.player, character).items[0].instance_id
    with world.the_call(character=character, item=sword):
        answer = world.server.loadouts.unequip_asset_for_character_loadout(world.player, character, sword)
    check(answer, [(3, None)])
    check(world.server.loadouts.get_character_loadout(world.player, character), [(3, None)])


@CASES("server_get_hero_loadout", f"GET {HERO_LOADOUT}", SERVER)
def get_of_hero(world: World) -> None:
    hero = world.hero(6)
    with world.the_call(hero=hero.id):
        answer = world.server.loadouts.get_hero_loadout(world.player, hero.id)
    check(answer, [(1, None), (3, None)])


@CASES("server_equip_asset_for_hero_loadout", f"POST {HERO_LOADOUT}", SERVER, {"instance_id": "{item}"})
def equip_hero_with_an_item(world: World) -> None:
    hero, item = world.hero(8), world.grant(asset_id=2)
    with world.the_call(hero=hero.id, item=item):
        answer = world.server.loadouts.equip_asset_for_hero_loadout(world.player, hero.id, instance_id=item)
    check(answer, [(2, None)])
    assert answer.items[0].instance_id == item
    assert world.game.heroes.get_player_hero_loadout(hero.id).loadout == answer.items


@CASES(
    "server_equip_asset_for_hero_loadout",
    f"POST {HERO_LOADOUT}",
    SERVER,
    {"asset_id": 9, "asset_variation_id": 92},
)
def equip_hero_with_a_variation(world: World) -> None:
    hero = world.hero(8)
    with world.the_call(hero=hero.id):
        answer = world.server.loadouts.equip_asset_for_hero_loadout(
            world.player, hero.id, asset_id=9, asset_variation_id=92
        )
    check(answer, [(9, 92)])


@CASES("server_equip_asset_for_hero_loadout", f"POST {HERO_LOADOUT}", SERVER, {"asset_id": 6, "rental_option_id": 61})
def equip_hero_with_a_rental(world: World) -> None:
    hero = world.hero(8)
    with world.the_call(hero=hero.id):
        answer = world.server.loadouts.equip_asset_for_hero_loadout(
            world.player, hero.id, asset_id=6, rental_option_id=61
        )
    check(answer, [(6, None)])


@CASES("server_unequip_asset_for_hero_loadout", f"DELETE {HERO_LOADOUT}/{{item}}", SERVER)
def unequip_hero(world: World) -> None:
    hero = world.hero(6)
    armor = world.server.loadouts.get_hero_loadout(world.player, hero.id).items[1].instance_id
    with world.the_call(hero=hero.id, item=armor):
        answer = world.server.loadouts.unequip_asset_for_hero_loadout(world.player, hero.id, armor)
    check(answer, [(1, None)])
    check(world.server.loadouts.get_hero_loadout(world.player, hero.id), [(1, None)])
    inventory = world.server.inventories.get_hero_inventory(world.player, hero.id).items
    assert armor in [item.instance_id for item in inventory]
