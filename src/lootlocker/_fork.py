"""What a forked process must not take over from its parent: locks that another thread held, connections in use."""

from __future__ import annotations

import os
import weakref
from typing import Final, Protocol


class Forked(Protocol):
    """Something that starts afresh in a forked process."""

    def after_fork(self) -> None: ...


_known: Final[weakref.WeakSet[Forked]] = weakref.WeakSet()


def tell_of_forks(thing: Forked) -> None:
    """Have `thing.after_fork()` called in every process that is forked from this one."""
    _known.add(thing)


def _after_fork() -> None:
    for thing in list(_known):
        thing.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
