"""Sessions: who is who, what expires, what is refused."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lootlocker.sandbox import SandboxError
from support.sandbox import Api, Clock

Body = dict[str, Any]

PLATFORMS: list[tuple[str, Body, Body, bool]] = [
    # path, ticket, the ticket of someone else, whether it refreshes
    ("/game/session/steam", {"steam_ticket": "ab01"}, {"steam_ticket": "ab02"}, False),
    ("/game/session/epic", {"id_token": "a"}, {"id_token": "b"}, True),
    ("/game/session/apple", {"apple_authorization_code": "a"}, {"apple_authorization_code": "b"}, True),
    ("/game/session/google", {"id_token": "a", "platform": "web"}, {"id_token": "b"}, True),
    ("/game/session/google-play-games/v1/login", {"auth_code": "a"}, {"auth_code": "b"}, True),
    ("/game/session/nintendo-switch", {"nsa_id_token": "a"}, {"nsa_id_token": "b"}, False),
    ("/game/session/xbox-one", {"xbox_user_token": "a"}, {"xbox_user_token": "b"}, False),
    ("/game/session/meta", {"user_id": "1", "nonce": "a"}, {"user_id": "2", "nonce": "a"}, True),
    ("/game/session/discord", {"access_token": "a"}, {"access_token": "b"}, True),
    ("/game/session/psn-v3/v1/login", {"auth_code": "v3.a", "env_iss_id": 256}, {"auth_code": "v3.b"}, False),
    ("/game/session/remote", {"lease_code": "A1", "nonce": "n"}, {"lease_code": "B1", "nonce": "n"}, True),
    (
        "/game/session/apple/game-center",
        {"bundle_id": "b", "player_id": "1", "public_key_url": "u", "signature": "s", "salt": "s", "timestamp": 1},
        {"bundle_id": "b", "player_id": "2", "public_key_url": "u", "signature": "s", "salt": "s", "timestamp": "1"},
        True,
    ),
]


def test_a_guest_without_identifier_gets_one_and_is_found_again_by_it(api: Api) -> None:
    first = api.start().json()
    assert re.fullmatch(r"[0-9a-f-]{36}", first["player_identifier"])
    assert re.fullmatch(r"[0-9a-f]{40}", first["session_token"])
    assert (first["seen_before"], first["last_seen"]) == (False, None)
    again = api.start(player_identifier=first["player_identifier"]).json()
    assert (again["player_id"], again["player_ulid"]) == (first["player_id"], first["player_ulid"])
    assert again["seen_before"] is True
    assert again["session_token"] != first["session_token"]
    assert api.start().json()["player_id"] != first["player_id"]


def test_the_guest_identifier_player_is_refused(api: Api) -> None:
    answer = api.start(player_identifier="player")
    assert answer.status_code == 400
    assert answer.json()["param"] == "player_identifier"
    assert "Each player must have a unique identifier assigned" in answer.json()["message"]


@pytest.mark.parametrize(("path", "ticket", "other", "refreshes"), PLATFORMS, ids=[each[0] for each in PLATFORMS])
def test_a_ticket_always_names_the_same_player(api: Api, path: str, ticket: Body, other: Body, refreshes: bool) -> None:
    first = api.start(path, **ticket)
    assert first.status_code == 200, first.text
    assert api.start(path, **ticket).json()["player_id"] == first.json()["player_id"]
    assert api.start(path, **other).json()["player_id"] != first.json()["player_id"]
    assert ("refresh_token" in first.json()) == refreshes
    proof = next(name for name in ("signature", "nonce", *ticket) if name in ticket and name != "platform")
    expired = {**ticket, "lease_code" if "lease_code" in ticket else proof: "expired ticket"}
    assert api.start(path, **expired).status_code == 401


@pytest.mark.parametrize(("path", "ticket"), [each[:2] for each in PLATFORMS if each[3]])
def test_a_refresh_token_is_good_for_one_use(api: Api, path: str, ticket: Body) -> None:
    first = api.start(path, **ticket).json()
    second = api.start(path, refresh_token=first["refresh_token"]).json()
    assert second["player_id"] == first["player_id"]
    assert second["refresh_token"] != first["refresh_token"]
    assert second["session_token"] != first["session_token"]
    spent = api.start(path, refresh_token=first["refresh_token"])
    assert spent.status_code == (401 if "google-play-games" in path else 400)
    assert api.start(path, refresh_token=second["refresh_token"]).status_code == 200


def test_a_refresh_token_of_another_platform_is_refused(api: Api) -> None:
    token = api.start("/game/session/epic", id_token="a").json()["refresh_token"]
    assert api.start("/game/session/discord", refresh_token=token).status_code == 400


def test_a_ticket_beside_a_refresh_token_is_refused(api: Api) -> None:
    answer = api.start("/game/session/epic", id_token="a", refresh_token="b")
    assert (answer.status_code, answer.json()["code"]) == (400, "parameter_invalid")


@pytest.mark.parametrize("key", ["game_key", "game_api_key"])
def test_either_name_of_the_game_key_will_do_and_a_wrong_key_is_401(api: Api, key: str) -> None:
    body = {"game_version": "1.0.0.0", key: api.sandbox.game_key}
    assert api.send("POST", "/game/v2/session/guest", json=body).status_code == 200
    body[key] = "dev_wrong"
    assert api.send("POST", "/game/v2/session/guest", json=body).status_code == 401
    del body[key]
    answer = api.send("POST", "/game/v2/session/guest", json=body)
    assert (answer.status_code, answer.json()["code"], answer.json()["param"]) == (400, "parameter_missing", "game_key")


def test_optionals_set_the_name_and_a_bad_name_is_told(api: Api) -> None:
    named = api.start(
        player_identifier="named", optionals={"player_name": "Ada", "timezone": "Europe/Stockholm"}
    ).json()
    assert (named["player_name"], "errors" in named) == ("Ada", False)
    bad = api.start(player_identifier="named", optionals={"player_name": "  "}).json()
    assert bad["player_name"] == "Ada"
    assert "player_name" in bad["errors"][0]
    assert api.start(player_identifier="named", optionals=None).status_code == 200


def test_psn_needs_a_verification_within_5_minutes_and_steam_does_not(timed: Api, clock: Clock) -> None:
    session: Body = {"path": "/game/v2/session", "platform": "psn", "player_identifier": "77"}
    assert timed.start(**session).status_code == 401
    body = {"key": timed.sandbox.game_key, "platform": "psn", "token": "code", "psn_issuer_id": 256}
    assert timed.send("POST", "/game/v1/player/verify", json=body).json() == {"success": True}
    assert timed.sandbox.requests[-1].operation == "game_psn_player_verification"
    assert timed.start(**session).status_code == 200
    assert timed.start(**{**session, "player_identifier": "78"}).status_code == 401
    clock.pass_by(minutes=4, seconds=59)
    assert timed.start(**session).status_code == 200
    clock.pass_by(seconds=1)
    assert timed.start(**session).status_code == 401
    assert timed.start("/game/v2/session", platform="steam", player_identifier="76561198023004363").status_code == 200


def test_operations_on_one_path_are_told_apart_by_the_body(api: Api) -> None:
    body: Body = {"key": api.sandbox.game_key, "platform": "steam", "token": 123857128391}
    assert api.send("POST", "/game/v1/player/verify", json=body).status_code == 200
    assert api.sandbox.requests[-1].operation == "game_steam_player_verification"
    del body["token"]
    answer = api.send("POST", "/game/v1/player/verify", json=body)
    assert (answer.json()["code"], answer.json()["param"]) == ("parameter_missing", "token")
    api.start("/game/session/remote", refresh_token="none")
    assert api.sandbox.requests[-1].operation == "game_refresh_remote_session"


def test_a_lease_stays_open_is_cancelled_or_authorized_by_its_code(api: Api) -> None:
    pending = api.start("/game/session/remote", lease_code="pending-1", nonce="n")
    assert (pending.status_code, pending.json()) == (202, {"lease_status": "CREATED"})
    assert api.start("/game/session/remote", lease_code="denied-1", nonce="n").json() == {"lease_status": "CANCELLED"}
    assert api.start("/game/session/remote", lease_code="ABC", nonce="n").json()["lease_status"] == "AUTHORIZED"


def test_a_game_session_ends_after_24_hours(timed: Api, clock: Clock) -> None:
    player = timed.player()
    clock.pass_by(hours=23, minutes=59)
    assert player.send("GET", "/game/ping").json()["date"] == "2026-01-01T23:59:00+00:00"
    clock.pass_by(minutes=1)
    assert player.send("GET", "/game/ping").status_code == 401


def test_a_server_session_lives_60_minutes_after_its_last_use_even_a_refused_one(timed: Api, clock: Clock) -> None:
    server = timed.server()
    for path in ("/ping", "/player/999/inventory", "/ping"):
        clock.pass_by(minutes=59)
        assert server.send("GET", path).status_code in (200, 404)
    clock.pass_by(minutes=60)
    assert server.send("GET", "/ping").status_code == 401


def test_end_session_ends_it_and_the_white_label_login_only_on_request(api: Api) -> None:
    api.white_label("sign-up", email="end@example.com", password="correct horse")
    token = api.white_label("login", email="end@example.com", password="correct horse").json()["session_token"]

    def login() -> Any:
        return api.start("/game/v2/session/white-label", email="end@example.com", token=token)

    for headers, status in (({}, 200), ({"logout": "true"}, 401)):
        headers = {"x-session-token": login().json()["session_token"], **headers}
        assert api.send("DELETE", "/game/v1/session", headers=headers).status_code == 204
        assert api.send("GET", "/game/ping", headers=headers).status_code == 401
        assert login().status_code == status


def test_white_label_refuses_duplicates_short_passwords_and_wrong_ones(api: Api) -> None:
    user = api.white_label("sign-up", email="ada@example.com", password="12345678").json()
    assert (user["game_id"], user["validated_at"]) == (1, None)
    assert api.white_label("sign-up", email="ADA@example.com", password="12345678").status_code == 409
    short = api.white_label("sign-up", email="bob@example.com", password="1234567")
    assert (short.status_code, short.json()["param"]) == (400, "password")
    for email, password in (("ada@example.com", "12345679"), ("nobody@example.com", "12345678")):
        wrong = api.white_label("login", email=email, password=password)
        assert (wrong.status_code, "wrong email/password" in wrong.json()["message"]) == (401, True)
    headers = {"domain-key": "wrong"}
    body = {"email": "ada@example.com", "password": "12345678"}
    assert api.send("POST", "/white-label-login/login", json=body, headers=headers).status_code == 401
    assert api.white_label("request-verification", user_id=user["id"]).status_code == 204
    assert api.white_label("request-verification", user_id=10**9).status_code == 404
    assert api.white_label("request-reset-password", email="ada@example.com").status_code == 204


@pytest.mark.parametrize(("remember", "days"), [(False, 1), (True, 30)])
def test_white_label_tokens_live_a_day_or_thirty(timed: Api, clock: Clock, remember: bool, days: int) -> None:
    timed.white_label("sign-up", email="a@example.com", password="12345678")
    login = timed.white_label("login", email="a@example.com", password="12345678", remember=remember).json()
    token = login["session_token"]
    clock.pass_by(days=days, seconds=-1)
    verified = timed.white_label("verify-session", email="a@example.com", token=token)
    assert verified.json() == {"game_id": 1, "user_id": login["id"], "email": "a@example.com"}
    assert timed.start("/game/v2/session/white-label", email="a@example.com", token=token).status_code == 200
    clock.pass_by(seconds=1)
    assert timed.white_label("verify-session", email="a@example.com", token=token).status_code == 401
    assert timed.start("/game/v2/session/white-label", email="a@example.com", token=token).status_code == 401


def test_expired_sessions_can_be_refreshed_and_revoked_ones_cannot(api: Api) -> None:
    def epic(**body: Any) -> Any:
        return api.start("/game/session/epic", **body)

    session = epic(id_token="expiring").json()
    other = api.player()
    assert api.sandbox.expire_sessions(session["player_id"]) == 1
    assert api.send("GET", "/game/ping", headers={"x-session-token": session["session_token"]}).status_code == 401
    assert other.send("GET", "/game/ping").status_code == 200
    session = epic(refresh_token=session["refresh_token"]).json()
    assert api.sandbox.revoke_sessions(session["player_id"]) == 1
    assert api.send("GET", "/game/ping", headers={"x-session-token": session["session_token"]}).status_code == 401
    assert epic(refresh_token=session["refresh_token"]).status_code == 400


def test_expiring_all_sessions_takes_the_servers_along(api: Api) -> None:
    player, server = api.player(), api.server()
    api.sandbox.expire_sessions()
    assert player.send("GET", "/game/ping").status_code == 401
    assert server.send("GET", "/ping").status_code == 401


def test_a_banned_player_is_told_why_until_the_ban_ends(timed: Api, clock: Clock) -> None:
    player = timed.player(player_identifier="bad")
    timed.sandbox.ban(player.id, "chargeback", until=clock() + timedelta(hours=1))
    for answer in (player.send("GET", "/game/ping"), timed.start(player_identifier="bad")):
        assert (answer.status_code, answer.json()["code"]) == (403, "player_banned")
        assert answer.json()["ban"] == {
            "ban_reason": "chargeback",
            "banned_on": "2026-01-01T00:00:00+00:00",
            "banned_until": "2026-01-01T01:00:00+00:00",
            "permanent": False,
        }
    clock.pass_by(hours=1)
    assert player.send("GET", "/game/ping").status_code == 200
    timed.sandbox.ban(player.id, until=datetime(2030, 1, 1, tzinfo=UTC))
    timed.sandbox.ban(player.id)
    assert player.send("GET", "/game/ping").json()["ban"]["permanent"] is True
    timed.sandbox.unban(player.id)
    assert player.send("GET", "/game/ping").status_code == 200
    with pytest.raises(SandboxError, match="no player 999"):
        timed.sandbox.ban(999)
