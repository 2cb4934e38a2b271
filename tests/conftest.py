"""Fixtures that all tests share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import hypothesis
import pytest

from support.http import LoopbackServer

# Most users have none of the extras; None is Python's word for "not there".
for extra in {"orjson", "httpcore2"} - set(os.environ.get("LOOTLOCKER_TESTS_WITH", "").split(",")):
    sys.modules[extra] = None  # type: ignore[assignment]

hypothesis.settings.register_profile("default-repeatable", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=2000, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default-repeatable"))


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    """A loopback HTTP server: `server.on(...)` describes it, `server.requests` tells what came."""
    running = LoopbackServer()
    yield running
    running.close()
