"""The whole report: what changed, what version follows, and whether the generated client is what it should be."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from change_report import generated, redocly
from change_report.collect import State, commit_of, git, read, uncommitted, unpack
from change_report.compare import compare
from change_report.places import Places
from change_report.problem import ReportError
from change_report.rows import EFFECTS, Row, grouped
from change_report.surface import Side
from change_report.tools import tool_rows
from change_report.version import Verdict, verdict
from lock import verify_lock

Json = dict[str, Any]

SHOWN_FILES = 3


@dataclass(frozen=True)
class Report:
    """What the reviewer reads.

    Attributes:
        notes: What the reader has to know about how the report was made.
        strangers: What in generated/ does not come from the generator; None if that was not looked at.
    """

    base: str
    commit: str
    now: str
    rows: list[Row]
    verdict: Verdict
    size: generated.Size
    strangers: list[str]
    checked: str
    redocly: Json
    notes: list[str]

    def counts(self) -> dict[str, int]:
        return {effect: sum(row.effect == effect for row in self.rows) for effect in EFFECTS}


@dataclass(frozen=True)
class Wish:
    """What is asked for.

    Attributes:
        dirty: Report on files as they are, although they are not committed.
        quick: Trust the hashes of the lock instead of generating the client once more.
        ignored: Files that may be changed and not committed.
    """

    base: str
    dirty: bool = False
    quick: bool = False
    node: redocly.Node | None = None
    ignored: tuple[str, ...] = ()


def make(root: Path, wish: Wish) -> Report:
    """The report on the work tree of `root` against a commit.

    Raises:
        ReportError: It can't be made.
    """
    commit = commit_of(root, wish.base)
    changed = [name for name in uncommitted(root) if name not in wish.ignored]
    if changed and not wish.dirty:
        what_to_do = "commit them, or set DIRTY=1 (--dirty) to report on them as they are."
        raise ReportError(f"The tree has uncommitted changes ({_some(changed)}): {what_to_do}")
    with tempfile.TemporaryDirectory() as work:
        old = Path(work) / "base"
        old.mkdir()
        unpack(root, commit, old)
        before, now = read(old, f"at {wish.base}"), read(root, "now")
        if wish.quick and not now.lock:
            raise ReportError(verify_lock(root)[0])
        return _made(root, wish, commit, (before, now), changed, Path(work))


def _made(root: Path, wish: Wish, commit: str, states: tuple[State, State], changed: list[str], work: Path) -> Report:
    before, now = states
    strangers = generated.strangers(root)  # before anything is started: a source that is not Python ends it here
    again = None if wish.quick or generated.unchanged(before.root, root) else generated.start(root, work)
    opinion = redocly.start(wish.node or redocly.Node.of(), before.document, now.document, work)
    places = tuple(Places(each.root / "openapi" / "openapi.yaml") for each in states)
    found = compare((before.document, now.document), (before.api, now.api), (places[0], places[1]))
    found += tool_rows(before, now, sound=not strangers)
    found += generated.by_hand(root, commit)
    second = redocly.changes(opinion)
    sides = [Side(each.document) for each in states]
    methods: dict[tuple[str, str], list[str]] = {}
    for method in (method for side in sides for method in side.methods.values()):
        methods.setdefault((method.path, method.verb), []).append(method.name)
    found += redocly.opinions(second, found, methods)
    checked = "The hashes of generated/lock.json were compared; the client was not generated once more."
    if again is not None:
        _, problem = again.communicate()
        if again.returncode:
            raise ReportError(
                f"The client can't be generated: {problem.decode(errors='replace').strip().splitlines()[-1]}"
            )
        strangers += generated.foreign(root, work / "lootlocker_api")
        checked = "The client was generated once more and compared byte for byte."
    elif not wish.quick:
        checked = "generated/ and all that it is made from are what they were at BASE."
    rows = grouped(found)
    return Report(
        wish.base,
        commit,
        git(root, "rev-parse", "HEAD").strip(),
        rows,
        verdict(rows, before.version, now.version, _released(root, commit)),
        generated.size(root, commit),
        strangers,
        checked,
        second.get("summary", {}),
        list(_notes(wish, states, changed)),
    )


def _notes(wish: Wish, states: tuple[State, State], changed: list[str]) -> list[str]:
    before, now = states
    found = [f"The tree has uncommitted changes, and they are in this report: {_some(changed)}."] if changed else []
    if not before.lock:
        found.append(
            f"{wish.base} has no readable generated/lock.json: what its client was generated with is not known."
        )
    if before.dumped:
        found.append(f"{wish.base} has no generated/api.txt: the API of then was read from its sources.")
    if now.dumped:
        found.append("generated/api.txt is missing now: the API was read from the sources. Run: make generate")
    return found


def _released(root: Path, commit: str) -> list[str]:
    """The versions that have a tag `v1.2.3` at a commit or before it."""
    return [tag.removeprefix("v") for tag in git(root, "tag", "--merged", commit, "--list", "v*").split()]


def _some(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN_FILES} more" if len(names) > SHOWN_FILES else ""
    return ", ".join(names[:SHOWN_FILES]) + more
