"""Threads and tasks on one client: one session start for all of them, and no caller waits for ever."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from client.driver import GAME_KEY, VERSION, Sessions
from client.fake import FakeServer, Raw, Seen, Stall, credentials, said
from lootlocker import AsyncGameClient, GameClient
from lootlocker.auth import GuestLogin, SessionTokenLogin
from lootlocker.errors import LootLockerError, OutcomeUnknown

THREADS = 20
TASKS = 50


def options(fake: FakeServer, **more: Any) -> dict[str, Any]:
    return {"login": GuestLogin(), "game_version": VERSION, "base_url": fake.url, **more}


def at_once(call: Callable[[], Any], count: int) -> list[Any]:
    """Call from so many threads, all let go together; what each returned or raised."""
    gate = threading.Barrier(count)

    def run() -> Any:
        gate.wait(10)
        try:
            return call()
        except LootLockerError as error:
            return error

    with ThreadPoolExecutor(count) as pool:
        return [future.result(30) for future in [pool.submit(run) for _ in range(count)]]


async def gathered(call: Callable[[], Any], count: int) -> list[Any]:
    return await asyncio.gather(*(call() for _ in range(count)), return_exceptions=True)


@pytest.mark.parametrize("expired", [False, True])
def test_threads_start_one_session(fake: FakeServer, expired: bool) -> None:
    sessions = Sessions(fake)
    with GameClient(GAME_KEY, **options(fake)) as game:
        if expired:
            game.game.ping()
            sessions.expire()
        answers = at_once(game.game.ping, THREADS)
    assert [answer.date for answer in answers] == ["now"] * THREADS
    assert sessions.started == 1 + expired
    assert set(credentials(fake.to("/game/ping"))) == ({"token-1", "token-2"} if expired else {"token-1"})


@pytest.mark.parametrize("expired", [False, True])
def test_tasks_start_one_session(fake: FakeServer, expired: bool) -> None:
    sessions = Sessions(fake)

    async def main() -> list[Any]:
        async with AsyncGameClient(GAME_KEY, **options(fake)) as game:
            if expired:
                await game.game.ping()
                sessions.expire()
            return await gathered(game.game.ping, TASKS)

    assert [answer.date for answer in asyncio.run(main())] == ["now"] * TASKS
    assert sessions.started == 1 + expired


def slow_start(sessions: Sessions) -> Callable[[Seen], Raw]:
    def start(seen: Seen) -> Raw:
        time.sleep(0.3)
        started: Raw = sessions._start(seen)
        return started

    return start


def test_cancelling_the_task_that_leads_does_not_strand_the_others(fake: FakeServer) -> None:
    sessions = Sessions(fake)
    fake.on("POST", "/game/v2/session/guest", slow_start(sessions))

    async def main() -> Any:
        async with AsyncGameClient(GAME_KEY, **options(fake)) as game:
            first = asyncio.create_task(game.game.ping())
            while not fake.seen:
                await asyncio.sleep(0.01)
            others = asyncio.gather(game.game.ping(), game.game.ping())
            await asyncio.sleep(0.01)
            first.cancel()
            with pytest.raises(asyncio.CancelledError):
                await first
            return await asyncio.wait_for(others, 10)

    assert [answer.date for answer in asyncio.run(main())] == ["now"] * 2
    assert len(fake.to("/game/v2/session/guest")) == 1


def test_callers_with_a_session_do_not_wait_for_another_players_start(fake: FakeServer) -> None:
    sessions = Sessions(fake)
    sessions.live.add("running")
    fake.on("POST", "/game/v2/session/guest", slow_start(sessions))
    with GameClient(GAME_KEY, **options(fake)) as game:
        other = game.with_options(login=SessionTokenLogin("running"))
        with ThreadPoolExecutor(1) as pool:
            starting = pool.submit(game.game.ping)
            while not fake.seen:
                time.sleep(0.005)
            begun = time.monotonic()
            assert other.game.ping().date == "now"
            assert time.monotonic() - begun < 0.25
            assert starting.result(10).date == "now"
        other.close()


def test_threads_that_wait_for_a_stalled_start_keep_to_their_own_timeout(fake: FakeServer) -> None:
    """One start after the other, each as long as the timeout, would let the last of them wait for all."""
    fake.on("POST", "/game/v2/session/guest", Stall())
    with GameClient(GAME_KEY, **options(fake, timeout=0.4, max_retries=0)) as game:
        begun = time.monotonic()
        answers = at_once(game.game.ping, 5)
        took = time.monotonic() - begun
    assert all(isinstance(answer, LootLockerError) for answer in answers)
    assert took < 1.2
    assert fake.to("/game/ping") == []  # and nobody calls without a token


def test_tasks_that_wait_for_a_stalled_start_keep_to_their_own_timeout(fake: FakeServer) -> None:
    fake.on("POST", "/game/v2/session/guest", Stall())

    async def main() -> tuple[list[Any], float]:
        async with AsyncGameClient(GAME_KEY, **options(fake, timeout=0.4, max_retries=0)) as game:
            begun = time.monotonic()
            return await gathered(game.game.ping, 5), time.monotonic() - begun

    answers, took = asyncio.run(main())
    assert all(isinstance(answer, LootLockerError) for answer in answers)
    assert took < 1.2
    assert fake.to("/game/ping") == []  # and nobody calls without a token


def test_noting_the_use_of_a_session_does_not_undo_a_renewal(fake: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread reads the held session; before it notes the use, another thread has renewed it."""
    fake.on("POST", "/game/v2/session/guest", said({"session_token": "old"}), said({"session_token": "new"}))
    with GameClient(GAME_KEY, **options(fake)) as game:
        keeper = game._engine.keeper
        keeper.token()
        renewals = [lambda: keeper.token("old")]

        def monotonic() -> float:
            if renewals:
                other = threading.Thread(target=renewals.pop())
                other.start()
                other.join(1)
            return time.monotonic()

        monkeypatch.setattr("lootlocker._session.time", SimpleNamespace(monotonic=monotonic))
        keeper.token()
        deadline = time.monotonic() + 5
        while len(fake.seen) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.05)
        assert game.current_session is not None
        assert game.current_session.session_token == "new"


def test_a_client_in_a_second_event_loop_sends_a_call_once(fake: FakeServer) -> None:
    """The connections of the loop that is gone must not be written to: that would reach the server too."""
    Sessions(fake)
    game = AsyncGameClient(GAME_KEY, **options(fake))
    asyncio.run(game.start_session())
    asyncio.run(game.heroes.create_player_hero(hero_id=8))
    asyncio.run(game.close())
    assert len(fake.to("/game/v1/player/heroes")) == 1
    assert fake.connections == 2


def test_closing_the_pool_under_a_call_does_not_say_that_it_was_not_sent(fake: FakeServer) -> None:
    """The server has read the call; who closed the connections does not change that."""
    sessions = Sessions(fake)
    sessions.live.add("running")
    fake.on("POST", "/game/v1/player/heroes", Stall())
    pool = httpx.Client()
    login = SessionTokenLogin("running")
    with GameClient(GAME_KEY, **options(fake, login=login, http_client=pool, timeout=2)) as game:

        def close() -> None:
            while not fake.seen:
                time.sleep(0.005)
            pool.close()
            fake.hang_up()

        closing = threading.Thread(target=close)
        closing.start()
        with pytest.raises(OutcomeUnknown):
            game.heroes.create_player_hero(hero_id=8)
        closing.join()
    assert len(fake.seen) == 1
