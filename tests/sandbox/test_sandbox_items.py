"""Inventories, grants, alterations, heroes and loadouts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from lootlocker.sandbox import Sandbox
from support.sandbox import Api, Clock, Document, Player, Server

LARGEST = 2**64 - 1


def own(player: Player) -> str:
    return f"/player/{player.id}"


def worn(answer: Any) -> list[int]:
    """The instance ids of a loadout, of either API."""
    assert answer.status_code == 200, answer.text
    body = answer.json()
    return [item["instance_id"] for item in body.get("loadout", body.get("items"))]


def equip(player: Player, hero: dict[str, Any], **body: Any) -> Any:
    return player.send("POST", f"/game/v1/player/heroes/{hero['id']}/loadout", json=body)


def test_pages_are_sorted_and_after_is_exclusive(api: Api) -> None:
    player, server = api.player(), api.server()
    ids = [server.grant(player.id)["instance_id"] for _ in range(7)]
    assert ids == sorted(set(ids))
    seen: list[int] = []
    while True:
        total, page = server.inventory(own(player), count=3, after=seen[-1] if seen else 0)
        assert total == 7
        if not page:
            break
        seen += page
    assert seen == ids
    assert server.inventory(own(player), after=ids[2])[1] == ids[3:]
    assert server.inventory(own(player), after=LARGEST) == (7, [])


@pytest.fixture(scope="module")
def crowd(sandbox: Sandbox) -> int:
    """A player with 210 items."""
    api = Api(sandbox, Document())
    player, server = api.player(), api.server()
    for _ in range(3):
        server.send("PATCH", f"/player/{player.id}/inventory", json={"add": [{"asset_id": 1}] * 70})
    api.http.close()
    return player.id


@pytest.mark.parametrize(
    ("count", "items"),
    [(None, 50), (1, 1), (50, 50), (200, 200), (0, 50), (-1, 50), (201, 50), (2**63, 50), (10**30, 50), ("x", 400)],
)
def test_a_count_out_of_range_falls_back_to_50(api: Api, crowd: int, count: object, items: int) -> None:
    query = {} if count is None else {"count": count}
    answer = api.server().send("GET", f"/player/{crowd}/inventory", params=query)
    if items == 400:
        assert (answer.status_code, answer.json()["param"]) == (400, "count")
    else:
        assert (len(answer.json()["items"]), answer.json()["total"]) == (items, 210)


@pytest.mark.parametrize(("after", "status"), [("0", 200), ("-1", 400), ("1.5", 400), ("", 400), (str(2**64), 400)])
def test_after_is_a_number_from_0(api: Api, crowd: int, after: str, status: int) -> None:
    answer = api.server().send("GET", f"/player/{crowd}/inventory", params={"after": after})
    assert answer.status_code == status
    assert status == 200 or answer.json()["param"] == "after"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"asset_id": 4}, 200),
        ({"asset_id": 4, "asset_variation_id": 42}, 200),
        ({"asset_id": 6, "rental_option_id": 61}, 200),
        ({"asset_id": 6, "asset_rental_option_id": "61"}, 200),
        ({"asset_id": 999}, 404),
        ({"asset_id": 2**63 - 1}, 404),
        ({"asset_id": 2**80}, 400),
        ({"asset_id": 4, "asset_variation_id": 61}, 404),
        ({"asset_id": 4, "rental_option_id": 61}, 404),
        ({"asset_id": 4, "asset_variation_id": 0}, 400),
        ({"asset_id": 6, "asset_variation_id": 42, "rental_option_id": 61}, 400),
        ({"asset_id": "4"}, 400),
        ({"asset_id": True}, 400),
        ({}, 400),
    ],
)
def test_what_can_be_granted(api: Api, body: dict[str, Any], status: int) -> None:
    player, server = api.player(), api.server()
    answer = server.send("POST", f"/player/{player.id}/inventory", json=body)
    assert answer.status_code == status
    assert server.inventory(own(player))[0] == (status == 200)
    if status == 200:
        item = answer.json()["items"][0]
        assert item["variation_id"] == body.get("asset_variation_id")
        assert item["rental"]["is_rental"] == (body["asset_id"] == 6)


def test_a_rental_runs_out(timed: Api, clock: Clock) -> None:
    player, server = timed.player(), timed.server()
    item = server.grant(player.id, 6, rental_option_id=61)
    assert item["rental"] == {"is_rental": True, "time_left": 86400, "duration": 86400, "is_active": False}
    activation = f"/game/v1/asset/instance/{item['instance_id']}/activate"
    assert player.send("POST", activation).json()["time_left"] == 86400
    for minutes, left in ((59, 86400 - 59 * 60), (24 * 60, 0)):
        clock.pass_by(minutes=minutes)
        item = timed.server().send("GET", f"/player/{player.id}/inventory").json()["items"][0]
        assert (item["rental"]["time_left"], item["rental"]["is_active"]) == (left, left > 0)
    player = Player(timed, timed.start(player_identifier=player.session["player_identifier"]).json())
    assert player.send("POST", activation).status_code == 409


def test_an_alteration_happens_as_a_whole_or_not_at_all(api: Api) -> None:
    player, server, other = api.player(), api.server(), api.player()
    first, second = (server.grant(player.id)["instance_id"] for _ in range(2))
    foreign = server.grant(other.id)["instance_id"]

    def alter(**body: Any) -> Any:
        return server.send("PATCH", f"/player/{player.id}/inventory", json=body)

    for body in (
        {"add": [{"asset_id": 1}], "remove": [first, 10**9]},
        {"add": [{"asset_id": 1}], "remove": [first, first]},
        {"add": [{"asset_id": 1}], "remove": [first, foreign]},
        {"add": [{"asset_id": 1}, {"asset_id": 999}], "remove": [first]},
    ):
        assert alter(**body).status_code == 404
        assert server.inventory(own(player)) == (2, [first, second])
    answer = alter(add=[{"asset_id": 4, "asset_variation_id": 42}, {"asset_id": 5}], remove=[first]).json()
    assert answer["removed"] == [first]
    assert [item["asset"]["name"] for item in answer["added"]] == ["Steel Armor", "Healing Potion"]
    assert server.inventory(own(player)) == (3, [second, *(item["instance_id"] for item in answer["added"])])
    missing = alter(add=[{"asset_id": 1}, {"rental_option_id": 61}])
    assert (missing.json()["code"], missing.json()["param"]) == ("parameter_missing", "add.1.asset_id")


def test_a_removed_item_is_off_too_and_its_id_never_comes_back(api: Api) -> None:
    player, server = api.player(), api.server()
    item = server.grant(player.id)["instance_id"]
    assert worn(server.send("POST", f"/player/{player.id}/loadout", json={"instance_id": item})) == [item]
    server.send("PATCH", f"/player/{player.id}/inventory", json={"remove": [item]})
    assert worn(server.send("GET", f"/player/{player.id}/loadout")) == []
    assert server.grant(player.id)["instance_id"] > item


def test_a_new_hero_is_as_documented(api: Api) -> None:
    player, server = api.player(), api.server()
    heroes = player.send("GET", "/game/v1/heroes").json()["game_heroes"]
    assert [(hero["hero_id"], hero["player_has_hero"]) for hero in heroes] == [(6, False), (7, False), (8, False)]
    hero = player.hero(8)
    assert (hero["hero_id"], hero["hero_name"], hero["class_name"]) == (8, "Wanderer", "Night Ranger")
    assert (hero["character_name"], hero["is_default"], hero["asset_variation_id"]) == (None, False, None)
    assert player.send("GET", "/game/v1/heroes").json()["game_heroes"][2]["player_has_hero"] is True
    characters = server.send("GET", own(player) + "/characters").json()["items"]
    assert [(each["default"], each["type"]) for each in characters] == [(True, "Adventurer"), (False, "Night Ranger")]
    assert characters[1]["id"] == hero["character_id"]
    assert server.send("GET", own(player) + "/heroes").json()["items"] == [hero]
    assert player.send("GET", f"/game/v1/player/heroes/{hero['id']}").json()["hero"] == hero
    assert server.inventory(own(player)) == (0, [])


def test_a_hero_can_be_made_with_a_trailing_slash_name_default_and_variation(api: Api) -> None:
    player = api.player()
    body = {"hero_id": 8, "name": "Ada", "is_default": True, "asset_variation_id": 862}
    hero = player.send("POST", "/game/v1/player/heroes/", json=body).json()["hero"]
    assert (hero["character_name"], hero["is_default"], hero["asset_variation_id"]) == ("Ada", True, 862)
    assert player.send("POST", "/game/v1/player/heroes", json={"hero_id": 9}).status_code == 404
    assert player.send("POST", "/game/v1/player/heroes", json={**body, "asset_variation_id": 5}).status_code == 404
    missing = player.send("POST", "/game/v1/player/heroes", json={"name": "x"}).json()
    assert (missing["code"], missing["param"]) == ("parameter_missing", "hero_id")


def test_one_hero_at_most_is_the_default(api: Api) -> None:
    player = api.steam_player("76561198023004363")
    path = "/game/v1/player/heroes/default/76561198023004363"
    assert api.player().send("GET", path).status_code == 404
    first, second = player.hero(8, is_default=True), player.hero(7, is_default=True)
    assert api.player().send("GET", path).json()["hero"]["id"] == second["id"]
    updated = player.send("PUT", f"/game/v1/player/heroes/{first['id']}", json={"is_default": True, "name": "F"})
    assert (updated.json()["hero"]["is_default"], updated.json()["hero"]["character_name"]) == (True, "F")
    found = api.player().send("GET", "/game/v1/heroes/list/76561198023004363").json()["heroes"]
    assert [(hero["id"], hero["is_default"]) for hero in found] == [(first["id"], True), (second["id"], False)]
    player.send("PUT", f"/game/v1/player/heroes/{first['id']}", json={"is_default": False})
    assert api.player().send("GET", path).status_code == 404
    assert api.player().send("GET", "/game/v1/heroes/list/76561198023004364").status_code == 404


def test_the_same_game_hero_can_be_made_twice(api: Api) -> None:
    player = api.player()
    first, second = player.hero(8), player.hero(8)
    assert first["id"] != second["id"]
    assert first["character_id"] != second["character_id"]


def test_deleting_a_hero_returns_its_items_to_the_player(api: Api) -> None:
    player, server = api.player(), api.server()
    hero = player.hero(6)
    path = f"/game/v1/player/heroes/{hero['id']}"
    given = server.inventory(f"{own(player)}/heroes/{hero['id']}")[1]
    assert len(given) == 2
    item = server.grant(player.id)["instance_id"]
    assert worn(equip(player, hero, instance_id=item)) == [*given, item]
    assert len(worn(equip(player, hero, asset_id=9))) == 4
    listed = player.send("GET", path + "/inventory").json()["inventory"]
    assert [each["instance_id"] for each in listed] == [*given, item]
    assert [each["acquisition_source"] for each in listed] == ["grant"] * 3
    assert server.inventory(own(player)) == (0, [])
    assert player.send("DELETE", path).status_code == 200
    assert server.inventory(own(player)) == (3, [*given, item])
    assert worn(server.send("GET", own(player) + "/loadout")) == []
    for gone in (path, path + "/loadout", path + "/inventory", f"/game/v1/heroes/{hero['id']}/loadout"):
        assert player.send("GET", gone).status_code == 404
    assert player.send("DELETE", path).status_code == 404
    assert len(server.send("GET", own(player) + "/characters").json()["items"]) == 1
    assert worn(server.send("POST", own(player) + "/loadout", json={"instance_id": item})) == [item]


def test_only_what_the_player_owns_can_be_worn(api: Api) -> None:
    player, server, other = api.player(), api.server(), api.player()
    hero, second = player.hero(8), player.hero(7)
    mine, foreign = server.grant(player.id)["instance_id"], server.grant(other.id)["instance_id"]
    for instance in (foreign, 10**9, 2**63 - 1, -1, hero["instance_id"]):
        assert equip(player, hero, instance_id=instance).status_code == 404
    assert worn(equip(player, hero, instance_id=mine)) == [mine]
    assert worn(equip(player, hero, instance_id=mine)) == [mine]
    assert equip(player, second, instance_id=mine).status_code == 404
    assert equip(other, hero, instance_id=foreign).status_code == 404
    assert worn(other.send("GET", f"/game/v1/heroes/{hero['id']}/loadout")) == [mine]
    unknown = player.send("DELETE", f"/game/v1/player/heroes/{second['id']}/loadout/{mine}")
    assert unknown.status_code == 404
    assert worn(player.send("DELETE", f"/game/v1/player/heroes/{hero['id']}/loadout/{mine}")) == []
    assert player.send("DELETE", f"/game/v1/player/heroes/{hero['id']}/loadout/{mine}").status_code == 404
    assert worn(equip(player, hero, instance_id=mine)) == [mine]


def test_universal_assets_can_be_worn_by_everyone(api: Api) -> None:
    player, server = api.player(), api.server()
    listed = server.send("GET", "/inventory/universal").json()["global_assets"]
    assert [item["asset"]["name"] for item in listed] == ["Training Sword", "Traveller's Cloak"]
    hero, second = player.hero(8), player.hero(8)
    instance = worn(equip(player, hero, asset_id=9))
    assert worn(equip(player, hero, asset_id=9)) == instance
    assert len(worn(equip(player, hero, asset_id=9, asset_variation_id=92))) == 2
    assert worn(equip(player, second, asset_id=9)) != instance
    assert equip(player, hero, asset_id=1).status_code == 404
    assert equip(player, second, instance_id=instance[0]).status_code == 404
    assert server.inventory(f"{own(player)}/heroes/{hero['id']}") == (0, [])


def test_the_server_dresses_player_character_and_hero(api: Api) -> None:
    player, server = api.player(), api.server()
    hero = player.hero(8)
    places = [
        f"{own(player)}/loadout",
        f"{own(player)}/characters/{hero['character_id']}/loadout",
        f"{own(player)}/heroes/{hero['id']}/loadout",
    ]
    items = [server.grant(player.id)["instance_id"] for _ in places]
    answers = [
        server.send("POST", place, json={"instance_id": item}) for place, item in zip(places, items, strict=True)
    ]
    assert [worn(answer) for answer in answers] == [[items[0]], [items[1]], [items[1], items[2]]]
    assert worn(server.send("DELETE", f"{places[1]}/{items[2]}")) == [items[1]]
    assert worn(server.send("GET", places[2])) == [items[1]]
    assert len(worn(server.send("POST", places[0], json={"asset_id": 9}))) == 2
    assert len(worn(server.send("POST", places[1], json={"asset_id": 9, "asset_variation_id": 91}))) == 2
    rental = server.send("POST", places[1], json={"asset_id": 6, "rental_option_id": 61})
    assert rental.status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/player/999999/inventory",
        f"/player/{LARGEST}/heroes",
        "/player/{player}/characters/999999/inventory",
        "/player/{player}/characters/{foreign}/loadout",
        "/player/{player}/heroes/999999/inventory",
        "/player/999999/characters",
        "/player/999999/loadout",
    ],
)
def test_unknown_ids_are_404(api: Api, path: str) -> None:
    player, server, other = api.player(), api.server(), api.player()
    foreign = server.send("GET", own(other) + "/characters").json()["items"][0]["id"]
    assert server.send("GET", path.format(player=player.id, foreign=foreign)).status_code == 404


@pytest.mark.parametrize("bad", ["x", "-1", "1.0", "%D9%A1", str(2**64), "1%0A"])
def test_path_ids_are_digits(api: Api, bad: str) -> None:
    answer = api.server().send("GET", f"/player/{bad}/inventory")
    assert (answer.status_code, answer.json()["param"]) == (400, "player_id")


def test_concurrent_grants_and_equips_lose_and_double_nothing(api: Api) -> None:
    player, server = api.player(), api.server()
    hero = player.hero(8)

    def grant(number: int) -> int:
        instance: int = server.grant(player.id, 1 + number % 5)["instance_id"]
        return instance

    def put_on(instance: int) -> int:
        return equip(player, hero, instance_id=instance).status_code  # type: ignore[no-any-return]

    with ThreadPoolExecutor(8) as pool:
        items = list(pool.map(grant, range(64)))
        assert len(set(items)) == 64
        assert set(pool.map(put_on, [*items, *items])) == {200}
    total, page = server.inventory(f"{own(player)}/heroes/{hero['id']}", count=200)
    assert (total, page) == (64, sorted(items))
    assert sorted(worn(player.send("GET", f"/game/v1/player/heroes/{hero['id']}/loadout"))) == sorted(items)


def test_one_item_raced_for_by_two_heroes_ends_on_one(api: Api) -> None:
    player, server = api.player(), api.server()
    heroes = [player.hero(8), player.hero(7)]

    def race(item: int) -> list[int]:
        with ThreadPoolExecutor(2) as pool:
            return sorted(pool.map(lambda hero: equip(player, hero, instance_id=item).status_code, heroes))

    for _ in range(10):
        assert race(server.grant(player.id)["instance_id"]) == [200, 404]


def test_what_a_game_server_does_is_seen_by_the_player(api: Api) -> None:
    server = Server(api, api.server().headers["x-auth-token"])
    player = api.player()
    hero = player.hero(8)
    item = server.grant(player.id)["instance_id"]
    server.send("POST", f"{own(player)}/heroes/{hero['id']}/loadout", json={"instance_id": item})
    assert worn(player.send("GET", f"/game/v1/player/heroes/{hero['id']}/loadout")) == [item]
