"""Documents of another size, made of ours: fewer operations, or more by cloning them under new names.

    python -m benchmarks.grow 300 build/bench/grown/300    # writes openapi/ there

A clone has operations, groups and schemas of its own: `Game Heroes` becomes `Game Heroes Clone1`, `PlayerHero` becomes
`PlayerHeroClone1`. Parameters and examples are shared.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from .data import ROOT

OPENAPI = ROOT / "openapi"
INDEX = re.compile(r"^  (/\S+):\n    \$ref: (\S+)#/(\S+)\n", re.MULTILINE)
METHOD = re.compile(r"^  (?:get|put|post|patch|delete):", re.MULTILINE)
TAG = re.compile(r"^  - name: (.+)\n((?:    .+\n)+)", re.MULTILINE)
#: The operation that the growth is measured with is in this file; it comes first, so that every size has it.
FIRST = "game/heroes.yaml"

Entry = tuple[str, str, str]


def _operations(file: str, key: str) -> int:
    text = (OPENAPI / file).read_text(encoding="utf-8")
    match = re.search(rf"^{re.escape(key)}:\n((?:(?:[ #].*)?\n)*)", text, re.MULTILINE)
    if match is None:
        raise ValueError(f"{file} has no {key}")
    return len(METHOD.findall(match[1]))


def _entries(text: str) -> list[tuple[Entry, int]]:
    found = [((path, file, key), _operations(file, key)) for path, file, key in INDEX.findall(text)]
    return sorted(found, key=lambda each: each[0][1] != FIRST)


def count() -> int:
    """How many operations our document has."""
    text = (OPENAPI / "openapi.yaml").read_text(encoding="utf-8")
    return sum(number for _, number in _entries(text))


def _cloned(text: str, number: int) -> str:
    """A file of the document under new names."""
    text = re.sub(r"(operationId: \w+)", rf"\1_clone{number}", text)
    text = re.sub(r"tags: \[([^\]]+)\]", rf"tags: [\1 Clone{number}]", text)
    text = re.sub(r"(\.\./schemas/\w+)\.yaml", rf"\1Clone{number}.yaml", text)
    return re.sub(r"(\$ref: [A-Z]\w+)\.yaml", rf"\1Clone{number}.yaml", text)


def _write_clone(target: Path, number: int) -> None:
    for file in (target / "schemas").glob("*.yaml"):
        if "Clone" not in file.stem:
            text = _cloned(file.read_text(encoding="utf-8"), number)
            (file.parent / f"{file.stem}Clone{number}.yaml").write_text(text, encoding="utf-8")
    for folder in ("game", "server"):
        for file in (OPENAPI / folder).glob("*.yaml"):
            text = _cloned(file.read_text(encoding="utf-8"), number)
            (target / folder / f"{file.stem}-clone{number}.yaml").write_text(text, encoding="utf-8")


def grow(operations: int, target: Path) -> None:
    """Write a document of so many operations to `target`/openapi."""
    folder = target / "openapi"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(OPENAPI, folder)
    text = (OPENAPI / "openapi.yaml").read_text(encoding="utf-8")
    head = INDEX.sub("", text)
    entries = _entries(text)
    chosen: list[Entry] = []
    left, clone = operations, 0
    while left:
        before = left
        for (path, file, key), number in entries:
            if number <= left:
                left -= number
                named = file if not clone else file.replace(".yaml", f"-clone{clone}.yaml")
                chosen.append((f"/clone{clone}{path}" if clone else path, named, key))
        if left == before:
            raise ValueError(f"no path of our document has {left} operations")
        if left:
            clone += 1
            _write_clone(folder, clone)
            tags = [f"  - name: {name} Clone{clone}\n{rest}" for name, rest in TAG.findall(head) if "Clone" not in name]
            head = head.replace("paths:\n", "".join(tags) + "paths:\n", 1)
    index = "".join(f"  {path}:\n    $ref: {file}#/{key}\n" for path, file, key in chosen)
    (folder / "openapi.yaml").write_text(head.replace("paths:\n", "paths:\n" + index, 1), encoding="utf-8")


if __name__ == "__main__":
    grow(int(sys.argv[1]), Path(sys.argv[2]))
