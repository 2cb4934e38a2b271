"""Game API > Heroes."""

from __future__ import annotations

import pytest

from lootlocker import models
from lootlocker.errors import NotFound

from .table import PLAYER, Table
from .world import World, check_asset, check_rental, worn

CASES = Table()
KNIGHT, WANDERER = 6, 8
KNIGHT_WEARS = [(1, None), (3, None)]


def steam_id(world: World) -> str:
    """A SteamID64 of this test's own; it needs more than 53 bits."""
    return str(76561198023004363 + 2 * world.player)


def check_hero(hero: models.PlayerHero, hero_id: int, name: str | None) -> None:
    assert type(hero) is models.PlayerHero
    assert (hero.hero_id, hero.character_name) == (hero_id, name)
    expected = {6: ("Sir Test", "Knight", 84), 8: ("Wanderer", "Night Ranger", 86)}[hero_id]
    assert (hero.hero_name, hero.class_name) == expected[:2]
    assert all(type(each) is int for each in (hero.id, hero.instance_id, hero.character_id))
    check_asset(hero.asset, expected[2], expected[0])


@CASES("game_get_game_heroes", "GET /game/v1/heroes", PLAYER)
def game_heroes(world: World) -> None:
    world.hero(WANDERER)
    with world.the_call():
        answer = world.game.heroes.get_game_heroes()
    assert type(answer) is models.GameHeroesResponse
    assert answer.success is True
    assert {type(hero) for hero in answer.game_heroes} == {models.GameHero}
    assert [(hero.hero_id, hero.name, hero.player_has_hero) for hero in answer.game_heroes] == [
        (6, "Sir Test", False),
        (7, "Ember", False),
        (8, "Wanderer", True),
    ]
    knight = answer.game_heroes[0]
    assert (knight.character_type_id, knight.character_type_name) == (2, "Knight")
    check_asset(knight.asset, 84, "Sir Test")
    assert knight.asset.default_loadouts == {"Knight": False, "Night Ranger": False}


@CASES("game_create_player_hero", "POST /game/v1/player/heroes", PLAYER, {"hero_id": 8})
def create(world: World) -> None:
    with world.the_call():
        answer = world.game.heroes.create_player_hero(hero_id=8)
    assert type(answer) is models.PlayerHeroResponse
    assert answer.success is True
    check_hero(answer.hero, WANDERER, None)
    assert (answer.hero.is_default, answer.hero.asset_variation_id) == (False, None)
    assert [hero.id for hero in world.game.heroes.list_player_heroes().heroes] == [answer.hero.id]


@CASES(
    "game_create_player_hero",
    "POST /game/v1/player/heroes",
    PLAYER,
    {"hero_id": 8, "name": "N\u00e4o", "is_default": True, "asset_variation_id": 862},
)
def create_with_everything(world: World) -> None:
    with world.the_call():
        hero = world.game.heroes.create_player_hero(
            hero_id=8, name="N\u00e4o", is_default=True, asset_variation_id=862
        ).hero
    check_hero(hero, WANDERER, "N\u00e4o")
    assert (hero.is_default, hero.asset_variation_id) == (True, 862)
    day, night = hero.asset.variations or []
    for variation, number, name in ((day, 861, "Day"), (night, 862, "Night")):
        assert type(variation) is models.AssetVariation
        assert (variation.id, variation.name) == (number, name)


@CASES(
    "game_create_player_hero",
    "POST /game/v1/player/heroes",
    PLAYER,
    {"hero_id": 6, "name": "", "is_default": False},
)
def create_with_empty_values(world: World) -> None:
    with world.the_call():
        hero = world.game.heroes.create_player_hero(hero_id=6, name="", is_default=False).hero
    check_hero(hero, KNIGHT, "")
    assert hero.is_default is False


@CASES("game_list_player_heroes", "GET /game/v1/player/heroes", PLAYER)
def list_own(world: World) -> None:
    made = [world.hero(KNIGHT, name="A"), world.hero(WANDERER, name="B")]
    with world.the_call():
        answer = world.game.heroes.list_player_heroes()
    assert type(answer) is models.PlayerHeroesResponse
    assert answer.success is True
    assert answer.heroes == made
    check_hero(answer.heroes[0], KNIGHT, "A")
    check_hero(answer.heroes[1], WANDERER, "B")


@CASES("game_get_player_hero", "GET /game/v1/player/heroes/{hero}", PLAYER)
def get(world: World) -> None:
    world.hero(WANDERER)
    made = world.hero(KNIGHT, name="A")
    with world.the_call(hero=made.id):
        answer = world.game.heroes.get_player_hero(made.id)
    assert type(answer) is models.PlayerHeroResponse
    assert answer.success is True
    assert answer.hero == made


@CASES("game_get_player_hero", "GET /game/v1/player/heroes/{hero}", PLAYER)
def get_by_text(world: World) -> None:
    made = world.hero()
    with world.the_call(hero=made.id):
        answer = world.game.heroes.get_player_hero(str(made.id))
    assert answer.hero == made


@CASES(
    "game_update_player_hero",
    "PUT /game/v1/player/heroes/{hero}",
    PLAYER,
    {"name": "Renamed", "is_default": True},
)
def update(world: World) -> None:
    first, made = world.hero(WANDERER, is_default=True), world.hero(KNIGHT)
    with world.the_call(hero=made.id):
        answer = world.game.heroes.update_player_hero(made.id, name="Renamed", is_default=True)
    assert type(answer) is models.PlayerHeroResponse
    assert answer.success is True
    check_hero(answer.hero, KNIGHT, "Renamed")
    assert (answer.hero.is_default, answer.hero.asset_variation_id) == (True, None)
    assert world.game.heroes.get_player_hero(first.id).hero.is_default is False


@CASES("game_update_player_hero", "PUT /game/v1/player/heroes/{hero}", PLAYER, {"name": "Only this"})
def update_name(world: World) -> None:
    made = world.hero(is_default=True)
    with world.the_call(hero=made.id):
        hero = world.game.heroes.update_player_hero(made.id, name="Only this").hero
    assert (hero.character_name, hero.is_default) == ("Only this", True)


@CASES("game_update_player_hero", "PUT /game/v1/player/heroes/{hero}", PLAYER, {"is_default": False})
def update_default(world: World) -> None:
    made = world.hero(is_default=True, name="Kept")
    with world.the_call(hero=made.id):
        hero = world.game.heroes.update_player_hero(made.id, is_default=False).hero
    assert (hero.character_name, hero.is_default) == ("Kept", False)


@CASES("game_delete_player_hero", "DELETE /game/v1/player/heroes/{hero}", PLAYER)
def delete(world: World) -> None:
    made, kept = world.hero(KNIGHT), world.hero(WANDERER)
    given = world.grant(asset_id=2)
    loadout = world.game.heroes.equip_asset_to_hero(made.id, instance_id=given).loadout
    items = [item.instance_id for item in loadout]
    assert world.own_items() == []
    with world.the_call(hero=made.id):
        answer = world.game.heroes.delete_player_hero(made.id)
    assert type(answer) is models.Success
    assert answer.success is True
    assert [hero.id for hero in world.game.heroes.list_player_heroes().heroes] == [kept.id]
    assert len(items) == 3
    assert world.own_items() == items
    with pytest.raises(NotFound):
        world.game.heroes.get_player_hero(made.id)


@CASES("game_list_player_hero_inventory", "GET /game/v1/player/heroes/{hero}/inventory", PLAYER)
def inventory(world: World) -> None:
    made = world.hero(KNIGHT)
    with world.the_call(hero=made.id):
        answer = world.game.heroes.list_player_hero_inventory(made.id)
    assert type(answer) is models.HeroInventoryResponse
    assert answer.success is True
    assert [item.asset.id for item in answer.inventory] == [1, 3]
    for item in answer.inventory:
        assert type(item) is models.HeroInventoryItem
        assert type(item.instance_id) is int
        assert (item.variation_id, item.rental_option_id) == (None, None)
        assert item.acquisition_source == "grant"
        assert item.acquisition_date_datetime is not None
        check_rental(item.rental)
    sword = answer.inventory[0].asset
    check_asset(sword, 1, "Iron Sword")
    (stored,) = sword.storage or []
    assert type(stored) is models.AssetStorageItem
    assert (stored.key, stored.value) == ("damage", "12")


@CASES("game_list_player_hero_inventory", "GET /game/v1/player/heroes/{hero}/inventory?count=1&after={first}", PLAYER)
def inventory_page(world: World) -> None:
    made = world.hero(KNIGHT)
    first, second = [item.instance_id for item in world.game.heroes.iter_player_hero_inventory(made.id)]
    with world.the_call(hero=made.id, first=first):
        answer = world.game.heroes.list_player_hero_inventory(made.id, count=1, after=first)
    assert [item.instance_id for item in answer.inventory] == [second]


@CASES("game_get_default_player_hero_by_steam_id_64", "GET /game/v1/player/heroes/default/{steam}", PLAYER)
def default_hero_by_steam_id(world: World) -> None:
    other = world.steam_player(steam_id(world))
    other.heroes.create_player_hero(hero_id=KNIGHT)
    made = other.heroes.create_player_hero(hero_id=WANDERER, is_default=True).hero
    with world.the_call(steam=steam_id(world)):
        answer = world.game.heroes.get_default_player_hero_by_steam_id_64(int(steam_id(world)))
    assert type(answer) is models.PlayerHeroResponse
    assert answer.success is True
    assert answer.hero == made


@CASES("game_list_player_heroes_by_steam_id_64", "GET /game/v1/heroes/list/{steam}", PLAYER)
def heroes_by_steam_id(world: World) -> None:
    other = world.steam_player(steam_id(world))
    made = [other.heroes.create_player_hero(hero_id=hero_id).hero for hero_id in (KNIGHT, WANDERER)]
    with world.the_call(steam=steam_id(world)):
        answer = world.game.heroes.list_player_heroes_by_steam_id_64(steam_id(world))
    assert type(answer) is models.PlayerHeroesResponse
    assert answer.success is True
    assert answer.heroes == made
    check_hero(answer.heroes[0], KNIGHT, None)


@CASES("game_list_player_heros_loadout_by_id", "GET /game/v1/heroes/{hero}/loadout", PLAYER)
def loadout_of_another_player(world: World) -> None:
    made = world.another_player().heroes.create_player_hero(hero_id=KNIGHT).hero
    with world.the_call(hero=made.id):
        answer = world.game.heroes.list_player_heros_loadout_by_id(made.id)
    assert type(answer) is models.LoadoutResponse
    assert answer.success is True
    assert worn(answer.loadout) == KNIGHT_WEARS


@CASES("game_get_player_hero_loadout", "GET /game/v1/player/heroes/{hero}/loadout", PLAYER)
def loadout(world: World) -> None:
    made = world.hero(KNIGHT)
    with world.the_call(hero=made.id):
        answer = world.game.heroes.get_player_hero_loadout(made.id)
    assert type(answer) is models.LoadoutResponse
    assert answer.success is True
    assert worn(answer.loadout) == KNIGHT_WEARS


@CASES("game_equip_asset_to_hero", "POST /game/v1/player/heroes/{hero}/loadout", PLAYER, {"instance_id": "{item}"})
def equip_an_item(world: World) -> None:
    made, item = world.hero(KNIGHT), world.grant(asset_id=4, asset_variation_id=42)
    with world.the_call(hero=made.id, item=item):
        answer = world.game.heroes.equip_asset_to_hero(made.id, instance_id=item)
    assert type(answer) is models.LoadoutResponse
    assert answer.success is True
    assert worn(answer.loadout) == [*KNIGHT_WEARS, (4, 42)]
    assert answer.loadout[-1].instance_id == item
    assert world.game.heroes.get_player_hero_loadout(made.id).loadout == answer.loadout


@CASES("game_equip_asset_to_hero", "POST /game/v1/player/heroes/{hero}/loadout", PLAYER, {"asset_id": 9})
def equip_a_universal_asset(world: World) -> None:
    made = world.hero(WANDERER)
    with world.the_call(hero=made.id):
        answer = world.game.heroes.equip_asset_to_hero(made.id, asset_id=9)
    assert worn(answer.loadout) == [(9, None)]
    assert worn(world.game.heroes.get_player_hero_loadout(made.id).loadout) == [(9, None)]


@CASES(
    "game_equip_asset_to_hero",
    "POST /game/v1/player/heroes/{hero}/loadout",
    PLAYER,
    {"asset_id": 9, "asset_variation_id": 92},
)
def equip_a_variation(world: World) -> None:
    made = world.hero(WANDERER)
    with world.the_call(hero=made.id):
        answer = world.game.heroes.equip_asset_to_hero(made.id, asset_id=9, asset_variation_id=92)
    assert worn(answer.loadout) == [(9, 92)]
    assert worn(world.game.heroes.get_player_hero_loadout(made.id).loadout) == [(9, 92)]


@CASES("game_unequip_asset_from_hero", "DELETE /game/v1/player/heroes/{hero}/loadout/{item}", PLAYER)
def unequip(world: World) -> None:
    made = world.hero(KNIGHT)
    item = world.game.heroes.get_player_hero_loadout(made.id).loadout[0].instance_id
    with world.the_call(hero=made.id, item=item):
        answer = world.game.heroes.unequip_asset_from_hero(made.id, item)
    assert type(answer) is models.LoadoutResponse
    assert answer.success is True
    assert worn(answer.loadout) == KNIGHT_WEARS[1:]
    assert worn(world.game.heroes.get_player_hero_loadout(made.id).loadout) == KNIGHT_WEARS[1:]
    assert item in [each.instance_id for each in world.game.heroes.list_player_hero_inventory(made.id).inventory]
