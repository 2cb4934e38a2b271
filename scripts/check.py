"""Is what is committed what the document gives? Generate into a temporary folder and compare byte for byte.

python scripts/check.py
"""

from __future__ import annotations

import difflib
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from facts import FactsError
from generate import GenerateError, generate
from lock import COMMAND, ROOT, tree, verify_lock
from source import BundleError

LINES = 200


def differences(committed: Path, fresh: Path) -> Iterator[str]:
    """Lines that tell how a fresh client differs from the committed one: nothing, if they are the same."""
    old, new = tree(committed), tree(fresh)
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield f"{name}: is committed, but nothing generates it."
        elif name not in old:
            yield f"{name}: is generated, but not committed."
        elif old[name] != new[name]:
            yield from _diff(name, old[name], new[name])


def _diff(name: str, old: bytes, new: bytes) -> Iterator[str]:
    before, after = (content.decode(errors="replace").splitlines() for content in (old, new))
    lines = list(difflib.unified_diff(before, after, f"committed/{name}", f"generated/{name}", lineterm=""))
    yield from lines or [f"{name}: differs in bytes that no line shows, such as line ends."]


def report(committed: Path, fresh: Path, limit: int = LINES) -> str:
    """The differences, at most `limit` lines of them; empty if there are none."""
    found = differences(committed, fresh)
    lines = list(islice(found, limit))
    left = sum(1 for _ in found)
    return "\n".join([*lines, f"... and {left} more lines"] if left else lines)


def main() -> None:
    problems: list[str] = []
    difference = ""
    try:
        problems += verify_lock()
        with tempfile.TemporaryDirectory() as work:
            fresh = Path(work) / "lootlocker_api"
            generate(fresh)
            difference = report(ROOT / "generated" / "lootlocker_api", fresh)
    except (BundleError, FactsError, GenerateError) as error:
        problems.append(str(error))
    if difference:
        print(difference)
        problems.append(f"generated/lootlocker_api is not what openapi/ and templates/ give; run: {COMMAND}")
    if problems:
        sys.exit("\n".join(problems))
    print("generated/lootlocker_api is what openapi/ and templates/ give")


if __name__ == "__main__":
    main()
