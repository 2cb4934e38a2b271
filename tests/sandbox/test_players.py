"""Players: names, lookups, key data, players that a server makes, deletion, bans, who the game is."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

from lootlocker.sandbox import Sandbox
from support.sandbox import Api, Clock, Document, Player, Server

INFO = "/game/player/hazy-hammock/v1/info"


def rename(player: Player, name: str) -> int:
    return player.send("PATCH", "/game/player/name", json={"name": name}).status_code


def found(asker: Player | Server, **query: Any) -> list[int]:
    path = "/game/player/lookup/name" if isinstance(asker, Player) else "/players/lookup/name"
    answer = asker.send("GET", path, params=query)
    assert answer.status_code == 200, answer.text
    return [each["player_id"] for each in answer.json()["players"]]


def test_a_name_is_seen_by_both_apis(api: Api) -> None:
    player = api.player()
    assert player.send("GET", "/game/player/name").json()["name"] == ""
    assert rename(player, "Ada") == 200
    assert player.send("GET", "/game/player/name").json()["name"] == "Ada"
    query = {"player_id": player.id}
    (row,) = api.server().send("GET", "/players/lookup/name", params=query).json()["players"]
    assert (row["name"], row["last_active_platform"]) == ("Ada", "guest")
    assert row["platform_player_id"] == player.session["player_identifier"]
    assert [rename(player, name) for name in (" ", "x" * 255, "x" * 256)] == [400, 200, 400]


def test_players_are_found_by_every_kind_of_id(api: Api) -> None:
    player, server = api.player(), api.server()
    steam = api.steam_player("76561198000000007")
    rename(player, "Grace of the lookups")
    session = player.session
    for kind, text, who in (
        ("player_id", str(player.id), player),
        ("player_public_uid", session["public_uid"], player),
        ("player_ulid", session["player_ulid"].lower(), player),
        ("player_name", "Grace of the lookups", player),
        ("player_guest_login_id", session["player_identifier"], player),
        ("steam_id", "76561198000000007", steam),
    ):
        assert found(server, **{kind: text}) == [who.id], kind
        assert found(steam, **{kind: text}) == [who.id], kind
    made = server.send("POST", "/player", json={"platform": "epic_games", "player_identifier": "epic-1"}).json()
    assert found(player, epic_games_id="epic-1") == [made["player_id"]]


def test_a_lookup_takes_many_ids_passes_over_unknown_ones_and_tells_each_player_once(api: Api) -> None:
    players, server = [api.player() for _ in range(3)], api.server()
    ids = [str(player.id) for player in players]
    uid = players[1].session["public_uid"]
    assert found(server, player_id=[*ids, "999999", "x", str(2**70)], player_public_uid=uid) == [
        int(each) for each in ids
    ]
    assert server.send("GET", "/players/lookup/name").json()["players"] == []


def test_platform_ids(api: Api) -> None:
    steam, guest = api.steam_player("76561198000000008"), api.player()
    query = {"player_id": [steam.id, guest.id]}
    rows = guest.send("GET", "/game/player/lookup/ids", params=query).json()["players"]
    assert rows[0]["platform_ids"] == {"steam_id": 76561198000000008, "xbox_id": None, "psn_id": None}
    assert rows[1]["platform_ids"]["steam_id"] is None


def test_key_data_by_session_and_by_mixed_ids(api: Api) -> None:
    one, two, three = (api.player() for _ in range(3))
    info = one.send("GET", INFO).json()["info"]
    assert (info["id"], info["legacy_id"]) == (one.session["player_ulid"], one.id)
    body = {
        "player_id": [two.session["player_ulid"], "0" * 26],
        "player_legacy_id": [three.id, two.id, 2**63 - 1, -1],
        "player_public_uid": [one.session["public_uid"], "nobody"],
    }
    assert [each["legacy_id"] for each in one.send("POST", INFO, json=body).json()["info"]] == [
        two.id,
        three.id,
        one.id,
    ]
    assert one.send("POST", INFO, json={"player_id": []}).json()["info"] == []


def test_a_player_that_a_server_makes_is_the_one_who_signs_in_later(api: Api) -> None:
    server = api.server()
    body = {"platform": "guest", "player_identifier": "made by the server"}
    made = server.send("POST", "/player", json=body)
    assert server.send("POST", "/player", json=body).json() == made.json()
    ulid = made.json()["player_ulid"]
    asker = api.player()
    assert "last_seen" not in asker.send("POST", INFO, json={"player_id": [ulid]}).json()["info"][0]
    assert api.player(player_identifier="made by the server").session["player_ulid"] == ulid
    for wrong in ({"platform": "abacus"}, {"player_identifier": " "}):
        assert server.send("POST", "/player", json={**body, **wrong}).status_code == 400


def test_tokens_tell_whose_they_are_and_dead_ones_are_named(api: Api) -> None:
    player, ended, server = api.player(), api.player(), api.server()
    ended.send("DELETE", "/game/v1/session")
    tokens = [player.session["session_token"], ended.session["session_token"], "nothing"]
    answer = server.send("POST", "/player/info/token", json={"tokens": tokens}).json()
    assert [each["legacy_id"] for each in answer["player_info_list"]] == [player.id]
    assert answer["failed_tokens"] == tokens[1:]


def test_a_deleted_player_is_signed_out_and_gone_after_30_days(timed: Api, clock: Clock) -> None:
    player, friend = timed.player(player_identifier="leaver"), timed.player()
    path = f"/game/player/friends/{friend.session['player_ulid']}"
    player.send("POST", path)
    friend.send("POST", f"/game/player/friends/incoming/{player.session['player_ulid']}/accept")
    assert player.send("DELETE", "/game/player").status_code == 200
    assert player.send("GET", "/game/player/name").status_code == 401
    clock.pass_by(days=29)
    server = timed.server()
    assert found(server, player_id=player.id) == [player.id]
    assert timed.player(player_identifier="leaver").id == player.id
    clock.pass_by(days=2)
    server, friend = timed.server(), timed.player(player_identifier=friend.session["player_identifier"])
    assert friend.send("GET", "/game/player/friends").json()["friends"] == []
    assert found(server, player_id=player.id, player_guest_login_id="leaver") == []
    assert timed.player(player_identifier="leaver").id != player.id


def test_ban_status(api: Api) -> None:
    player = api.player()
    body = {"game_api_key": api.sandbox.game_key, "player_id": player.session["player_ulid"]}
    path = "/game/session/ban-status"
    assert api.send("POST", path, json=body).json() == {"is_banned": False, "ban": None}
    api.sandbox.ban(player.id, "chargeback")
    answer = api.send("POST", path, json=body).json()
    assert (answer["is_banned"], answer["ban"]["ban_reason"], answer["ban"]["permanent"]) == (True, "chargeback", True)
    assert api.send("POST", path, json={**body, "player_id": "0" * 26}).status_code == 404
    assert api.send("POST", path, json={**body, "game_api_key": "wrong"}).status_code == 401


def test_a_game_may_keep_names_unique(tmp_path: Path, document: Document) -> None:
    game = tmp_path / "game.yaml"
    text = resources.files("lootlocker.sandbox").joinpath("default_game.yaml").read_text(encoding="utf-8")
    game.write_text(text + "unique_player_names: true\n", encoding="utf-8")
    with Sandbox(game=game) as sandbox:
        api = Api(sandbox, document)
        one, two = api.player(), api.player()
        assert [rename(one, "Ada"), rename(one, "Ada"), rename(two, "Ada")] == [200, 200, 409]
        answer = api.start(optionals={"player_name": "Ada"}).json()
        assert (answer["player_name"], len(answer["errors"])) == ("", 1)
        api.http.close()
