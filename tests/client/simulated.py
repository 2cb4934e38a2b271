"""An hour of calls in a moment: the true path of a call on a virtual clock, without sockets."""

from __future__ import annotations

import heapq
from collections.abc import Generator
from random import Random
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from client.driver import GAME_KEY, TOKEN, VERSION
from lootlocker import GameClient
from lootlocker._exchange import NeedToken, Send, Sleep
from lootlocker.auth import SessionTokenLogin
from lootlocker.errors import LootLockerError
from lootlocker_api.api.game_game.game_ping import OPERATION
from lootlocker_api.client import Headers, RawResponse, prepare

HOUR = 3600.0
#: What the promise says, whatever the limiter's own numbers are: this many calls in any such window, ends included.
PROMISED = 280
MINUTE = 60.0
Answers = list[tuple[int, dict[str, str]]]
GOOD: Answers = [(200, {})]
#: One in twenty-one is none.
MIXED: Answers = [
    *GOOD * 100,
    (429, {"retry-after": "1.5"}),
    (429, {}),
    (503, {}),
    (503, {"retry-after": "2"}),
    (401, {}),
]


@attrs.define(eq=False)
class Caller:
    """Calls again and again.

    Attributes:
        gives_up: The share of its waits for the limiter during which it is cancelled.
        calls: How many requests it sent.
        refused: How many calls ended without a request.
    """

    client: GameClient
    gives_up: float = 0.0
    calls: int = 0
    refused: int = 0


@attrs.define
class Hour:
    """Carries out what the callers' exchanges ask for, in the order of a clock of its own.

    Attributes:
        answers: What comes back, by chance.
        slowest: Seconds that an answer takes at most.
        sent: When each request was sent.
    """

    random: Random
    answers: Answers
    slowest: float = 0.4
    now: float = 1_000_000.0
    sent: list[float] = attrs.field(factory=list)

    def play(self, callers: list[Caller], seconds: float = HOUR) -> None:
        """Let all of them call as often as they can."""
        end = self.now + seconds
        waiting = [(self.now + self.random.random(), number, self._life(each)) for number, each in enumerate(callers)]
        heapq.heapify(waiting)
        while waiting[0][0] < end:
            when, number, life = waiting[0]
            self.now = when
            heapq.heapreplace(waiting, (when + next(life), number, life))

    def _life(self, caller: Caller) -> Generator[float, None, None]:
        """Yields how long until it goes on."""
        request = prepare(OPERATION, {}, None, {})
        while True:
            steps = caller.client._engine._steps(request, float("inf"))
            before = caller.calls
            try:
                yield from self._call(caller, steps)
            except LootLockerError:
                if caller.calls == before:
                    caller.refused += 1
                    yield 1.0 + self.random.random()

    def _call(self, caller: Caller, steps: Generator[Any, Any, RawResponse]) -> Generator[float, None, None]:
        outcome: Any = None
        while True:
            try:
                effect = steps.send(outcome)
            except StopIteration:
                return
            match effect:
                case NeedToken():
                    outcome = TOKEN
                case Sleep(seconds):
                    if self.random.random() < caller.gives_up:
                        yield seconds * self.random.random()
                        steps.close()
                        return
                    yield seconds
                    outcome = None
                case Send():
                    self.sent.append(self.now)
                    caller.calls += 1
                    yield self.random.uniform(min(0.05, self.slowest), self.slowest)
                    status, headers = self.random.choice(self.answers)
                    outcome = RawResponse(status, Headers(headers), b"{}")

    def violations(self, limit: int = PROMISED, window: float = MINUTE) -> list[str]:
        """Each window, ends included, that holds more requests than the limit."""
        return [
            f"{limit + 1} requests in the {late - early:.6f} s from {early:.6f}"
            for early, late in zip(self.sent, self.sent[limit:], strict=False)
            if late - early <= window
        ]


def player(**options: Any) -> GameClient:
    """A game client of the live host, of which no request is ever sent."""
    return GameClient(GAME_KEY, login=SessionTokenLogin(TOKEN), game_version=VERSION, **options)


def on_virtual_clock(patch: pytest.MonkeyPatch, seed: int, answers: Answers = MIXED) -> Hour:
    """A clock for the engines of all clients."""
    hour = Hour(Random(seed), answers)
    patch.setattr("lootlocker._engine.time", SimpleNamespace(monotonic=lambda: hour.now))
    patch.setattr("lootlocker._engine.random", SimpleNamespace(random=hour.random.random))
    return hour


def family(*timeouts: float) -> list[GameClient]:
    """Clients of one player."""
    first = player(timeout=timeouts[0])
    return [first, *(first.with_options(timeout=timeout) for timeout in timeouts[1:])]
