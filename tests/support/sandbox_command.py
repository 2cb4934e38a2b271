"""The sandbox as a process of its own, as a user starts it from the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def sandbox_command(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """The process, and the settings that it prints, by the variables that clients read; it is killed in the end."""
    command = [sys.executable, "-m", "lootlocker.sandbox", *arguments]
    own = {name: value for name, value in os.environ.items() if not name.startswith("LOOTLOCKER_")}
    with subprocess.Popen(command, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            settings: dict[str, str] = {}
            assert process.stdout is not None
            for line in process.stdout:
                name, found, value = line.strip().removeprefix("export ").partition("=")
                if found:
                    settings[name] = value
                if line.startswith("Ctrl-C"):
                    break
            yield process, settings
        finally:
            process.kill()


def end(process: subprocess.Popen[str], number: int) -> tuple[int, str]:
    """Ask it to end; its exit status, and what it complained of."""
    process.send_signal(number)
    _, complaints = process.communicate(timeout=20)
    return process.returncode, complaints
