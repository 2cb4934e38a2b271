"""What the generated client was made from, as hashes: generated/lock.json.

    python scripts/lock.py           # write it, after generating
    python scripts/lock.py --check   # say what has changed since

A change of the document, of the templates or of the output alone shows without generating anything.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from bundle import bundle, to_json
from source import BundleError

ROOT = Path(__file__).resolve().parent.parent
COMMAND = "make generate"
#: What shapes the output, the document and the tools aside.
TEMPLATES = (
    "templates",
    "generator-config.yaml",
    "scripts/annotations.py",
    "scripts/contents.py",
    "scripts/facts.py",
    "scripts/generate.py",
    "scripts/pagination.py",
    "scripts/references.py",
)


def lock_file(root: Path) -> Path:
    return root / "generated" / "lock.json"


def tree(folder: Path) -> dict[str, bytes]:
    """The files below a folder by name, without what Python and tools leave there."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.suffix != ".pyc" and ".ruff_cache" not in file.parts
    }


def _sha256(parts: Iterable[tuple[str, bytes]]) -> str:
    whole = hashlib.sha256()
    for name, content in parts:
        whole.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return whole.hexdigest()


def _templates(root: Path) -> Iterable[tuple[str, bytes]]:
    for name in TEMPLATES:
        path = root / name
        if path.is_dir():
            yield from ((f"{name}/{inner}", content) for inner, content in tree(path).items())
        elif path.is_file():
            yield name, path.read_bytes()


def current(root: Path) -> dict[str, str]:
    """What the lock would hold now.

    Raises:
        bundle.BundleError: The document is not sound.
    """
    return {
        "document": hashlib.sha256(to_json(bundle(root / "openapi" / "openapi.yaml")).encode()).hexdigest(),
        "openapi-python-client": version("openapi-python-client"),
        "output": _sha256(tree(root / "generated" / "lootlocker_api").items()),
        "ruff": version("ruff"),
        "templates": _sha256(_templates(root)),
    }


def write_lock(root: Path = ROOT) -> None:
    lock_file(root).write_text(json.dumps(current(root), indent=2) + "\n", encoding="utf-8", newline="\n")


def verify_lock(root: Path = ROOT) -> list[str]:
    """One sentence for each thing that no longer is what the client was generated from; none when all is well."""
    file = lock_file(root)
    if not file.is_file():
        return [f"generated/lock.json is missing; run: {COMMAND}"]
    try:
        locked = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        return [f"generated/lock.json is not readable JSON; run: {COMMAND}"]
    now = current(root)
    if not isinstance(locked, dict) or locked.keys() != now.keys():
        return [f"generated/lock.json does not hold {', '.join(now)}; run: {COMMAND}"]
    return [_problem(key, locked[key], now[key]) for key in now if locked[key] != now[key]]


def _problem(key: str, locked: str, now: str) -> str:
    match key:
        case "document":
            return f"openapi/ has changed since the client was generated; run: {COMMAND}"
        case "templates":
            return f"templates/ or what fills them has changed since the client was generated; run: {COMMAND}"
        case "output":
            return f"generated/lootlocker_api was edited by hand; edit openapi/ or templates/, then run: {COMMAND}"
        case _:
            return f"the client was generated with {key} {locked}, and {now} is installed; run: make setup generate"


def main() -> None:
    parser = argparse.ArgumentParser(description="Write or check generated/lock.json.")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check: bool = parser.parse_args().check
    problems: list[str] = []
    try:
        if check:
            problems = verify_lock()
        else:
            write_lock()
    except BundleError as error:
        problems = list(error.problems)
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
