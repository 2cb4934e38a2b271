"""Many callers at once, in threads or in tasks; a gate that lets nothing be answered before all of them wait."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from client.driver import Driver
from client.fake import Action, Script, Seen
from lootlocker.hooks import AnswerEvent, Hooks
from lootlocker.sandbox import Sandbox

#: Seconds after which a caller counts as stranded.
STRANDED = 60.0
#: Threads that call at the same time.
AT_A_TIME = 64
Call = Callable[[], Any]


def in_threads(calls: Sequence[Call], patience: float = STRANDED) -> list[Any]:
    """Carry out the calls in threads, the first 64 of them let go together; what each returned or raised."""
    first = min(AT_A_TIME, len(calls))
    gate = threading.Barrier(first)

    def run(number: int) -> Any:
        if number < first:
            gate.wait(patience)
        try:
            return calls[number]()
        except BaseException as error:
            return error

    with ThreadPoolExecutor(first) as pool:
        running = [pool.submit(run, number) for number in range(len(calls))]
        return [each.result(patience) for each in running]


async def in_tasks(calls: Sequence[Call], patience: float = STRANDED) -> list[Any]:
    """Carry out the calls in as many tasks."""
    async with asyncio.timeout(patience):
        return await asyncio.gather(*(call() for call in calls), return_exceptions=True)


def crowd(driver: Driver, calls: Sequence[Call], patience: float = STRANDED) -> list[Any]:
    """Carry out the calls at once, whichever kind the client is of."""
    if driver.kind == "sync":
        return in_threads(calls, patience)
    answers: list[Any] = driver.do(in_tasks(calls, patience))
    return answers


def crowd_while(
    driver: Driver, calls: Sequence[Call], ready: Callable[[], object], then: Call
) -> tuple[list[Any], Any]:
    """Carry out the calls at once, and `then`, as soon as it is `ready`, while they are under way."""
    if driver.kind == "sync":
        with ThreadPoolExecutor(1) as pool:
            under_way = pool.submit(in_threads, calls)
            wait_until(ready)
            value = then()
            return under_way.result(STRANDED), value

    async def main() -> tuple[list[Any], Any]:
        under_way = asyncio.create_task(in_tasks(calls))
        async with asyncio.timeout(STRANDED):
            while not ready():
                await asyncio.sleep(0.005)
        value = await then()
        return await under_way, value

    both: tuple[list[Any], Any] = driver.do(main())
    return both


def later(script: Script, seconds: float | threading.Event) -> Callable[[Seen], Action]:
    """The same answer after so many seconds, or after an event."""

    def answer(seen: Seen) -> Action:
        if isinstance(seconds, threading.Event):
            seconds.wait(STRANDED)
        else:
            time.sleep(seconds)
        return script(seen) if callable(script) else script

    return answer


def wait_until(ready: Callable[[], object]) -> None:
    """Wait for something that happens in another thread."""
    deadline = time.monotonic() + STRANDED
    while not ready():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.005)


def errors(outcomes: Sequence[Any]) -> list[BaseException]:
    """Those of them that were raised."""
    return [each for each in outcomes if isinstance(each, BaseException)]


def player(driver: Driver, sandbox: Sandbox, **options: Any) -> Any:
    """A client of the sandbox, of the driver's kind."""
    make = sandbox.game_client if driver.kind == "sync" else sandbox.async_game_client
    return driver.closing(make(**{"timeout": STRANDED, **options}))


def dates(outcomes: list[Any]) -> list[str]:
    """What the pings brought; an error comes out of here."""
    if raised := errors(outcomes):
        raise raised[0]
    return [each.date for each in outcomes]


class Gate:
    """Holds the first session start back until so many callers wait for it, so that no test depends on luck.

    Give `hooks` to the client: a caller waits from its 401 on.

    Args:
        waiting: How many.
    """

    def __init__(self, waiting: int) -> None:
        self.hooks = Hooks(after_answer=self._answered)
        self._missing = waiting
        self._lock = threading.Lock()
        self._all_there = threading.Event()

    def _answered(self, event: AnswerEvent) -> None:
        with self._lock:
            self._missing -= event.status == 401
            if self._missing == 0:
                self._all_there.set()

    def wait(self) -> None:
        """Wait until all of them do."""
        if not self._all_there.is_set():
            self._all_there.wait(STRANDED)
            time.sleep(0.15)  # from the 401 to the wait there is no more to see

    def behind(self, script: Script) -> Callable[[Seen], Action]:
        """The same answer, not before all wait."""

        def answer(seen: Seen) -> Action:
            self.wait()
            return script(seen) if callable(script) else script

        return answer


def unkept(sandbox: Sandbox, calls: Counter[str], *, old: str, new: str, midway: bool = False) -> list[str]:
    """What of "one renewal, and each call carried out once" the sandbox has not seen.

    Args:
        calls: How often each operation was called, by its id.
        old: The token that was over before all calls; or in the middle of them.
        new: The token that the client has afterwards.
    """
    problems: list[str] = []
    starts = [each for each in sandbox.requests if each.operation == "game_guest_session"]
    requests = [each for each in sandbox.requests if each.operation != "game_guest_session"]
    done = Counter(each.operation for each in requests if each.status == 200)
    refused = [each for each in requests if each.status == 401]
    if [each.status for each in starts] != [200]:
        problems.append(f"session starts were answered {[each.status for each in starts]}")
    if done != calls:
        problems.append(f"carried out: {dict(done)}, called: {dict(calls)}")
    if len(refused) + done.total() != len(requests) or len(refused) > calls.total():
        problems.append(f"{len(requests)} requests, {len(refused)} of them refused, for {calls.total()} calls")
    if {each.header("x-session-token") for each in requests if each.status == 200} - {new, old if midway else new}:
        problems.append("a call succeeded without the new token")
    if any(each.header("x-session-token") != old for each in refused):
        problems.append("a token was refused that is not the old one")
    return problems
