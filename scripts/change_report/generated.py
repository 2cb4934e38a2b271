"""The generated client: how much of it changed, and whether all of it comes from the generator."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api_dump import SourceError, verify_api
from change_report.collect import git
from change_report.problem import ReportError
from change_report.rows import Row
from lock import TEMPLATES, tree, verify_lock

Json = dict[str, Any]

#: What belongs into generated/ beside the package.
BESIDE = {"generated/lock.json", "generated/api.txt"}
PACKAGE = "generated/lootlocker_api"
BUNDLE = f"{PACKAGE}/openapi.json"


@dataclass(frozen=True)
class Size:
    """Lines and files of the generated client that differ from BASE."""

    files: int
    added: int
    removed: int
    #: The same of the bundled document, which holds every example and description.
    document: tuple[int, int]

    def as_json(self) -> Json:
        added, removed = self.document
        return {
            "files": self.files,
            "added": self.added,
            "removed": self.removed,
            "openapi.json": {"added": added, "removed": removed},
        }


def size(root: Path, commit: str) -> Size:
    """How the generated files differ from those of a commit."""
    files = added = removed = 0
    document = (0, 0)
    for name, plus, minus in _counted(root, commit, "generated"):
        if name == BUNDLE:
            document = (plus, minus)
            continue
        files, added, removed = files + 1, added + plus, removed + minus
    return Size(files, added, removed, document)


def by_hand(root: Path, commit: str) -> Iterator[Row]:
    """A row for each file of src/ that differs from a commit's.

    What it does can't be read from the dump of the API: even a file with rows of its own may do something else now.
    """
    for name, plus, minus in _counted(root, commit, "src"):
        yield Row("code-changed", "unjudged", name, f"+{plus} -{minus}", "", name)


def _counted(root: Path, commit: str, folder: str) -> Iterator[tuple[str, int, int]]:
    """Name, added and removed lines of each file below a folder that differs from a commit's."""
    for line in filter(None, git(root, "diff", "--numstat", "--no-renames", "-z", commit, "--", folder).split("\0")):
        plus, minus, name = line.split("\t", 2)
        yield name, int(plus) if plus.isdigit() else 0, int(minus) if minus.isdigit() else 0
    for name in filter(None, git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", folder).split("\0")):
        yield name, len((root / name).read_bytes().splitlines()), 0


def unchanged(before: Path, now: Path) -> bool:
    """Whether the generated client and all it is made from are what they were at BASE."""
    parts = ("openapi", "generated", *TEMPLATES)
    return all(_bytes(before / part) == _bytes(now / part) for part in parts)


def _bytes(path: Path) -> object:
    return tree(path) if path.is_dir() else path.read_bytes() if path.is_file() else None


def start(root: Path, work: Path) -> subprocess.Popen[bytes]:
    """Generate the client once more, elsewhere, while the rest is compared."""
    command = [sys.executable, str(root / "scripts" / "generate.py"), "--output", str(work / "lootlocker_api")]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def foreign(root: Path, fresh: Path) -> list[str]:
    """A sentence for each committed file that is not what the generator writes."""
    committed, made = tree(root / PACKAGE), tree(fresh)
    found = [f"{PACKAGE}/{name}: nothing generates this file." for name in sorted(committed.keys() - made.keys())]
    found += [f"{PACKAGE}/{name}: is generated, and missing." for name in sorted(made.keys() - committed.keys())]
    return found + [
        f"{PACKAGE}/{name}: is not what the generator writes."
        for name in sorted(committed.keys() & made.keys())
        if committed[name] != made[name]
    ]


def strangers(root: Path) -> list[str]:
    """Sentences of the lock, of the API's dump, and for files beside the package.

    Raises:
        ReportError: A source file is not Python.
    """
    try:
        dumped = verify_api(root)
    except (SourceError, ValueError) as error:  # a ValueError for what is not UTF-8
        raise ReportError(f"The Python sources now are not sound: {error}") from None
    listed = git(root, "ls-files", "--cached", "--others", "--exclude-standard", "--", "generated").splitlines()
    others = [name for name in listed if not name.startswith(f"{PACKAGE}/") and name not in BESIDE]
    return [*verify_lock(root), *dumped, *(f"{name}: nothing generates this file." for name in others)]
