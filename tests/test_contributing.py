"""The worked example of CONTRIBUTING.md, carried out word by word on a copy: its edits, its commands, its output."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from support.scratch import ROOT, run, scratch_copy

PAGE = ROOT / "CONTRIBUTING.md"


class Block(NamedTuple):
    """A fenced block."""

    line: int
    kind: str
    text: str


def blocks() -> Iterator[Block]:
    page = PAGE.read_text(encoding="utf-8")
    for fence in re.finditer(r"^```(\w+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        yield Block(page.count("\n", 0, fence.start()) + 1, fence[1], fence[2])


def edit(block: Block, root: Path) -> None:
    """Carry out a diff: what it shows is there exactly once, and becomes what it says."""
    head, *lines = block.text.splitlines()
    mark, name = head.split(" ", 1)
    before = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
    after = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
    file = root / name
    if mark == "+++":
        assert not file.exists(), f"CONTRIBUTING.md:{block.line}: {name} is there already"
        file.write_text(after, encoding="utf-8")
        return
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"CONTRIBUTING.md:{block.line}: {name} does not hold these lines once"
    file.write_text(text.replace(before, after), encoding="utf-8")


def carry_out(command: list[str], root: Path) -> str:
    done = run(command, root)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.mark.timeout(300)
def test_the_worked_example_gives_a_client_with_the_new_operation(tmp_path: Path) -> None:
    copy = scratch_copy(tmp_path)
    shutil.copytree(ROOT / "tests", copy / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    printed = ""
    for block in blocks():
        match block.kind:
            case "diff":
                edit(block, copy)
            case "sh":
                for line in block.text.splitlines():
                    carry_out(["sh", "-c", line], copy)
            case "python":
                printed = carry_out([sys.executable, "-W", "error", "-c", block.text], copy)
            case "text":
                assert printed == block.text
            case other:
                pytest.fail(f"CONTRIBUTING.md:{block.line}: nobody knows what to do with a block of {other}")


def test_the_page_shows_each_kind_of_change() -> None:
    kinds = [block.kind for block in blocks()]
    assert kinds.count("diff") >= 5
    assert kinds[-4:] == ["diff", "sh", "python", "text"]
    for told in ("**Add an operation.**", "**Add a field**", "**fix a type**"):
        assert told in PAGE.read_text(encoding="utf-8")
