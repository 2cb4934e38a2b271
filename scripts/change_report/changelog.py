"""The unreleased section of CHANGELOG.md: drafted from rows, without touching what people wrote.

A comment at the end of the section remembers which lines were drafted, as short hashes: a drafted line that was edited
or deleted does not come back, and one that no longer is in the draft is taken back as long as nobody changed it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from change_report.rows import Row

CATEGORIES = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
UNRELEASED = "## [Unreleased]"
MEMORY = re.compile(r"<!-- drafted: ([0-9a-f ]*)-->\n?")
VERSION = re.compile(r"## \[(\d+\.\d+\.\d+)\]")
WIDTH = 8
#: Tools of developers are for reviewers, and so are these effects: words, and code of which only people can say more.
UNTOLD = ("words", "unjudged")
LEFT_OUT = ("tool of developers", "requirements/", "build tool", "template ", "generator ")


class ChangelogError(Exception):
    """CHANGELOG.md is not what can be drafted into; the message says why."""


def draft(rows: Iterable[Row]) -> dict[str, list[str]]:
    """The lines for each category."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.effect not in UNTOLD and not row.subject.startswith(LEFT_OUT) and row.change != "redocly-breaking":
            found.setdefault(_category(row), []).append(_line(row))
    return found


def _category(row: Row) -> str:
    if row.change == "deprecated":
        return "Deprecated"
    if row.change.endswith("-removed") and row.effect == "breaking":
        return "Removed"
    if row.change.startswith("security"):
        return "Security"
    return "Added" if row.effect == "additive" else "Changed"


def _line(row: Row) -> str:
    mark = "**Breaking:** " if row.effect == "breaking" else ""
    others = f" (and the same for {', '.join(row.also)})" if row.also else ""
    code = f" `{row.code.replace('`', '')}`" if row.code else ""
    return f"- {mark}{row.line}{others}.{code}"


def _mark(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()[:WIDTH]


def drafted_into(text: str, lines: dict[str, list[str]]) -> str:
    """The changelog with the draft in its unreleased section.

    Raises:
        ChangelogError: It has no such section.
    """
    before, section, after = _split(text)
    memory = MEMORY.search(section)
    known = set(memory[1].split()) if memory else set()
    section = MEMORY.sub("", section)
    wanted = {line for some in lines.values() for line in some}
    stale = {each for each in section.splitlines() if _mark(each) in known and each not in wanted}
    known -= {_mark(each) for each in stale}
    kept = [each for each in section.splitlines() if each not in stale]
    present = set(kept)
    for category, some in lines.items():
        new = [line for line in some if line not in present and _mark(line) not in known]
        if new:
            _insert(kept, category, new)
    marks = sorted({*known, *map(_mark, wanted)})
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(_without_empty(kept)).strip("\n"))
    ending = f"\n\n<!-- drafted: {' '.join(marks)} -->" if marks else ""
    return f"{before}{UNRELEASED}\n\n{body}{ending}\n{after}".replace("\n\n\n", "\n\n")


def released(text: str, version: str, date: str) -> str:
    """The changelog with what was unreleased under a version, and a new unreleased section above it.

    Raises:
        ChangelogError: It has no unreleased section, or the version already.
    """
    if version in VERSION.findall(text):
        raise ChangelogError(f"CHANGELOG.md has a section for {version} already.")
    before, section, after = _split(text)
    body = MEMORY.sub("", section).strip("\n")
    return f"{before}{UNRELEASED}\n\n## [{version}] - {date}\n\n{body}\n{after}"


def _split(text: str) -> tuple[str, str, str]:
    before, found, rest = text.partition(f"{UNRELEASED}\n")
    if not found:
        raise ChangelogError(f"CHANGELOG.md has no line `{UNRELEASED}`: put one above the newest version.")
    end = re.search(r"^(## |\[[^\]]+\]: )", rest, re.MULTILINE)
    at = end.start() if end else len(rest)
    return before, rest[:at], f"\n{rest[at:]}" if end else ""


def _insert(kept: list[str], category: str, new: list[str]) -> None:
    """Put lines at the end of a category, made in its place if it is not there."""
    heading = f"### {category}"
    if heading not in kept:
        later = [f"### {each}" for each in CATEGORIES[CATEGORIES.index(category) + 1 :]]
        at = next((index for index, line in enumerate(kept) if line in later), len(kept))
        kept[at:at] = ["", heading, "", *new, ""]
        return
    start = kept.index(heading) + 1
    end = next((index for index in range(start, len(kept)) if kept[index].startswith("### ")), len(kept))
    while end > start and not kept[end - 1].strip():
        end -= 1
    kept[end:end] = [*([""] if end == start else []), *new]


def _without_empty(lines: list[str]) -> list[str]:
    """The lines without headings that have nothing below them."""
    found: list[str] = []
    for index, line in enumerate(lines):
        below = next((each for each in lines[index + 1 :] if each.strip()), "### ")
        if not (line in [f"### {each}" for each in CATEGORIES] and below.startswith("### ")):
            found.append(line)
    return found
