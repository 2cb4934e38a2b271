"""Generates clients of documents, ours and smaller ones, each in a scratch copy of what generates ours."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from time import perf_counter

from .cut import cut
from .data import ROOT
from .peers import PROJECT_PYTHON, WORK

WORKSHOPS = WORK / "workshops"
INPUTS = ("templates", "scripts", "generator-config.yaml", "pyproject.toml")


class GenerateError(Exception):
    """The generator refused a document."""


def workshop(name: str) -> Path:
    """A scratch copy of the generator and its templates, without a document."""
    target = WORKSHOPS / name
    target.mkdir(parents=True, exist_ok=True)
    for each in INPUTS:
        source, copied = ROOT / each, target / each
        if source.is_dir():
            shutil.rmtree(copied, ignore_errors=True)
            shutil.copytree(source, copied, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, copied)
    return target


def generate(target: Path) -> float:
    """What `make generate` runs, in a workshop.

    Returns:
        Seconds.

    Raises:
        GenerateError: It failed.
    """
    start = perf_counter()
    for script in ("generate.py", "lock.py"):
        command = [PROJECT_PYTHON, target / "scripts" / script]
        done = subprocess.run(command, cwd=target, capture_output=True, text=True, check=False)
        if done.returncode:
            raise GenerateError(f"{script}: {(done.stderr or done.stdout).strip()[-300:]}")
    return perf_counter() - start


def generated(operations: int | None) -> Path:
    """A workshop with a client of so many operations, made anew; None for our document as it is."""
    target = workshop(str(operations or "ours"))
    if operations is None:
        shutil.rmtree(target / "openapi", ignore_errors=True)
        shutil.copytree(ROOT / "openapi", target / "openapi")
    else:
        cut(operations, target)
    return target
