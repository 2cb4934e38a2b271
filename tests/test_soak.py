"""A soak that breaks a promise must not end like one that keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

import soak

PROMISE = """
from support.promise import Result, scaled

def soak(seed, scale, report_progress):
    runs = scaled(100, scale)
    report_progress(runs, runs, {violations})
    return Result("{name}", runs, [f"run 7 of seed {{seed}}"] * {violations})
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kept_well.py").write_text(PROMISE.format(name="Kept well", violations=0), encoding="utf-8")
    (tmp_path / "broken_once.py").write_text(PROMISE.format(name="Broken once", violations=1), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("only", "status"), [(["kept-well"], 0), (["broken-once"], 1), ([], 1)])
def test_a_violation_fails_the_command(
    folder: Path, only: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [part for name in only for part in ("--only", name)]
    assert soak.main([*arguments, "--seed", "5", "--scale", "0.5"], folder) == status
    printed = capsys.readouterr().out
    assert "seed 5" in printed
    assert ("VIOLATION of broken-once: run 7 of seed 5" in printed) == (status == 1)
    assert ("scripts/soak.py --only broken-once --seed 5 --scale 0.5" in printed) == (status == 1)
    lines = [[cell.strip() for cell in line.split("|")] for line in printed.splitlines() if "|" in line]
    assert lines[0] == ["promise", "runs", "violations", "seconds"]
    kept, broken = ["Kept well", "50", "0", "0"], ["Broken once", "50", "1", "0"]
    assert lines[2:] == ([broken, kept] if not only else [kept] if status == 0 else [broken])


def test_a_promise_that_breaks_down_does_not_pass_for_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ailing.py").write_text("def soak(*_):\n    raise RuntimeError('no more sockets')\n", encoding="utf-8")
    assert soak.main(["--only", "ailing", "--only", "kept-well"], folder) == 1
    printed = capsys.readouterr().out
    assert "no more sockets" in printed
    assert "Kept well" in printed


def test_each_promise_of_this_repository_can_be_loaded() -> None:
    for name in soak.names(soak.SOAK):
        assert callable(soak.loaded(soak.SOAK, name))
