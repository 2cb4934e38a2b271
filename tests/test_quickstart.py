"""The example plays its session against a sandbox that the command line starts."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.sandbox_command import end, sandbox_command

ROOT = Path(__file__).parent.parent
# The steps that are printed, in order, each with what its line says; {run} counts the runs on one sandbox.
STEPS = {
    "STEP": "WHAT HAPPENED",
    "guest session": r"player {run}, \S+",
    "game heroes": "6 Sir Test, 7 Ember, 8 Wanderer",
    "create hero 8": "player hero {run}, Wanderer called Quick",
    "universal assets": "Training Sword, Traveller's Cloak",
    "grant assets (Server API)": "60 granted, assets 1 to 5 in turn",
    "character inventory, pages of 25": r"60 items, (?P<first>\d+) to (?P<last>\d+)",
    "equip": r"instance (?P<item>\d+), Iron Sword",
    "loadout": r"(?P<worn>\d+) Iron Sword",
    "end session": "done",
}


def environment(**more: str) -> dict[str, str]:
    """The test's own, without settings of LootLocker; warnings of the interpreter are shown."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("LOOTLOCKER_")}
    return {**own, "PYTHONWARNINGS": "default", **more}


@pytest.fixture
def settings() -> Iterator[dict[str, str]]:
    with sandbox_command("--port", "0") as (process, printed):
        yield printed
        assert end(process, signal.SIGINT) == (0, "")


def test_the_quickstart_plays_every_step(settings: dict[str, str]) -> None:
    assert set(settings) == {
        f"LOOTLOCKER_{name}" for name in ("BASE_URL", "GAME_KEY", "SERVER_KEY", "DOMAIN_KEY", "GAME_VERSION")
    }
    command = [sys.executable, str(ROOT / "examples" / "quickstart.py")]
    for run in (1, 2):
        played = subprocess.run(
            command, env=environment(**settings), capture_output=True, text=True, timeout=60, check=False
        )
        assert (played.returncode, played.stderr) == (0, "")
        named: dict[str, str] = {}
        for line, (step, says) in zip(played.stdout.splitlines(), STEPS.items(), strict=True):
            found = re.fullmatch(rf"  {re.escape(step)} +{says.replace('{run}', str(run))}", line)
            assert found, line
            named |= found.groupdict()
        assert named["first"] == named["item"] == named["worn"]
