"""The matrix of Pythons and dependencies says what it tried, what is absent and what failed."""

from __future__ import annotations

import sys

import pytest

import matrix
from wheel import ROOT


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The combinations that were tried, on a machine with 3.11 and 3.12 alone; 3.12/newest fails."""
    names: list[str] = []

    def run(name: str, python: str, end: str, workers: int) -> matrix.Result:
        names.append(name)
        return matrix.Result(name, name != "3.12/newest", f"{workers} passed", 1.0, f"{end} on {python}")

    monkeypatch.setattr(matrix, "run", run)
    monkeypatch.setattr(matrix, "interpreter", lambda version: f"p{version}" if version in ("3.11", "3.12") else None)
    return names


def call(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["matrix.py", *arguments])
    matrix.main()


def test_what_is_absent_is_said_and_a_failure_fails(
    tried: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match=r"^test-matrix: failed: 3\.12/newest$"):
        call(monkeypatch)
    assert tried == ["3.11/lowest", "3.11/newest", "3.12/lowest", "3.12/newest"]
    said = capsys.readouterr().out
    for version in ("3.13", "3.14"):
        assert f"test-matrix: Python {version} is not on this machine: not tested\n" in said


def test_all_that_passed_is_counted(
    tried: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call(monkeypatch, "--only", "3.11")
    assert tried == ["3.11/lowest", "3.11/newest"]
    assert "all 2 combinations passed; absent: none" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("only", "expected"),
    [("3.14/lowest", "nothing could be tested"), ("3.9", "there is no combination 3.9; they are")],
)
def test_nothing_to_try_is_a_failure(
    only: str, expected: str, tried: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit, match=expected):
        call(monkeypatch, "--only", only)
    assert tried == []


def test_only_tests_of_the_tools_are_left_out() -> None:
    left_out = set(matrix.tools_tests())
    assert {"tests/test_wheel.py", "tests/test_drift.py", "tests/test_contributing.py", "tests/forms"} <= left_out
    assert not {name for name in left_out if name.startswith(("tests/client/", "tests/models/", "tests/operations/"))}
    for name in matrix.TOOLS:
        assert (ROOT / name.partition("::")[0]).is_file()
