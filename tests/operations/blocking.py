"""Async clients that are used like their sync twins, so that a test is written once for both."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Iterator
from typing import Any

from lootlocker import AsyncGameClient, AsyncServerClient
from lootlocker_api.client import AsyncResource


class Blocking:
    """An async client or one of its groups: what its methods return is awaited at once.

    Tests type it as the sync twin: the two have the same methods, which `test_coverage.py` checks.
    """

    def __init__(self, target: object, runner: asyncio.Runner) -> None:
        self._target = target
        self._runner = runner

    def __getattr__(self, name: str) -> Any:
        return self._usable(getattr(self._target, name))

    def __repr__(self) -> str:
        return repr(self._target)

    def _usable(self, value: Any) -> Any:
        if isinstance(value, AsyncResource | AsyncGameClient | AsyncServerClient):
            return Blocking(value, self._runner)
        if inspect.iscoroutine(value):
            return self._usable(self._runner.run(value))
        if isinstance(value, AsyncIterator):
            return BlockingIterator(value, self._runner)
        if inspect.ismethod(value):
            return lambda *arguments, **named: self._usable(value(*arguments, **named))
        return value


class BlockingIterator(Blocking, Iterator[Any]):
    """An async pager, or its pages."""

    def __next__(self) -> Any:
        try:
            return self._runner.run(_next(self._target))
        except StopAsyncIteration:
            raise StopIteration from None


async def _next(found: Any) -> Any:
    return await anext(found)
