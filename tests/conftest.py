"""Fixtures that all tests share."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from support.http import LoopbackServer

WITHOUT_EXTRAS = Path(__file__).parent / "without_extras"
if "LOOTLOCKER_TESTS_WITH_EXTRAS" not in os.environ:
    sys.path.insert(0, str(WITHOUT_EXTRAS))
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(WITHOUT_EXTRAS), os.environ.get("PYTHONPATH")]))

# What runs in the background of a shell ignores Ctrl-C, and so would the programs that tests start and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

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
