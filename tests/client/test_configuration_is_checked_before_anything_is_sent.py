"""A wrong key, version or address is refused by the constructor, in words that don't show the key."""

from __future__ import annotations

import enum
import math
from typing import Any

import httpx
import pytest

from client.driver import Driver
from client.fake import said
from lootlocker.auth import GuestLogin, RemoteLogin, SessionTokenLogin, SteamLogin, WhiteLabelLogin
from lootlocker.errors import ConfigurationError, LootLockerError
from lootlocker.hooks import Hooks

BAD_KEYS = [
    "",
    "key with space",
    "key\n",
    "key\r\nx-evil: 1",
    "schlüssel",
    "key\x00",
    "\u2003",
    7,
    b"bytes",
    ["k"],
    True,
]
BAD_VERSIONS: list[Any] = [
    "1",
    "1.",
    ".1",
    "01.0",
    "1.00",
    "1.0.0.0.0",
    "v1.0",
    "1.0\n",
    " 1.0",
    "1.0-beta",
    "1..0",
    "-1.0",
    "",
    "\u0661.\u0660",
    1.0,
    (1, 0),
]
BAD_ADDRESSES: list[Any] = [
    "http://api.lootlocker.com",
    "http://192.168.0.1",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example",
    "http://127.0.0.1@evil.example",
    "https://user@api.lootlocker.com",
    "https://user:word@api.lootlocker.com",
    "https://api.lootlocker.com/path",
    "https://api.lootlocker.com/?query=1",
    "https://api.lootlocker.com?query=1",
    "https://api.lootlocker.com#part",
    "ftp://api.lootlocker.com",
    "file:///etc/passwd",
    "api.lootlocker.com",
    "https://",
    "https://host:port",
    "https://host:99999",
    "https://[::1",
    "https://ho st",
    "https://host\n",
    "https://höst",
    "https://host\\path",
    "https://host%2fpath",
    "https://host//",
    8080,
    b"https://api.lootlocker.com",
]


@pytest.mark.parametrize("key", BAD_KEYS, ids=ascii)
def test_a_malformed_game_key_is_refused_and_not_shown(driver: Driver, key: Any) -> None:
    with pytest.raises(ConfigurationError, match="game key") as caught:
        driver.game(key)
    assert not (isinstance(key, str) and len(key) > 1 and key in f"{caught.value}{caught.value!r}")
    assert driver.fake.seen == []


@pytest.mark.parametrize("key", BAD_KEYS, ids=ascii)
def test_a_malformed_server_key_is_refused_and_not_shown(driver: Driver, key: Any) -> None:
    with pytest.raises(ConfigurationError, match="server key") as caught:
        driver.server(key)
    assert not (isinstance(key, str) and len(key) > 1 and key in f"{caught.value}{caught.value!r}")
    assert driver.fake.seen == []


def test_a_missing_key_names_the_argument_and_the_variable(driver: Driver) -> None:
    with pytest.raises(ConfigurationError, match=r"game_key.*LOOTLOCKER_GAME_KEY"):
        driver.game(None)
    with pytest.raises(ConfigurationError, match=r"server_key.*LOOTLOCKER_SERVER_KEY"):
        driver.server(None)


@pytest.mark.parametrize("version", BAD_VERSIONS, ids=ascii)
def test_a_game_version_that_is_not_two_to_four_numbers_is_refused(driver: Driver, version: Any) -> None:
    with pytest.raises(ConfigurationError, match="game version"):
        driver.game(game_version=version)
    with pytest.raises(ConfigurationError, match="game version"):
        driver.server(game_version=version)
    game = driver.game()
    with pytest.raises(ConfigurationError, match="game version"):
        game.with_options(game_version=version)


@pytest.mark.parametrize("version", ["0.0", "1.0", "1.2.3", "10.20.30.40", "0.10.0.0"])
def test_a_documented_game_version_is_taken(driver: Driver, version: str) -> None:
    assert driver.game(game_version=version)._engine.settings.game_version == version


def test_a_missing_game_version_names_the_argument_and_the_variable(driver: Driver) -> None:
    with pytest.raises(ConfigurationError, match=r"game_version.*LOOTLOCKER_GAME_VERSION"):
        driver.game(game_version=None)


@pytest.mark.parametrize("address", BAD_ADDRESSES, ids=ascii)
def test_an_address_that_is_more_or_less_than_scheme_and_host_is_refused(driver: Driver, address: Any) -> None:
    with pytest.raises(ConfigurationError):
        driver.game(base_url=address)
    with pytest.raises(ConfigurationError):
        driver.server(base_url=address)


@pytest.mark.parametrize("address", ["https://api.lootlocker.com?", "https://api.lootlocker.com#"])
def test_an_address_that_ends_in_an_empty_query_or_part_is_refused(driver: Driver, address: str) -> None:
    """The path would be appended behind the mark, so every call would go to the root."""
    with pytest.raises(ConfigurationError):
        driver.game(base_url=address)


def test_an_empty_address_is_not_the_live_one(driver: Driver) -> None:
    with pytest.raises(ConfigurationError):
        driver.game(base_url="")


def test_a_password_in_an_address_is_not_shown(driver: Driver) -> None:
    for address in ("https://user:hunter2@api.lootlocker.com", "http://user:hunter2@evil.example:x"):
        with pytest.raises(ConfigurationError) as caught:
            driver.game(base_url=address)
        assert "hunter2" not in f"{caught.value}{caught.value!r}"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8080", "http://localhost", "http://[::1]:8080", "https://api.lootlocker.com/"]
)
def test_loopback_takes_plain_http_and_a_slash_at_the_end_is_nothing(driver: Driver, address: str) -> None:
    assert driver.game(base_url=address)._engine.settings.base_url == address.rstrip("/")


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *[("timeout", value) for value in (0, -1, math.nan, math.inf, "5", None, True)],
        *[("max_retries", value) for value in (-1, 1.5, "3", None, True)],
        *[("rate_limit", value) for value in (0, -1, 1.5, "3", True)],
    ],
)
def test_an_option_out_of_range_is_refused_by_constructor_and_with_options(
    driver: Driver, option: str, value: Any
) -> None:
    with pytest.raises(ConfigurationError, match=option):
        driver.game(**{option: value})
    with pytest.raises(ConfigurationError, match=option):
        driver.server(**{option: value})
    game = driver.game()
    with pytest.raises(ConfigurationError, match=option):
        game.with_options(**{option: value})


@pytest.mark.parametrize("timeout", [1e9, 1e12, 1e300])
def test_a_timeout_of_ages_is_refused_or_works(driver: Driver, timeout: float) -> None:
    driver.fake.on("GET", "/game/ping", said({"date": "now"}))
    try:
        game = driver.game(timeout=timeout)
    except ConfigurationError:
        return
    assert driver.do(game.game.ping()).date == "now"


def test_a_pool_of_the_other_kind_is_refused(driver: Driver) -> None:
    """An async pool in a sync client, and the other way round."""
    other: Any = httpx.AsyncClient() if driver.kind == "sync" else httpx.Client()
    with pytest.raises(ConfigurationError, match="http_client"):
        driver.game(http_client=other)


@pytest.mark.parametrize("value", ["", "key with space", "key.dot", "-key", "key\n", "ключ", "a" * 64, 7])
def test_a_domain_key_that_is_no_host_name_is_refused(driver: Driver, value: Any) -> None:
    with pytest.raises(ConfigurationError, match="domain key"):
        driver.game(domain_key=value)


@pytest.mark.parametrize("value", ["", "2021 03 01", "2021-03-01\r\nx: 1", None, 2021])
def test_an_api_version_that_is_no_header_is_refused(driver: Driver, value: Any) -> None:
    with pytest.raises(ConfigurationError, match="API version"):
        driver.server(api_version=value)


def test_an_unknown_option_is_refused(driver: Driver) -> None:
    game = driver.game()
    with pytest.raises(TypeError, match="colour"):
        game.with_options(colour="red")
    with pytest.raises(ConfigurationError, match="colour"):
        game._with({"colour": "red"}, None)


def test_an_empty_credential_is_refused_by_its_login() -> None:
    for make in (lambda: SteamLogin(""), lambda: SessionTokenLogin(""), lambda: GuestLogin("")):
        with pytest.raises(ConfigurationError, match=r"Login: \w+ is empty"):
            make()


def test_a_white_label_login_takes_a_password_or_a_token() -> None:
    for options in ({}, {"password": "password", "token": "token"}):
        with pytest.raises(ConfigurationError, match="password or a token"):
            WhiteLabelLogin("ada@example.com", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("pause", [0, -1.0, math.nan])
def test_a_pause_between_polls_that_is_no_pause_is_refused(driver: Driver, pause: float) -> None:
    with pytest.raises(LootLockerError, match="poll_interval"):  # noqa: PT012
        game = driver.game(login=RemoteLogin("code", "nonce", poll_interval=pause))
        driver.do(game.game.ping())
    assert driver.fake.seen == []


@pytest.mark.parametrize("login", ["guest", GuestLogin, 7])
def test_a_login_that_is_none_is_refused(driver: Driver, login: Any) -> None:
    with pytest.raises(LootLockerError, match="login"):  # noqa: PT012
        game = driver.game(login=login)
        driver.do(game.game.ping())
    assert driver.fake.seen == []


@pytest.mark.parametrize("token", ["s3cr\nx-evil: 1", "s3crét", "s3cr\x00", " ", 7, None])
def test_a_session_token_that_is_no_header_is_refused(token: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"session_token") as caught:
        SessionTokenLogin(token)
    assert "s3cr" not in f"{caught.value}{caught.value!r}"


def test_a_call_without_a_login_says_what_to_pass(driver: Driver) -> None:
    game = driver.game(login=None)
    with pytest.raises(ConfigurationError, match="login="):
        driver.do(game.game.ping())
    assert driver.fake.seen == []


@pytest.mark.parametrize("pool", [42, "x", []], ids=repr)
def test_a_pool_of_another_kind_is_refused(driver: Driver, pool: object) -> None:
    with pytest.raises(ConfigurationError, match="http_client"):
        driver.game(http_client=pool)


def test_hooks_that_nobody_would_await_are_refused(driver: Driver) -> None:
    async def hook(event: object) -> None: ...

    with pytest.raises(ConfigurationError, match="plain functions"):
        driver.game(hooks=Hooks(after_answer=hook))


@pytest.mark.parametrize(
    ("variable", "value"),
    [("ALL_PROXY", "foo://127.0.0.1:1"), ("HTTPS_PROXY", "http://127.0.0.1:port"), ("SSL_CERT_FILE", "/nowhere.pem")],
)
def test_an_environment_that_no_pool_can_be_made_of_is_a_typed_error(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    game = driver.game(base_url="https://nowhere.invalid", max_retries=0)
    with pytest.raises(LootLockerError, match="environment"):
        driver.do(game.game.ping())


def test_the_password_of_a_proxy_is_not_in_the_error(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://user:hunter2/x@proxy.example:8080")
    game = driver.game(base_url="https://nowhere.invalid", max_retries=0)
    with pytest.raises(LootLockerError, match="environment") as caught:
        driver.do(game.game.ping())
    assert "hunter2" not in f"{caught.value!r} {caught.value} {caught.value.__context__!r}"


def test_a_number_of_an_enum_is_sent_as_the_number(driver: Driver) -> None:
    class Hero(enum.IntEnum):
        ZOE = 7

    class Named(int, enum.Enum):
        ZOE = 7

    driver.fake.on("GET", "/game/v1/player/heroes/7", said({}))
    heroes = driver.game().heroes
    for hero in (Hero.ZOE, Named.ZOE):
        driver.do(heroes.get_player_hero(hero))
    assert driver.fake.calls == ["GET /game/v1/player/heroes/7"] * 2
