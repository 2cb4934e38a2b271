"""Keys and tokens go to the configured address alone: no redirect, cookie, proxy or plain line takes them elsewhere."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
import trustme

from client.driver import Driver
from client.fake import FakeServer, answer, said
from client.surfaces import MARK
from client.tunnel import Tunnel
from lootlocker.auth import EpicLogin, SessionTokenLogin
from lootlocker.errors import APIError, ConfigurationError, ConnectionFailed
from lootlocker.sandbox import Sandbox

PING, HEROES = ("GET", "/game/ping"), ("POST", "/game/v1/player/heroes")
REMOTE = "https://api.lootlocker.invalid"


@pytest.fixture
def other() -> Iterator[FakeServer]:
    server = FakeServer()
    yield server
    server.close()


@pytest.fixture(params=["its own pool", "a user's pool"])
def pool(request: pytest.FixtureRequest, driver: Driver) -> Iterator[Any]:
    """None, or a pool that follows redirects by itself."""
    if request.param == "its own pool":
        yield None
        return
    made: Any = (httpx.Client if driver.kind == "sync" else httpx.AsyncClient)(follow_redirects=True, trust_env=False)
    yield made
    driver.do(made.close() if driver.kind == "sync" else made.aclose())


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_an_error_and_goes_nowhere(driver: Driver, other: FakeServer, pool: Any, status: int) -> None:
    game = driver.game(max_retries=0, http_client=pool, login=SessionTokenLogin(MARK))
    there = f"127.0.0.1:{other.port}"
    for location in (f"http://{there}/x", f"https://{there}/x", f"//{there}/x", f"{driver.fake.url}/x", "/x", "x"):
        driver.fake.seen.clear()
        for place in (PING, HEROES):
            driver.fake.on(*place, answer(b"", status, location=location))
        for call in (game.game.ping, lambda: game.heroes.create_player_hero(hero_id=8)):
            with pytest.raises(APIError) as caught:
                driver.do(call())
            assert caught.value.status == status
        assert driver.fake.calls == [" ".join(PING), " ".join(HEROES)]
    assert other.connections == 0


def test_a_redirected_login_goes_nowhere(driver: Driver, other: FakeServer, pool: Any) -> None:
    game = driver.game(max_retries=0, http_client=pool, login=EpicLogin(MARK))
    for status in (301, 302, 303, 307, 308):
        driver.fake.on("POST", "/game/session/epic", answer(b"", status, location=f"{other.url}/game/session/epic"))
        with pytest.raises(APIError):
            driver.do(game.game.ping())
    assert driver.fake.calls == ["POST /game/session/epic"] * 5
    assert other.connections == 0


def test_a_cookie_of_one_players_answer_is_sent_with_nobodys_call(driver: Driver, pool: Any) -> None:
    driver.fake.on(*PING, answer("{}", set_cookie=f"sid={MARK}; Path=/"))
    ada = driver.game(http_client=pool)
    bob = driver.closing(ada.with_options(login=SessionTokenLogin("bob")))
    for game in (ada, bob, ada):
        driver.do(game.game.ping())
    assert [seen.headers.get("cookie") for seen in driver.fake.seen] == [None] * 3
    if pool is not None:
        pool.headers["cookie"] = "gate=open"
        driver.do(bob.game.ping())
        assert driver.fake.seen[-1].headers["cookie"] == "gate=open"


def proxied(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, url)
        monkeypatch.setenv(name.lower(), url)
    for name in ("NO_PROXY", "no_proxy", "REQUEST_METHOD"):
        monkeypatch.delenv(name, raising=False)


def test_calls_to_loopback_pass_by_the_proxy_of_the_environment(
    driver: Driver, other: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxied(monkeypatch, other.url)
    driver.fake.on(*PING, said({"date": "now"}))
    for url in (driver.fake.url, driver.fake.url.replace("127.0.0.1", "localhost")):
        assert driver.do(driver.game(base_url=url).game.ping()).date == "now"
    assert other.connections == 0


def test_a_proxy_that_refuses_hears_of_the_host_alone(
    driver: Driver, other: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxied(monkeypatch, other.url)
    other.on("CONNECT", "api.lootlocker.invalid:443", answer(b"", 403))
    game = driver.game(f"dev_{MARK}", base_url=REMOTE, login=SessionTokenLogin(MARK), max_retries=0)
    for call in (game.game.ping, lambda: game.heroes.create_player_hero(hero_id=8)):
        with pytest.raises(ConnectionFailed, match="403"):
            driver.do(call())
    assert other.calls == ["CONNECT api.lootlocker.invalid:443"] * 2
    for seen in other.seen:
        assert MARK.encode() not in seen.raw
        assert not {name for name in seen.headers if name.startswith(("x-", "ll-"))}


@pytest.mark.parametrize("name", ["api.lootlocker.invalid", "other.invalid"])
def test_through_a_proxy_the_host_is_verified_and_the_proxy_sees_nothing(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Any, name: str
) -> None:
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    server = FakeServer(tls=context)
    tunnel = Tunnel(server.port)
    try:
        server.on(*PING, said({"date": "now"}))
        proxied(monkeypatch, tunnel.url)
        game = driver.game(base_url=REMOTE, login=SessionTokenLogin(MARK), max_retries=0)
        if name == "api.lootlocker.invalid":
            assert driver.do(game.game.ping()).date == "now"
            assert server.seen[0].headers["x-session-token"] == MARK
        else:
            with pytest.raises(ConnectionFailed, match="Hostname mismatch"):
                driver.do(game.game.ping())
            assert server.seen == []
        driver.do(game.close())
        assert [head.split(b" HTTP")[0] for head in tunnel.heads] == [b"CONNECT api.lootlocker.invalid:443"]
        assert tunnel.passed
        assert MARK.encode() not in tunnel.passed + tunnel.heads[0]
    finally:
        tunnel.close()
        server.close()


ELSEWHERE = [
    "api.lootlocker.com",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.example",
    "localhost.",
    "0.0.0.0",
    "10.0.0.1",
    "127.0.0.1.",
    "127.1",
    "127.0.0.256",
    "127.999.1.1",
    "127.0.0.01",
    "0177.0.0.1",
    "0x7f.0.0.1",
    "0x7f000001",
    "2130706433",
    "[::]",
    "[::ffff:1.2.3.4]",
    "[fe80::1]",
    "[2001:db8::1]",
    "[::1%25lo]",
    "[::127.0.0.1]",
]


@pytest.mark.parametrize("host", ELSEWHERE)
def test_plain_http_is_for_loopback_alone(driver: Driver, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    makers: list[Callable[..., Any]] = [driver.game, driver.server]
    for make in makers:
        for url in (f"http://{host}", f"HTTP://{host.upper()}", f"http://{host}:8080", f"http://{host}/"):
            with pytest.raises(ConfigurationError):
                make(base_url=url)
            monkeypatch.setenv("LOOTLOCKER_BASE_URL", url)
            with pytest.raises(ConfigurationError):
                make(base_url=None)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "localhost", "LOCALHOST", "[::1]", "[0:0:0:0:0:0:0:1]"])
def test_loopback_may_be_called_without_tls(driver: Driver, host: str) -> None:
    for url in (f"http://{host}", f"http://{host}:8080"):
        assert driver.game(base_url=url)._engine.settings.base_url == url
        assert not driver.game(base_url=url)._engine.settings.is_remote


def test_plain_http_is_allowed_for_the_one_host_that_is_named(driver: Driver) -> None:
    for host, name in (
        ("lab.example", "lab.example"),
        ("LAB.example:8080", "lab.EXAMPLE"),
        ("10.0.0.1", "10.0.0.1"),
        ("[fd00::1]:80", "fd00::1"),
    ):
        game = driver.game(base_url=f"http://{host}", allow_plain_http=name)
        assert game._engine.settings.base_url == f"http://{host}"
        assert game._engine.settings.is_remote
    wrong: Any
    for wrong in (
        "example",
        "*.example",
        ".lab.example",
        "lab.example.",
        "lab.example:80",
        "http://lab.example",
        "",
        True,
    ):
        with pytest.raises(ConfigurationError, match=r"lab\.example"):
            driver.game(base_url="http://lab.example", allow_plain_http=wrong)
    for host in ("www.lab.example", "lab.example.evil.example"):
        with pytest.raises(ConfigurationError):
            driver.game(base_url=f"http://{host}", allow_plain_http="lab.example")


def test_an_allowed_plain_host_changes_nothing_for_https(driver: Driver) -> None:
    for allowed in (None, "api.lootlocker.com", "lab.example"):
        game = driver.game(base_url="https://api.lootlocker.com", allow_plain_http=allowed)
        assert game._engine.settings.base_url == "https://api.lootlocker.com"


def test_a_sandbox_on_every_interface_is_still_called_over_loopback() -> None:
    with Sandbox(host="0.0.0.0") as sandbox, sandbox.game_client() as game:
        assert game._engine.settings.host.startswith("127.0.0.1:")
        assert game.start_session().session_token
