"""Whoever starts the session may be cancelled, interrupted, closed or out of time: the others go on."""

from __future__ import annotations

import asyncio
import random
import sys
import threading
from pathlib import Path
from typing import Any

import attrs
import pytest

import lootlocker._session
from client.crowd import Call, Gate, crowd, crowd_while, dates, errors, later, wait_until
from client.driver import GAME_KEY, VERSION, Driver, Sessions
from client.fake import FakeServer, Stall, said
from lootlocker import AsyncGameClient, GameClient
from lootlocker.auth import GuestLogin, SessionTokenLogin
from lootlocker.errors import ClientClosed, ConfigurationError, LootLockerError

GUEST = "/game/v2/session/guest"


@pytest.mark.parametrize("first", ["the base's", "the derived one's"])
@pytest.mark.parametrize("trouble", ["slow", "busy"])
def test_a_caller_with_little_time_does_not_fail_those_with_more(driver: Driver, first: str, trouble: str) -> None:
    """Who asks first leads; how little time that one has is nothing to the others, whoever's client was made first."""
    sessions = Sessions(driver.fake)
    busy = later(said({}, 429, retry_after="0.4"), 0.1)
    scripts = [busy, sessions._start] if trouble == "busy" else [later(sessions._start, 0.5)]
    driver.fake.on("POST", GUEST, *scripts)
    base = driver.guest(timeout=0.3 if first == "the base's" else 30)
    derived = driver.closing(base.with_options(timeout=30 if first == "the base's" else 0.3))
    hasty, patient = (base, derived) if first == "the base's" else (derived, base)
    hurried, answered = crowd_while(driver, [hasty.game.ping], lambda: driver.fake.seen, patient.game.ping)
    assert answered.date == "now"
    assert [isinstance(each, LootLockerError) for each in hurried] == [True]


def test_starting_the_session_by_hand_has_the_time_of_the_client_that_does(driver: Driver) -> None:
    sessions = Sessions(driver.fake)
    driver.fake.on("POST", GUEST, later(sessions._start, 0.4))
    base = driver.guest(timeout=0.2)
    assert driver.do(driver.closing(base.with_options(timeout=30)).start_session()).session_token == "token-1"


def test_cancelling_any_of_the_tasks_strands_none_of_the_others(fake: FakeServer) -> None:
    sessions = Sessions(fake)
    chance = random.Random(3)

    async def main() -> tuple[list[Any], list[Any]]:
        async with AsyncGameClient(
            GAME_KEY, login=GuestLogin(), game_version=VERSION, base_url=fake.url, timeout=60
        ) as game:
            await game.game.ping()
            sessions.expire()
            go_on = threading.Event()
            fake.on("POST", GUEST, later(sessions._start, go_on))
            calls = [asyncio.create_task(game.game.ping()) for _ in range(60)]
            cancelled = [calls[0], *chance.sample(calls[1:], 29)]
            keeper: Any = game._engine.keeper
            while keeper._flight is None or keeper._flight.waiting < len(calls):
                await asyncio.sleep(0.005)
            for call in cancelled:
                call.cancel()
                await asyncio.sleep(chance.choice([0, 0.001]))
            go_on.set()
            others = [call for call in calls if call not in cancelled]
            async with asyncio.timeout(60):
                gone = await asyncio.gather(*cancelled, return_exceptions=True)
                return gone, await asyncio.gather(*others)

    gone, answers = asyncio.run(main())
    assert {type(each) for each in gone} == {asyncio.CancelledError}
    assert dates(answers) == ["now"] * 30
    assert sessions.started == 2


def test_cancelling_all_tasks_leaves_none_behind_and_the_next_call_works(fake: FakeServer) -> None:
    sessions = Sessions(fake)
    fake.on("POST", GUEST, Stall(), sessions._start)

    async def main() -> tuple[set[Any], str]:
        async with AsyncGameClient(GAME_KEY, login=GuestLogin(), game_version=VERSION, base_url=fake.url) as game:
            calls = [asyncio.create_task(game.game.ping()) for _ in range(10)]
            while not fake.seen:
                await asyncio.sleep(0.005)
            for call in calls:
                call.cancel()
            gone = await asyncio.gather(*calls, return_exceptions=True)
            assert {type(each) for each in gone} == {asyncio.CancelledError}
            for _ in range(10):  # a cancelled task takes a few turns to end
                await asyncio.sleep(0)
            left = asyncio.all_tasks() - {asyncio.current_task()}
            return left, (await game.game.ping()).date

    assert asyncio.run(main()) == (set(), "now")
    assert sessions.started == 1


def test_closing_the_client_under_a_renewal_ends_every_call_with_an_error_of_its_own(driver: Driver) -> None:
    sessions, gate = Sessions(driver.fake), Gate(5)
    game = driver.guest(hooks=gate.hooks)
    driver.do(game.start_session())
    sessions.expire()
    closed = threading.Event()
    driver.fake.on("POST", GUEST, gate.behind(later(sessions._start, closed)))

    def ready() -> bool:
        return len(driver.fake.to(GUEST)) == 2 and len(driver.fake.to("/game/ping")) == 5

    def close() -> Any:
        closing = game.close()
        closed.set()
        return closing

    outcomes, _ = crowd_while(driver, [game.game.ping] * 5, ready, close)
    assert [isinstance(each, LootLockerError) for each in outcomes] == [True] * 5
    with pytest.raises(ClientClosed):
        driver.do(game.game.ping())
    wait_until(lambda: not driver.fake.open)


def test_closing_the_client_that_renews_leaves_the_other_one_its_session(driver: Driver) -> None:
    sessions, gate = Sessions(driver.fake), Gate(6)
    game = driver.guest(hooks=gate.hooks)
    other = driver.closing(game.with_options(timeout=20))
    driver.do(game.start_session())
    sessions.expire()
    driver.fake.on("POST", GUEST, gate.behind(sessions._start))
    calls = [game.game.ping] * 3 + [other.game.ping] * 3
    outcomes, _ = crowd_while(driver, calls, lambda: len(driver.fake.to(GUEST)) == 2, game.close)
    assert dates(outcomes) == ["now"] * 6
    sessions.expire()
    assert driver.do(other.game.ping()).date == "now"
    assert sessions.started == 3


class Stop(BaseException):
    """What ends a thread or a program: a KeyboardInterrupt, a SystemExit."""


def test_an_interrupt_of_the_one_who_leads_hands_over_to_another(fake: FakeServer) -> None:
    sessions, gate = Sessions(fake), Gate(10)
    to_stop = [True]

    def interrupt(event: Any) -> None:
        if event.operation.endswith("guest_session") and sessions.started and to_stop:
            gate.wait()
            to_stop.clear()
            raise Stop

    hooks = attrs.evolve(gate.hooks, before_request=interrupt)
    driver = Driver("sync", fake)
    with GameClient(
        GAME_KEY, login=GuestLogin(), game_version=VERSION, base_url=fake.url, hooks=hooks, timeout=60
    ) as game:
        game.start_session()
        sessions.expire()
        outcomes = crowd(driver, [game.game.ping] * 10)
    assert [type(each) for each in errors(outcomes)] == [Stop]
    assert dates([each for each in outcomes if not isinstance(each, Stop)]) == ["now"] * 9
    assert sessions.started == 2


def interrupted_at(step: int, call: Call) -> bool:
    """Carry out a call in a thread that is interrupted at its so manieth line of the session's module, if it has it."""
    left = step

    def trace(frame: Any, event: str, argument: object) -> Any:
        nonlocal left
        if frame.f_code.co_filename != lootlocker._session.__file__:
            return None
        # Python itself interrupts nobody between taking a lock and the block that gives it back.
        if event in ("call", "line") and "with self._lock" not in SOURCE[frame.f_lineno - 1]:
            left -= 1
            if left == 0:
                raise Stop
        return trace

    def run() -> None:
        sys.settrace(trace)
        try:
            call()
        except Stop:
            pass
        finally:
            sys.settrace(None)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return left <= 0


SOURCE = Path(lootlocker._session.__file__).read_text("utf-8").splitlines()


def test_an_interrupt_at_any_point_of_a_session_start_leaves_the_client_usable(fake: FakeServer) -> None:
    Sessions(fake)
    with GameClient(GAME_KEY, login=GuestLogin(), game_version=VERSION, base_url=fake.url) as first:
        first.start_session()
        interrupts = 0
        while True:
            game = first.with_options(login=GuestLogin(), timeout=5)
            if not interrupted_at(interrupts + 1, game.start_session):
                break
            interrupts += 1
            game.start_session()
    assert interrupts > 30


def test_an_event_loop_that_ends_with_the_renewal_under_way_hands_over_to_another(fake: FakeServer) -> None:
    sessions = Sessions(fake)
    go_on = threading.Event()
    fake.on("POST", GUEST, later(sessions._start, go_on))
    game = AsyncGameClient(GAME_KEY, login=GuestLogin(), game_version=VERSION, base_url=fake.url, timeout=60)
    waits = threading.Event()
    outcomes: list[Any] = []

    async def leave() -> None:
        leading = asyncio.create_task(game.game.ping())
        while not waits.is_set() or not fake.seen:
            await asyncio.sleep(0.005)
        leading.cancel()

    async def wait() -> None:
        while not fake.seen:
            await asyncio.sleep(0.005)
        waiting = asyncio.create_task(game.game.ping())
        await asyncio.sleep(0.05)
        waits.set()
        outcomes.append(await waiting)

    threads = [threading.Thread(target=lambda main=main: asyncio.run(main())) for main in (leave, wait)]
    for thread in threads:
        thread.start()
    threads[0].join(60)
    go_on.set()
    threads[1].join(60)
    asyncio.run(game.close())
    assert dates(outcomes) == ["now"]


def begun_at_once(loop: asyncio.AbstractEventLoop, coro: Any, **_: Any) -> asyncio.Future[Any]:
    """What an eager task is to a coroutine that never waits; Python 3.11 has no eager tasks of its own."""
    begun = loop.create_future()
    try:
        coro.send(None)
    except StopIteration as done:
        begun.set_result(done.value)
        return begun
    raise AssertionError("the coroutine waits for something")


def test_a_session_that_starts_without_a_request_starts_under_eager_tasks_too(fake: FakeServer) -> None:
    """Such a start is over before the caller has let go of anything, so it must not take what the caller holds."""
    Sessions(fake).live.add("running")

    async def main() -> tuple[Any, Any]:
        login = SessionTokenLogin("running")
        async with AsyncGameClient(GAME_KEY, login=login, game_version=VERSION, base_url=fake.url) as game:
            nobody = game.with_options(login=None)
            loop = asyncio.get_running_loop()
            loop.set_task_factory(getattr(asyncio, "eager_task_factory", begun_at_once))
            started = await game.start_session()
            with pytest.raises(ConfigurationError, match="no login"):
                await nobody.start_session()
            loop.set_task_factory(None)
            return started.session_token, (await game.game.ping()).date

    assert asyncio.run(main()) == ("running", "now")
