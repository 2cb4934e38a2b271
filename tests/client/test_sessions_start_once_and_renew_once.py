"""When a session starts, when it is renewed, and who the player is afterwards."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from client.driver import SERVER_KEY, VERSION, Driver, Sessions
from client.fake import Hangup, Reset, answer, credentials, said
from lootlocker.auth import GuestLogin
from lootlocker.errors import APIError, LootLockerError, PlayerBanned, TransportError, Unauthorized

GUEST = "/game/v2/session/guest"


def test_no_session_starts_before_a_call_needs_one(driver: Driver) -> None:
    sessions = Sessions(driver.fake)
    driver.fake.on("POST", "/game/v1/player/verify", said({"success": True}))
    driver.fake.on("POST", "/white-label-login/request-reset-password", answer(status=204))
    game = driver.guest(domain_key="domain")
    assert game.current_session is None
    driver.do(game.authentication.steam_player_verification(token="ticket"))
    driver.do(game.white_label_login.request_reset_password(email="ada@example.com"))
    driver.closing(game.with_options(timeout=5))
    assert sessions.started == 0
    for seen in driver.fake.seen:
        assert "x-session-token" not in seen.headers


def test_the_first_call_starts_the_session_and_the_others_use_it(driver: Driver) -> None:
    sessions = Sessions(driver.fake)
    game = driver.guest()
    for _ in range(3):
        driver.do(game.game.ping())
    assert sessions.started == 1
    assert driver.fake.calls == [f"POST {GUEST}", *["GET /game/ping"] * 3]
    assert credentials(driver.fake.to("/game/ping")) == ["token-1"] * 3
    assert game.current_session.session_token == "token-1"


def test_start_session_starts_it_once_and_tells_what_it_brought(driver: Driver) -> None:
    sessions = Sessions(driver.fake, player_id=7)
    game = driver.guest()
    assert driver.do(game.start_session()).player_id == 7
    driver.do(game.start_session())
    assert sessions.started == 1


def test_an_expired_session_is_renewed_once_and_the_call_sent_again(driver: Driver) -> None:
    sessions = Sessions(driver.fake)
    game = driver.guest()
    driver.do(game.game.ping())
    sessions.expire()
    driver.do(game.heroes.create_player_hero(hero_id=8))
    heroes = driver.fake.to("/game/v1/player/heroes")
    assert credentials(heroes) == ["token-1", "token-2"]
    assert heroes[0].body == heroes[1].body == b'{"hero_id":8}'
    assert sessions.started == 2
    driver.do(game.game.ping())
    assert sessions.started == 2


def test_each_later_expiry_is_renewed_too(driver: Driver) -> None:
    sessions = Sessions(driver.fake)
    game = driver.guest(max_retries=0)
    for _ in range(4):
        sessions.expire()
        driver.do(game.game.ping())
    assert sessions.started == 4


def test_a_second_401_is_raised(driver: Driver) -> None:
    Sessions(driver.fake)
    driver.fake.on("GET", "/game/ping", said({"code": "unauthorized", "request_id": "r-1"}, 401))
    game = driver.guest()
    with pytest.raises(Unauthorized) as caught:
        driver.do(game.game.ping())
    assert caught.value.request_id == "r-1"
    assert driver.fake.calls == [f"POST {GUEST}", "GET /game/ping", f"POST {GUEST}", "GET /game/ping"]


@pytest.mark.parametrize("status", [400, 403, 404, 409, 500])
def test_only_401_renews(driver: Driver, status: int) -> None:
    sessions = Sessions(driver.fake)
    driver.fake.on("GET", "/game/ping", said({}, status))
    game = driver.guest(max_retries=0)
    with pytest.raises(APIError):
        driver.do(game.game.ping())
    assert sessions.started == 1


def test_a_ban_is_not_renewed(driver: Driver) -> None:
    sessions = Sessions(driver.fake)
    driver.fake.on("GET", "/game/ping", said({"code": "player_banned", "ban": {"permanent": True}}, 403))
    game = driver.guest()
    with pytest.raises(PlayerBanned):
        driver.do(game.game.ping())
    assert (sessions.started, len(driver.fake.seen)) == (1, 2)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_a_refused_session_start_is_raised_under_its_own_name(driver: Driver, status: int) -> None:
    driver.fake.on("POST", GUEST, said({"message": "no"}, status))
    game = driver.guest()
    with pytest.raises(APIError, match=r"game\.authentication\.guest_session") as caught:
        driver.do(game.game.ping())
    assert caught.value.status == status
    assert driver.fake.calls == [f"POST {GUEST}"]
    assert game.current_session is None


def test_a_refused_session_start_does_not_spoil_the_client(driver: Driver) -> None:
    Sessions(driver.fake)
    driver.fake.on("POST", GUEST, said({}, 400), said({"session_token": "t"}))
    driver.fake.on("GET", "/game/ping", said({"date": "now"}))
    game = driver.guest()
    with pytest.raises(APIError):
        driver.do(game.game.ping())
    assert driver.do(game.game.ping()).date == "now"


@pytest.mark.parametrize("fault", [Hangup(), Reset()], ids=str)
def test_a_network_fault_during_renewal_keeps_the_player(driver: Driver, fault: Any) -> None:
    ping = [said({}, 401), said({}, 401), said({"date": "now"})]
    started = [said({"session_token": f"t-{n}", "player_identifier": "guest-7"}) for n in (1, 2)]
    driver.fake.on("POST", GUEST, started[0], fault, started[1])
    driver.fake.on("GET", "/game/ping", *ping)
    game = driver.guest()
    with pytest.raises(TransportError, match=r"game\.authentication\.guest_session"):
        driver.do(game.game.ping())
    assert driver.do(game.game.ping()).date == "now"
    bodies = [seen.json() for seen in driver.fake.to(GUEST)]
    assert [body.get("player_identifier") for body in bodies] == [None, "guest-7", "guest-7"]


def test_a_guest_stays_the_same_guest(driver: Driver) -> None:
    sessions = Sessions(driver.fake, player_identifier="guest-7")
    driver.fake.on("DELETE", "/game/v1/session", answer(status=204))
    game = driver.guest()
    driver.do(game.game.ping())
    sessions.expire()
    driver.do(game.game.ping())
    driver.do(game.end_session())
    assert game.current_session is None
    driver.do(game.game.ping())
    identifiers = [seen.json().get("player_identifier") for seen in driver.fake.to(GUEST)]
    assert identifiers == [None, "guest-7", "guest-7"]


def test_a_given_guest_is_asked_for_each_time(driver: Driver) -> None:
    sessions = Sessions(driver.fake, player_identifier="somebody else")
    game = driver.game(login=GuestLogin("guest-7"))
    for _ in range(2):
        driver.do(game.game.ping())
        sessions.expire()
    driver.do(game.game.ping())
    assert {seen.json()["player_identifier"] for seen in driver.fake.to(GUEST)} == {"guest-7"}


@pytest.mark.parametrize("logout", [None, False, True])
def test_end_session_sends_the_token_and_the_logout_header_only_when_asked(driver: Driver, logout: bool | None) -> None:
    sessions = Sessions(driver.fake)
    driver.fake.on("DELETE", "/game/v1/session", answer(status=204))
    game = driver.guest()
    driver.do(game.game.ping())
    driver.do(game.end_session() if logout is None else game.end_session(logout=logout))
    ended = driver.fake.seen[-1]
    assert ended.call == "DELETE /game/v1/session"
    assert ended.headers["x-session-token"] == "token-1"
    assert ended.headers.get("logout") == ("true" if logout else None)
    assert ended.body == b""
    assert game.current_session is None
    driver.do(game.game.ping())
    assert sessions.started == 2


def test_ending_no_session_sends_nothing(driver: Driver) -> None:
    game = driver.guest()
    driver.do(game.end_session())
    driver.do(game.end_session(logout=True))
    assert driver.fake.connections == 0


def test_ending_an_expired_session_does_not_renew_it(driver: Driver) -> None:
    sessions = Sessions(driver.fake)
    driver.fake.on("DELETE", "/game/v1/session", said({}, 401))
    game = driver.guest()
    driver.do(game.game.ping())
    driver.do(game.end_session())
    assert sessions.started == 1
    assert driver.fake.calls[-1] == "DELETE /game/v1/session"
    assert game.current_session is None


def test_a_session_that_could_not_be_ended_is_kept(driver: Driver) -> None:
    Sessions(driver.fake)
    driver.fake.on("DELETE", "/game/v1/session", said({}, 500))
    game = driver.guest(max_retries=0)
    driver.do(game.game.ping())
    with pytest.raises(LootLockerError, match="end_session"):
        driver.do(game.end_session())
    assert game.current_session.session_token == "token-1"


def test_a_server_session_uses_the_server_key_and_the_version(driver: Driver) -> None:
    server = driver.server()
    driver.fake.on("GET", "/server/universal/asset", said({"items": []}))
    driver.fake.on("GET", "/server/player/363/inventory", said({"items": []}))
    driver.do(server.inventories.list_player_inventory(363))
    driver.do(server.inventories.list_player_inventory(363))
    start, *calls = driver.fake.seen
    assert start.call == "POST /server/session"
    assert start.json() == {"game_version": VERSION}
    assert start.headers["x-server-key"] == SERVER_KEY
    assert start.headers["ll-version"] == "2021-03-01"
    assert not {"x-auth-token", "x-session-token", "domain-key"} & start.headers.keys()
    assert len(calls) == 2
    for call in calls:
        assert call.headers["x-auth-token"] == "server-token"
        assert call.headers["ll-version"] == "2021-03-01"
        assert not {"x-server-key", "x-session-token", "domain-key"} & call.headers.keys()


def test_another_api_version_goes_with_every_server_call(driver: Driver) -> None:
    server = driver.server(api_version="2021-06-01")
    driver.fake.on("GET", "/server/player/363/inventory", said({"items": []}))
    driver.do(server.inventories.list_player_inventory(363))
    assert [seen.headers["ll-version"] for seen in driver.fake.seen] == ["2021-06-01"] * 2


def test_an_expired_server_session_is_renewed(driver: Driver) -> None:
    server = driver.server()
    driver.fake.on("POST", "/server/session", said({"token": "s-1"}), said({"token": "s-2"}))
    driver.fake.on("GET", "/server/player/363/inventory", said({}, 401), said({"items": []}))
    driver.do(server.inventories.list_player_inventory(363))
    calls = driver.fake.to("/server/player/363/inventory")
    assert credentials(calls, "x-auth-token") == ["s-1", "s-2"]


def test_a_server_session_idle_for_nearly_an_hour_starts_anew(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SimpleNamespace(now=0.0)
    time = SimpleNamespace(monotonic=lambda: clock.now)
    monkeypatch.setattr("lootlocker._session.time", time)
    monkeypatch.setattr("lootlocker._engine.time", time)
    server = driver.server()
    driver.fake.on("GET", "/server/player/363/inventory", said({"items": []}))
    starts = []
    for idle in (0, 3000, 3000, 3000, 3600, 60):
        clock.now += idle
        driver.do(server.inventories.list_player_inventory(363))
        starts.append(len(driver.fake.to("/server/session")))
    assert starts == [1, 1, 1, 1, 2, 2]


def test_a_refused_server_key_is_raised_and_not_shown(driver: Driver) -> None:
    server = driver.server()
    driver.fake.on("POST", "/server/session", said({"message": "bad key"}, 401))
    with pytest.raises(Unauthorized, match=r"server\.session\.session") as caught:
        driver.do(server.inventories.list_player_inventory(363))
    assert SERVER_KEY not in f"{caught.value}{caught.value!r}"
    assert driver.fake.calls == ["POST /server/session"]


@pytest.mark.parametrize("answered", [{}, {"token": None}, {"token": ""}, {"token": 7}], ids=str)
def test_a_server_session_without_a_token_is_a_typed_error(driver: Driver, answered: dict[str, Any]) -> None:
    server = driver.server()
    driver.fake.on("POST", "/server/session", said(answered))
    with pytest.raises(LootLockerError, match="token"):
        driver.do(server.session.ping())
    assert driver.fake.calls == ["POST /server/session"]
