"""Draft the unreleased section of CHANGELOG.md from the change report.

    python scripts/changelog.py BASE [--stdout] [--dirty]   # without BASE: the last release, by its tag v1.2.3
    python scripts/changelog.py --release 0.2.0             # what is unreleased becomes that version

Lines that people wrote stay as they are; see scripts/change_report/changelog.py.
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import UTC, datetime

from change_report.changelog import ChangelogError, draft, drafted_into, released
from change_report.collect import commit_of, git
from change_report.problem import ReportError
from change_report.report import Wish, make
from lock import ROOT

FILE = ROOT / "CHANGELOG.md"


def last_release() -> str:
    """The newest tag of a release before this commit.

    Raises:
        ReportError: There is none.
    """
    commit_of(ROOT, "HEAD")
    tags = git(ROOT, "tag", "--merged", "HEAD", "--sort=-version:refname", "--list", "v*").split()
    found = [tag for tag in tags if re.fullmatch(r"v\d+\.\d+\.\d+", tag)]
    if not found:
        raise ReportError("no release is tagged yet: name a commit, as in make changelog BASE=main")
    return found[0]


def main() -> None:
    parser = argparse.ArgumentParser(description="Draft the unreleased section of CHANGELOG.md.")
    parser.add_argument("base", nargs="?", default="", help="a commit to compare with; the last release by default")
    parser.add_argument("--stdout", action="store_true", help="print the draft instead of writing it")
    parser.add_argument("--dirty", action="store_true", help="also with uncommitted changes other than the changelog's")
    parser.add_argument(
        "--release", metavar="VERSION", help="give the unreleased section this version and today's date"
    )
    given = parser.parse_args()
    try:
        text = FILE.read_text(encoding="utf-8") if FILE.is_file() else ""
        if given.release:
            if not re.fullmatch(r"\d+\.\d+\.\d+", given.release):
                raise ChangelogError(f"{given.release} is no version like 1.2.3.")
            FILE.write_text(
                released(text, given.release, f"{datetime.now(UTC):%Y-%m-%d}"), encoding="utf-8", newline="\n"
            )
            return
        base = given.base or last_release()
        report = make(ROOT, Wish(base, dirty=given.dirty, quick=True, ignored=("CHANGELOG.md",)))
        lines = draft(report.rows)
        if given.stdout:
            for category, some in lines.items():
                print(f"### {category}\n\n" + "\n".join(some) + "\n")
        else:
            FILE.write_text(drafted_into(text, lines), encoding="utf-8", newline="\n")
            count = sum(map(len, lines.values()))
            print(
                f"CHANGELOG.md: {count} changes since {base} are in the unreleased section; {report.verdict.sentence()}"
            )
            if unjudged := report.counts()["unjudged"]:
                print(f"Say what users notice of {unjudged} changed files of src/ yourself: make diff names them.")
    except (ChangelogError, ReportError) as error:
        sys.exit(f"changelog: {error}")


if __name__ == "__main__":
    main()
