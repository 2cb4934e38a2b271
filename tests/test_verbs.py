"""The verbs with something missing: one sentence that says what to do, and a status that is not 0."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from support.scratch import ROOT, run, scratch_copy

PYTHON = sys.executable


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all: nothing here gets as far as changing it."""
    return scratch_copy(tmp_path_factory.mktemp("verbs"))


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["make", "NODE_HOME=/nowhere", "lint"], r"Node is missing in \.venv, .*; run: make clean setup"),
        ([PYTHON, "scripts/wheel.py", "install", "there"], r"dist/ does not hold .*; run: make wheel"),
        ([PYTHON, "scripts/papers.py"], r"dist/ does not hold .*; run: make wheel"),
        ([PYTHON, "scripts/papers.py", "--check"], r"there is no SHA256SUMS in dist/; run: make wheel"),
        (
            [PYTHON, "scripts/matrix.py", "--only", "3.11/lowest"],
            r"test-matrix: dist/ does not hold .*; run: make wheel",
        ),
        ([PYTHON, "scripts/demo.py"], r"demo: there is no wheel in dist/; run: make wheel"),
        (["make", "release-check"], r"release-check: no tag was given; run: make release-check TAG=v1\.2\.3"),
    ],
    ids=["lint without Node", "install", "papers", "checksums", "matrix", "demo", "no tag"],
)
def test_what_is_missing_is_said_in_a_sentence(command: list[str], sentence: str, copy: Path) -> None:
    done = run(command, copy)
    assert done.returncode != 0
    said = [line for line in done.stderr.splitlines() if not line.startswith("make: ***")]
    assert len(said) == 1, said
    assert re.fullmatch(sentence, said[0])


def test_the_readme_says_what_each_verb_does_and_how_long_it_takes() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    verbs = re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)
    rows = re.findall(r"^\| `make ([a-z-]+)[^|]*\| [^|]+ \| [^|]*\d+ (?:s|min|h)[^|]* \|$", readme(), re.MULTILINE)
    assert sorted(rows) == sorted(verbs)


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")
