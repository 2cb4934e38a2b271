"""A report that calls a change of code nothing, tells a thing twice or untruly, or dies of a source that is broken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from change_report.render import as_json, markdown
from change_report.report import Report, Wish, make
from report.project import commit, edit, git


def quick(project: Path) -> Report:
    return make(project, Wish("start", dirty=True, quick=True))


def failed(project: Path, *arguments: str) -> str:
    """What a command says, which has to fail without printing a report."""
    script, *others = arguments
    command = [sys.executable, str(project / "scripts" / script), *others]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr


def test_a_change_of_code_by_hand_is_named_and_counts_as_a_patch(project: Path) -> None:
    git(project, "tag", "v0.1.0", "start")
    edit(project, "src/lootlocker/_retry.py", "BACKOFF: Final = ", "BACKOFF: Final = 7 * ")
    (project / "src" / "lootlocker" / "_new.py").write_text("A = 1\nB = 2\n", encoding="utf-8")
    found = quick(project)
    text = markdown(found)
    assert "## Behaviour that is not judged: read these (2)\n\n" in text
    assert "- src/lootlocker/_new.py: +2 -0\n- src/lootlocker/_retry.py: +1 -1\n" in text
    assert '"subject": "src/lootlocker/_retry.py"' in as_json(found)
    assert (found.verdict.level, found.verdict.follows) == ("patch", "0.1.1")
    assert "code whose behaviour is not judged changed" in found.verdict.sentence()


@pytest.mark.parametrize("script", [("diff.py", "start", "--dirty", "--quick"), ("changelog.py", "--dirty", "start")])
@pytest.mark.parametrize("broken", [b"def broken(:\n", b"# \xff\n"], ids=["syntax", "encoding"])
def test_a_source_that_is_not_python_is_one_sentence(project: Path, script: tuple[str, ...], broken: bytes) -> None:
    (project / "src" / "lootlocker" / "_retry.py").write_bytes(broken)
    said = failed(project, *script)
    assert len(said.splitlines()) == 1
    assert "The Python sources now are not sound: " in said
    assert "src/lootlocker/_retry.py:1: this is not Python: " in said or "'utf-8' codec" in said


@pytest.mark.parametrize(
    ("lock", "said"), [(None, "is missing"), ("{", "is not readable JSON")], ids=["missing", "corrupt"]
)
def test_hashes_of_a_lock_that_is_not_there_are_not_trusted(project: Path, lock: str | None, said: str) -> None:
    file = project / "generated" / "lock.json"
    file.unlink()
    if lock is not None:
        file.write_text(lock, encoding="utf-8")
    sentence = f"generated/lock.json {said}; run: make generate"
    assert failed(project, "diff.py", "start", "--dirty", "--quick") == f"diff: {sentence}\n"
    whole = make(project, Wish("start", dirty=True))
    assert whole.rows == []
    assert sentence in whole.strangers


def test_what_redocly_calls_breaking_too_is_told_once(project: Path) -> None:
    for file in (project / "openapi").rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("/game/v1/heroes:", "/game/v2/heroes:"), encoding="utf-8")
    string = "  schema:\n    type: string\n"
    edit(project, "openapi/parameters.yaml", string, f"{string}    format: password\n")
    rows = quick(project).rows
    assert {"path-changed", "redocly-breaking"} & {row.change for row in rows} == {"path-changed"}
    assert any(row.effect == "wire" and "format" in row.text for row in rows)


def test_a_template_that_generates_the_same_code_raises_nothing(project: Path) -> None:
    git(project, "tag", "v0.1.0", "start")
    edit(project, "templates/types.py.jinja", "from __future__", "{# A remark. #}from __future__")
    subprocess.run([sys.executable, str(project / "scripts" / "generate.py")], check=True, capture_output=True)
    subprocess.run([sys.executable, str(project / "scripts" / "lock.py")], check=True, capture_output=True)
    commit(project, "A remark")
    found = make(project, Wish("start"))
    assert [row.line for row in found.rows] == [
        "tool of developers (template) templates/types.py.jinja: changed (+1 -1): no generated code differs"
    ]
    assert (found.verdict.level, found.strangers) == ("none", [])


def test_a_deprecated_method_is_not_under_what_is_added(project: Path) -> None:
    operation = "    operationId: server_list_player_inventory\n"
    edit(project, "openapi/server/inventories.yaml", operation, f"    deprecated: true\n{operation}")
    text = markdown(quick(project))
    assert "## Deprecates (1)\n\n" in text
    assert "## Adds" not in text
