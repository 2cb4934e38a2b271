"""A copy of the repository in which its verbs can be run without changing anything of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: What the verbs lint, generate, check and wheel need.
FOLDERS = ("openapi", "templates", "scripts", "generated", "src", "requirements", "docs", "examples", ".github")
FILES = (
    *("Makefile", "pyproject.toml", "README.md", "LICENSE", "redocly.yaml", ".redocly.lint-ignore.yaml"),
    *("generator-config.yaml", ".gitignore"),
)
#: What `make` takes for up to date, as .venv is shared with the copy and must not be changed from there.
MADE = (".venv/.uv", ".venv/.dependencies", ".venv/.node")


def scratch_copy(folder: Path) -> Path:
    """The repository without its history and its tests, in `folder`/copy, on the tools of this environment."""
    root = folder / "copy"
    for name in FOLDERS:
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in FILES:
        shutil.copy2(ROOT / name, root / name)
    (root / ".venv").symlink_to(Path(sys.executable).parent.parent)
    make = folder / "bin" / "make"
    make.parent.mkdir()
    make.write_text(f'#!/bin/sh\nexec {shutil.which("make")} {" ".join(f"-o {mark}" for mark in MADE)} "$@"\n')
    make.chmod(0o755)
    return root


def run(command: list[str], root: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a scratch copy, with the copy's packages and its `make`."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LOOTLOCKER_", "MAKE"))}
    environment["PATH"] = f"{root.parent / 'bin'}{os.pathsep}{environment['PATH']}"
    environment["PYTHONPATH"] = f"{root / 'src'}{os.pathsep}{root / 'generated'}"
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
