"""https: a certificate that nobody vouches for gets no key, and a pool of one's own can know another authority."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import trustme

from client.driver import Driver
from client.fake import FakeServer, said
from lootlocker.errors import ConnectionFailed


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def serving(authority: trustme.CA, name: str) -> FakeServer:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    server = FakeServer(tls=context)
    server.on("GET", "/game/ping", said({"date": "now"}))
    return server


@pytest.fixture
def secured(authority: trustme.CA) -> Iterator[FakeServer]:
    server = serving(authority, "127.0.0.1")
    yield server
    server.close()


def test_an_unknown_authority_gets_no_request(driver: Driver, secured: FakeServer) -> None:
    game = driver.game(base_url=secured.url, max_retries=0)
    with pytest.raises(ConnectionFailed, match="certificate"):
        driver.do(game.game.ping())
    assert secured.connections == 1
    assert secured.seen == []


@pytest.mark.parametrize("name", ["127.0.0.1", "other.example"])
def test_a_pool_with_the_authority_calls_the_right_host_only(driver: Driver, authority: trustme.CA, name: str) -> None:
    server = serving(authority, name)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    pool: Any = (httpx.Client if driver.kind == "sync" else httpx.AsyncClient)(verify=context)
    game = driver.game(base_url=server.url, max_retries=0, http_client=pool)
    try:
        if name == "127.0.0.1":
            assert driver.do(game.game.ping()).date == "now"
        else:
            with pytest.raises(ConnectionFailed, match="certificate"):
                driver.do(game.game.ping())
            assert server.seen == []
    finally:
        driver.do(pool.close() if driver.kind == "sync" else pool.aclose())
        server.close()
