"""One call of a small hero over loopback, by every client."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, ExitStack
from typing import Any

from .. import clients
from ..harness import Candidate, Plan, Samples, fill, interleave, interleave_async, ratio
from ..loopback import server
from ..results import Comparison, Goal

LIMIT = 0.93
NOTE = "The bare ones send the same header, read the body and decode it with json; they do nothing else."


def _repeat(call: clients.Call, number: int) -> Callable[[Any], None]:
    def run(_: Any) -> None:
        for _ in range(number):
            call()

    return run


def _comparison(name: str, title: str, *, httpx2: bool) -> Comparison:
    if httpx2:
        name, title = f"{name}-httpx2", f"{title}, on httpx2"
    found = Comparison(name, title, "us", clients.BARE)
    found.notes.append(NOTE)
    return found


def _goal(found: Comparison, samples: Samples, *, httpx2: bool) -> None:
    reference = clients.BARE_2 if httpx2 else clients.BARE
    known = reference in samples and "lootlocker" in samples
    found.goals.append(
        Goal(
            f"{found.title[0].lower()}{found.title[1:]}: our rate / {reference}'s",
            LIMIT,
            ratio(samples, reference, "lootlocker") if known else None,
            ">=",
            why="" if known else f"{found.absent}",
        )
    )


def _failure(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def _sync(plan: Plan, *, httpx2: bool) -> Comparison:
    found = _comparison("call-sync", "One sync call of a small hero", httpx2=httpx2)
    number = plan.amount(200, 60)
    with server() as url, ExitStack() as stack:
        candidates: list[Candidate] = []
        for name, make in clients.sync_makers(httpx2=httpx2).items():
            try:
                call = make(url, stack)
                call()
            except Exception as error:  # each peer has errors of its own
                found.absent[name] = _failure(error)
                continue
            candidates.append(Candidate(name, _repeat(call, number), number=number))
        samples = interleave(candidates, plan.rounds(30, 4, 12))
    fill(found, samples, scale=1e6, ours=["lootlocker"])
    _goal(found, samples, httpx2=httpx2)
    return found


async def _measure_async(plan: Plan, url: str, at_once: int, found: Comparison, *, httpx2: bool) -> Samples:
    number = plan.amount(200, 100)
    async with AsyncExitStack() as stack:
        candidates = []
        for name, make in clients.async_makers(url, httpx2=httpx2).items():
            try:
                call = await make(stack)
                await call()
            except Exception as error:  # each peer has errors of its own
                found.absent[name] = _failure(error)
                continue
            candidates.append((name, _repeat_async(call, number, at_once), number))
        return await interleave_async(candidates, plan.rounds(30, 4, 12))


def _repeat_async(call: clients.AsyncCall, number: int, at_once: int) -> Callable[[], Awaitable[None]]:
    return lambda: clients.in_flight(call, number, at_once)


def _async(plan: Plan, at_once: int, *, httpx2: bool) -> Comparison:
    title = f"One async call of a small hero, {at_once} in flight"
    found = _comparison(f"call-async-{at_once}", title, httpx2=httpx2)
    with server() as url:
        samples = asyncio.run(_measure_async(plan, url, at_once, found, httpx2=httpx2))
    fill(found, samples, scale=1e6, ours=["lootlocker"])
    _goal(found, samples, httpx2=httpx2)
    return found


def sync(plan: Plan) -> Comparison:
    """Sync, one after the other."""
    return _sync(plan, httpx2=False)


def sync_httpx2(plan: Plan) -> Comparison:
    """The same with httpx2 in place of httpx."""
    return _sync(plan, httpx2=True)


def async_1(plan: Plan) -> Comparison:
    """Async, one after the other."""
    return _async(plan, 1, httpx2=False)


def async_50(plan: Plan) -> Comparison:
    """Async, 50 at once."""
    return _async(plan, 50, httpx2=False)


def async_1_httpx2(plan: Plan) -> Comparison:
    """Async with httpx2 in place of httpx."""
    return _async(plan, 1, httpx2=True)


def async_50_httpx2(plan: Plan) -> Comparison:
    """The same, 50 at once."""
    return _async(plan, 50, httpx2=True)
