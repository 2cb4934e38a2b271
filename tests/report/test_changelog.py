"""The changelog's draft: a line that somebody wrote and loses, or deleted and gets back."""

from __future__ import annotations

import pytest

from change_report.changelog import ChangelogError, draft, drafted_into, released
from change_report.rows import Row
from report.project import ROOT

TEXT = """\
# Changelog

## [Unreleased]

Said by hand.

### Fixed

- By hand.

## [0.1.0] - 2026-01-01

### Added

- Everything.
"""
REMOVED = Row("parameter-removed", "breaking", "server.items.list_items", "parameter count was removed", "f()")
ADDED = Row("field-added", "additive", "models.Item", "field uuid was added", place="openapi/x.yaml:1")
WORDS = Row("words-changed", "words", "models.Item", "description changed")
PINS = Row("pins-changed", "tools", "requirements/dev.txt", "3 pins changed")
BREAKING = "- **Breaking:** server.items.list_items: parameter count was removed. `f()`"
ADDITION = "- models.Item: field uuid was added."


def test_lines_go_where_keep_a_changelog_has_them_and_nothing_else_moves() -> None:
    text = drafted_into(TEXT, draft([REMOVED, ADDED, WORDS, PINS]))
    section = text.partition("## [Unreleased]\n")[2].partition("## [0.1.0]")[0]
    assert section.splitlines()[:14] == [
        *("", "Said by hand.", "", "### Added", "", ADDITION, ""),
        *("### Removed", "", BREAKING, "", "### Fixed", "", "- By hand."),
    ]
    assert "description" not in text
    assert "pins" not in text


def test_every_line_by_hand_is_still_there_in_its_order() -> None:
    text = drafted_into(TEXT, draft([REMOVED]))
    lines = iter(text.splitlines())
    assert all(line in lines for line in TEXT.splitlines() if line)


def test_drafting_twice_changes_nothing() -> None:
    once = drafted_into(TEXT, draft([REMOVED, ADDED]))
    assert drafted_into(once, draft([REMOVED, ADDED])) == once


def test_a_drafted_line_that_was_edited_or_deleted_does_not_come_back() -> None:
    text = drafted_into(TEXT, draft([REMOVED, ADDED]))
    edited = text.replace(BREAKING, "- Lists have no count any more.").replace(f"{ADDITION}\n", "")
    again = drafted_into(edited, draft([REMOVED, ADDED]))
    assert "- Lists have no count any more." in again
    assert BREAKING not in again
    assert ADDITION not in again


def test_a_drafted_line_that_is_not_true_any_more_is_taken_back_and_can_return() -> None:
    text = drafted_into(TEXT, draft([REMOVED, ADDED]))
    less = drafted_into(text, draft([ADDED]))
    assert BREAKING not in less
    assert "### Removed" not in less
    assert ADDITION in less
    assert BREAKING in drafted_into(less, draft([REMOVED, ADDED]))


def test_a_line_by_hand_is_never_taken_back() -> None:
    by_hand = TEXT.replace("- By hand.", BREAKING)
    assert BREAKING in drafted_into(by_hand, draft([]))


def test_a_release_takes_over_what_was_unreleased() -> None:
    text = released(drafted_into(TEXT, draft([ADDED])), "0.1.1", "2026-02-02")
    assert text.startswith("# Changelog\n\n## [Unreleased]\n\n## [0.1.1] - 2026-02-02\n\nSaid by hand.\n")
    assert "<!--" not in text
    with pytest.raises(ChangelogError, match=r"has a section for 0\.1\.1 already"):
        released(text, "0.1.1", "2026-02-02")
    assert ADDITION in drafted_into(text, draft([ADDED])).partition("## [0.1.1]")[0]


def test_a_changelog_without_the_section_is_a_sentence() -> None:
    with pytest.raises(ChangelogError, match=r"has no line `## \[Unreleased\]`"):
        drafted_into("# Changelog\n", {})


def test_the_changelog_of_this_project_can_be_drafted_into() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    again = drafted_into(text, draft([REMOVED]))
    assert again.replace(BREAKING, "") != text
    lines = iter(again.splitlines())
    assert all(line in lines for line in text.splitlines() if line)
