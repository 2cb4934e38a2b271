"""Makes the environment of the benchmark: the peers, pinned with hashes, in a folder of their own.

    python -m benchmarks.environment .bench-venv

One that can't be installed is named and left out: what needs it is named as absent in the report.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINNED = ROOT / "requirements" / "bench.txt"


def uv(*arguments: str | Path) -> str:
    """Run uv.

    Returns:
        Why it failed; empty if it did not.
    """
    command = [str(Path(sys.executable).parent / "uv"), "--quiet", *map(str, arguments)]
    environment = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    environment["UV_PYTHON_DOWNLOADS"] = "never"
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return "" if not done.returncode else done.stderr.strip() or f"exit status {done.returncode}"


def packages(pinned: str) -> Iterator[tuple[str, str]]:
    """Every package of a requirements file: its name and its lines."""
    for block in re.split(r"\n(?=\S)", pinned.strip()):
        yield re.split(r"[=\[ ]", block, maxsplit=1)[0], block + "\n"


def install(python: Path) -> list[str]:
    """Install everything; if that fails, what can be installed, one by one.

    Returns:
        The packages that are missing, each with the reason.
    """
    if not uv("pip", "sync", "--python", python, "--require-hashes", PINNED):
        return []
    missing: list[str] = []
    with tempfile.TemporaryDirectory() as work:
        for name, lines in packages(PINNED.read_text(encoding="utf-8")):
            one = Path(work) / "one.txt"
            one.write_text(lines, encoding="utf-8")
            why = uv("pip", "install", "--python", python, "--no-deps", "--require-hashes", "-r", one)
            if why:
                missing.append(f"{name}: {why.splitlines()[-1].strip()[:200]}")
    return missing


def main() -> None:
    parser = argparse.ArgumentParser(description="Install the peers.")
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder.resolve()
    if why := uv("venv", "--clear", "--python", sys.executable, folder):
        sys.exit(f"bench: {why}")
    for each in install(folder / "bin" / "python"):
        print(f"bench: can't be installed: {each}")


if __name__ == "__main__":
    main()
