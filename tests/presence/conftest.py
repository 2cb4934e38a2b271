"""A sandbox, a driver for each kind of client, servers of one's own; waits are short."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lootlocker.sandbox import Sandbox
from presence.driver import Driver, OddServer


@pytest.fixture(autouse=True)
def short_waits_and_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lootlocker.presence._life.BACKOFF", 0.02)
    monkeypatch.setattr("lootlocker.presence._common.LEAST_INTERVAL", 0.01)
    for name in ("GAME_KEY", "SERVER_KEY", "GAME_VERSION", "DOMAIN_KEY", "BASE_URL"):
        monkeypatch.delenv(f"LOOTLOCKER_{name}", raising=False)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture(params=["sync", "async"])
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    running = Driver(request.param)
    yield running
    running.close()


@pytest.fixture
def odd() -> Iterator[Callable[..., OddServer]]:
    """Starts servers that behave as no sandbox does."""
    made: list[OddServer] = []

    def make(*arguments: Any, **options: Any) -> OddServer:
        made.append(OddServer(*arguments, **options))
        return made[-1]

    yield make
    for each in made:
        each.close()
