"""What must not be released is named: another version, a dirty tree, a tag elsewhere, a commit that is not on main."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from release_check import ROOT, problems


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, "-C", str(root), *arguments], check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository that can be released as v1.2.3."""
    root = tmp_path / "project"
    for name, text in {
        "pyproject.toml": '[project]\nname = "x"\nversion = "1.2.3"\n',
        "src/lootlocker/__init__.py": '"""X."""\n\n__version__ = "1.2.3"\n',
        "CHANGELOG.md": "# Changelog\n\n## [1.2.3] - 2026-01-01\n\n## [1.2.2] - 2025-01-01\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "One")
    return root


def commit(root: Path) -> None:
    git(root, "commit", "--quiet", "--allow-empty", "--message", "More")


def write(name: str, text: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        (root / name).write_text(text, encoding="utf-8")
        git(root, "commit", "--quiet", "--all", "--message", "More")

    return change


def leave(root: Path) -> None:
    (root / "left.txt").touch()


def tag_before(root: Path) -> None:
    git(root, "tag", "v1.2.3")
    commit(root)


def main_before(root: Path) -> None:
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    commit(root)


def test_a_commit_that_can_be_released(root: Path) -> None:
    git(root, "tag", "--annotate", "--message", "One", "v1.2.3")
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    assert problems(root, "v1.2.3") == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (leave, "the tree has changes that are not committed: left.txt; commit them first"),
        (tag_before, "the tag v1.2.3 is at "),
        (main_before, "this commit is not on origin/main; merge it there first"),
        (write("pyproject.toml", '[project]\nversion = "1.2.4"\n'), "the tag v1.2.3 is not v1.2.4"),
        (write("src/lootlocker/__init__.py", '__version__ = "1.2.2"\n'), "src/lootlocker/__init__.py does not say"),
        (write("CHANGELOG.md", "## [1.2.30]\n"), "CHANGELOG.md has no section [1.2.3]; name the"),
    ],
    ids=["dirty tree", "tag elsewhere", "not on main", "another version", "two versions", "no section"],
)
def test_what_is_in_the_way_is_named(root: Path, change: Callable[[Path], object], expected: str) -> None:
    change(root)
    assert problems(root, "v1.2.3")[0].startswith(expected)


def test_a_project_file_that_is_no_toml_is_a_sentence(root: Path) -> None:
    (root / "pyproject.toml").write_text("[project\n", encoding="utf-8")
    assert problems(root, "v1.2.3")[0].startswith("pyproject.toml can't be read: ")


def test_no_git_is_a_sentence(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    with pytest.raises(SystemExit, match=r"^release-check: git is not on PATH"):
        problems(root, "v1.2.3")


def test_no_repository_is_a_sentence(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / ".git").rename(root.parent / "git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    assert problems(root, "v1.2.3") == [
        "project/ is not a git repository with a commit, so nothing here can be tagged",
    ]


@pytest.mark.parametrize("tag", ["v0.0.0", ""])
def test_the_command_fails_with_sentences(tag: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "release_check.py"), tag], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert all(line.startswith("release-check: ") for line in done.stderr.splitlines())
