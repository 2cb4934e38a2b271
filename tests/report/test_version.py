"""The version that follows: a break that raises too little, a tool of developers that raises something."""

from __future__ import annotations

import pytest

from change_report.rows import Effect, Row
from change_report.version import verdict


def row(effect: Effect, subject: str = "server.items.list_items") -> Row:
    return Row("x", effect, subject, "changed")


@pytest.mark.parametrize(
    ("base", "effects", "follows"),
    [
        ("0.1.0", [], "0.1.0"),
        ("0.1.0", ["breaking"], "0.2.0"),
        ("0.1.3", ["breaking", "additive", "words"], "0.2.0"),
        ("0.1.3", ["additive"], "0.1.4"),
        ("0.1.3", ["wire"], "0.1.4"),
        ("0.1.3", ["words"], "0.1.4"),
        ("1.2.3", ["breaking"], "2.0.0"),
        ("1.2.3", ["words", "additive"], "1.3.0"),
        ("1.2.3", ["additive", "words"], "1.3.0"),
        ("1.2.3", ["wire"], "1.2.4"),
        ("1.2.3", ["tools"], "1.2.4"),
        ("0.1.3", ["unjudged"], "0.1.4"),
        ("1.2.3", ["unjudged"], "1.2.4"),
        ("1.2.3", ["unjudged", "additive"], "1.3.0"),
        ("1.2.3", ["deprecated"], "1.3.0"),
    ],
)
def test_what_follows(base: str, effects: list[Effect], follows: str) -> None:
    found = verdict([row(effect) for effect in effects], base, base)
    assert found.follows == follows
    assert found.ok == (follows == base)


def test_tools_of_developers_raise_nothing() -> None:
    rows = [
        row("tools", subject) for subject in ("tool of developers (dev) mypy", "requirements/dev.txt", "build tool x")
    ]
    assert verdict(rows, "0.1.0", "0.1.0").follows == "0.1.0"


@pytest.mark.parametrize(
    ("now", "ok"), [("0.1.0", False), ("0.1.9", False), ("0.2.0", True), ("0.2.1", True), ("1.0.0", True), ("", False)]
)
def test_the_project_has_what_follows_or_more(now: str, ok: bool) -> None:
    found = verdict([row("breaking")], "0.1.0", now)
    assert found.ok == ok
    assert ("set version" in found.sentence()) != ok


def test_before_the_first_release_a_version_takes_any_change() -> None:
    found = verdict([row("breaking")], "0.1.0", "0.1.0", released=[])
    assert (found.ok, found.follows) == (True, "0.1.0")
    assert "nothing is released yet" in found.sentence()
    assert not verdict([row("breaking")], "0.1.0", "0.0.9", released=[]).ok


def test_what_is_not_released_yet_can_still_take_changes() -> None:
    assert verdict([row("breaking")], "0.2.0", "0.2.0", released=["0.1.0", "0.0.9", "nonsense"]).ok
    assert not verdict([row("breaking")], "0.1.1", "0.1.1", released=["0.1.0"]).ok
