"""Read the project as it is now and as it was at a git ref. The work tree is never touched."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tarfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api_dump import SourceError, api_file, dump
from bundle import bundle
from change_report.problem import ReportError
from change_report.surface import UNSOUND, Side
from facts import FactsError
from lock import lock_file
from source import BundleError

Json = dict[str, Any]

#: What the report reads; a file that is not committed there would be in a report of no commit.
READ = (
    "openapi",
    "generated",
    "src",
    "templates",
    "generator-config.yaml",
    "pyproject.toml",
    "requirements",
    "scripts",
)
API = "generated/api.txt"


@dataclass(frozen=True)
class State:
    """The project at one time.

    Attributes:
        document: The document in one piece.
        api: The dump of the public Python API.
        dumped: Whether the dump had to be made from the sources, for want of a committed one.
    """

    root: Path
    document: Json
    api: str
    dumped: bool
    lock: Json
    project: Json

    @property
    def version(self) -> str:
        return str(self.project.get("project", {}).get("version", ""))


def git(root: Path, *arguments: str) -> str:
    """What a git command prints.

    Raises:
        ReportError: There is no git, or the command failed.
    """
    return _git(root, *arguments).decode(errors="replace")


def _git(root: Path, *arguments: str) -> bytes:
    if shutil.which("git") is None:
        raise ReportError("git is not on PATH: the report compares with a commit, so install git.")
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        raise ReportError(f"git {arguments[0]} failed: {reason[-1] if reason else done.returncode}.")
    return done.stdout


def commit_of(root: Path, ref: str) -> str:
    """The commit that a ref names.

    Raises:
        ReportError: This is no git repository, or it has no such commit.
    """
    try:
        git(root, "rev-parse", "--git-dir")
    except ReportError as error:
        if "not on PATH" in str(error):
            raise
        raise ReportError(f"{root.name} is not a git repository: the report compares with a commit.") from None
    try:
        return git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").strip()
    except ReportError:
        hint = "name a branch, a tag or a commit; in a shallow clone fetch it first"
        raise ReportError(f"BASE={ref} is no commit of this repository: {hint}.") from None


def uncommitted(root: Path) -> list[str]:
    """Files that are changed and not committed, and untracked ones where the report reads."""
    lines = git(root, "status", "--porcelain", "--untracked-files=all").splitlines()
    return [line[3:] for line in lines if not line.startswith("??") or line[3:].startswith(READ)]


def unpack(root: Path, commit: str, target: Path) -> None:
    """Write what the report reads, as it was at a commit, below `target`."""
    known = set(git(root, "ls-tree", "--name-only", commit).splitlines())
    wanted = [name for name in READ if name in known]
    if "openapi" not in known:
        raise ReportError(f"{commit[:12]} has no openapi/: there is nothing to compare with.")
    archive = _git(root, "archive", "--format=tar", commit, "--", *wanted)
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        packed.extractall(target, filter="data")


def read(root: Path, when: str) -> State:
    """The project below `root`.

    Args:
        when: How to call this state in a message: `now` or `at <ref>`.

    Raises:
        ReportError: The document or a source file is not sound.
    """
    try:
        document = bundle(root / "openapi" / "openapi.yaml")
    except BundleError as error:
        first, *others = error.problems
        more = f" ({len(others)} more problems: make lint)" if others else ""
        raise ReportError(f"The document {when} is not sound: {first}{more}") from None
    try:
        Side(document)
    except UNSOUND as error:
        why = str(error) if isinstance(error, FactsError) else f"{type(error).__name__}: {error}"
        raise ReportError(f"No client can be generated from the document {when} ({why}); run: make lint") from None
    api = api_file(root)
    dumped = not api.is_file()
    try:
        text = dump(root) if dumped else api.read_text(encoding="utf-8")
    except SourceError as error:
        raise ReportError(f"The Python sources {when} are not sound: {error}") from None
    return State(root, document, text, dumped, _json(lock_file(root)), _toml(root / "pyproject.toml", when))


def _json(file: Path) -> Json:
    if not file.is_file():
        return {}
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _toml(file: Path, when: str) -> Json:
    if not file.is_file():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ReportError(f"pyproject.toml {when} is not readable: {error}.") from None
