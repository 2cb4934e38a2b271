"""Which operations of LootLocker's references the client has, and how well each is known: docs/coverage.md.

python scripts/coverage.py           # write it, after a change of openapi/
python scripts/coverage.py --check   # say whether the committed one is up to date
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations import identifier
from bundle import bundle
from operation_rules import METHODS
from source import BundleError

Json = dict[str, Any]

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "coverage.md"
COMMAND = "make generate"
HEAD = """<!-- Made by `make generate` from openapi/. Do not edit. -->
# Coverage

Every operation of LootLocker's two references, and those that its current SDKs call beside them. *Evidence* is
`documented` (a page of LootLocker shows it), `sdk` (an official SDK types it) or `inferred`. Nothing here was tried
against the live service. *Not known* lists what no source says; the client takes either answer.
"""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield method.upper(), path.partition("#")[0], item[method]


def _row(method: str, path: str, operation: Json) -> str:
    tag = operation["tags"][0]
    api, _, _ = tag.partition(" ")
    group = identifier(tag).removeprefix(f"{api.lower()}_")
    name = identifier(operation["operationId"]).removeprefix(f"{api.lower()}_")
    ended = operation.get("x-end-of-life")
    notes = [f"*ended {ended}*" if ended else "*deprecated*"] if operation.get("deprecated") else []
    cells = [
        " ".join([_cell(operation["summary"]), *notes]),
        f"`{api.lower()}.{group}.{name}`",
        f"`{method} {path}`",
        operation["x-evidence"],
        _cell("; ".join(operation["x-source"])),
        _cell(" ".join(operation.get("x-unknown", ()))),
    ]
    return f"| {' | '.join(cells)} |"


def page(document: Json) -> str:
    """The page, as Markdown."""
    found = list(_operations(document))
    counts = {kind: sum(each["x-evidence"] == kind for *_, each in found) for kind in ("documented", "sdk", "inferred")}
    parts = [HEAD, f"{len(found)} operations: {', '.join(f'{count} {kind}' for kind, count in counts.items())}.\n"]
    for tag in document["tags"]:
        rows = [_row(*each) for each in found if each[2]["tags"][0] == tag["name"]]
        heading = ["| operation | method | request | evidence | source | not known |", "|---|---|---|---|---|---|"]
        parts.append("\n".join([f"## {tag['name']}\n", *heading, *rows]) + "\n")
    left = [
        f"| {each['api']} | {_cell(each['group'])} | {_cell(each['operation'])} | {_cell(each['why'])} |"
        for each in document["x-left-out"]
    ]
    heading = ["| API | group | operation | why |", "|---|---|---|---|"]
    parts.append("\n".join(["## Left out\n", *heading, *left]) + "\n")
    return "\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write docs/coverage.md from openapi/.")
    parser.add_argument("--check", action="store_true", help="only say whether it is up to date")
    check = parser.parse_args().check
    try:
        text = page(bundle(ROOT / "openapi" / "openapi.yaml"))
    except BundleError as error:
        sys.exit(str(error))
    if not check:
        PAGE.write_text(text, encoding="utf-8", newline="\n")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
        sys.exit(f"docs/coverage.md is not what openapi/ gives; run: {COMMAND}")


if __name__ == "__main__":
    main()
