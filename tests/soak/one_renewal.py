"""1,000 calls at once on a session that is over, in threads and in tasks: one session start, and no call fails."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from functools import partial
from random import Random
from typing import Any, Final

from client.crowd import Call, crowd, errors, player, unkept
from client.driver import Driver
from client.fake import FakeServer
from lootlocker.errors import ServerError
from lootlocker.sandbox import Sandbox
from support.promise import Progress, Result, scaled

CALLS = 1000
#: Seconds for a round, however slow the machine is.
PATIENCE = 600.0
START = "game_guest_session"
#: What is called, and how often; creating a hero must not happen twice.
OPERATIONS: Final[dict[str, float]] = {"game_ping": 0.9, "game_create_player_hero": 0.1}


def soak(seed: int, scale: float, report_progress: Progress) -> Result:
    rounds = scaled(24, scale)
    violations: list[str] = []
    tally: Counter[str] = Counter()
    nobody = FakeServer(listening=False)
    drivers = [Driver("sync", nobody), Driver("async", nobody)]
    with Sandbox() as sandbox:
        for number in range(rounds):
            one = _Round(Random(seed * 100_003 + number), drivers[number % 2], sandbox, number)
            try:
                wrong = one.run()
            except Exception as error:
                wrong = [f"{type(error).__name__}: {error}"]
            violations += [f"seed {seed}, round {number} ({one}): {each}" for each in wrong]
            tally.update(one.tally)
            report_progress(number + 1, rounds, len(violations))
        for driver in drivers:
            driver.close()
    nobody.close()
    notes = [f"{CALLS} calls a run", ", ".join(f"{count} {what}" for what, count in tally.most_common())]
    return Result("One renewal", rounds, violations, notes)


class _Round:
    """1,000 calls of one player, whose session ends before or among them; sometimes the first renewal fails too."""

    def __init__(self, random: Random, driver: Driver, sandbox: Sandbox, number: int) -> None:
        self._random = random
        self._driver = driver
        self._sandbox = sandbox
        self._end = (sandbox.expire_sessions, sandbox.revoke_sessions)[number // 2 % 2]
        self._fails = number % 5 == 4
        self._midway = not self._fails and number % 3 == 2
        self._jitter = random.choice((0.0, 0.01, 0.3))
        self.tally: Counter[str] = Counter()

    def __str__(self) -> str:
        what = [self._driver.kind, self._end.__name__, f"jitter {self._jitter}"]
        return ", ".join([*what, *["midway"] * self._midway, *["a renewal fails"] * self._fails])

    def run(self) -> list[str]:
        game = player(self._driver, self._sandbox, timeout=PATIENCE)
        clients = [game, *(self._driver.closing(game.with_options(max_retries=number)) for number in (0, 1))]
        old = self._driver.do(game.start_session()).session_token
        called: Counter[str] = Counter(self._random.choices(list(OPERATIONS), list(OPERATIONS.values()), k=CALLS))
        calls = [self._call(self._random.choice(clients), name) for name in called.elements()]
        self._random.shuffle(calls)
        if self._midway:
            calls[CALLS // 2] = self._before(calls[CALLS // 2], self._end)
        else:
            self._end()
        self._sandbox.clear_requests()
        if self._fails:
            self._sandbox.fail_next(500, operation=START)
        outcomes = crowd(self._driver, calls, PATIENCE)
        new = game.current_session.session_token
        wrong = self._wrong_after_a_failure(outcomes) if self._fails else self._wrong(outcomes, called, old, new)
        heroes = self._driver.do(game.heroes.list_player_heroes()).heroes
        created = sum(hasattr(each, "hero") for each in outcomes)
        if len(heroes) != created:
            wrong.append(f"{len(heroes)} heroes exist, {created} calls said so")
        for client in clients:
            self._driver.do(client.close())
        return wrong

    def _call(self, client: Any, name: str) -> Call:
        call: Call = client.game.ping if name == "game_ping" else partial(client.heroes.create_player_hero, hero_id=8)
        pause = self._random.random() * self._jitter

        def late() -> Any:
            time.sleep(pause)
            return call()

        async def late_async() -> Any:
            await asyncio.sleep(pause)
            return await call()

        return late if self._driver.kind == "sync" else late_async

    def _before(self, call: Call, action: Call) -> Call:
        def both() -> Any:
            action()
            return call()

        return both

    def _wrong(self, outcomes: list[Any], called: Counter[str], old: str, new: str) -> list[str]:
        self.tally["session starts for all"] += 1
        failed = [f"a call failed: {error!r}" for error in errors(outcomes)[:3]]
        return failed + unkept(self._sandbox, called, old=old, new=new, midway=self._midway)

    def _wrong_after_a_failure(self, outcomes: list[Any]) -> list[str]:
        """Who waited got the error; whoever came later, or had been given it, starts one session more for all."""
        wrong: list[str] = []
        raised = errors(outcomes)
        starts = [each.status for each in self._sandbox.requests if each.operation == START]
        if starts not in ([500], [500, 200]):
            wrong.append(f"session starts were answered {starts}")
        if any(type(error) is not ServerError or "guest_session" not in str(error) for error in raised):
            wrong.append(f"other errors than the renewal's: {Counter(map(repr, raised)).most_common(3)}")
        if len({id(error) for error in raised}) != len(raised) or not raised:
            wrong.append(f"{len(raised)} errors, some of them the same instance")
        self.tally["callers who were told of a failed renewal"] += len(raised)
        return wrong
