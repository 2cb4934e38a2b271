"""A scratch copy of this project under git, to change and to report on."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from api_dump import api_file, dump

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("openapi", "generated", "src", "templates", "requirements", "scripts")
FILES = (
    "generator-config.yaml",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    ".gitignore",
    ".gitattributes",
)
#: A report takes the same steps for a few operations as for all of them, and each step takes less time.
GROUPS = ("game/game.yaml", "game/heroes.yaml", "server/inventories.yaml")
IDENTITY = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false")


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *IDENTITY, *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout


def commit(root: Path, message: str) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)


def keep_groups(root: Path) -> None:
    """Leave no other operations in the document."""
    entry = root / "openapi" / "openapi.yaml"
    others = rf"^  /\S+:\n    \$ref: (?!{'|'.join(map(re.escape, GROUPS))})\S+\n"
    text, gone = re.subn(others, "", entry.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert gone > 100
    entry.write_text(text, encoding="utf-8")


def copied(target: Path) -> Path:
    """The project as it is in the work tree, with fewer operations, as one commit with the tag `start`."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    for name in FILES:
        shutil.copy2(ROOT / name, target / name)
    keep_groups(target)
    for script in ("generate.py", "lock.py"):
        subprocess.run([sys.executable, str(target / "scripts" / script)], check=True, capture_output=True)
    api_file(target).write_text(dump(target), encoding="utf-8")  # whether the committed one is up to date has a test
    git(target, "init", "--quiet", "--initial-branch", "main")
    commit(target, "Start")
    git(target, "tag", "start")
    return target


def edit(root: Path, name: str, old: str, new: str) -> None:
    file = root / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{name} has no {old!r}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
