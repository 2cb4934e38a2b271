"""Documents of fewer operations, cut out of ours.

python -m benchmarks.cut 20 build/bench/workshops/20    # writes openapi/ there
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


def cut(operations: int, target: Path) -> None:
    """Write a document of so many operations to `target`/openapi.

    Raises:
        ValueError: Our document does not have as many.
    """
    folder = target / "openapi"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(OPENAPI, folder)
    text = (OPENAPI / "openapi.yaml").read_text(encoding="utf-8")
    chosen: list[Entry] = []
    left = operations
    for entry, number in _entries(text):
        if number <= left:
            left -= number
            chosen.append(entry)
    if left:
        raise ValueError(f"no paths of our document have {operations} operations together")
    index = "".join(f"  {path}:\n    $ref: {file}#/{key}\n" for path, file, key in chosen)
    head = INDEX.sub("", text).replace("paths:\n", "paths:\n" + index, 1)
    (folder / "openapi.yaml").write_text(head, encoding="utf-8")


if __name__ == "__main__":
    cut(int(sys.argv[1]), Path(sys.argv[2]))
