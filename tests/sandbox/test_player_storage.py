"""Player Storage: pairs of key and value, one state behind both APIs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lootlocker.sandbox import Sandbox
from support.sandbox import Api, Document, Player, Server

OWN = "/game/v1/player/storage"


def write(player: Player, *pairs: dict[str, Any]) -> dict[str, str]:
    return told(player.send("POST", OWN, json={"payload": list(pairs)}))


def told(answer: Any) -> dict[str, str]:
    assert answer.status_code == 200, answer.text
    return {each["key"]: each["value"] for each in answer.json()["payload"]}


def seen(server: Server, *players: Player) -> dict[int, dict[str, str]]:
    query = {"player_ids": ",".join(str(each.id) for each in players)}
    rows = server.send("GET", "/players/storage", params=query).json()["items"]
    return {row["player_id"]: {each["key"]: each["value"] for each in row["items"]} for row in rows}


def test_pairs_are_kept_overwritten_and_deleted(api: Api) -> None:
    player = api.player()
    assert write(player, {"key": "a", "value": "1"}, {"key": "b", "value": "2"}) == {"a": "1", "b": "2"}
    assert write(player, {"key": "a", "value": "3"}) == {"a": "3", "b": "2"}
    assert told(player.send("DELETE", OWN, params={"key": "a"})) == {"b": "2"}
    assert player.send("DELETE", OWN, params={"key": "a"}).status_code == 404
    assert player.send("DELETE", OWN).status_code == 400
    assert player.send("GET", OWN, params={"key": "b"}).json()["payload"]["value"] == "2"
    assert player.send("GET", OWN, params={"key": "a"}).status_code == 404
    assert told(player.send("GET", OWN)) == {"b": "2"}


def test_only_public_pairs_show_to_others_by_any_of_three_ids(api: Api) -> None:
    player, other = api.player(), api.player()
    write(player, {"key": "open", "value": "1", "is_public": True}, {"key": "closed", "value": "2"})
    for text in (player.id, player.session["public_uid"], player.session["player_ulid"]):
        assert told(other.send("GET", f"/game/v1/player/{text}/storage")) == {"open": "1"}
    write(player, {"key": "open", "value": "9"})  # without the flag it stays as it is
    body = {"player_ids": [str(player.id), "999999"], "keys": ["open", "closed"]}
    (row,) = other.send("POST", "/game/players/storage/lookup", json=body).json()["storages"]
    assert [(each["key"], each["value"]) for each in row["items"]] == [("open", "9")]
    assert other.send("GET", "/game/v1/player/nobody/storage").status_code == 404


def test_of_a_key_that_comes_twice_the_highest_order_counts(api: Api) -> None:
    player = api.player()
    first, second = {"key": "k", "value": "high", "order": 2}, {"key": "k", "value": "low", "order": 1}
    assert write(player, first, second) == {"k": "high"}
    assert write(player, {"key": "k", "value": "a"}, {"key": "k", "value": "b"}) == {"k": "b"}


def test_a_bad_pair_writes_nothing(api: Api) -> None:
    player = api.player()
    for bad, param in (({"value": "1"}, "payload.1.key"), ({"key": "x"}, "payload.1.value")):
        answer = player.send("POST", OWN, json={"payload": [{"key": "a", "value": "1"}, bad]})
        assert (answer.status_code, answer.json()["param"]) == (400, param)
    for order in (2**63, -(2**63) - 1):
        body = {"payload": [{"key": "a", "value": "1", "order": order}]}
        assert player.send("POST", OWN, json=body).status_code == 400
    assert told(player.send("GET", OWN)) == {}


def test_a_server_writes_reads_and_deletes_for_several_players(api: Api) -> None:
    one, two, server = api.player(), api.player(), api.server()
    write(one, {"key": "own", "value": "kept"})
    sets = [{"key": "level", "value": "7", "is_public": True}, {"key": "secret", "value": "x"}]
    payload = [{"player_id": each.id, "sets": sets} for each in (one, two)]
    assert server.send("PATCH", "/players/storage", json={"payload": payload}).status_code == 200
    assert seen(server, one, two) == {
        one.id: {"own": "kept", "level": "7", "secret": "x"},
        two.id: {"level": "7", "secret": "x"},
    }
    assert told(two.send("GET", OWN)) == {"level": "7", "secret": "x"}
    for keys in (["level"], []):
        rows = server.send("POST", "/players/storage/lookup", json={"player_ids": [two.id], "keys": keys}).json()
        assert [each["key"] for each in rows["storages"][0]["storage"]] == ["level"]
    query = {"player_ids": f"{one.id},{two.id}", "keys": "level,secret,nothing"}
    assert server.send("DELETE", "/players/storage", params=query).status_code == 200
    assert seen(server, one, two) == {one.id: {"own": "kept"}, two.id: {}}


@pytest.mark.parametrize("entry", [{"sets": []}, {"player_id": 999999, "sets": []}, {"player_id": -1}])
def test_a_server_write_is_whole_or_nothing(api: Api, entry: dict[str, Any]) -> None:
    player, server = api.player(), api.server()
    good = {"player_id": player.id, "sets": [{"key": "a", "value": "1"}]}
    answer = server.send("PATCH", "/players/storage", json={"payload": [good, entry]})
    assert answer.status_code == (404 if "player_id" in entry else 400)
    assert seen(server, player) == {player.id: {}}


def test_pairs_outlive_the_process(tmp_path: Path, document: Document) -> None:
    for number in range(2):
        with Sandbox(db=tmp_path / "state.db") as sandbox:
            api = Api(sandbox, document)
            player = api.player(player_identifier="keeper")
            if number == 0:
                write(player, {"key": "a", "value": "1"})
            assert told(player.send("GET", OWN)) == {"a": "1"}
            api.http.close()
