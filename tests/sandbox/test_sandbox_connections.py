"""Areas of the sandbox that work on each other's state."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from lootlocker.sandbox import Sandbox
from support.sandbox import Api, Clock, Player, Server
from support.strict import StrictApi

SWORD = "01J8Z3N4R6T8V0W2Y4A6C8E0G4"
BOARD = "/leaderboards/season"


def told(player: Player) -> list[tuple[str, dict[str, str], dict[str, Any]]]:
    """Source, context and body of the notifications about rewards, oldest first."""
    found = player.send("GET", "/game/notifications/v1", params={"per_page": 100}).json()["notifications"]
    assert {each["notification_type"] for each in found} <= {"pull.reward.acquired"}
    contents = [(each["source"], each["content"]) for each in reversed(found)]
    return [(source, {pair["key"]: pair["value"] for pair in it["context"]}, it["body"]) for source, it in contents]


def objects(content: str) -> list[dict[str, Any]]:
    """The objects of a stream; commas and space between them mean nothing."""
    found: list[dict[str, Any]] = []
    while content := content.lstrip(", \n"):
        each, end = json.JSONDecoder().raw_decode(content)
        found.append(each)
        content = content[end:]
    return found


def keep(caller: Player | Server, source: str, source_id: object, *pairs: tuple[str, list[str]]) -> None:
    """Write text entries of metadata with their rights."""
    entries = [{"action": "create", "key": key, "type": "string", "value": key, "access": may} for key, may in pairs]
    body = {"source": source, "source_id": str(source_id), "entries": entries}
    answer = caller.send("POST", "/game/metadata" if isinstance(caller, Player) else "/metadata", json=body)
    assert answer.json()["errors"] == []


def keys(shown: dict[str, Any]) -> list[str] | None:
    return None if shown["metadata"] is None else [each["key"] for each in shown["metadata"]]


def test_what_triggers_give_is_told(strict: StrictApi) -> None:
    player = strict.player()
    body = {"keys": ["first_win", "first_win", "empty"]}
    assert player.send("POST", "/game/triggers/cozy-crusader/v1", json=body).json()["failed_keys"] == [
        {"key": "empty", "reason": "reward_not_found"}
    ]
    potion, gold = told(player)
    assert [source for source, _, _ in (potion, gold)] == ["triggers", "triggers"]
    assert potion[1] == gold[1] == {"trigger_key": "first_win"}
    item = player.send("GET", "/game/v1/player/inventory/list").json()["inventory"][0]["instance_id"]
    assert (potion[2]["kind"], potion[2]["asset"]["asset_instance_ids"]) == ("asset", [item])
    assert (gold[2]["kind"], gold[2]["currency"]["amount"], gold[2]["asset"]) == ("currency", "10", None)
    player.send("POST", "/game/triggers/cozy-crusader/v1", json={"keys": ["first_win"]})
    assert len(told(player)) == 2


def test_what_a_leaderboard_gives_is_told_to_those_who_get_it(timed_strict: StrictApi, clock: Clock) -> None:
    server, players = timed_strict.server(), [timed_strict.player() for _ in range(3)]
    for points, player in enumerate(players, 1):
        server.send("POST", f"{BOARD}/submit", json={"member_id": str(player.id), "score": points})
    clock.pass_by(days=8)
    timed_strict.server().send("GET", f"{BOARD}/list")
    third, second, first = (
        Player(timed_strict, timed_strict.start(player_identifier=each.session["player_identifier"]).json())
        for each in players
    )
    crown, gold = told(first)
    assert [(each[0], each[1]) for each in (crown, gold)] == [
        ("leaderboard", {"leaderboard_key": "season", "rank": "1"})
    ] * 2
    assert (crown[2]["asset"]["asset_id"], gold[2]["currency"]["amount"]) == (8, "50")
    assert (told(second), told(third)) == ([], [])


def test_a_deleted_player_leaves_the_leaderboards_when_it_is_due(timed_strict: StrictApi, clock: Clock) -> None:
    server, gone, stays = timed_strict.server(), timed_strict.player(), timed_strict.player()
    board = "/leaderboards/guarded"
    for player, points in ((gone, 9), (stays, 1)):
        server.send("POST", f"{board}/submit", json={"member_id": str(player.id), "score": points})
    laps = {"member_id": str(gone.id), "score": 5}
    server.send("POST", "/leaderboards/laps/submit", json=laps)  # a generic board: no player, whatever the text
    gone.send("DELETE", "/game/player")
    clock.pass_by(days=29)
    ranks = timed_strict.server().send("GET", f"{board}/list").json()["items"]
    assert [each["member_id"] for each in ranks] == [str(gone.id), str(stays.id)]
    clock.pass_by(days=2)
    server = timed_strict.server()
    ranks = server.send("GET", f"{board}/list").json()["items"]
    assert [(each["member_id"], each["rank"]) for each in ranks] == [(str(stays.id), 1)]
    again = server.send("POST", f"{board}/submit", json={"member_id": str(gone.id), "score": 9})
    assert again.status_code == 404
    assert len(server.send("GET", "/leaderboards/laps/list").json()["items"]) == 1


def test_metadata_is_included_where_it_is_asked_for_and_may_be_read(strict: StrictApi) -> None:
    server, player = strict.server(), strict.player()
    entries: tuple[tuple[str, list[str]], ...] = (("a", ["game_api.read"]), ("b", ["game_api.read"]), ("hidden", []))
    item = server.grant(player.id, 3)["instance_id"]
    for source, source_id in (("asset", 3), ("item", item), ("catalog_item", SWORD)):
        keep(server, source, source_id, *entries)

    def asset(caller: Player | Server, **body: Any) -> list[str] | None:
        path = "/game/assets/artful-alpaca/v1" if isinstance(caller, Player) else "/assets/artful-alpaca/v1"
        answer = caller.send("POST", path, json={"filters": {"asset_ids": [3]}, **body}).json()
        return keys(answer["assets"][0])

    assert asset(player) is None
    assert asset(player, includes={"metadata": False}) is None
    assert asset(player, includes={"metadata": True}) == ["a", "b"]
    assert asset(server, includes={"metadata": True}) == ["a", "b", "hidden"]

    def owned(include: object) -> list[str] | None:
        answer = player.send("POST", "/game/player/inventories/v1", json={"includes": {"metadata": include}}).json()
        return keys(answer["items"][0])

    assert owned(None) is None
    assert owned({"all": True, "keys": []}) == ["a", "b"]
    assert owned({"all": False, "keys": ["b", "hidden"]}) == ["b"]

    def sold(caller: Player | Server, include: object) -> list[str] | None:
        start = "/game" if isinstance(caller, Player) else ""
        path = f"{start}/catalogs/inspired-ibex/v1/catalog/items"
        answer = caller.send("POST", path, json={"ids": [SWORD], "includes": {"metadata": include}}).json()
        return keys({"metadata": None, **answer["items"][0]})

    assert sold(player, None) is None
    assert sold(player, {"all": True}) == ["a", "b"]
    assert sold(server, {"keys": ["hidden"]}) == ["hidden"]


def test_streams_tell_all_objects_and_then_their_number(strict: StrictApi) -> None:
    server, player, other = strict.server(), strict.player(), strict.player()
    path = "/game/v1/asset/instance/storage"
    assert objects(player.send("GET", path).text) == [{"streamedObjectCount": 0}]
    expected: list[tuple[int, str, str]] = []
    for owner, name in ((player, '{"}'), (player, "b"), (other, "c")):
        item = server.grant(owner.id)["instance_id"]
        for key in (name, f"{name} more"):
            body = {"key": key, "value": f"of {key}"}
            owner.send("POST", f"/game/v1/asset/instance/{item}/storage", json=body)
            expected += [(item, key, f"of {key}")] if owner is player else []
    answer = player.send("GET", path)
    *found, last = objects(answer.text)
    assert [(each["instance_id"], each["storage"]["key"], each["storage"]["value"]) for each in found] == expected
    assert last == {"streamedObjectCount": 4}
    assert answer.text.count("},{") == 2  # commas between some: with them it is JSON, without them it is not
    *found, last = objects(player.send("GET", "/game/v1/assets").text)
    assert last == {"streamedObjectCount": len(found)}
    listed = player.send("GET", "/game/v1/assets/list", params={"include_ugc": True}).json()["assets"]
    assert found == listed


def test_the_platform_of_a_loadout_is_the_one_that_the_caller_signed_in_with(strict: StrictApi) -> None:
    strict.player(player_identifier="dressed guest")
    strict.steam_player("76561198000000077")
    guest, steam = strict.player(), strict.steam_player("76561198000000078")
    connected = {"token": "discord token of a guest"}
    assert guest.send("PUT", "/game/v1/connected-accounts/discord", json=connected).status_code == 200
    for caller, on_guest, on_steam in ((guest, 200, 404), (steam, 404, 200)):
        assert caller.send("GET", "/game/v1/player/loadout/dressed guest").status_code == on_guest
        assert caller.send("GET", "/game/v1/player/loadout/76561198000000077").status_code == on_steam
    query = {"platform": "steam"}
    assert guest.send("GET", "/game/v1/player/loadout/76561198000000077", params=query).status_code == 200


@pytest.mark.parametrize("again", [1, 2])
def test_a_profile_stays_public_until_it_is_private(
    tmp_path: Path, open_api: Callable[[Sandbox], Api], again: int
) -> None:
    db = tmp_path / "state.db"

    def public() -> list[tuple[int]]:
        with closing(sqlite3.connect(db)) as connection:
            return connection.execute("SELECT player_id FROM public_profiles").fetchall()

    with Sandbox(db=db) as sandbox:
        player = open_api(sandbox).player()
        for _ in range(again):
            assert player.send("POST", "/game/v1/player/profile/public").json() == {"success": True}
    assert public() == [(player.id,)]
    with Sandbox(db=db) as sandbox:
        same = open_api(sandbox).player(player_identifier=player.session["player_identifier"])
        for _ in range(again):
            answer = same.send("DELETE", "/game/v1/player/profile/public")
            assert (answer.json(), "x-sandbox" in answer.headers) == ({"success": True}, False)
    assert public() == []
