"""Which value wins, which host is called, and which headers follow from the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from client.driver import GAME_KEY, VERSION, Driver
from client.fake import answer, said
from lootlocker import UNSET
from lootlocker.auth import GuestLogin
from lootlocker.errors import ConfigurationError

LIVE = ["https://api.lootlocker.com", "https://api.lootlocker.io"]


def test_the_environment_is_read_where_arguments_are_absent(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOTLOCKER_GAME_KEY", "prod_from_environment")
    monkeypatch.setenv("LOOTLOCKER_SERVER_KEY", "server_from_environment")
    monkeypatch.setenv("LOOTLOCKER_GAME_VERSION", "7.7")
    monkeypatch.setenv("LOOTLOCKER_DOMAIN_KEY", "fromenv")
    monkeypatch.setenv("LOOTLOCKER_BASE_URL", f"{driver.fake.url}/")
    driver.fake.on("POST", "/game/v2/session/guest", said({"session_token": "t"}))
    driver.fake.on("POST", "/white-label-login/request-reset-password", answer(status=204))
    game = driver.game(None, login=GuestLogin(), game_version=None, base_url=None)
    driver.do(game.start_session())
    driver.do(game.white_label_login.request_reset_password(email="ada@example.com"))
    start, reset = driver.fake.seen
    assert start.json() == {"game_key": "prod_from_environment", "game_version": "7.7"}
    assert (reset.headers["domain-key"], reset.headers["is-development"]) == ("fromenv", "false")
    server = driver.server(None, game_version=None, base_url=None)
    driver.fake.on("GET", "/server/ping", said({}))
    driver.do(server.session.ping())
    start = driver.fake.to("/server/session")[0]
    assert start.headers["x-server-key"] == "server_from_environment"
    assert start.json() == {"game_version": "7.7"}


def test_arguments_win_over_the_environment(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GAME_KEY", "SERVER_KEY", "DOMAIN_KEY"):
        monkeypatch.setenv(f"LOOTLOCKER_{name}", "environment")
    monkeypatch.setenv("LOOTLOCKER_GAME_VERSION", "9.9")
    monkeypatch.setenv("LOOTLOCKER_BASE_URL", "https://environment.example")
    settings = driver.game(domain_key="argument")._engine.settings
    assert settings.key.reveal() == GAME_KEY
    assert settings.game_version == VERSION
    assert settings.base_url == driver.fake.url
    assert settings.domain_key.reveal() == "argument"
    assert driver.server()._engine.settings.key.reveal() != "environment"


@pytest.mark.parametrize("name", ["GAME_KEY", "GAME_VERSION"])
def test_an_empty_variable_counts_as_absent(driver: Driver, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"LOOTLOCKER_{name}", "")
    with pytest.raises(ConfigurationError, match=rf"There is no .*LOOTLOCKER_{name}"):
        driver.game(**{"game_key" if name == "GAME_KEY" else "game_version": None})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GAME_KEY", "key with space"),
        ("GAME_VERSION", "v1"),
        ("DOMAIN_KEY", "no.host"),
        ("BASE_URL", "http://api.lootlocker.com"),
    ],
)
def test_the_environment_is_checked_like_an_argument(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"LOOTLOCKER_{name}", value)
    absent: dict[str, Any] = {"game_key": None, "game_version": None, "domain_key": None, "base_url": None}
    given = {"game_key": GAME_KEY, "game_version": VERSION}
    member = name.lower()
    with pytest.raises(ConfigurationError):
        driver.game(**{**absent, **{key: text for key, text in given.items() if key != member}})


@pytest.mark.parametrize("url", ["localhost:8123", "127.0.0.1:8123", "api.lootlocker.com", "http:/x"])
def test_an_address_without_a_scheme_is_named(driver: Driver, url: str) -> None:
    with pytest.raises(ConfigurationError, match=f"'{url}' is not an address like https://"):
        driver.game(base_url=url)


def test_an_empty_key_says_where_one_comes_from(driver: Driver) -> None:
    with pytest.raises(ConfigurationError, match="server key is empty: pass server_key or set LOOTLOCKER_SERVER_KEY"):
        driver.server("")


def test_without_an_address_the_documented_host_is_called(driver: Driver) -> None:
    assert driver.game(base_url=None)._engine.settings.base_url == LIVE[0]
    assert driver.server(base_url=None)._engine.settings.base_url == LIVE[0]


@pytest.mark.parametrize("host", LIVE)
def test_a_domain_key_goes_before_a_live_host(driver: Driver, host: str) -> None:
    prefixed = host.replace("https://", "https://dom41n.")
    assert driver.game(base_url=host, domain_key="dom41n")._engine.settings.base_url == prefixed
    assert driver.server(base_url=f"{host}/", domain_key="dom41n")._engine.settings.base_url == prefixed
    assert driver.game(base_url=f"{host}:8443", domain_key="d")._engine.settings.base_url.endswith(":8443")


@pytest.mark.parametrize(
    "host",
    [
        "https://own.api.lootlocker.com",
        "https://lootlocker.example",
        "http://127.0.0.1:9",
        "https://xapi.lootlocker.com",
    ],
)
def test_a_domain_key_goes_before_no_other_host(driver: Driver, host: str) -> None:
    assert driver.game(base_url=host, domain_key="dom41n")._engine.settings.base_url == host


@pytest.mark.parametrize(
    ("host", "limit"),
    [
        (LIVE[0], 279),
        (LIVE[1], 279),
        ("https://own.api.lootlocker.com", 279),
        ("https://lootlocker.example", None),
        ("https://api.lootlocker.com.evil.example", None),
        ("http://127.0.0.1:9", None),
    ],
)
def test_the_limit_is_on_for_live_hosts(driver: Driver, host: str, limit: int | None) -> None:
    game = driver.game(base_url=host)
    assert game._engine.settings.rate_limit == limit
    assert (game._engine.limiter is None) == (limit is None)
    assert driver.game(base_url=host, rate_limit=None)._engine.limiter is None
    assert driver.game(base_url=host, rate_limit=5)._engine.settings.rate_limit == 5
    assert driver.server(base_url=host)._engine.limiter is None


def test_the_limit_is_each_players_own(driver: Driver) -> None:
    game = driver.game(rate_limit=5)
    same = driver.closing(game.with_options(timeout=3))
    other = driver.closing(game.with_options(login=GuestLogin("other")))
    unlimited = driver.closing(game.with_options(rate_limit=None))
    assert same._engine.limiter is game._engine.limiter
    assert other._engine.limiter is not game._engine.limiter
    assert other._engine.settings.rate_limit == 5
    assert unlimited._engine.limiter is None


@pytest.mark.parametrize(
    ("key", "development"), [("dev_abc", "true"), ("prod_abc", "false"), ("legacyabc", "false"), ("xdev_abc", "false")]
)
def test_is_development_follows_the_key(driver: Driver, key: str, development: str) -> None:
    driver.fake.on("POST", "/white-label-login/login", said({"session_token": "t"}))
    game = driver.game(key, domain_key="dom41n")
    driver.do(game.white_label_login.sign_in(email="ada@example.com", password="password"))
    assert driver.fake.seen[0].headers["is-development"] == development


def test_the_domain_key_header_goes_with_white_label_calls_only(driver: Driver) -> None:
    game, server = driver.game(domain_key="dom41n"), driver.server(domain_key="dom41n")
    driver.fake.on("GET", "/game/ping", said({}))
    driver.fake.on("POST", "/game/v1/player/verify", said({}))
    driver.fake.on("GET", "/server/ping", said({}))
    white_label = "/white-label-login"
    for path in ("sign-up", "login", "verify-session"):
        driver.fake.on("POST", f"{white_label}/{path}", said({}))
    for path in ("request-verification", "request-reset-password"):
        driver.fake.on("POST", f"{white_label}/{path}", answer(status=204))
    driver.do(game.game.ping())
    driver.do(game.authentication.steam_player_verification(token="ticket"))
    driver.do(server.session.ping())
    account = {"email": "ada@example.com", "password": "password"}
    driver.do(game.white_label_login.sign_up(**account))
    driver.do(game.white_label_login.sign_in(**account))
    driver.do(game.white_label_login.verify_session(email="ada@example.com", token="t"))
    driver.do(game.white_label_login.request_verification(user_id=7))
    driver.do(game.white_label_login.request_reset_password(email="ada@example.com"))
    for seen in driver.fake.seen:
        expected = "dom41n" if seen.target.startswith(white_label) else None
        assert seen.headers.get("domain-key") == expected, seen.call
        assert ("is-development" in seen.headers) == bool(expected), seen.call
        if expected:
            assert "x-session-token" not in seen.headers
    assert sum(seen.target.startswith(white_label) for seen in driver.fake.seen) == 5


def test_a_missing_domain_key_is_said_before_anything_is_sent(driver: Driver) -> None:
    white_label = driver.game().white_label_login
    calls: list[Callable[[], Any]] = [
        lambda: white_label.sign_in(email="ada@example.com", password="hunter2!"),
        lambda: white_label.request_verification(user_id=7),
    ]
    for call in calls:
        with pytest.raises(ConfigurationError, match=r"game\.white_label_login\.\w+ needs .*domain_key") as caught:
            driver.do(call())
        assert "hunter2!" not in str(caught.value)
    assert driver.fake.connections == 0


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_a_proxy_of_the_environment_gets_nothing_meant_for_loopback(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "http://127.0.0.1:1")
    driver.fake.on("GET", "/game/ping", said({"date": "now"}))
    game = driver.game(max_retries=0)
    assert driver.do(game.game.ping()).date == "now"


def test_a_key_given_with_a_call_goes_in_place_of_the_clients(driver: Driver) -> None:
    driver.fake.on("POST", "/game/v2/session/guest", said({}))
    authentication = driver.game().authentication
    driver.do(authentication.guest_session(game_api_key="other", game_version="2.0", optionals=None))
    driver.do(authentication.guest_session(game_key="other"))
    driver.do(authentication.guest_session(player_identifier=UNSET))
    assert [seen.json() for seen in driver.fake.seen] == [
        {"game_api_key": "other", "game_version": "2.0", "optionals": None},
        {"game_key": "other", "game_version": VERSION},
        {"game_key": GAME_KEY, "game_version": VERSION},
    ]
