"""Each login starts its session with exactly the documented path and body, and renews as documented."""

from __future__ import annotations

import time
from typing import Any

import attrs
import pytest

from client.driver import GAME_KEY, VERSION, Driver
from client.fake import Raw, Seen, said
from lootlocker import auth
from lootlocker.errors import APIError, ConfigurationError, LootLockerError, SessionExpired

KEY = {"game_key": GAME_KEY, "game_version": VERSION}
#: The three session starts whose key all official SDKs call `game_api_key`.
API_KEY = {"game_api_key": GAME_KEY, "game_version": VERSION}
GAME_CENTER = {
    "bundle_id": "com.example.game",
    "player_id": "G:1",
    "public_key_url": "https://static.gc.apple.com/key.cer",
    "signature": "c2ln",
    "salt": "c2FsdA==",
}


@attrs.frozen
class Case:
    """A login, where it starts its session and with what."""

    login: auth.Login
    path: str
    body: dict[str, Any]
    #: The key members that go beside a refresh token, or None where the provider has none.
    refreshed_with: dict[str, str] | None = None


CASES = [
    Case(auth.GuestLogin(), "/game/v2/session/guest", KEY),
    Case(auth.GuestLogin("guest-7"), "/game/v2/session/guest", {**KEY, "player_identifier": "guest-7"}),
    Case(
        auth.WhiteLabelLogin("ada@example.com", token="wl"),
        "/game/v2/session/white-label",
        {**KEY, "email": "ada@example.com", "token": "wl"},
    ),
    Case(auth.SteamLogin("0a1b"), "/game/session/steam", {**API_KEY, "steam_ticket": "0a1b"}),
    Case(
        auth.SteamLogin("0a1b", "480"),
        "/game/session/steam",
        {**API_KEY, "steam_ticket": "0a1b", "steam_app_id": "480"},
    ),
    Case(
        auth.PSNLogin("v3.code"),
        "/game/session/psn-v3/v1/login",
        {**API_KEY, "auth_code": "v3.code", "env_iss_id": 256},
    ),
    Case(
        auth.PSNLogin("v3.code", 1),
        "/game/session/psn-v3/v1/login",
        {**API_KEY, "auth_code": "v3.code", "env_iss_id": 1},
    ),
    Case(
        auth.PlatformLogin("steam", "76561198023004363"),
        "/game/v2/session",
        {**KEY, "platform": "steam", "player_identifier": "76561198023004363"},
    ),
    Case(auth.EpicLogin("id"), "/game/session/epic", {**KEY, "id_token": "id"}, KEY),
    Case(auth.AppleLogin("code"), "/game/session/apple", {**KEY, "apple_authorization_code": "code"}, KEY),
    Case(
        auth.AppleGameCenterLogin(**GAME_CENTER, timestamp=1700000000000),
        "/game/session/apple/game-center",
        {**KEY, **GAME_CENTER, "timestamp": 1700000000000},
        KEY,
    ),
    Case(
        auth.AppleGameCenterLogin(**GAME_CENTER, timestamp="1700000000000"),
        "/game/session/apple/game-center",
        {**KEY, **GAME_CENTER, "timestamp": "1700000000000"},
        KEY,
    ),
    Case(auth.GoogleLogin("id"), "/game/session/google", {**KEY, "id_token": "id"}, KEY),
    Case(
        auth.GoogleLogin("id", "android"), "/game/session/google", {**KEY, "id_token": "id", "platform": "android"}, KEY
    ),
    Case(
        auth.GooglePlayGamesLogin("code"),
        "/game/session/google-play-games/v1/login",
        {**API_KEY, "auth_code": "code"},
        API_KEY,
    ),
    Case(auth.NintendoSwitchLogin("nsa"), "/game/session/nintendo-switch", {**KEY, "nsa_id_token": "nsa"}),
    Case(auth.XboxLogin("xbox"), "/game/session/xbox-one", {**KEY, "xbox_user_token": "xbox"}),
    Case(auth.MetaLogin("7", "nonce"), "/game/session/meta", {**KEY, "user_id": "7", "nonce": "nonce"}, KEY),
    Case(auth.DiscordLogin("access"), "/game/session/discord", {**KEY, "access_token": "access"}, KEY),
    Case(
        auth.RemoteLogin("lease", "nonce"),
        "/game/session/remote",
        {**KEY, "lease_code": "lease", "nonce": "nonce"},
        KEY,
    ),
]


def name_of(case: Case) -> str:
    return f"{type(case.login).__name__}-{len(case.body)}"


def test_every_login_is_in_the_table() -> None:
    listed = {type(case.login).__name__ for case in CASES} | {"Login", "RefreshTokenLogin", "SessionTokenLogin"}
    assert listed == set(auth.__all__)


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_session_starts_with_the_documented_body(driver: Driver, case: Case) -> None:
    driver.fake.on("POST", case.path, said({"session_token": "fresh"}))
    driver.fake.on("GET", "/game/ping", said({"date": "now"}))
    game = driver.game(login=case.login)
    driver.do(game.game.ping())
    start, ping = driver.fake.seen
    assert start.call == f"POST {case.path}"
    assert start.json() == case.body
    assert start.headers["content-type"] == "application/json"
    assert (
        not {"x-session-token", "x-server-key", "x-auth-token", "domain-key", "authorization", "cookie"}
        & start.headers.keys()
    )
    assert ping.headers["x-session-token"] == "fresh"
    assert not {"x-server-key", "x-auth-token", "domain-key", "ll-version"} & ping.headers.keys()


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_renewal_uses_the_newest_refresh_token_where_the_provider_has_them(driver: Driver, case: Case) -> None:
    answers = [said({"session_token": f"token-{n}", "refresh_token": f"refresh-{n}"}) for n in (1, 2, 3)]
    driver.fake.on("POST", case.path, *answers)
    driver.fake.on("GET", "/game/ping", said({}, 401), said({}), said({}, 401), said({}))
    game = driver.game(login=case.login)
    driver.do(game.game.ping())
    driver.do(game.game.ping())
    bodies = [seen.json() for seen in driver.fake.to(case.path)]
    refreshed = case.refreshed_with
    if refreshed is None:
        assert bodies == [case.body] * 3
    else:
        assert bodies == [case.body, *({**refreshed, "refresh_token": f"refresh-{n}"} for n in (1, 2))]


@pytest.mark.parametrize("refusal", [400, 401])
@pytest.mark.parametrize("case", [case for case in CASES if case.refreshed_with], ids=name_of)
def test_a_refused_refresh_token_falls_back_to_the_login(driver: Driver, case: Case, refusal: int) -> None:
    started = said({"session_token": "token-1", "refresh_token": "refresh-1"})
    driver.fake.on("POST", case.path, started, said({}, refusal), said({"session_token": "token-2"}))
    driver.fake.on("GET", "/game/ping", said({}, 401), said({}))
    game = driver.game(login=case.login)
    driver.do(game.game.ping())
    assert [seen.json() for seen in driver.fake.to(case.path)][2] == case.body
    assert driver.fake.seen[-1].headers["x-session-token"] == "token-2"


def test_refusing_the_refresh_token_and_the_login_says_what_to_do(driver: Driver) -> None:
    started = said({"session_token": "token-1", "refresh_token": "refresh-1"})
    driver.fake.on("POST", "/game/session/epic", started, said({}, 400))
    driver.fake.on("GET", "/game/ping", said({}, 401))
    game = driver.game(login=auth.EpicLogin("id-token-of-ada"))
    with pytest.raises(SessionExpired, match=r"EpicLogin.*Sign the player in again") as caught:
        driver.do(game.game.ping())
    assert "refresh-1" not in str(caught.value)
    assert "id-token-of-ada" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "body"), [(503, {}), (500, {}), (429, {}), (403, {"code": "player_banned", "ban": {"permanent": True}})]
)
def test_trouble_at_the_fallback_is_not_called_a_refusal(driver: Driver, status: int, body: dict[str, Any]) -> None:
    """A server that is down and a ban are told as such: signing in anew is no help."""
    started = said({"session_token": "token-1", "refresh_token": "refresh-1"})
    driver.fake.on("POST", "/game/session/epic", started, said({}, 400), said(body, status))
    driver.fake.on("GET", "/game/ping", said({}, 401))
    game = driver.game(login=auth.EpicLogin("id"), max_retries=0)
    with pytest.raises(APIError) as caught:
        driver.do(game.game.ping())
    assert caught.value.status == status


def test_trouble_at_the_refresh_keeps_the_refresh_token(driver: Driver) -> None:
    started = [said({"session_token": f"token-{n}", "refresh_token": f"refresh-{n}"}) for n in (1, 2)]
    driver.fake.on("POST", "/game/session/epic", started[0], said({}, 503), started[1])
    driver.fake.on("GET", "/game/ping", said({}, 401), said({}, 401), said({}))
    game = driver.game(login=auth.EpicLogin("id"))
    with pytest.raises(APIError, match=r"\[503\]"):
        driver.do(game.game.ping())
    driver.do(game.game.ping())
    bodies = [seen.json() for seen in driver.fake.to("/game/session/epic")]
    assert [body.get("refresh_token") for body in bodies] == [None, "refresh-1", "refresh-1"]


def test_white_label_signs_in_with_the_domain_key_and_then_starts(driver: Driver) -> None:
    driver.fake.on("POST", "/white-label-login/login", said({"session_token": "wl-1"}), said({"session_token": "wl-2"}))
    driver.fake.on(
        "POST", "/game/v2/session/white-label", said({"session_token": "t-1"}), said({"session_token": "t-2"})
    )
    driver.fake.on("GET", "/game/ping", said({}, 401), said({}))
    login = auth.WhiteLabelLogin("ada@example.com", "password of ada", remember=True)
    game = driver.game(login=login, domain_key="dom41n")
    driver.do(game.game.ping())
    sign_in, start, *_ = driver.fake.seen
    assert sign_in.json() == {"email": "ada@example.com", "password": "password of ada", "remember": True}
    assert (sign_in.headers["domain-key"], sign_in.headers["is-development"]) == ("dom41n", "true")
    assert start.json() == {**KEY, "email": "ada@example.com", "token": "wl-1"}
    assert "domain-key" not in start.headers
    assert [seen.json()["token"] for seen in driver.fake.to("/game/v2/session/white-label")] == ["wl-1", "wl-2"]


def test_white_label_without_a_domain_key_says_so_before_anything_is_sent(driver: Driver) -> None:
    game = driver.game(login=auth.WhiteLabelLogin("ada@example.com", "password"))
    with pytest.raises(ConfigurationError, match="domain_key") as caught:
        driver.do(game.game.ping())
    assert "game.white_label_login.sign_in" in str(caught.value)
    assert driver.fake.connections == 0


@pytest.mark.parametrize("answered", [{}, {"session_token": None}, {"session_token": 7}], ids=str)
def test_a_sign_in_without_a_token_starts_no_session(driver: Driver, answered: dict[str, Any]) -> None:
    driver.fake.on("POST", "/white-label-login/login", said(answered))
    game = driver.game(login=auth.WhiteLabelLogin("ada@example.com", "password"), domain_key="dom41n")
    with pytest.raises(LootLockerError):
        driver.do(game.game.ping())
    assert driver.fake.calls == ["POST /white-label-login/login"]


def remote(driver: Driver, *statuses: object, **options: Any) -> Any:
    answers = [said({"lease_status": status} if isinstance(status, (str, int)) else status) for status in statuses]
    driver.fake.on("POST", "/game/session/remote", *answers)
    driver.fake.on("GET", "/game/ping", said({"date": "now"}))
    return driver.game(login=auth.RemoteLogin("lease", "nonce", poll_interval=0.05, **options))


@pytest.mark.parametrize(
    "waiting", [["created", "Claimed", "verified"], [0, 1, 2], [{}, {"lease_status": None}]], ids=str
)
def test_a_remote_login_asks_until_the_lease_is_authorized(driver: Driver, waiting: list[Any]) -> None:
    game = remote(driver, *waiting, {"lease_status": "Authorized", "session_token": "fresh"})
    driver.do(game.game.ping())
    assert len(driver.fake.to("/game/session/remote")) == len(waiting) + 1
    assert driver.fake.seen[-1].headers["x-session-token"] == "fresh"
    assert driver.do(game.start_session()).session_token == "fresh"


@pytest.mark.parametrize("status", ["Cancelled", "cancelled", "Timed_out", "failed", 4, 5, 6])
def test_a_remote_login_gives_up_on_a_lease_that_ended(driver: Driver, status: Any) -> None:
    game = remote(driver, "created", status)
    with pytest.raises(SessionExpired, match="begin a new one"):
        driver.do(game.game.ping())
    assert driver.fake.calls == ["POST /game/session/remote"] * 2


def test_a_remote_login_gives_up_when_its_wait_is_over(driver: Driver) -> None:
    game = remote(driver, "created", wait=0.2)
    with pytest.raises(SessionExpired):
        driver.do(game.game.ping())
    assert 3 <= len(driver.fake.seen) <= 5


def test_waiting_for_a_remote_player_does_not_use_up_the_calls_own_time(driver: Driver) -> None:
    """The lease may wait for minutes; the call that waited for it must still be sent and answered."""
    game = remote(driver, *["created"] * 8, {"session_token": "fresh"}).with_options(timeout=0.3)
    driver.closing(game)

    def slowly(_: Seen) -> Raw:
        time.sleep(0.1)
        return said({"hero": {"id": 7}})

    driver.fake.on("POST", "/game/v1/player/heroes", slowly)
    assert driver.do(game.heroes.create_player_hero(hero_id=8)).hero.id == 7


def test_a_session_token_login_cannot_renew_and_says_so(driver: Driver) -> None:
    driver.fake.on("GET", "/game/ping", said({}), said({}, 401))
    game = driver.game(login=auth.SessionTokenLogin("from-elsewhere"))
    driver.do(game.game.ping())
    with pytest.raises(SessionExpired, match="start a new session where it came from"):
        driver.do(game.game.ping())
    assert driver.fake.calls == ["GET /game/ping"] * 2
    assert driver.fake.seen[0].headers["x-session-token"] == "from-elsewhere"
