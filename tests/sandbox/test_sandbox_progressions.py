"""Progressions: points, tiers and their rewards, for players, characters and items, in both APIs."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from lootlocker.sandbox import Sandbox
from support.sandbox import Api, Clock, Player, Server
from support.strict import StrictApi

LEVEL = "01J8Z3N4R6T8V0W2Y4A6C8E0G8"


class Progress:
    """The progressions of one holder, through either API."""

    def __init__(self, caller: Player | Server, path: str) -> None:
        self.caller = caller
        self.path = path + "/progressions"

    def change(self, verb: str, amount: int | None = None, key: str = "level") -> Any:
        if amount is None:
            return self.caller.send("POST", f"{self.path}/{key}/{verb}")
        return self.caller.send("POST", f"{self.path}/{key}/points/{verb}", json={"amount": amount})

    def add(self, amount: int, key: str = "level") -> dict[str, Any]:
        answer = self.change("add", amount, key)
        assert answer.status_code == 200, answer.text
        state: dict[str, Any] = answer.json()
        return state

    def get(self, key: str = "level") -> Any:
        return self.caller.send("GET", f"{self.path}/{key}")

    def list(self, **query: Any) -> Any:
        return self.caller.send("GET", self.path, params=query).json()


def held(api: Api, player: Player) -> dict[str, str]:
    answer = player.send("GET", f"/game/balances/wallet/{player.session['wallet_id']}").json()
    return {each["currency"]["code"]: each["amount"] for each in answer["balances"]}


def items(player: Player) -> list[tuple[int, int | None]]:
    answer = player.send("GET", "/game/v1/player/inventory/list").json()
    return [(each["asset"]["id"], each["variation_id"]) for each in answer["inventory"]]


def test_points_lead_to_tiers_and_each_tier_gives_its_rewards_once(strict: StrictApi) -> None:
    player = strict.player()
    own = Progress(player, "/game/player")
    assert own.get().status_code == 404
    begun = own.add(0)
    assert (begun["step"], begun["points"], begun["previous_threshold"], begun["next_threshold"]) == (1, 0, 0, 100)
    assert [tier["step"] for tier in begun["awarded_tiers"]] == [1]
    assert (begun["progression_id"], begun["last_level_up"]) == (LEVEL, None)
    assert own.add(99)["awarded_tiers"] == []
    reached = own.add(201)
    assert [tier["step"] for tier in reached["awarded_tiers"]] == [2, 3]
    assert (reached["step"], reached["points"], reached["next_threshold"]) == (3, 300, 1000)
    assert reached["last_level_up"] is not None
    assert reached["awarded_tiers"][0]["rewards"]["currency_rewards"][0]["amount"] == "100"
    assert reached["awarded_tiers"][1]["rewards"]["asset_rewards"][0]["asset_variation_id"] == 42
    # The third tier gives points of another progression, whose first tier gives a gem.
    assert held(strict, player) == {"gold": "100", "gems": "1"}
    assert items(player) == [(4, 42)]
    assert own.get("mastery").json()["points"] == 10
    last = own.add(10_000)
    assert (last["step"], last["next_threshold"]) == (4, None)
    assert own.get("mastery").json()["points"] == 0
    assert items(player) == [(4, 42), (8, None)]


def test_both_apis_see_and_change_one_state(strict: StrictApi) -> None:
    player, server, other = strict.player(), strict.server(), strict.player()
    own, other_side = Progress(player, "/game/player"), Progress(server, f"/players/{player.id}")
    other_side.add(120)
    assert own.get().json() == other_side.get().json()
    assert held(strict, player) == {"gold": "100"}
    taken = own.change("subtract", 50).json()
    assert (taken["points"], taken["step"], taken["awarded_tiers"]) == (70, 1, [])
    assert other_side.change("subtract", 500).json()["points"] == 0
    ulid = player.session["player_ulid"]
    assert other.send("GET", f"/game/player/progressions/level/player/{ulid}").json() == own.get().json()
    assert other.send("GET", f"/game/player/progressions/player/{ulid}").json() == own.list()
    assert other.send("GET", f"/game/player/progressions/player/{LEVEL}").status_code == 404
    assert other_side.change("reset").json()["awarded_tiers"][0]["step"] == 1
    assert own.caller.send("DELETE", own.path + "/level").status_code == 200
    assert own.get().status_code == 404
    for verb in ("reset", "subtract"):
        assert other_side.change(verb, None if verb == "reset" else 1).status_code == 404
    assert own.caller.send("DELETE", own.path + "/level").status_code == 404


def test_characters_and_items_have_progressions_of_their_own(strict: StrictApi) -> None:
    player, server, thief = strict.player(), strict.server(), strict.player()
    item = server.grant(player.id)["instance_id"]
    made = player.send("POST", "/game/v1/player/character", json={"character_type_id": 3}).json()
    character = made["loadouts"][0]["character"]["id"]
    sides = {
        "characters": f"characters/{character}",
        "items": f"assets/instances/{item}",
    }
    for path in sides.values():
        game, service = Progress(player, f"/game/player/{path}"), Progress(server, f"/players/{player.id}/{path}")
        game.add(150)
        assert service.get().json()["points"] == 150
        assert service.add(1)["points"] == 151
        assert len(game.list()["items"]) == len(service.list()["items"]) == 1
        assert service.change("reset").json()["points"] == 0
        assert service.change("subtract", 1).json() == {**game.get().json(), "awarded_tiers": []}
        assert Progress(thief, f"/game/player/{path}").change("add", 1).status_code == 404
        assert Progress(server, f"/players/{thief.id}/{path}").get().status_code == 404
    assert Progress(player, "/game/player").list()["items"] == []
    assert held(strict, player) == {"gold": "200"}
    player.send("DELETE", f"/game/player/inventory/{item}")
    player.send("DELETE", f"/game/v1/player/character/{character}")
    for path in sides.values():
        assert Progress(player, f"/game/player/{path}").get().status_code == 404
    with strict.sandbox._running.store.transaction() as transaction:
        statement = "SELECT count(*) FROM progression_states WHERE player_id = ? AND kind != 'player'"
        assert transaction.value(statement, player.id) == 0


def test_lists_page_with_cursors_and_tiers_with_steps(strict: StrictApi) -> None:
    player, server = strict.player(), strict.server()
    for caller, base in ((player, "/game"), (server, "")):
        seen: list[str] = []
        query: dict[str, Any] = {"count": 2}
        while True:
            answer = caller.send("GET", f"{base}/progressions", params=query).json()
            seen += [each["key"] for each in answer["items"]]
            if answer["pagination"]["next_cursor"] is None:
                break
            query["after"] = answer["pagination"]["next_cursor"]
        assert (sorted(seen), answer["pagination"]["total"]) == (["level", "mastery", "retired"], 3)
        back = caller.send(
            "GET", f"{base}/progressions", params={"count": 2, "after": answer["pagination"]["previous_cursor"]}
        ).json()
        assert [each["key"] for each in back["items"]] == seen[:2]
        tiers = caller.send("GET", f"{base}/progressions/level/tiers", params={"count": 3, "after": 1}).json()
        assert [tier["step"] for tier in tiers["items"]] == [2, 3, 4]
        assert tiers["pagination"] == {"total": 4, "next_cursor": None, "previous_cursor": 0}
        assert caller.send("GET", f"{base}/progressions/none/tiers").status_code == 404
        assert caller.send("GET", f"{base}/progressions/level").json()["id"] == LEVEL
    assert player.send("GET", "/game/progressions/level/tiers/2").json()["points_threshold"] == 100
    assert player.send("GET", "/game/progressions/level/tiers/9").status_code == 404
    assert player.send("GET", "/game/progressions", params={"count": 0}).status_code == 400
    own = Progress(player, "/game/player")
    for key in ("level", "mastery", "retired"):
        own.add(1, key)
    first = own.list(count=2)
    rest = own.list(count=2, after=first["pagination"]["next_cursor"])
    assert len(first["items"]) == 2
    assert len(rest["items"]) == 1
    assert {each["progression_key"] for each in first["items"] + rest["items"]} == {"level", "mastery", "retired"}


@pytest.mark.parametrize(
    ("amount", "status"), [(-1, 400), (2**63, 400), (2**80, 400), (1.5, 400), ("1", 400), (0, 200), (2**63 - 1, 200)]
)
def test_what_can_be_added(strict: StrictApi, amount: Any, status: int) -> None:
    own = Progress(strict.player(), "/game/player")
    assert own.change("add", amount).status_code == status
    assert own.change("add", 5).json()["points"] == min(2**63 - 1, 5 + (amount if status == 200 else 0))
    assert own.change("add", 1, "nothing").status_code == 404


def test_tiers_that_give_points_in_a_circle_come_to_an_end(tmp_path: Path, open_api: Callable[[Sandbox], Api]) -> None:
    game = tmp_path / "game.yaml"
    game.write_text(
        """
version: '1.0'
keys: {game: dev_mine, server: dev_mine_too, domain: mine}
character_types: [{id: 1, name: Cat}]
contexts: []
assets: []
heroes: []
progressions:
  - {id: 01J8Z3N4R6T8V0W2Y4A6C8E0G8, key: level, name: Level, tiers: [
      {points_threshold: 0, rewards: [{progression_points: level, amount: 5}, {progression_reset: level}]}]}
"""
    )
    with Sandbox(game=game) as sandbox:
        assert Progress(open_api(sandbox).player(), "/game/player").change("add", 1).status_code == 200


def test_concurrent_points_are_all_counted_and_a_tier_pays_once(strict: StrictApi) -> None:
    player, server = strict.player(), strict.server()
    sides = [Progress(player, "/game/player"), Progress(server, f"/players/{player.id}")]
    with ThreadPoolExecutor(8) as pool:
        states = list(pool.map(lambda number: sides[number % 2].change("add", 5).json(), range(40)))
    assert sides[0].get().json()["points"] == 200
    assert sorted(tier["step"] for state in states for tier in state["awarded_tiers"]) == [1, 2]
    assert held(strict, player) == {"gold": "100"}


def test_a_restart_keeps_progress(tmp_path: Path, open_api: Callable[[Sandbox], Api], clock: Clock) -> None:
    db = tmp_path / "state.db"
    with Sandbox(db=db, clock=clock) as sandbox:
        player = open_api(sandbox).player(player_identifier="me")
        before = Progress(player, "/game/player").add(130)
    with Sandbox(db=db, clock=clock) as sandbox:
        own = Progress(open_api(sandbox).player(player_identifier="me"), "/game/player")
        assert {**own.get().json(), "awarded_tiers": before["awarded_tiers"]} == before
        assert own.add(1)["awarded_tiers"] == []
