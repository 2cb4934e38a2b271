"""Async clients that are used like their sync twins, so that a test is written once for both."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncGenerator, Iterator
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
        if isinstance(value, AsyncGenerator):
            return self._items(value)
        if inspect.ismethod(value):
            return lambda *arguments, **named: self._usable(value(*arguments, **named))
        return value

    def _items(self, found: AsyncGenerator[Any, None]) -> Iterator[Any]:
        try:
            while True:
                try:
                    yield self._runner.run(_next(found))
                except StopAsyncIteration:
                    return
        finally:
            self._runner.run(_close(found))


async def _next(found: AsyncGenerator[Any, None]) -> Any:
    return await anext(found)


async def _close(found: AsyncGenerator[Any, None]) -> None:
    await found.aclose()
