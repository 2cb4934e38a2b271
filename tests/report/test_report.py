"""The whole report on a real repository: what it says, what it refuses, and that it leaves the work tree alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from change_report.problem import ReportError
from change_report.redocly import Node
from change_report.render import as_json, markdown
from change_report.report import Report, Wish, make
from report.project import commit, edit, git

COUNT = "\nInventoryCount:\n  name: count\n  in: query\n  required: "


def report(project: Path, base: str = "start") -> Report:
    return make(project, Wish(base, quick=True))


def run(project: Path, *scripts: str) -> None:
    for script in scripts:
        subprocess.run([sys.executable, str(project / "scripts" / script)], check=True, capture_output=True)


def command(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(project / "scripts" / "diff.py"), *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_parameter_that_became_required_is_told_with_its_line_and_the_code_that_breaks(project: Path) -> None:
    git(project, "tag", "v0.1.0", "start")
    edit(project, "openapi/parameters.yaml", f"{COUNT}false", f"{COUNT}true")
    commit(project, "Require count")
    found = report(project)
    text = markdown(found)
    line = (project / "openapi/parameters.yaml").read_text(encoding="utf-8").splitlines().index("InventoryCount:") + 4
    where = f"openapi/parameters.yaml:{line}"
    assert f"- server.inventories.get_character_inventory: parameter count became required ({where})" in text
    assert "  `server.inventories.get_character_inventory(363, 49)  # count is required now`" in text
    assert found.verdict.follows == "0.2.0"
    assert not found.verdict.ok
    assert any("openapi/ has changed since the client was generated" in each for each in found.strangers)
    assert found.redocly["major"] >= 1


def test_a_regenerated_change_is_told_once_and_an_edit_by_hand_is_found(project: Path) -> None:
    edit(project, "openapi/parameters.yaml", f"{COUNT}false", f"{COUNT}true")
    edit(project, "openapi/schemas/InventoryItem.yaml", "properties:\n", "properties:\n  colour: {type: string}\n")
    (project / "openapi/schemas/Rental.yaml").rename(project / "openapi/schemas/Lease.yaml")
    for file in (project / "openapi").rglob("*.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace("Rental.yaml", "Lease.yaml"), encoding="utf-8")
    run(project, "generate.py", "api_dump.py")
    target = project / "generated/lootlocker_api/errors.py"
    target.write_text(target.read_text(encoding="utf-8") + "\nimport os\n", encoding="utf-8")
    (project / "generated" / "notes.txt").write_text("by hand\n", encoding="utf-8")
    run(project, "lock.py")  # whoever edits by hand can lock it, too
    commit(project, "Change, regenerate and edit by hand")
    found = make(project, Wish("start"))
    assert [row.line for row in found.rows if row.change.startswith("api-")] == []
    assert {row.subject for row in found.rows if row.change != "redocly-breaking"} == {
        "models.InventoryItem",
        "models.Rental",
        "server.inventories.get_character_inventory",
        "server.inventories.get_hero_inventory",
        "server.inventories.list_player_inventory",
    }
    assert found.checked == "The client was generated once more and compared byte for byte."
    assert found.strangers == [
        "generated/notes.txt: nothing generates this file.",
        "generated/lootlocker_api/errors.py: is not what the generator writes.",
    ]
    assert found.size.files > 3
    assert found.size.document[0] > 0


def test_generator_templates_and_dependencies_are_apart_from_the_document(project: Path) -> None:
    edit(project, "pyproject.toml", '"httpx>=0.28,<1"', '"httpx>=0.28.1,<1"')
    edit(project, "templates/types.py.jinja", "from __future__", "# A remark.\nfrom __future__")
    edit(project, "generated/lock.json", '"openapi-python-client": "', '"openapi-python-client": "1')
    edit(project, "requirements/dev.txt", "httpx==", "httpx==9")
    commit(project, "Bump")
    rows = report(project).rows
    assert {row.effect for row in rows} == {"tools"}
    lines = "\n".join(row.line for row in rows)
    assert "dependency httpx: became `httpx>=0.28.1,<1` (was `httpx>=0.28,<1`)" in lines
    assert "template templates/types.py.jinja: changed (+1 -0): it shapes the generated client" in lines
    assert "generator openapi-python-client: became 1" in lines
    assert "requirements/dev.txt: 1 pins changed: httpx" in lines


def test_an_interpreter_or_an_extra_that_is_given_up_breaks(project: Path) -> None:
    edit(project, "pyproject.toml", 'requires-python = ">=3.11"', 'requires-python = ">=3.12"')
    edit(project, "pyproject.toml", "\nsandbox = [", '\nmore = ["attrs>=25"]\nbox = [')
    commit(project, "Give up 3.11 and an extra")
    assert [(row.effect, row.subject) for row in report(project).rows] == [
        ("breaking", "extra sandbox"),
        ("breaking", "requires-python"),
        ("additive", "extra box"),
        ("additive", "extra more"),
    ]


def test_the_version_counts_from_the_last_release(project: Path) -> None:
    git(project, "tag", "v0.1.0")
    edit(project, "pyproject.toml", 'version = "0.1.0"', 'version = "0.2.0"')
    edit(project, "openapi/parameters.yaml", f"{COUNT}false", f"{COUNT}true")
    commit(project, "Break and raise the version")
    assert report(project).verdict.ok
    git(project, "tag", "between")
    edit(project, "openapi/parameters.yaml", f"{COUNT}true", f"{COUNT}false")
    commit(project, "Take it back")
    verdict = report(project, "between").verdict
    assert (verdict.counted_from, verdict.follows, verdict.ok) == ("0.1.0", "0.1.1", True)


def test_a_base_without_a_dump_is_read_from_its_sources(project: Path) -> None:
    git(project, "rm", "--quiet", "generated/api.txt")
    commit(project, "An older commit")
    git(project, "tag", "old")
    git(project, "checkout", "--quiet", "start", "--", "generated/api.txt")
    commit(project, "With a dump")
    found = report(project, "old")
    assert found.rows == []
    assert found.notes == ["old has no generated/api.txt: the API of then was read from its sources."]


def test_the_work_tree_is_left_alone(project: Path) -> None:
    report(project)
    assert git(project, "status", "--porcelain") == ""


@pytest.mark.parametrize("changed", ["openapi/parameters.yaml", "README.md", "src/lootlocker/new.py"])
def test_uncommitted_changes_are_refused(project: Path, changed: str) -> None:
    with (project / changed).open("a", encoding="utf-8") as file:
        file.write("# more\n")
    with pytest.raises(
        ReportError, match=rf"^The tree has uncommitted changes \({changed}\): commit them, or set DIRTY=1"
    ):
        report(project)


def test_a_report_on_uncommitted_changes_says_so(project: Path) -> None:
    edit(project, "README.md", "# ", "# The ")
    notes = make(project, Wish("start", dirty=True, quick=True)).notes
    assert notes == ["The tree has uncommitted changes, and they are in this report: README.md."]


def test_a_document_with_a_syntax_error_now_and_at_base(project: Path) -> None:
    edit(project, "openapi/schemas/Asset.yaml", "type: object", "type: [object")
    commit(project, "Break the document")
    with pytest.raises(ReportError, match=r"^The document now is not sound: openapi/schemas/Asset\.yaml:\d+:\d+: "):
        report(project)
    git(project, "tag", "broken")
    edit(project, "openapi/schemas/Asset.yaml", "type: [object", "type: object")
    commit(project, "Mend it")
    with pytest.raises(ReportError, match=r"^The document at broken is not sound: openapi/schemas/Asset\.yaml"):
        report(project, "broken")


def test_a_document_that_no_client_can_be_generated_from(project: Path) -> None:
    edit(project, "openapi/parameters.yaml", "Count:\n  name: count\n", "Count:\n")
    commit(project, "A parameter without a name")
    with pytest.raises(
        ReportError, match=r"^No client can be generated from the document now \(.*name.*\); run: make lint"
    ):
        report(project)


def test_a_base_before_the_document(project: Path) -> None:
    git(project, "checkout", "--quiet", "--orphan", "other")
    git(project, "rm", "-r", "--quiet", "--force", "openapi")
    commit(project, "Nothing yet")
    git(project, "checkout", "--quiet", "main")
    with pytest.raises(ReportError, match="has no openapi/: there is nothing to compare with"):
        report(project, "other")


@pytest.mark.parametrize("ref", ["nowhere", "--output=x", "start:openapi", "HEAD~99"])
def test_an_unknown_ref_is_a_sentence_and_a_failure(project: Path, ref: str) -> None:
    with pytest.raises(ReportError, match=r"^BASE=.* is no commit of this repository: name a branch"):
        report(project, ref)


def test_not_a_repository(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(project / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    with pytest.raises(ReportError, match=r"^project is not a git repository"):
        report(project)


def test_no_git(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(project))
    with pytest.raises(ReportError, match=r"^git is not on PATH"):
        report(project)


def test_no_node(project: Path) -> None:
    missing = Node(project / "node", Node.of().redocly)
    with pytest.raises(ReportError, match=r"^Node is not installed.*; run: make setup$"):
        make(project, Wish("start", quick=True, node=missing))
    broken = Node(project / "README.md", Node.of().redocly)
    with pytest.raises(ReportError, match=r"^Node can't be started \(Permission denied\); run: make setup$"):
        make(project, Wish("start", quick=True, node=broken))


def test_the_command_takes_a_node_by_a_relative_path(project: Path) -> None:
    here = Path(os.path.relpath(Node.of().program, Path.cwd()))
    assert command(project, "start", "--quick", "--node", str(here)).returncode == 0


def test_the_command_fails_with_one_sentence(project: Path) -> None:
    done = command(project, "nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("diff: BASE=nowhere is no commit of this repository")
    assert len(done.stderr.splitlines()) == 1


def test_the_command_prints_both_formats_with_the_same_rows_and_checks_the_version(project: Path) -> None:
    git(project, "tag", "v0.1.0", "start")
    edit(project, "openapi/parameters.yaml", f"{COUNT}false", f"{COUNT}true")
    commit(project, "Require count")
    done = command(project, "start", "--quick", "--format", "json", "--check")
    assert done.returncode == 1
    assert done.stderr.startswith("diff: 0.2.0 follows from 0.1.0 (something breaks), but pyproject.toml has 0.1.0")
    found = report(project)
    assert json.loads(done.stdout)["rows"] == json.loads(as_json(found))["rows"]
    assert done.stdout == as_json(found)
    for row in json.loads(done.stdout)["rows"]:
        assert f"- {row['subject']}: {row['text']}" in markdown(found)


def test_the_changelog_is_drafted_from_the_report_and_nothing_else_is_written(project: Path) -> None:
    edit(project, "openapi/schemas/Asset.yaml", "  ulid:\n", "  other_id:\n")
    commit(project, "Rename a field")
    edit(project, "CHANGELOG.md", "## [Unreleased]\n", "## [Unreleased]\n\nBy hand.\n")
    script = [sys.executable, str(project / "scripts" / "changelog.py")]
    failed = subprocess.run(script, capture_output=True, text=True, check=False)
    assert (failed.returncode, failed.stderr) == (
        1,
        "changelog: no release is tagged yet: name a commit, as in make changelog BASE=main\n",
    )
    git(project, "tag", "v0.1.0", "start")
    subprocess.run(script, capture_output=True, check=True)
    text = (project / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "By hand.\n" in text
    assert (
        "- **Breaking:** models.Asset: field ulid was renamed to other_id. `asset.ulid  # it is other_id now`\n" in text
    )
    assert git(project, "status", "--porcelain").split() == ["M", "CHANGELOG.md"]
