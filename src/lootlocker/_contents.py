"""Calls whose bodies are read while they are sent, and calls whose answers are read while they come."""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import TYPE_CHECKING, Any, cast

from lootlocker_api.client import RawResponse

from ._effects import run, run_async
from ._exchange import Effect, Send

if TYPE_CHECKING:
    from lootlocker_api.client import Request
    from lootlocker_api.uploads import Attempt, Multipart

    from ._answers import Outgoing
    from ._arriving import Arriving, AsyncArriving

FOREVER = float("inf")


def _with_files(engine: Any, request: Request, effect: Send, attempt: Attempt) -> Outgoing:
    headers = {**effect.headers, "content-type": attempt.content_type}
    outgoing: Outgoing = engine._outgoing(request, headers, effect.timeout)
    return outgoing


def uploaded(engine: Any, request: Request, deadline: float) -> RawResponse:
    """Bring a call with files to its successful answer: each attempt sends them from their start."""
    files = cast("Multipart", request.content)

    def perform(effect: Effect) -> Any:
        if not isinstance(effect, Send):
            return engine._perform(request, effect)
        with closing(files.attempt()) as attempt:
            return engine.transport.send(_with_files(engine, request, effect, attempt)._replace(content=attempt))

    files.ready()
    with closing(files):
        response: RawResponse = run(engine._steps(request, deadline), perform)
        return response


async def uploaded_async(engine: Any, request: Request, deadline: float) -> RawResponse:
    """As `uploaded`; threads read the files."""
    from lootlocker_api.uploads import AsyncAttempt

    files = cast("Multipart", request.content)

    async def perform(effect: Effect) -> Any:
        if not isinstance(effect, Send):
            return await engine._perform(request, effect)
        with closing(await asyncio.to_thread(files.attempt)) as attempt:
            outgoing = _with_files(engine, request, effect, attempt)
            return await engine.transport.send(outgoing._replace(content=AsyncAttempt(attempt)))

    with closing(files):
        await asyncio.to_thread(files.ready)
        response: RawResponse = await run_async(engine._steps(request, deadline), perform)
        return response


def opened(engine: Any, request: Request) -> Arriving:
    """Bring a call to the head of its successful answer."""
    arrived: list[Arriving] = []

    def perform(effect: Effect) -> Any:
        if not isinstance(effect, Send):
            return engine._perform(request, effect)
        outcome = engine.transport.open(_whole_time(engine, request, effect))
        return _head(outcome, arrived)

    try:
        run(engine._steps(request, FOREVER), perform)
    except BaseException:
        for each in arrived:
            each.close()
        raise
    return arrived[-1]


async def opened_async(engine: Any, request: Request) -> AsyncArriving:
    """As `opened`."""
    arrived: list[AsyncArriving] = []

    async def perform(effect: Effect) -> Any:
        if not isinstance(effect, Send):
            return await engine._perform(request, effect)
        outcome = await engine.transport.open(_whole_time(engine, request, effect))
        return _head(outcome, arrived)

    try:
        await run_async(engine._steps(request, FOREVER), perform)
    except BaseException:
        for each in arrived:
            await each.close()
        raise
    return arrived[-1]


def _whole_time(engine: Any, request: Request, effect: Send) -> Outgoing:
    """Each further part may take as long as the whole of another call."""
    outgoing: Outgoing = engine._outgoing(request, effect.headers, effect.timeout)
    return outgoing._replace(each_read=engine.settings.timeout)


def _head(outcome: Any, arrived: list[Any]) -> Any:
    """What the steps of a call need to know of an answer: its body is nobody's business before it is read."""
    if not hasattr(outcome, "close"):
        return outcome
    arrived.append(outcome)
    return RawResponse(outcome.status, outcome.headers, b"")
