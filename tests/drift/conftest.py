"""A player who owns something of everything, on sandboxes that answer as the document says, and on others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from drift.player import Player
from lootlocker.sandbox import Sandbox

DEVIATIONS = Path(__file__).with_name("deviations.yaml")


@pytest.fixture
def start() -> Iterator[Callable[..., Player]]:
    """Starts a sandbox, by default one without deviations, and a player on it."""
    with ExitStack() as stack:

        def make(drift: Path | None = None) -> Player:
            return Player(stack.enter_context(Sandbox(drift=drift)))

        yield make


@pytest.fixture
def true_player(start: Callable[..., Player]) -> Player:
    return start()


@pytest.fixture
def drifting_player(start: Callable[..., Player]) -> Player:
    return start(DEVIATIONS)
