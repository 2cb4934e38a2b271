"""Assets, inventories, instance storage and characters: what the Game API and the Server API show of one state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lootlocker.sandbox import Sandbox
from support.sandbox import Api, Clock, Player, Server
from support.strict import StrictApi

INVENTORY = "/game/v1/player/inventory/list"
CHARACTER = "/game/v1/player/character"
SIMPLE = "/assets/artful-alpaca/v1"


def ids(answer: Any, member: str = "assets", name: str = "id") -> list[Any]:
    assert answer.status_code == 200, answer.text
    return [each[name] for each in answer.json()[member]]


def owned(player: Player, **query: Any) -> list[int]:
    return ids(player.send("GET", INVENTORY, params=query), "inventory", "instance_id")


def test_asset_lists_page_by_id_and_filter(strict: StrictApi) -> None:
    player, server = strict.player(), strict.server()

    def listed(**query: Any) -> list[int]:
        return ids(player.send("GET", "/game/v1/assets/list", params=query))

    everything = listed()
    assert everything == sorted(everything)
    assert 12 not in everything
    assert listed(include_ugc=True) == sorted([*everything, 12])
    assert listed(ugc_creator_player_id=1) == [12]
    assert listed(ugc_creator_player_id=2) == []
    seen: list[int] = []
    while page := listed(count=4, after=seen[-1] if seen else 0):
        assert len(page) <= 4
        seen += page
    assert seen == everything
    assert listed(after=2**64 - 1) == []
    assert listed(context_id=437) == [1, 2, 9]
    assert listed(filter="rentable") == [6]
    assert listed(filter="purchasable,!rentable") == [1, 2, 7]
    assert listed(asset_filters="kind=blade") == [1]
    assert listed(asset_filters="kind=blade;kind=axe") == []
    assert player.send("GET", "/game/v1/assets/list", params={"filter": "cheap"}).status_code == 400
    answer = server.send("GET", "/assets", params={"count": 4, "context_id": 437, "after": 1})
    assert (ids(answer, "items"), answer.json()["total"]) == ([2, 9], 3)


def test_assets_by_their_ids(strict: StrictApi) -> None:
    player = strict.player()
    answer = player.send("GET", "/game/v1/assets/by/id", params={"asset_ids": "5,1,999,1," + "9" * 30})
    assert ids(answer) == [5, 1]
    assert player.send("GET", "/game/v1/assets/by/id", params={"asset_ids": "1,x"}).status_code == 400
    assert player.send("GET", "/game/v1/asset/1").json()["name"] == "Iron Sword"
    assert player.send("GET", "/game/v1/asset/999").status_code == 404


def test_simplified_assets_filter_order_and_page(strict: StrictApi) -> None:
    player, server = strict.player(), strict.server()
    for caller, base in ((player, "/game"), (server, "")):

        def listed(body: Any = None, *, caller: Player | Server = caller, base: str = base, **query: Any) -> Any:
            return caller.send("POST", f"{base}{SIMPLE}", json=body or {}, params=query)

        answer = listed(page=2, per_page=4).json()
        page = answer["pagination"]
        assert [each["asset_id"] for each in answer["assets"]] == [5, 6, 7, 8]
        assert (page["total"], page["offset"], page["per_page"], page["current_page"]) == (16, 4, 4, 2)
        assert (page["last_page"], page["next_page"], page["prev_page"]) == (4, 3, 1)
        assert listed(page=9, per_page=4).json()["assets"] == []
        wrong: list[dict[str, Any]] = [{"page": 0}, {"per_page": 0}, {"order_by": "price"}, {"order_direction": "up"}]
        for query in wrong:
            assert listed(**query).status_code == 400
        down = ids(listed(order_by="name", order_direction="desc", per_page=3), name="asset_name")
        assert down == sorted(down, reverse=True)
        chosen = {"filters": {"asset_ids": list(range(1, 90)), "context_ids": [], "asset_filters": []}}
        assert len(ids(listed(chosen, per_page=2), name="asset_id")) == 16
        assert listed({"filters": {"asset_ids": list(range(101))}}).status_code == 400
        assert ids(listed({"filters": {"context_ids": [438]}}), name="asset_id") == [3, 4]
        blades = {"filters": {"asset_filters": [{"key": "kind", "values": ["axe", "blade"]}]}}
        assert ids(listed(blades), name="asset_id") == [1]
        (banner,) = listed({"filters": {"ugc_only": True}, "includes": {"files": True, "data_entities": True}}).json()[
            "assets"
        ]
        assert banner["files"][0]["name"] == "banner.png"
        assert banner["data_entities"] == [{"name": "banner", "data": ""}]
        bare = listed({"filters": {"asset_ids": [1]}}).json()["assets"][0]
        assert (bare["storage"], bare["files"], bare["metadata"], bare["author"]) == ([], [], None, None)
        stored = listed({"filters": {"asset_ids": [1]}, "includes": {"storage": True}}).json()["assets"][0]
        assert stored["storage"][0]["key"] == "damage"


def test_contexts_and_favourites(strict: StrictApi) -> None:
    player, server, other = strict.player(), strict.server(), strict.player()
    contexts = player.send("GET", "/game/v1/contexts").json()["contexts"]
    assert [each["id"] for each in contexts] == [436, 437, 438, 439, 440, 441]
    answer = server.send("GET", "/contexts/v1", params={"page": 2, "per_page": 4}).json()
    assert answer["contexts"] == [{name: each[name] for name in ("id", "uuid", "name")} for each in contexts[4:]]
    for asset_id in (5, 1, 5):
        assert player.send("POST", f"/game/v1/asset/{asset_id}/favourite").status_code == 200
    assert player.send("GET", "/game/v1/asset/favourites").json()["favourites"] == [1, 5]
    assert other.send("GET", "/game/v1/asset/favourites").json()["favourites"] == []
    left = player.send("DELETE", "/game/v1/asset/1/favourite").json()
    assert (left["favourites"], [each["id"] for each in left["assets"]]) == ([5], [5])
    assert player.send("POST", "/game/v1/asset/999/favourite").status_code == 404


def test_the_inventory_pages_and_both_apis_grant_into_it(strict: StrictApi) -> None:
    player, server, thief = strict.player(), strict.server(), strict.player()
    assert player.session["check_grant_notifications"] is False
    first = server.grant(player.id, 1)["instance_id"]
    body = {"asset_id": 6, "asset_rental_option_id": 61, "asset_variation_id": None}
    granted = player.send("POST", "/game/player/inventory/grant", json=body).json()
    assert (granted["asset_id"], granted["asset_rental_option_id"]) == (6, 61)
    others = [server.grant(player.id, number)["instance_id"] for number in (5, 1, 5)]
    mine = [first, granted["id"], *others]
    assert owned(player) == server.inventory(f"/player/{player.id}")[1] == mine
    assert owned(player, count=2, after=first) == mine[1:3]
    assert player.send("POST", "/game/player/inventory/grant", json={"asset_id": 999}).status_code == 404
    answer = player.send("POST", "/game/player/inventories/v1", json={}, params={"per_page": 2, "page": 3}).json()
    assert ([each["instance_id"] for each in answer["items"]], answer["pagination"]["total"]) == (mine[4:], 5)
    for filters, expected in (({"asset_ids": [5]}, [mine[2], mine[4]]), ({"context_ids": [440]}, [mine[1]])):
        answer = player.send("POST", "/game/player/inventories/v1", json={"filters": filters})
        assert ids(answer, "items", "instance_id") == expected
    foreign = thief.send("GET", "/game/v1/player/character/list").json()["items"][0]["id"]
    query = {"character_id": foreign}
    assert player.send("POST", "/game/player/inventories/v1", json={}, params=query).status_code == 404
    assert thief.send("DELETE", f"/game/player/inventory/{first}").status_code == 404
    assert player.send("DELETE", f"/game/player/inventory/{first}").status_code == 200
    assert player.send("DELETE", f"/game/player/inventory/{first}").status_code == 404
    assert owned(player) == mine[1:]


def test_grants_are_told_once(strict: StrictApi) -> None:
    player, server, other = strict.player(player_identifier="told once"), strict.server(), strict.player()
    given = [server.grant(player.id, number)["instance_id"] for number in (1, 5)]
    gone = server.grant(player.id)["instance_id"]
    player.send("DELETE", f"/game/player/inventory/{gone}")
    assert strict.player(player_identifier="told once").session["check_grant_notifications"] is True
    path = "/game/v1/player/notification/assets"
    assert other.send("GET", path).json()["objects"] == []
    assert ids(player.send("GET", path), "objects", "instance_id") == given
    assert player.send("GET", path).json()["objects"] == []
    assert strict.player(player_identifier="told once").session["check_grant_notifications"] is False


def test_a_rental_runs_from_its_activation(timed_strict: StrictApi, clock: Clock) -> None:
    player, server, thief = timed_strict.player(), timed_strict.server(), timed_strict.player()
    item = server.grant(player.id, 6, rental_option_id=61)["instance_id"]
    path = f"/game/v1/asset/instance/{item}/activate"
    clock.pass_by(minutes=30)
    assert thief.send("POST", path).status_code == 404
    assert player.send("POST", path).json()["time_left"] == 86400
    clock.pass_by(seconds=60)
    assert player.send("POST", path).json()["time_left"] == 86340
    sword = server.grant(player.id, 1)["instance_id"]
    assert player.send("POST", f"/game/v1/asset/instance/{sword}/activate").status_code == 409


def test_universal_assets_page(strict: StrictApi) -> None:
    player = strict.player()
    path = "/game/v1/player/inventory/universal"
    assert ids(player.send("GET", path), "global_assets", "universal_id") == [1, 2]
    assert ids(player.send("GET", path, params={"count": 1, "after": 1}), "global_assets", "universal_id") == [2]
    assert player.send("GET", path, params={"count": 201}).status_code == 400


def test_instance_storage_is_one_for_both_apis(strict: StrictApi) -> None:
    player, server, thief = strict.player(), strict.server(), strict.player()
    item, twin = (server.grant(player.id)["instance_id"] for _ in range(2))
    sides: list[tuple[Player | Server, str]] = [
        (player, f"/game/v1/asset/instance/{item}/storage"),
        (server, f"/player/{player.id}/assets/instances/{item}/storage"),
    ]
    for number, (caller, path) in enumerate(sides):
        key = f"color{number}"
        made = caller.send("POST", path, json={"key": key, "value": "blue"}).json()["storage"][-1]
        assert (made["key"], made["value"]) == (key, "blue")
        assert caller.send("POST", path, json={"key": key, "value": "red"}).status_code == 409
        assert caller.send("POST", path, json={"key": "x"}).json()["param"] == "value"
        assert caller.send("PUT", path, json={"storage": [{"value": "x"}]}).json()["param"] == "storage.0.key"
        entries = [{"key": key, "value": "red"}, {"key": f"size{number}", "value": "7"}]
        assert len(caller.send("PUT", path, json={"storage": entries}).json()["storage"]) == 2 * number + 2
        one = f"{path}/{made['id']}"
        assert caller.send("GET", one).json()["storage"] == {**made, "value": "red"}
        body = {"key": f"shade{number}", "value": "dark"}
        assert caller.send("PUT", one, json=body).json()["storage"] == {**made, **body}
        assert caller.send("PUT", one, json={"key": f"size{number}", "value": "x"}).status_code == 409
        assert caller.send("GET", f"{path}/999999").status_code == 404
    everything, seen_by_server = (caller.send("GET", path).json()["storage"] for caller, path in sides)
    assert everything == seen_by_server
    assert [each["key"] for each in everything] == ["shade0", "size0", "shade1", "size1"]
    assert player.send("PUT", f"{sides[0][1]}/{everything[0]['id']}", json={"value": "light"}).json()["storage"] == {
        **everything[0],
        "value": "light",
    }
    assert player.send("GET", f"/game/v1/asset/instance/{twin}/storage").json()["storage"] == []
    wrong = f"/game/v1/asset/instance/{twin}/storage/{everything[0]['id']}"
    assert player.send("GET", wrong).status_code == player.send("DELETE", wrong).status_code == 404
    assert thief.send("GET", sides[0][1]).status_code == 404
    assert server.send("GET", f"/player/{thief.id}/assets/instances/{item}/storage").status_code == 404
    for caller, path in sides:
        before = caller.send("GET", path).json()["storage"]
        assert caller.send("DELETE", f"{path}/{before[0]['id']}").json()["storage"] == before[1:]
    player.send("DELETE", f"/game/player/inventory/{item}")
    assert player.send("GET", sides[0][1]).status_code == 404


def characters(player: Player) -> list[tuple[str, str, bool]]:
    answer = player.send("GET", f"{CHARACTER}/list").json()["items"]
    return [(each["name"], each["type"], each["is_default"]) for each in answer]


def test_characters_are_made_named_made_default_and_deleted(strict: StrictApi) -> None:
    player, server, thief = strict.player(), strict.server(), strict.player()
    types = player.send("GET", f"{CHARACTER}/types").json()["character_types"]
    assert [(each["id"], each["is_default"]) for each in types] == [(1, True), (2, False), (3, False), (4, False)]
    assert types[1]["default_loadout"][0]["asset_id"] == 1
    assert types[1]["storage"] == [{"id": 1, "key": "strength", "value": "7"}]
    (made,) = player.send("POST", CHARACTER, json={"character_type_id": 2, "name": "Ada"}).json()["loadouts"]
    character = made["character"]["id"]
    assert [each["asset"]["id"] for each in made["loadout"]] == [1]
    assert player.send("POST", CHARACTER, json={"character_type_id": 9}).status_code == 404
    item, kept = (server.grant(player.id, number)["instance_id"] for number in (3, 5))
    player.send("POST", "/game/v1/player/equip", json={"instance_id": kept})
    path = f"{CHARACTER}/{character}"
    assert player.send("PUT", path, json={"name": "Eve", "is_default": True}).status_code == 200
    assert characters(player) == [("", "Adventurer", False), ("Eve", "Knight", True)]
    shown = server.send("GET", f"/player/{player.id}/characters").json()["items"]
    assert [(each["name"], each["default"]) for each in shown] == [("", False), ("Eve", True)]
    # What is the player's own and not worn stays the player's own.
    own = server.inventory(f"/player/{player.id}")[1]
    assert item in own
    assert kept not in own
    assert player.send("PUT", path, json={"is_default": False}).status_code == 200
    assert player.send("DELETE", path).status_code == 409
    assert thief.send("PUT", path, json={"name": "Mine"}).status_code == 404
    assert thief.send("DELETE", path).status_code == 404
    first = shown[0]["id"]
    player.send("PUT", f"{CHARACTER}/{first}", json={"is_default": True})
    before = owned(player)
    assert player.send("DELETE", path).status_code == 200
    assert characters(player) == [("", "Adventurer", True)]
    assert owned(player) == before == server.inventory(f"/player/{player.id}")[1]
    hero = player.hero(8, name="Zoe")
    assert player.send("DELETE", f"{CHARACTER}/{hero['character_id']}").status_code == 409
    assert player.send("PUT", f"{CHARACTER}/{hero['character_id']}", json={"name": "Zed"}).status_code == 200
    assert player.send("GET", f"/game/v1/player/heroes/{hero['id']}").json()["hero"]["character_name"] == "Zed"


def test_what_characters_wear_is_seen_by_everybody(strict: StrictApi) -> None:
    player, server, other = strict.player(player_identifier="dressed"), strict.server(), strict.player()
    made = player.send("POST", CHARACTER, json={"character_type_id": 3}).json()["loadouts"][0]["character"]["id"]
    sword, armor = (server.grant(player.id, number)["instance_id"] for number in (1, 3))
    foreign = server.grant(other.id)["instance_id"]
    worn = player.send("POST", "/game/v1/player/equip", json={"instance_id": sword}).json()
    assert (worn["character"]["is_default"], [each["instance_id"] for each in worn["loadout"]]) == (True, [sword])
    on_mage = player.send("POST", f"{CHARACTER}/{made}/equip", json={"instance_id": armor}).json()
    assert [each["instance_id"] for each in on_mage["loadout"]] == [armor]
    assert player.send("POST", "/game/v1/player/equip", json={"instance_id": foreign}).status_code == 404
    assert other.send("POST", f"{CHARACTER}/{made}/equip", json={"instance_id": foreign}).status_code == 404
    assert ids(server.send("GET", f"/player/{player.id}/loadout"), "items", "instance_id") == [sword]
    assert set(owned(player)) == {sword, armor}
    everything = player.send("GET", f"{CHARACTER}/loadout").json()
    assert [[item["instance_id"] for item in each["loadout"]] for each in everything["loadouts"]] == [[sword], [armor]]
    uid = player.session["public_uid"]
    assert other.send("GET", f"{CHARACTER}/loadout/puid/{uid}").json() == everything
    query = {"platform": "guest"}
    assert other.send("GET", f"{CHARACTER}/loadout/dressed", params=query).json() == everything
    assert other.send("GET", f"{CHARACTER}/loadout/dressed", params={"platform": "steam"}).status_code == 404
    assert other.send("GET", f"{CHARACTER}/loadout/puid/NOBODY00").status_code == 404
    own = player.send("GET", "/game/v1/player/loadout").json()
    assert [each["instance_id"] for each in own["loadout"]] == [sword]
    assert other.send("GET", "/game/v1/player/loadout/dressed").json() == own
    assert player.send("DELETE", f"/game/v1/player/equip/{armor}").status_code == 404
    assert player.send("DELETE", f"{CHARACTER}/{made}/equip/{armor}").json()["loadout"] == []
    assert player.send("DELETE", f"/game/v1/player/equip/{sword}").json()["loadout"] == []
    knight = player.send("POST", CHARACTER, json={"character_type_id": 2}).json()["loadouts"][0]["character"]["id"]
    assert ids(player.send("GET", f"{CHARACTER}/{knight}/contexts"), "contexts", "name") == ["Weapon", "Armor", "Skin"]
    assert len(ids(player.send("GET", f"{CHARACTER}/contexts"), "contexts")) == 6
    assert other.send("GET", f"{CHARACTER}/{knight}/contexts").status_code == 404


def test_a_restart_keeps_storage_characters_and_favourites(tmp_path: Path, open_api: Callable[[Sandbox], Api]) -> None:
    db = tmp_path / "state.db"
    reads = [f"{CHARACTER}/list", "/game/v1/asset/favourites", INVENTORY]
    with Sandbox(db=db) as sandbox:
        api = open_api(sandbox)
        player, server = api.player(player_identifier="me"), api.server()
        item = server.grant(player.id, 6, rental_option_id=61)["instance_id"]
        reads.append(f"/game/v1/asset/instance/{item}/storage")
        player.send("POST", CHARACTER, json={"character_type_id": 3, "name": "Ada"})
        player.send("POST", "/game/v1/asset/1/favourite")
        player.send("POST", reads[-1], json={"key": "color", "value": "blue"})
        before = [player.send("GET", path).json() for path in reads]
    with Sandbox(db=db) as sandbox:
        player = open_api(sandbox).player(player_identifier="me")
        assert [player.send("GET", path).json() for path in reads] == before
        assert len(player.send("GET", "/game/v1/player/notification/assets").json()["objects"]) == 1


@pytest.mark.parametrize("number", ["0", "999999", str(2**63), "9" * 19])
def test_ids_that_no_item_has(strict: StrictApi, number: str) -> None:
    player = strict.player()
    for method, path in (
        ("GET", f"/game/v1/asset/instance/{number}/storage"),
        ("GET", f"/game/v1/asset/instance/{number}/inspect"),
        ("DELETE", f"/game/player/inventory/{number}"),
        ("POST", f"/game/v1/player/droptables/{number}/compute"),
        ("DELETE", f"{CHARACTER}/{number}"),
        ("GET", f"/game/player/assets/instances/{number}/progressions"),
    ):
        assert player.send(method, path).status_code == 404
