"""Drift: what is committed and no longer is what the document and the templates give."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from check import report
from lock import ROOT, lock_file, tree, verify_lock, write_lock
from small_document import write
from support.scratch import run, scratch_copy


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small project whose lock is up to date."""
    write(tmp_path, {})
    for name, text in {
        "templates/model.py.jinja": "{{ model }}\n",
        "generator-config.yaml": "literal_enums: true\n",
        "scripts/facts.py": "FACTS = 1\n",
        "scripts/generate.py": "GENERATE = 1\n",
        "generated/lootlocker_api/__init__.py": "ONE = 1\n",
        "generated/lootlocker_api/models/ant.py": "ANT = 1\n",
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    write_lock(tmp_path)
    return tmp_path


def append(file: Path, text: str = "# more\n") -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_project_that_is_up_to_date(root: Path) -> None:
    assert verify_lock(root) == []


def test_what_python_and_tools_leave_is_no_drift(root: Path) -> None:
    package = root / "generated" / "lootlocker_api"
    for left in ("__pycache__/ant.cpython-311.pyc", ".ruff_cache/x"):
        (package / left).parent.mkdir()
        (package / left).write_bytes(b"left")
    assert verify_lock(root) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("generated/lootlocker_api/models/ant.py", "generated/lootlocker_api was edited by hand"),
        ("openapi/schemas/Ant.yaml", "openapi/ has changed since the client was generated"),
        ("templates/model.py.jinja", "templates/ or what fills them has changed"),
        ("generator-config.yaml", "templates/ or what fills them has changed"),
        ("scripts/facts.py", "templates/ or what fills them has changed"),
        ("scripts/generate.py", "templates/ or what fills them has changed"),
    ],
)
def test_an_edit_without_regeneration(root: Path, changed: str, expected: str) -> None:
    append(root / changed, "# more\ndescription: More.\n" if changed.startswith("openapi") else "# more\n")
    (problem,) = verify_lock(root)
    assert problem.startswith(expected)
    assert problem.endswith("run: make generate")


def test_a_comment_in_the_document_is_no_change(root: Path) -> None:
    append(root / "openapi" / "schemas" / "Ant.yaml", "# a comment\n")
    assert verify_lock(root) == []


@pytest.mark.parametrize("name", ["models/bee.py", "models/ant.py"])
def test_a_file_too_many_or_too_few(root: Path, name: str) -> None:
    file = root / "generated" / "lootlocker_api" / name
    if file.exists():
        file.unlink()
    else:
        file.write_text("")
    (problem,) = verify_lock(root)
    assert problem.startswith("generated/lootlocker_api was edited by hand")


def test_a_file_that_was_renamed(root: Path) -> None:
    file = root / "generated" / "lootlocker_api" / "models" / "ant.py"
    file.rename(file.with_name("bee.py"))
    assert len(verify_lock(root)) == 1


@pytest.mark.parametrize("tool", ["ruff", "openapi-python-client"])
def test_another_version_of_a_tool(root: Path, tool: str) -> None:
    locked = json.loads(lock_file(root).read_text())
    lock_file(root).write_text(json.dumps({**locked, tool: "0.0.1"}))
    (problem,) = verify_lock(root)
    assert problem.startswith(f"the client was generated with {tool} 0.0.1, and ")
    assert problem.endswith("run: make setup generate")


@pytest.mark.parametrize("text", [None, "{", "[]", "{}"])
def test_a_lock_that_is_missing_or_spoiled(root: Path, text: str | None) -> None:
    lock_file(root).unlink()
    if text is not None:
        lock_file(root).write_text(text)
    (problem,) = verify_lock(root)
    assert problem.endswith("run: make generate")


def test_the_lock_holds_no_date_and_no_path(root: Path) -> None:
    before = lock_file(root).read_bytes()
    write_lock(root)
    assert lock_file(root).read_bytes() == before
    assert str(root) not in before.decode()


# The comparison byte for byte


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("committed", "fresh"):
        (tmp_path / name / "models").mkdir(parents=True)
        (tmp_path / name / "models" / "ant.py").write_text("ONE = 1\nTWO = 2\n")
    return tmp_path / "committed", tmp_path / "fresh"


def test_equal_folders_have_nothing_to_report(folders: tuple[Path, Path]) -> None:
    assert report(*folders) == ""


def test_a_changed_line_shows_as_a_diff(folders: tuple[Path, Path]) -> None:
    (folders[0] / "models" / "ant.py").write_text("ONE = 1\nTWO = 3\n")
    assert report(*folders).splitlines() == [
        "--- committed/models/ant.py",
        "+++ generated/models/ant.py",
        "@@ -1,2 +1,2 @@",
        " ONE = 1",
        "-TWO = 3",
        "+TWO = 2",
    ]


def test_missing_and_extra_files_are_named(folders: tuple[Path, Path]) -> None:
    (folders[0] / "models" / "bee.py").write_text("")
    (folders[1] / "models" / "cow.py").write_text("")
    assert report(*folders).splitlines() == [
        "models/bee.py: is committed, but nothing generates it.",
        "models/cow.py: is generated, but not committed.",
    ]


@pytest.mark.parametrize("content", [b"ONE = 1\r\nTWO = 2\r\n", b"ONE = 1\nTWO = 2"])
def test_line_ends_count(folders: tuple[Path, Path], content: bytes) -> None:
    (folders[0] / "models" / "ant.py").write_bytes(content)
    assert report(*folders) == "models/ant.py: differs in bytes that no line shows, such as line ends."


def test_a_long_difference_is_cut_and_says_so(folders: tuple[Path, Path]) -> None:
    (folders[0] / "models" / "ant.py").write_text("".join(f"N{number} = 0\n" for number in range(300)))
    lines = report(*folders).splitlines()
    assert len(lines) == 201
    assert lines[-1] == "... and 105 more lines"


def test_the_tree_is_in_the_same_order_everywhere(folders: tuple[Path, Path]) -> None:
    for name in ("b.py", "a.py", "B.py"):
        (folders[0] / name).write_text("")
    assert list(tree(folders[0])) == ["B.py", "a.py", "b.py", "models/ant.py"]


# The verb itself, on a copy of this repository


@pytest.mark.timeout(300)
def test_make_check_names_each_edit_and_the_command_that_mends_it(tmp_path: Path) -> None:
    root = scratch_copy(tmp_path)
    append(root / "generated" / "lootlocker_api" / "client.py", "ADDED = 1\n")
    append(root / "openapi" / "schemas" / "GameHero.yaml", "minProperties: 0\n")
    append(root / "templates" / "types.py.jinja", "{# more #}\n")
    done = run(["make", "check"], root)
    assert done.returncode != 0
    assert "+ADDED" not in done.stdout
    assert "-ADDED = 1" in done.stdout.splitlines()
    said = done.stderr.splitlines()
    for sentence in (
        "openapi/ has changed since the client was generated; run: make generate",
        "generated/lootlocker_api was edited by hand; edit openapi/ or templates/, then run: make generate",
        "templates/ or what fills them has changed since the client was generated; run: make generate",
        "generated/lootlocker_api is not what openapi/ and templates/ give; run: make generate",
    ):
        assert sentence in said
    assert "Traceback" not in done.stderr


def test_review_tools_fold_what_is_generated_and_show_the_lock_and_the_report(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    folded = ("generated/lootlocker_api/client.py", "generated/lootlocker_api/openapi.json", "requirements/dev.txt")
    shown = ("generated/lock.json", "generated/api.txt", "CHANGELOG.md", "openapi/openapi.yaml", "templates/a.jinja")
    command = ["git", "-C", str(tmp_path), "check-attr", "linguist-generated", "--", *folded, *shown]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    found = {line.split(": ")[0] for line in said if line.endswith(": set")}
    assert found == set(folded)
