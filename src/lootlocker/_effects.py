"""Decisions without I/O: a generator yields what has to be done, a thin shell does it, sync or async.

So the loop of a call and the steps of a login are written once.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import Any, TypeVar

E = TypeVar("E")
T = TypeVar("T")


def run(steps: Generator[E, Any, T], perform: Callable[[E], Any]) -> T:
    """Carry out every effect that `steps` yields and send the outcome back; an error is thrown into it."""
    try:
        effect = next(steps)
        while True:
            try:
                outcome = perform(effect)
            except Exception as error:
                effect = steps.throw(error)
            else:
                effect = steps.send(outcome)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]
    finally:
        steps.close()


async def run_async(steps: Generator[E, Any, T], perform: Callable[[E], Awaitable[Any]]) -> T:
    """The same, awaited."""
    try:
        effect = next(steps)
        while True:
            try:
                outcome = await perform(effect)
            except Exception as error:
                effect = steps.throw(error)
            else:
                effect = steps.send(outcome)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]
    finally:
        steps.close()
