"""Triggers, drop tables and loot boxes: who gets what, how often, and the same from the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from lootlocker.sandbox import Sandbox
from support.sandbox import Api, Player, Server
from support.strict import StrictApi

CALL = "/game/triggers/cozy-crusader/v1"
TABLE, BOX = 11, 14


def items(player: Player) -> list[int]:
    answer = player.send("GET", "/game/v1/player/inventory/list", params={"count": 200}).json()
    return [each["asset"]["id"] for each in answer["inventory"]]


def call(player: Player, *keys: str) -> tuple[list[str], dict[str, str]]:
    answer = player.send("POST", CALL, json={"keys": keys}).json()
    failed = {each["key"]: each["reason"] for each in answer["failed_keys"]}
    return [each["key"] for each in answer["successful_keys"]], failed


def level(player: Player) -> int:
    answer = player.send("GET", "/game/player/progressions/level")
    return int(answer.json()["points"]) if answer.status_code == 200 else 0


def test_triggers_give_what_they_hold_up_to_their_limit(strict: StrictApi) -> None:
    player, other = strict.player(), strict.player()
    failed = {"none": "key_not_found", "empty": "reward_not_found"}
    assert call(player, "first_win", "none", "daily", "first_win", "empty") == (["first_win", "daily"], failed)
    assert call(player, "first_win", "daily") == (["daily"], {"first_win": "trigger_limit_reached"})
    assert (items(player), level(player)) == ([5], 40)
    assert call(other, "first_win") == (["first_win"], {})
    assert call(player) == ([], {})


def test_the_older_calls_go_by_name_and_count_the_same(strict: StrictApi) -> None:
    player, server = strict.player(), strict.server()
    body = {"name": "First win", "player_id": player.id}
    answer = server.send("POST", "/trigger", json=body).json()
    assert [asset["id"] for asset in answer["granted_assets"]] == [5]
    assert call(player, "first_win") == ([], {"first_win": "trigger_limit_reached"})
    assert server.send("POST", "/trigger", json=body).status_code == 409
    assert player.send("POST", "/game/v1/player/trigger", json={"name": "First win"}).status_code == 409
    assert player.send("POST", "/game/v1/player/trigger", json={"name": "None"}).status_code == 404
    assert player.send("POST", "/game/v1/player/trigger", json={"name": "Empty"}).status_code == 404
    assert server.send("POST", "/trigger", json={**body, "player_id": 10**9}).status_code == 404
    ran = player.send("POST", "/game/v1/player/trigger", json={"name": "Daily"}).json()
    assert (ran["granted_assets"], ran["check_grant_notifications"], level(player)) == ([], True, 20)
    assert player.send("GET", "/game/v1/player/triggers").json()["triggers"] == ["Daily", "First win"]


def test_a_limit_holds_under_concurrent_calls(strict: StrictApi) -> None:
    player = strict.player()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: call(player, "first_win"), range(24)))
    assert sum(len(ran) for ran, _ in answers) == 1
    assert items(player) == [5]


def test_a_drop_table_is_drawn_once_and_picked_from_once(strict: StrictApi) -> None:
    player, server, thief = strict.player(), strict.server(), strict.player()
    table = server.grant(player.id, TABLE)["instance_id"]
    path, service = f"/game/v1/player/droptables/{table}", f"/player/{player.id}/droptables/{table}"
    assert player.send("POST", f"{path}/pick", json={"picks": [1]}).status_code == 409
    drawn = player.send("POST", f"{path}/compute").json()["items"]
    assert len({each["asset_id"] for each in drawn}) == len(drawn) == 3
    with_assets = server.send("POST", f"{service}/compute", params={"asset_details": True}).json()["items"]
    assert [each["id"] for each in with_assets] == [each["id"] for each in drawn]
    assert [each["asset"]["id"] for each in with_assets] == [each["asset_id"] for each in drawn]
    ids = [each["id"] for each in drawn]
    for picks, status in (([ids[0]] * 2, 400), (ids, 400), ([ids[0], 10**9], 404), ([2**63 - 1], 404), ([2**80], 400)):
        assert player.send("POST", f"{path}/pick", json={"picks": picks}).status_code == status
    assert player.send("POST", f"{path}/pick", json={"picks": []}).json()["items"] == []
    for verb in ("compute", "pick"):
        assert thief.send("POST", f"{path}/{verb}", json={"picks": ids[:1]}).status_code == 404
    assert items(player) == [TABLE]
    picked = server.send("POST", f"{service}/pick", json={"picks": ids[:2]}).json()["items"]
    assert [each["asset"]["id"] for each in picked] == [each["asset_id"] for each in drawn[:2]]
    assert items(player) == [each["asset_id"] for each in drawn[:2]]
    for verb in ("compute", "pick"):
        assert player.send("POST", f"{path}/{verb}", json={"picks": ids[:1]}).status_code == 404
    sword = server.grant(player.id, 1)["instance_id"]
    assert player.send("POST", f"/game/v1/player/droptables/{sword}/compute").status_code == 404


def test_a_tag_restricts_the_draw(strict: StrictApi) -> None:
    player, server = strict.player(), strict.server()
    table = server.grant(player.id, TABLE)["instance_id"]
    path = f"/player/{player.id}/droptables/{table}/compute"
    drawn = server.send("POST", path, params={"tag": "weapon"}).json()["items"]
    assert {each["asset_id"] for each in drawn} == {1, 2}


def test_concurrent_picks_give_once(strict: StrictApi) -> None:
    player, server = strict.player(), strict.server()
    table = server.grant(player.id, TABLE)["instance_id"]
    path = f"/game/v1/player/droptables/{table}"
    first = player.send("POST", f"{path}/compute").json()["items"][0]
    with ThreadPoolExecutor(8) as pool:
        body = {"picks": [first["id"]]}
        statuses = Counter(pool.map(lambda _: player.send("POST", f"{path}/pick", json=body).status_code, range(16)))
    assert statuses == {200: 1, 404: 15}
    assert items(player) == [first["asset_id"]]


def test_a_loot_box_opens_once_and_tells_in_the_notifications(strict: StrictApi) -> None:
    player, server, thief = strict.player(), strict.server(), strict.player()
    box = server.grant(player.id, BOX)["instance_id"]
    player.send("GET", "/game/v1/player/notification/assets")
    path = f"/game/v1/asset/instance/{box}"
    contents = player.send("GET", f"{path}/inspect").json()["contents"]
    assert {each["asset_id"]: each["weight"] for each in contents} == {5: 90, 3: 9, 8: 1}
    assert thief.send("GET", f"{path}/inspect").status_code == 404
    assert thief.send("PUT", f"{path}/open").status_code == 404
    with ThreadPoolExecutor(8) as pool:
        statuses = Counter(pool.map(lambda _: player.send("PUT", f"{path}/open").status_code, range(16)))
    assert statuses == {200: 1, 409: 15}
    assert player.send("GET", f"{path}/inspect").status_code == 409
    (given,) = items(player)
    assert given in (3, 5, 8)
    told = player.send("GET", "/game/v1/player/notification/assets").json()["objects"]
    assert [(each["asset"]["id"], each["acquisition_source"]) for each in told] == [(given, "loot_box")]
    sword = server.grant(player.id, 1)["instance_id"]
    assert player.send("PUT", f"/game/v1/asset/instance/{sword}/open").status_code == 404


def draws(player: Player, server: Server, boxes: int = 12) -> list[int]:
    """What some loot boxes and a drop table gave."""
    for _ in range(boxes):
        box = server.grant(player.id, BOX)["instance_id"]
        player.send("PUT", f"/game/v1/asset/instance/{box}/open")
    table = server.grant(player.id, TABLE)["instance_id"]
    drawn = player.send("POST", f"/game/v1/player/droptables/{table}/compute").json()["items"]
    return [each for each in items(player) if each != TABLE] + [each["asset_id"] for each in drawn]


def test_the_same_seed_draws_the_same_also_across_a_restart(tmp_path: Path, open_api: Callable[[Sandbox], Api]) -> None:
    def drawn(seed: int | None, db: Path | None = None, boxes: int = 12) -> list[int]:
        with Sandbox(seed=seed, db=db) as sandbox:
            api = open_api(sandbox)
            return draws(api.player(), api.server(), boxes)

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)
    # The dice go on where they stopped: two runs on one file are one long run.
    assert drawn(1, tmp_path / "a.db", 3) == drawn(1, tmp_path / "b.db", 3)
    assert drawn(1, tmp_path / "a.db", 9) == drawn(1, tmp_path / "b.db", 9)
    assert drawn(1, tmp_path / "c.db", 9) != drawn(1, tmp_path / "a.db", 9)


def test_weights_decide(open_api: Callable[[Sandbox], Api]) -> None:
    with Sandbox(seed=7) as sandbox:
        api = open_api(sandbox)
        player, server = api.player(), api.server()
        for _ in range(150):
            box = server.grant(player.id, BOX)["instance_id"]
            player.send("PUT", f"/game/v1/asset/instance/{box}/open")
        found = Counter(items(player))
    assert found[5] > found[3] > 0
    assert found[5] > 100


@pytest.mark.parametrize("seed", [0, 5])
def test_the_seed_of_the_game_file_counts_unless_another_one_is_given(
    tmp_path: Path, open_api: Callable[[Sandbox], Api], seed: int
) -> None:
    from lootlocker.sandbox import _game as game_module

    shipped = Path(game_module.__file__).with_name("default_game.yaml").read_text("utf-8")
    path = tmp_path / "game.yaml"
    path.write_text(f"{shipped}seed: {seed}\n")

    def drawn(**options: Any) -> list[int]:
        with Sandbox(**options) as sandbox:
            api = open_api(sandbox)
            return draws(api.player(), api.server())

    assert drawn(game=path) == drawn(seed=seed)
    assert drawn(game=path, seed=3) == drawn(seed=3)
