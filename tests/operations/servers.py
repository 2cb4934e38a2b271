"""Server API > Session, Characters & Heroes, Inventories."""

from __future__ import annotations

from lootlocker import models

from .table import SERVER, SERVER_START, VERSION, Table
from .world import World, check_asset, check_rental

CASES = Table()


@CASES("server_session", "POST /server/session", SERVER_START, {"game_version": VERSION})
def session(world: World) -> None:
    with world.the_call():
        answer = world.server.session.session()
    assert type(answer) is models.ServerSessionResponse
    assert answer.token


@CASES("server_session", "POST /server/session", SERVER_START, {"game_version": "0.10", "is_development": True})
def session_of_an_older_key(world: World) -> None:
    with world.the_call():
        answer = world.server.session.session(game_version="0.10", is_development=True)
    assert answer.token


@CASES("server_ping", "GET /server/ping", SERVER)
def ping(world: World) -> None:
    with world.the_call():
        answer = world.server.session.ping()
    assert type(answer) is models.ServerPingResponse
    assert answer.pong


@CASES("server_ping", "GET /server/ping", {**SERVER, "ll-version": "2021-06-01"})
def ping_with_another_version(world: World) -> None:
    server = world.clients.server_client(api_version="2021-06-01")
    server.session.ping()
    session = server.current_session
    assert session is not None
    with world.the_call(server_token=session.token):
        server.session.ping()


@CASES("server_get_player_characters", "GET /server/player/{player}/characters", SERVER)
def characters(world: World) -> None:
    hero = world.hero(7, name="Em")
    with world.the_call():
        answer = world.server.characters_heroes.get_player_characters(world.player)
    assert type(answer) is models.PlayerCharactersResponse
    own, of_hero = answer.items
    assert type(own) is models.ServerCharacter
    assert (own.default, own.type_) == (True, "Adventurer")
    assert len(own.ulid) == 26
    assert (of_hero.id, of_hero.default, of_hero.name, of_hero.type_) == (hero.character_id, False, "Em", "Mage")


@CASES("server_get_player_heroes", "GET /server/player/{player}/heroes", SERVER)
def player_heroes(world: World) -> None:
    hero = world.hero(8, name="W", asset_variation_id=862, is_default=True)
    with world.the_call():
        answer = world.server.characters_heroes.get_player_heroes(str(world.player))
    assert type(answer) is models.ServerPlayerHeroesResponse
    assert answer.items == [hero]
    (found,) = answer.items
    assert type(found) is models.PlayerHero
    assert (found.id, found.hero_id, found.character_id, found.instance_id) == (
        hero.id,
        8,
        hero.character_id,
        hero.instance_id,
    )
    assert (found.character_name, found.hero_name, found.class_name) == ("W", "Wanderer", "Night Ranger")
    assert (found.is_default, found.asset_variation_id) == (True, 862)
    check_asset(found.asset, 86, "Wanderer")


def check_item(item: models.InventoryItem, instance_id: int, asset_id: int, name: str, source: str = "grant") -> None:
    """An item that the player has for good."""
    assert type(item) is models.InventoryItem
    assert (item.instance_id, item.variation_id, item.rental_option_id) == (instance_id, None, None)
    assert item.acquisition_source == source
    check_asset(item.asset, asset_id, name)
    check_rental(item.rental)


def granted(world: World, *asset_ids: int) -> list[int]:
    """New items; their instance ids."""
    add = [{"asset_id": asset_id} for asset_id in asset_ids]
    answer = world.server.inventories.alter_player_inventory(world.player, add=add)
    return [item.instance_id for item in answer.added]


@CASES("server_list_player_inventory", "GET /server/player/{player}/inventory", SERVER)
def player_inventory(world: World) -> None:
    sword, potion = granted(world, 1, 5)
    with world.the_call():
        answer = world.server.inventories.list_player_inventory(world.player)
    assert type(answer) is models.InventoryResponse
    assert answer.total == 2
    check_item(answer.items[0], sword, 1, "Iron Sword")
    check_item(answer.items[1], potion, 5, "Healing Potion")
    rarity = answer.items[0].asset.rarity
    assert type(rarity) is models.AssetRarity
    assert (rarity.name, rarity.short_name, rarity.color) == ("Common", "C", "gray")


@CASES("server_list_player_inventory", "GET /server/player/{player}/inventory?count=2&after={first}", SERVER)
def player_inventory_page(world: World) -> None:
    first, *others = granted(world, 1, 2, 3, 5)
    with world.the_call(first=first):
        answer = world.server.inventories.list_player_inventory(world.player, count=2, after=first)
    assert answer.total == 4
    assert [item.instance_id for item in answer.items] == others[:2]


@CASES("server_list_player_inventory", "GET /server/player/{player}/inventory?count=200&after=0", SERVER)
def player_inventory_from_the_first_item(world: World) -> None:
    items = granted(world, 1, 2)
    with world.the_call():
        answer = world.server.inventories.list_player_inventory(world.player, count=200, after=0)
    assert [item.instance_id for item in answer.items] == items


@CASES(
    "server_get_character_inventory",
    "GET /server/player/{player}/characters/{character}/inventory?count=1&after={first}",
    SERVER,
)
def character_inventory(world: World) -> None:
    character = world.character()
    first, second = granted(world, 7, 5)
    with world.the_call(character=character, first=first):
        answer = world.server.inventories.get_character_inventory(world.player, character, count=1, after=first)
    assert type(answer) is models.InventoryResponse
    assert answer.total == 2
    (item,) = answer.items
    check_item(item, second, 5, "Healing Potion")


@CASES("server_get_character_inventory", "GET /server/player/{player}/characters/{character}/inventory", SERVER)
def character_inventory_by_text(world: World) -> None:
    character = world.character()
    (bundle,) = granted(world, 7)
    with world.the_call(character=character):
        answer = world.server.inventories.get_character_inventory(str(world.player), str(character))
    (item,) = answer.items
    check_item(item, bundle, 7, "Starter Bundle")
    contents = item.asset.package_contents
    assert contents is not None
    assert {type(each) for each in contents} == {models.PackageContent}
    assert [(each.asset.name, each.quantity, each.variation_id) for each in contents] == [
        ("Iron Sword", 1, None),
        ("Healing Potion", 3, None),
        ("Steel Armor", 1, 42),
    ]


@CASES(
    "server_get_hero_inventory",
    "GET /server/player/{player}/heroes/{hero}/inventory?count=1&after={first}",
    SERVER,
)
def hero_inventory(world: World) -> None:
    hero = world.hero(6)
    first, second = world.server.inventories.get_hero_inventory(world.player, hero.id).items
    with world.the_call(hero=hero.id, first=first.instance_id):
        answer = world.server.inventories.get_hero_inventory(world.player, hero.id, count=1, after=first.instance_id)
    assert type(answer) is models.InventoryResponse
    assert answer.total == 2
    assert answer.items == [second]
    check_item(second, second.instance_id, 3, "Leather Armor", "grant")


@CASES("server_add_asset_to_player_inventory", "POST /server/player/{player}/inventory", SERVER, {"asset_id": 1})
def add(world: World) -> None:
    with world.the_call():
        answer = world.server.inventories.add_asset_to_player_inventory(world.player, asset_id=1)
    assert type(answer) is models.AddAssetToPlayerInventoryResponse
    (item,) = answer.items
    assert type(item) is models.GrantedItem
    check_asset(item.asset, 1, "Iron Sword")
    assert (item.variation_id, item.rental_option_id, item.acquisition_source) == (None, None, "grant")
    check_rental(item.rental)
    assert world.own_items() == [item.instance_id]


@CASES(
    "server_add_asset_to_player_inventory",
    "POST /server/player/{player}/inventory",
    SERVER,
    {"asset_id": 4, "asset_variation_id": 42},
)
def add_variation(world: World) -> None:
    with world.the_call():
        answer = world.server.inventories.add_asset_to_player_inventory(world.player, asset_id=4, asset_variation_id=42)
    assert answer.items[0].variation_id == 42
    (item,) = world.server.inventories.list_player_inventory(world.player).items
    assert (item.asset.id, item.variation_id) == (4, 42)


@CASES(
    "server_add_asset_to_player_inventory",
    "POST /server/player/{player}/inventory",
    SERVER,
    {"asset_id": 6, "rental_option_id": 62},
)
def add_rental(world: World) -> None:
    with world.the_call():
        answer = world.server.inventories.add_asset_to_player_inventory(world.player, asset_id=6, rental_option_id=62)
    assert answer.items[0].rental_option_id == 62
    check_rental(answer.items[0].rental, 604800)
    (item,) = world.server.inventories.list_player_inventory(world.player).items
    assert (item.asset.id, item.rental_option_id) == (6, 62)
    options = item.asset.rental_options
    assert options is not None
    assert {type(each) for each in options} == {models.RentalOption}
    assert [(each.id, each.name, each.duration) for each in options] == [
        (61, "One day", 86400),
        (62, "One week", 604800),
    ]


@CASES(
    "server_add_asset_to_player_inventory",
    "POST /server/player/{player}/inventory",
    SERVER,
    {"asset_id": 6, "asset_rental_option_id": "61"},
)
def add_rental_by_the_older_key(world: World) -> None:
    with world.the_call():
        world.server.inventories.add_asset_to_player_inventory(world.player, asset_id=6, asset_rental_option_id="61")
    (item,) = world.server.inventories.list_player_inventory(world.player).items
    assert (item.asset.id, item.rental_option_id) == (6, 61)


@CASES(
    "server_alter_player_inventory",
    "PATCH /server/player/{player}/inventory",
    SERVER,
    {
        "add": [
            {"asset_id": 1},
            {"asset_id": 4, "asset_variation_id": 41},
            {"asset_id": 6, "rental_option_id": 61},
            {"asset_id": 6, "asset_rental_option_id": 62},
        ],
        "remove": ["{old}", "{older}"],
    },
)
def alter(world: World) -> None:
    older, kept, old = granted(world, 5, 5, 5)
    with world.the_call(old=old, older=older):
        answer = world.server.inventories.alter_player_inventory(
            world.player,
            add=[
                models.GrantItem(asset_id=1),
                {"asset_id": 4, "asset_variation_id": 41},
                models.GrantItem(asset_id=6, rental_option_id=61),
                {"asset_id": 6, "asset_rental_option_id": 62},
            ],
            remove=[old, older],
        )
    assert type(answer) is models.AlterPlayerInventoryResponse
    assert answer.removed == [old, older]
    assert {type(item) for item in answer.added} == {models.AddedItem}
    assert [(item.asset.id, item.variation_id, item.rental_option_id, item.quantity) for item in answer.added] == [
        (1, None, None, 1),
        (4, 41, None, 1),
        (6, None, 61, 1),
        (6, None, 62, 1),
    ]
    assert all(len(item.ulid) == 26 for item in answer.added)
    check_asset(answer.added[0].asset, 1, "Iron Sword")
    assert world.own_items() == [kept, *(item.instance_id for item in answer.added)]


@CASES("server_alter_player_inventory", "PATCH /server/player/{player}/inventory", SERVER, {"add": [{"asset_id": 2}]})
def alter_only_adding(world: World) -> None:
    with world.the_call():
        answer = world.server.inventories.alter_player_inventory(world.player, add=[{"asset_id": 2}])
    assert answer.removed == []
    assert world.own_items() == [answer.added[0].instance_id]


@CASES("server_alter_player_inventory", "PATCH /server/player/{player}/inventory", SERVER, {"remove": ["{item}"]})
def alter_only_removing(world: World) -> None:
    item, kept = granted(world, 1, 1)
    with world.the_call(item=item):
        answer = world.server.inventories.alter_player_inventory(world.player, remove=[item])
    assert (answer.added, answer.removed) == ([], [item])
    assert world.own_items() == [kept]


@CASES("server_list_universal_assets", "GET /server/inventory/universal", SERVER)
def universal_assets(world: World) -> None:
    with world.the_call():
        answer = world.server.inventories.list_universal_assets()
    assert type(answer) is models.UniversalAssetsResponse
    for item in answer.global_assets:
        assert type(item) is models.UniversalAssetItem
        check_rental(item.rental)
        assert (item.variation_id, item.rental_option_id, item.acquisition_source) == (None, None, "grant")
    assert [(item.universal_id, item.asset.id) for item in answer.global_assets] == [(1, 9), (2, 10), (3, 6)]
    check_asset(answer.global_assets[0].asset, 9, "Training Sword")
