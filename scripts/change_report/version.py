"""The version that follows from the changes, by semantic versioning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from change_report.rows import Row

Json = dict[str, Any]
Level = Literal["major", "minor", "patch", "none"]

RULE = (
    "From 1.0.0 on, what breaks raises the major, what adds or deprecates the minor, anything else that a user can "
    "notice the patch. Before 1.0.0, what breaks raises the minor and everything else the patch. Code by hand whose "
    "behaviour is not judged counts as a patch at least. Tools of developers alone raise nothing."
)
_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
#: Changes of tools that reach no user.
UNNOTICED = ("tool of developers", "requirements/", "build tool")


@dataclass(frozen=True)
class Verdict:
    """What follows, and whether pyproject.toml has it.

    Attributes:
        counted_from: The version that the changes are counted from: the last release, or else BASE's.
    """

    counted_from: str
    level: Level
    why: str
    follows: str
    has: str
    ok: bool

    def sentence(self) -> str:
        follows = f"{self.follows} follows from {self.counted_from} ({self.why})"
        if self.ok:
            return f"{follows}; pyproject.toml has {self.has}."
        return f'{follows}, but pyproject.toml has {self.has}: set version = "{self.follows}" there.'

    def as_json(self) -> Json:
        return {
            "counted_from": self.counted_from,
            "level": self.level,
            "follows": self.follows,
            "has": self.has,
            "ok": self.ok,
        }


def _numbers(version: str) -> tuple[int, int, int] | None:
    match = _VERSION.fullmatch(version)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def level_of(rows: Iterable[Row], *, stable: bool) -> Level:
    """How much the rows raise the version; `stable` from 1.0.0 on."""
    found: Level = "none"
    for row in rows:
        if row.effect == "breaking":
            return "major" if stable else "minor"
        if row.effect in ("additive", "deprecated") and stable:
            found = "minor"
        elif not row.subject.startswith(UNNOTICED) and found == "none":
            found = "patch"
    return found


def verdict(rows: Iterable[Row], base: str, now: str, released: Iterable[str] | None = None) -> Verdict:
    """The version that follows.

    Args:
        base: The version at BASE.
        now: The version in pyproject.toml.
        released: The versions that were released up to BASE, the greatest of which counts: a version that is not
            released yet can still take changes, and before the first release each of them can. None counts from BASE.
    """
    known = [numbers for each in released or () if (numbers := _numbers(each))]
    rows = list(rows)
    start = max(known) if known else _numbers(base) or (0, 0, 0)
    if released is not None and not known:
        return _unreleased(start, now)
    level = level_of(rows, stable=start[0] > 0)
    major, minor, patch = start
    match level:
        case "major":
            following = (major + 1, 0, 0)
        case "minor":
            following = (major, minor + 1, 0)
        case "patch":
            following = (major, minor, patch + 1)
        case "none":
            following = start
    has = _numbers(now)
    text = ".".join(map(str, following))
    ok = has is not None and has >= following
    return Verdict(
        ".".join(map(str, start)), level, _why(level, rows, stable=start[0] > 0), text, now or "no version", ok
    )


def _unreleased(start: tuple[int, int, int], now: str) -> Verdict:
    text, has = ".".join(map(str, start)), _numbers(now)
    why = "nothing is released yet: no tag such as v0.1.0"
    return Verdict(text, "none", why, text, now or "no version", has is not None and has >= start)


def _why(level: Level, rows: list[Row], *, stable: bool) -> str:
    known = "nothing breaks"
    if any(row.effect == "unjudged" for row in rows):
        known = "nothing is known to break, and code whose behaviour is not judged changed"
    match level:
        case "none":
            return "nothing that a user could notice"
        case "patch":
            return f"nothing was added or deprecated, {known}" if stable else known
        case "minor" if stable:
            return f"something was added or deprecated, {known}"
        case _:
            return "something breaks"
