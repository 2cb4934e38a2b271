"""The client's own limit: an hour of load on a virtual clock, and a few seconds of it over real sockets."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from client.driver import GAME_KEY, SERVER_KEY, TOKEN, VERSION
from client.fake import FakeServer, Raw, Seen, said
from client.simulated import GOOD, HOUR, MINUTE, PROMISED, Caller, family, on_virtual_clock, player
from lootlocker import AsyncGameClient, AsyncServerClient, GameClient, ServerClient
from lootlocker._limit import WINDOW, Limiter
from lootlocker.auth import GuestLogin, SessionTokenLogin
from lootlocker.errors import ConnectionFailed

#: What a minute may hold, for an hour.
IDEAL = PROMISED * HOUR / MINUTE


def test_an_hour_of_more_load_than_the_limit_lets_through_keeps_every_window_and_uses_it_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hour = on_virtual_clock(monkeypatch, seed=1)
    clients = family(100.0, 150.0, 200.0)
    callers = [Caller(clients[number % 3]) for number in range(60)]
    hour.play(callers)
    assert hour.violations() == []
    assert hour.violations(279, WINDOW - 1e-6) == []
    assert len(hour.sent) >= 0.98 * IDEAL
    assert sum(caller.calls for caller in callers) == len(hour.sent)


def test_equal_callers_get_equal_shares_of_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    hour = on_virtual_clock(monkeypatch, seed=2, answers=GOOD)
    hour.slowest = 0.05  # for all alike: who is answered sooner may ask sooner
    clients = family(100.0, 150.0, 200.0)
    callers = [Caller(clients[number % 3]) for number in range(90)]
    hour.play(callers)
    shares = [caller.calls for caller in callers]
    assert min(shares) > 150
    assert max(shares) / min(shares) < 1.1


def test_callers_that_give_up_while_they_wait_cost_the_others_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    hour = on_virtual_clock(monkeypatch, seed=3, answers=GOOD)
    hour.slowest = 0.05
    (client,) = family(150.0)
    steady = [Caller(client) for _ in range(40)]
    fickle = [Caller(client, gives_up=0.7) for _ in range(40)]
    hour.play([*steady, *fickle])
    assert hour.violations() == []
    assert hour.violations(279, WINDOW - 1e-6) == []
    assert len(hour.sent) >= 0.98 * IDEAL
    shares = [caller.calls for caller in steady]
    assert min(shares) >= 0.95 * len(hour.sent) / 80


def test_callers_without_the_time_to_wait_are_refused_and_use_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has the time still gets everything that there is."""
    hour = on_virtual_clock(monkeypatch, seed=4, answers=GOOD)
    patient, hasty = family(150.0, 1.0)
    waiting = [Caller(patient) for _ in range(40)]
    refused = [Caller(hasty) for _ in range(10)]
    hour.play([*waiting, *refused], seconds=HOUR / 3)
    assert hour.violations() == []
    assert len(hour.sent) >= 0.98 * IDEAL / 3
    assert sum(caller.refused for caller in refused) > 500
    assert sum(caller.refused for caller in waiting) == 0


def test_players_are_limited_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    hour = on_virtual_clock(monkeypatch, seed=5, answers=GOOD)
    ada = player(timeout=150.0)
    bob = ada.with_options(login=GuestLogin("bob"))
    hour.play([Caller(client) for client in (ada, bob) for _ in range(30)], seconds=600)
    assert 1.96 * PROMISED * 10 <= len(hour.sent) <= 2 * PROMISED * 11


def limits(client: Any) -> tuple[int, float] | None:
    """A client's limit: so many calls, in so many seconds."""
    limiter = client._engine.limiter
    return limiter and (limiter._limit, limiter._window)


@pytest.mark.parametrize("kind", [GameClient, AsyncGameClient])
def test_players_are_limited_on_the_live_hosts_and_nowhere_else(kind: Any) -> None:
    made: dict[str, Any] = {"login": SessionTokenLogin(TOKEN), "game_version": VERSION}
    live = ["https://api.lootlocker.com", "https://api.lootlocker.io", "https://dom41n.api.lootlocker.com", None]
    for url in live:
        assert limits(kind(GAME_KEY, base_url=url, **made)) == (279, 60.5)
        assert limits(kind(GAME_KEY, base_url=url, domain_key="dom41n", **made)) == (279, 60.5)
        assert limits(kind(GAME_KEY, base_url=url, rate_limit=None, **made)) is None
        assert limits(kind(GAME_KEY, base_url=url, rate_limit=100, **made)) == (100, 60.5)
    for url in ("http://127.0.0.1:1", "http://localhost:8080", "https://example.com", "https://lootlocker.com.test"):
        assert limits(kind(GAME_KEY, base_url=url, **made)) is None
        assert limits(kind(GAME_KEY, base_url=url, rate_limit=7, **made)) == (7, 60.5)


@pytest.mark.parametrize("kind", [ServerClient, AsyncServerClient])
def test_servers_are_limited_only_if_they_ask_for_it(kind: Any) -> None:
    assert limits(kind(SERVER_KEY, game_version=VERSION)) is None
    assert limits(kind(SERVER_KEY, game_version=VERSION, rate_limit=50)) == (50, 60.5)


@pytest.mark.parametrize("kind", [GameClient, AsyncGameClient])
def test_clients_of_one_player_share_its_limit_and_others_have_their_own(kind: Any) -> None:
    game = kind(GAME_KEY, login=SessionTokenLogin(TOKEN), game_version=VERSION)
    limiter = game._engine.limiter
    assert game.with_options(timeout=3, max_retries=0)._engine.limiter is limiter
    other = game.with_options(login=GuestLogin("other"))._engine.limiter
    assert other is not limiter
    assert (other._limit, other._window) == (279, 60.5)
    assert limits(game.with_options(rate_limit=10)) == (10, 60.5)
    assert limits(game.with_options(rate_limit=None)) is None


#: For real time: so many calls in so many seconds.
FEW, SHORT = 10, 0.4


@pytest.fixture
def arrivals(fake: FakeServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """When each request arrived at a server whose players are limited to a few calls a moment."""
    monkeypatch.setattr("lootlocker._engine.Limiter", lambda limit: Limiter(limit, SHORT))
    came: list[float] = []

    def ping(_: Seen) -> Raw:
        came.append(time.monotonic())
        return said({"date": "now"})

    fake.on("GET", "/game/ping", ping)
    return came  # type: ignore[return-value]


def options(fake: FakeServer) -> dict[str, Any]:
    return {
        "login": SessionTokenLogin(TOKEN),
        "game_version": VERSION,
        "base_url": fake.url,
        "rate_limit": FEW,
        "timeout": 20,
    }


def test_threads_and_tasks_together_keep_the_limit_in_real_time(fake: FakeServer, arrivals: list[float]) -> None:
    """Request number n comes no earlier than the windows that are full before it."""
    begun = time.monotonic()

    def in_a_thread(client: GameClient) -> None:
        for _ in range(6):
            client.game.ping()

    async def in_a_task(client: AsyncGameClient) -> None:
        for _ in range(6):
            await client.game.ping()

    async def tasks(limiter: Limiter) -> None:
        async with AsyncGameClient(GAME_KEY, **options(fake)) as client:
            client._engine.limiter = limiter
            await asyncio.gather(*(in_a_task(client) for _ in range(4)))

    with GameClient(GAME_KEY, **options(fake)) as client:
        clients = [client, client.with_options(timeout=19)]
        threads = [threading.Thread(target=in_a_thread, args=(clients[number % 2],)) for number in range(4)]
        for thread in threads:
            thread.start()
        limiter = client._engine.limiter
        assert limiter is not None
        asyncio.run(tasks(limiter))
        for thread in threads:
            thread.join()
    assert len(arrivals) == 48
    early = [n for n, when in enumerate(sorted(arrivals)) if when < begun + n // FEW * SHORT]
    assert early == []


def test_a_call_that_would_wait_longer_than_its_timeout_is_refused_at_once(
    fake: FakeServer, arrivals: list[float]
) -> None:
    with GameClient(GAME_KEY, **options(fake)) as client:
        hasty = client.with_options(timeout=SHORT / 4)
        for _ in range(FEW):
            client.game.ping()
        for _ in range(3):
            with pytest.raises(ConnectionFailed, match="own limit holds the call back"):
                hasty.game.ping()
        assert len(arrivals) == FEW
        client.game.ping()
    assert arrivals[FEW] - arrivals[0] >= SHORT - 0.05


def test_a_task_that_is_cancelled_while_it_waits_leaves_its_turn_to_the_next(
    fake: FakeServer, arrivals: list[float]
) -> None:
    window = 2.0  # long enough that none of those who wait has its turn before it is cancelled

    async def main() -> float:
        async with AsyncGameClient(GAME_KEY, **options(fake)) as client:
            client._engine.limiter = Limiter(FEW, window)
            await asyncio.gather(*(client.game.ping() for _ in range(FEW)))
            waiting = [asyncio.create_task(client.game.ping()) for _ in range(5 * FEW)]
            await asyncio.sleep(0.05)
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
            begun = time.monotonic()
            await client.game.ping()
            return time.monotonic() - begun

    assert asyncio.run(main()) < 2 * window
    assert len(arrivals) == FEW + 1
