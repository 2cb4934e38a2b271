"""What changed for users since a commit: the report that a reviewer reads.

python scripts/diff.py BASE [--format markdown|json] [--dirty] [--quick] [--check]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from change_report.problem import ReportError
from change_report.redocly import Node
from change_report.render import CHARACTERS, ROWS, as_json, markdown
from change_report.report import Wish, make
from lock import ROOT


def main() -> None:
    parser = argparse.ArgumentParser(description="Report what changed for users since a commit.")
    parser.add_argument("base", nargs="?", default="", help="a branch, a tag or a commit to compare with")
    parser.add_argument("--format", choices=("markdown", "json"), default="markdown")
    parser.add_argument("--dirty", action="store_true", help="report on uncommitted changes instead of refusing")
    parser.add_argument(
        "--quick", action="store_true", help="compare hashes instead of generating the client once more"
    )
    parser.add_argument("--check", action="store_true", help="fail if the version does not follow or a file is foreign")
    parser.add_argument("--rows", type=int, default=ROWS, help=f"show at most so many changes; {ROWS} by default")
    parser.add_argument("--characters", type=int, default=CHARACTERS, help=f"likewise; {CHARACTERS} by default")
    parser.add_argument(
        "--node", type=Path, help="the Node to run Redocly with; the one of this environment by default"
    )
    given = parser.parse_args()
    if not given.base:
        sys.exit("diff: name a branch, a tag or a commit to compare with, as in: make diff BASE=main")
    known = Node.of()
    node = Node(given.node.absolute(), known.redocly) if given.node else known
    try:
        report = make(ROOT, Wish(given.base, given.dirty, given.quick, node))
    except ReportError as error:
        sys.exit(f"diff: {error}")
    written = as_json if given.format == "json" else markdown
    sys.stdout.buffer.write(written(report, given.rows, given.characters).encode())
    if given.check and not report.verdict.ok:
        sys.exit(f"diff: {report.verdict.sentence()}")
    if given.check and report.strangers:
        sys.exit(f"diff: {report.strangers[0]}")


if __name__ == "__main__":
    main()
