"""The generated client: how much of it changed, and whether all of it comes from the generator."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api_dump import verify_api
from change_report.collect import git
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
    for line in git(root, "diff", "--numstat", "--no-renames", commit, "--", "generated").splitlines():
        plus, minus, name = line.split("\t")
        counted = (int(plus) if plus.isdigit() else 0, int(minus) if minus.isdigit() else 0)
        if name == BUNDLE:
            document = counted
            continue
        files, added, removed = files + 1, added + counted[0], removed + counted[1]
    for name in git(root, "ls-files", "--others", "--exclude-standard", "--", "generated").splitlines():
        files += 1
        added += len((root / name).read_bytes().splitlines())
    return Size(files, added, removed, document)


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
    """Sentences of the lock, of the API's dump, and for files beside the package."""
    listed = git(root, "ls-files", "--cached", "--others", "--exclude-standard", "--", "generated").splitlines()
    others = [name for name in listed if not name.startswith(f"{PACKAGE}/") and name not in BESIDE]
    return [*verify_lock(root), *verify_api(root), *(f"{name}: nothing generates this file." for name in others)]
