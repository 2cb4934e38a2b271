"""Install the wheel into a clean environment, start the sandbox there and run the quickstart against it.

python scripts/demo.py
"""

from __future__ import annotations

import os
import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wheel import DIST, ROOT, install

NEEDED = ("LOOTLOCKER_BASE_URL", "LOOTLOCKER_GAME_KEY", "LOOTLOCKER_SERVER_KEY", "LOOTLOCKER_GAME_VERSION")
SETTING = re.compile(r"\b(LOOTLOCKER_[A-Z_]+)=(\S+)")
SECONDS = 30


def step(what: str) -> None:
    print(f"demo: {what}", flush=True)


@contextmanager
def sandbox(python: Path, folder: Path) -> Iterator[dict[str, str]]:
    """A sandbox in a process of its own; gives the settings that it prints as NAME=value."""
    command = [str(python), "-u", "-m", "lootlocker.sandbox", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield settings(process)
        finally:
            process.terminate()


def settings(process: subprocess.Popen[str]) -> dict[str, str]:
    """Read what the sandbox prints until it has named all that a client needs."""
    lines: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        for line in process.stdout or ():
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    found: dict[str, str] = {}
    printed: list[str] = []
    end = time.monotonic() + SECONDS
    while not found.keys() >= set(NEEDED):
        try:
            line = lines.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            line = None
        if line is None:
            missing = ", ".join(name for name in NEEDED if name not in found)
            sys.exit(f"demo: the sandbox did not name {missing} within {SECONDS} s. It printed:\n{''.join(printed)}")
        printed.append(line)
        found.update((name, value.strip("'\"")) for name, value in SETTING.findall(line))
    return found


def main() -> None:
    wheel = next(DIST.glob("*.whl"), None)
    if wheel is None:
        sys.exit("demo: there is no wheel in dist/; run: make wheel")
    folder = ROOT / ".demo-venv"
    step(f"installing {wheel.name} into a clean environment")
    python = install(folder, wheel)
    step("starting the sandbox")
    with sandbox(python, folder) as found:
        step(f"running examples/quickstart.py against {found['LOOTLOCKER_BASE_URL']}")
        command = [str(python), str(ROOT / "examples" / "quickstart.py")]
        done = subprocess.run(command, cwd=folder, env={**os.environ, **found}, check=False)
    if done.returncode:
        sys.exit("demo: examples/quickstart.py failed")
    step("done")


if __name__ == "__main__":
    main()
