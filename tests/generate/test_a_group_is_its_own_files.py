"""A group of operations is its own files: with it come its folder, the models that nobody else has, and the indexes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from bundle import bundle
from generate import generate

ROOT = Path(__file__).resolve().parents[2]
#: A large group: it shares schemas with a group of the other API, has lists of each kind and models of its own.
FILE, TAG, FOLDER = "server/leaderboards.yaml", "Server Leaderboards", "server_leaderboards"
#: What names every group or every model.
INDEXES = {"api/__init__.py", "models/__init__.py", "openapi.json"}

Json = dict[str, Any]


def without_the_group(folder: Path) -> Path:
    """A copy of the document without the paths of the group, its tag, and its file."""
    shutil.copytree(ROOT / "openapi", folder)
    entry = folder / "openapi.yaml"
    text = entry.read_text(encoding="utf-8")
    text, paths = re.subn(rf"^  /\S+:\n    \$ref: {re.escape(FILE)}#/\S+\n", "", text, flags=re.MULTILINE)
    text, tags = re.subn(rf"^  - name: {TAG}\n(?:    .+\n)+", "", text, flags=re.MULTILINE)
    assert paths > 5
    assert tags == 1
    entry.write_text(text, encoding="utf-8")
    (folder / FILE).unlink()
    return entry


def tree(folder: Path) -> dict[str, bytes]:
    found = (file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def test_taking_a_group_out_changes_its_own_files_and_the_indexes_alone(tmp_path: Path) -> None:
    entry = without_the_group(tmp_path / "openapi")
    generate(tmp_path / "lootlocker_api", entry)
    with_it, without = tree(ROOT / "generated" / "lootlocker_api"), tree(tmp_path / "lootlocker_api")
    whole, rest = bundle(ROOT / "openapi" / "openapi.yaml"), bundle(entry)
    own = whole["components"]["schemas"].keys() - rest["components"]["schemas"].keys()
    gone = with_it.keys() - without.keys()
    assert without.keys() <= with_it.keys()
    models = {Path(name).stem.replace("_", "") for name in gone if not name.startswith(f"api/{FOLDER}/")}
    assert models == {name.lower() for name in own}
    assert len(own) > 5
    assert {name for name in without if without[name] != with_it[name]} == INDEXES
