"""The fake server, and a driver for each kind of client."""

from __future__ import annotations

import functools
import ssl
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from client.driver import Driver
from client.fake import FakeServer

#: Reading the certificates takes longer than most tests, which are plain http.
_context = functools.cache(ssl.create_default_context)


@pytest.fixture(autouse=True)
def no_waits_and_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Backoff takes no time (full jitter of nothing), and the machine's own settings don't count."""
    monkeypatch.setattr("lootlocker._engine.random", SimpleNamespace(random=lambda: 0.0))
    monkeypatch.setattr(ssl, "create_default_context", _context)
    for name in ("GAME_KEY", "SERVER_KEY", "GAME_VERSION", "DOMAIN_KEY", "BASE_URL"):
        monkeypatch.delenv(f"LOOTLOCKER_{name}", raising=False)


@pytest.fixture
def fake() -> Iterator[FakeServer]:
    server = FakeServer()
    yield server
    server.close()


@pytest.fixture(params=["sync", "async"])
def driver(request: pytest.FixtureRequest, fake: FakeServer) -> Iterator[Driver]:
    running = Driver(request.param, fake)
    yield running
    running.close()
