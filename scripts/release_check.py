"""May this commit be released under this tag? One sentence for each thing that is in the way.

python scripts/release_check.py v1.2.3
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHOWN = 5


def git(root: Path, *arguments: str) -> tuple[int, str]:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        sys.exit("release-check: git is not on PATH; install it")
    return done.returncode, done.stdout.rstrip()


def _version_problems(root: Path, tag: str) -> list[str]:
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        return [f"pyproject.toml can't be read: {error}"]
    version: str = project["project"]["version"]
    found = []
    if tag != f"v{version}":
        found.append(f"the tag {tag} is not v{version}, which pyproject.toml has as the version")
    stated = re.search(
        r'^__version__ = "(.*)"$', (root / "src/lootlocker/__init__.py").read_text(encoding="utf-8"), re.MULTILINE
    )
    if stated is None or stated[1] != version:
        found.append(f"src/lootlocker/__init__.py does not say __version__ = {version!r}, as pyproject.toml does")
    changelog = root / "CHANGELOG.md"
    text = changelog.read_text(encoding="utf-8") if changelog.is_file() else ""
    if not re.search(rf"^## \[?{re.escape(version)}\]?\b", text, re.MULTILINE):
        found.append(f"CHANGELOG.md has no section [{version}]; name the unreleased one so (make changelog drafts it)")
    return found


def _commit_problems(root: Path, tag: str) -> list[str]:
    failed, head = git(root, "rev-parse", "HEAD")
    if failed:
        return [f"{root.name}/ is not a git repository with a commit, so nothing here can be tagged"]
    found = []
    _, dirty = git(root, "status", "--porcelain")
    if dirty:
        files = [line[3:] for line in dirty.splitlines()]
        more = f" and {len(files) - SHOWN} more" if len(files) > SHOWN else ""
        found.append(
            f"the tree has changes that are not committed: {', '.join(files[:SHOWN])}{more}; commit them first"
        )
    absent, tagged = git(root, "rev-parse", "--verify", "--quiet", f"refs/tags/{tag}^{{commit}}")
    if not absent and tagged != head:
        found.append(f"the tag {tag} is at {tagged[:12]}, not at this commit {head[:12]}")
    absent, _ = git(root, "rev-parse", "--verify", "--quiet", "refs/remotes/origin/main")
    outside, _ = git(root, "merge-base", "--is-ancestor", "HEAD", "refs/remotes/origin/main")
    if not absent and outside:
        found.append("this commit is not on origin/main; merge it there first")
    return found


def problems(root: Path, tag: str) -> list[str]:
    """What is in the way of releasing `root` as `tag`; nothing when all is well."""
    if not tag:
        return ["no tag was given; run: make release-check TAG=v1.2.3"]
    return [*_version_problems(root, tag), *_commit_problems(root, tag)]


def main() -> None:
    parser = argparse.ArgumentParser(description="May this commit be released under this tag?")
    parser.add_argument("tag", help="such as v1.2.3")
    tag: str = parser.parse_args().tag
    if found := problems(ROOT, tag):
        sys.exit("\n".join(f"release-check: {problem}" for problem in found))
    print(f"release-check: this commit can be released as {tag}")


if __name__ == "__main__":
    main()
