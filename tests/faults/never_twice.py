"""Never twice: what must not happen twice does not, whatever the network does.

Each run makes one call over a network that breaks as a plan says, and holds what the call came to against what the
sandbox did. `run(seed, runs)` makes many, through sync clients in threads and async ones in tasks.
"""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any, Final

import attrs
import pytest

from lootlocker.errors import (
    APIError,
    ConnectionFailed,
    ConnectionLost,
    InvalidResponse,
    LootLockerError,
    NotFound,
    OutcomeUnknown,
    TimedOut,
    TransportError,
)
from support.promise import Progress

from .lane import Ending, Lane, Outcome, Style
from .operations import CREATE, Call, draw_call
from .plan import GENEROUS, Kind, Plan, draw_crowded_plan, draw_plan
from .proxy import Network

#: Of each kind of client, how many make runs at a time.
LANES: Final = 4
#: Seconds of the first wait before another try: real waits, but short ones.
BACKOFF: Final = 0.01
#: Of so many runs, two make many calls at the same time, one with each kind of client.
CROWD_EVERY: Final = 50
CROWD: Final = 12
#: After so many violations no further runs are made.
ENOUGH: Final = 50
#: Seconds that a call may take beyond its timeout, on a busy machine.
GRACE: Final = 1.5


@attrs.define
class Tally:
    """What all runs came to.

    Attributes:
        violations: One text for each run that was not as promised.
        endings: How the calls ended, by retry class.
        faults: How often each kind of fault was met.
        calls: How often each operation was called.
        succeeded_after_faults: Calls that came through all the same.
    """

    seed: int
    runs: int = 0
    violations: list[str] = attrs.field(factory=list)
    endings: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    faults: Counter[str] = attrs.field(factory=Counter)
    calls: Counter[str] = attrs.field(factory=Counter)
    succeeded_after_faults: int = 0

    def __str__(self) -> str:
        found = "\n\n".join(self.violations[:10])
        again = f"scripts/soak.py --only never-twice --seed {self.seed}"
        return f"{len(self.violations)} of {self.runs} runs are not as promised; again: {again}\n\n{found}"


def problems_of(call: Call, arguments: dict[str, Any], plan: Plan, outcome: Outcome) -> list[str]:
    """What in a run is not as promised."""
    found = [
        *_effect_problems(call, outcome),
        *_answer_problems(plan, outcome),
        *_liveness_problems(call, plan, outcome),
    ]
    if outcome.ending.seconds > plan.timeout + GRACE:
        found.append(f"it took {outcome.ending.seconds:.2f} s")
    if len(outcome.request_ids) > 1 or "" in outcome.request_ids:
        found.append(f"its requests carried the ids {sorted(outcome.request_ids)}")
    if isinstance(outcome.error, LootLockerError):
        shown = f"{outcome.error} {outcome.error!r} {getattr(outcome.error, 'arguments', '')}"
        found += [f"a secret shows: {secret}" for secret in outcome.secrets if secret in shown]
        found += _lacking_to_check(call, arguments, outcome.error, outcome)
    return found


def ending_of(call: Call, outcome: Outcome) -> str:
    """How a call ended, in words that can be counted."""
    error = outcome.error
    if error is None:
        return "succeeded"
    if getattr(error, "operation", "") != call.name:
        return "no session"
    if call.operation.retry != "once":
        return "failed"
    if isinstance(error, InvalidResponse):
        return "carried out, unreadable answer"
    if isinstance(error, OutcomeUnknown) or getattr(error, "outcome_unknown", False):
        return f"unknown and {'carried out' if outcome.effects else 'not carried out'}"
    return "certainly not carried out"


def _effect_problems(call: Call, outcome: Outcome) -> Iterator[str]:
    """What the caller is told against what the sandbox did."""
    error, effects = outcome.error, outcome.effects
    once = call.operation.retry == "once"
    if once and effects > 1:
        yield f"carried out {effects} times"
    for table, step in call.rows.items():
        if outcome.rows[table] != step * effects:
            yield f"{table} has {outcome.rows[table]} rows more after {effects} effects"
    if error is None:
        if not effects:
            yield "a success is reported and nothing was carried out"
        return
    if not isinstance(
        error, ConnectionFailed | TimedOut | ConnectionLost | OutcomeUnknown | APIError | InvalidResponse
    ):
        yield f"{type(error).__name__} comes out"
        return
    if error.operation != call.name:  # the session start: the call itself never got through
        if "session" not in error.operation:
            yield f"the error is about {error.operation}"
        if once and effects:
            yield "the error is about the session start, but the call was carried out"
        return
    if isinstance(error, InvalidResponse) and not effects:
        yield "said to be carried out, but it was not"
    if isinstance(error, ConnectionFailed) and effects:
        yield "said to be certainly not carried out, but it was"
    if isinstance(error, OutcomeUnknown) != once and isinstance(error, OutcomeUnknown | TimedOut | ConnectionLost):
        yield f"{type(error).__name__} for an operation whose retry class is {call.operation.retry}"
    if once and isinstance(error, APIError):
        if not error.outcome_unknown and effects:
            yield f"{error.status} and not unknown, but it was carried out"
        if not error.outcome_unknown and (error.status >= 500 or error.status == 408):
            yield f"{error.status} is said to be certain"
        if error.outcome_unknown and error.status == 429:
            yield "429 is said to be uncertain"


def _answer_problems(plan: Plan, outcome: Outcome) -> Iterator[str]:
    """What is handed out is the sandbox's own answer, the whole of it."""
    unframed = any(each.kind is Kind.UNFRAMED for each in plan.faults)
    answer = outcome.ending.answer
    if answer is not None and answer != outcome.true_answer and not unframed:
        yield f"the sandbox's answer had {len(outcome.true_answer)} bytes and this one has {len(answer)}"
    if isinstance(outcome.error, InvalidResponse) and not unframed:
        yield "an answer that is not whole passes for one that is wrong"


def _liveness_problems(call: Call, plan: Plan, outcome: Outcome) -> Iterator[str]:
    """A call succeeds whenever the faults end in time and each of them leaves it free to be sent again."""
    once = call.operation.retry == "once" or outcome.start_at_risk
    unknown = isinstance(outcome.error, OutcomeUnknown) or getattr(outcome.error, "outcome_unknown", False)
    if unknown and plan.all_certain and plan.timeout == GENEROUS and call.operation.method != "DELETE":
        yield "every fault told that nothing was done, and the outcome is said to be unknown"
    if outcome.error is None or outcome.two_starts:
        return
    if not plan.ends_within_the_budget or (once and not plan.all_certain):
        return
    deleted_before = call.operation.method == "DELETE" and outcome.effects == 1
    if deleted_before and isinstance(outcome.error, NotFound) and outcome.error.outcome_unknown:
        return
    yield "the faults ended within the budget and the call failed all the same"


def _lacking_to_check(call: Call, arguments: dict[str, Any], error: LootLockerError, outcome: Outcome) -> Iterator[str]:
    """What an error lacks with which its caller finds out what became of the call."""
    if not isinstance(error, TransportError | APIError) or error.operation != call.name:
        return
    members = (call.operation.body or {}).get("properties", {})
    expected = {name: "***" if members.get(name, {}).get("x-secret") else value for name, value in arguments.items()}
    if dict(error.arguments) != expected:
        yield f"its arguments are {str(error.arguments)[:300]}"
    if isinstance(error, TransportError):
        if not error.request_id:
            yield "it has no request id"
        if outcome.request_ids - {error.request_id}:
            yield f"its request id {error.request_id} is not the one that was sent"


def problems_in_a_crowd(name: str, plan: Plan, ending: Ending, made: int) -> list[str]:
    """What is not as promised in one of many calls at the same time, which was to make a hero of this name."""
    arguments = {"hero_id": 8, "name": name}
    seen = Outcome(
        ending=ending,
        true_answer=ending.answer or b"",
        effects=made,
        rows={},
        request_ids=frozenset(),
        secrets=frozenset(),
        start_at_risk=True,
        two_starts=True,
        log=(),
    )
    found = problems_of(attrs.evolve(CREATE, rows={}), arguments, plan, seen)
    if ending.answer and name.encode() not in ending.answer:
        found.append(f"it got another call's answer: {ending.answer[:300]!r}")
    return found


@attrs.frozen
class _Trial:
    """All runs, and where they are counted."""

    tally: Tally
    total: int
    report: Progress | None
    lock: threading.Lock = attrs.field(factory=threading.Lock)

    async def work(self, lane: Lane, numbers: Iterator[int]) -> None:
        """Make one run after the other, until there are none left or too many have failed.

        What run `number` does depends on the seed and the number alone.
        """
        for number in numbers:
            random = Random(f"{self.tally.seed}/{number}")
            run = self.crowd if number % CROWD_EVERY >= CROWD_EVERY - 2 else self.one
            found = await run(lane, random)
            with self.lock:
                self.tally.runs += 1
                heading = f"run {number} of seed {self.tally.seed}, {lane.style}: "
                self.tally.violations += [heading + each for each in found]
                done, violations = self.tally.runs, len(self.tally.violations)
            if self.report is not None:
                self.report(done, self.total, violations)
            if violations >= ENOUGH:
                return

    async def one(self, lane: Lane, random: Random) -> list[str]:
        """One call; what is not as promised."""
        plan, call = draw_plan(random), draw_call(random)
        player = await lane.player()
        arguments = call.arguments(player, random)
        outcome = await lane.make(player, call, arguments, plan)
        met = self._met(plan, outcome.log)
        with self.lock:
            self.tally.calls[call.name] += 1
            self.tally.endings[call.operation.retry, ending_of(call, outcome)] += 1
            self.tally.succeeded_after_faults += outcome.error is None and met > 0
        problems = problems_of(call, arguments, plan, outcome)
        what = f"{call.name} ({call.operation.retry}) {str(arguments)[:300]}, {outcome.effects} effects"
        return [_told(problems, what, plan, outcome.log, outcome.ending)] if problems else []

    async def crowd(self, lane: Lane, random: Random) -> list[str]:
        """Many calls at the same time, over the same connections; what is not as promised."""
        plan = draw_crowded_plan(random, CROWD)
        player = await lane.player()
        names = [player.unique() + "-in-a-crowd" for _ in range(CROWD)]
        found: list[str] = []
        for name, (ending, made) in zip(names, await lane.make_heroes(player, names, plan), strict=True):
            if problems := problems_in_a_crowd(name, plan, ending, made):
                found.append(_told(problems, f"{name}, made {made} times", plan, lane.wire.log, ending))
        with self.lock:
            self.tally.calls[CREATE.name] += CROWD
            self._met(plan, lane.wire.log)
        return found

    def _met(self, plan: Plan, log: Sequence[str]) -> int:
        """Count the faults that were met: they are taken in order."""
        met = sum(not line.endswith(": NONE") for line in log)
        self.tally.faults.update(each.kind.name for each in plan.faults[: len(log)])
        return met


def _told(problems: list[str], what: str, plan: Plan, log: Sequence[str], ending: Ending) -> str:
    error = "success" if ending.error is None else f"{type(ending.error).__name__}: {ending.error}"
    return "\n".join(
        ["; ".join(problems), what, f"plan {plan}", *(f"  {line}" for line in log), f"{ending.seconds:.3f} s, {error}"]
    )


def run(seed: int, runs: int, report: Progress | None = None) -> Tally:
    """Make many runs, half of them with sync clients in threads, half with async ones in the tasks of one loop.

    Args:
        report: Told of each run.
    """
    trial = _Trial(Tally(seed), runs, report)
    network = Network()
    with tempfile.TemporaryDirectory(prefix="never-twice-") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("lootlocker._retry.BACKOFF", BACKOFF)

        async def lane(name: str, style: Style, numbers: Iterator[int]) -> None:
            if style == "sync":  # the thread's own loop only hands the calls to threads
                asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(CROWD))
            made = Lane(network, Path(folder), name, style)
            try:
                await trial.work(made, numbers)
            finally:
                await made.close()

        async def lanes(numbers: Iterator[int]) -> None:
            await asyncio.gather(*(lane(f"async{number}", "async", numbers) for number in range(LANES)))

        try:
            even, odd = iter(range(0, runs, 2)), iter(range(1, runs, 2))
            with ThreadPoolExecutor(LANES + 1) as threads:
                work = [threads.submit(asyncio.run, lane(f"sync{number}", "sync", even)) for number in range(LANES)]
                work.append(threads.submit(asyncio.run, lanes(odd)))
            for each in work:
                each.result()
        finally:
            network.close()
    return trial.tally
