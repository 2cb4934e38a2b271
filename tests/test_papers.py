"""What lies beside the wheel in dist/: its pins install it and nothing else, its bill and checksums tell the truth."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

import papers
from lootlocker.sandbox import Sandbox
from wheel import ROOT, BuildError, build, distributions

UV = str(Path(sys.executable).parent / "uv")
DOCUMENT = ROOT / "generated" / "lootlocker_api" / "openapi.json"
IMPORTED = "import lootlocker; print(lootlocker.__version__, *lootlocker.__api__, lootlocker.__file__)"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release") / "dist"
    build(folder)
    papers.write(folder)
    return folder


@pytest.fixture
def spoiled(dist: Path, tmp_path: Path) -> Path:
    """A copy to be changed."""
    return Path(shutil.copytree(dist, tmp_path / "dist"))


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
    return {**kept, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **more}


def install(installer: str, folder: Path, pinned: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Install what `pinned` names into a new environment in `folder`, called from a folder that is not the file's."""
    python = folder / "venv" / "bin" / "python"
    if installer == "pip":
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        command = [str(python), "-I", "-m", "pip", "install", "--quiet"]
    else:
        subprocess.run([UV, "--quiet", "venv", "--python", sys.executable, str(folder / "venv")], check=True)
        command = [UV, "pip", "install", "--quiet", "--python", str(python)]
    done = subprocess.run(
        [*command, "--require-hashes", "-r", str(pinned)],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return python, done


@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_the_pins_install_a_client_that_plays_the_quickstart(installer: str, dist: Path, tmp_path: Path) -> None:
    python, done = install(installer, tmp_path, dist / "requirements.txt")
    assert done.returncode == 0, done.stderr
    imported = subprocess.run([str(python), "-I", "-c", IMPORTED], capture_output=True, text=True, check=True)
    version, *api, file = imported.stdout.split()
    assert version == distributions(dist)[0].name.split("-")[1]
    assert api == [
        json.loads(DOCUMENT.read_text(encoding="utf-8"))["info"]["version"],
        f"sha256:{json.loads((ROOT / 'generated' / 'lock.json').read_text())['document']}",
    ]
    assert file.startswith(str(tmp_path))
    # The extra `sandbox` is not installed there: the server is this environment's.
    with Sandbox() as sandbox:
        keys = ("base_url", "game_key", "server_key", "game_version")
        played = subprocess.run(
            [str(python), "-I", "-W", "error", str(ROOT / "examples" / "quickstart.py")],
            env=environment(**{f"LOOTLOCKER_{key.upper()}": getattr(sandbox, key) for key in keys}),
            capture_output=True,
            text=True,
            check=False,
        )
    assert played.returncode == 0, played.stderr
    assert re.search(r"end session +done\n$", played.stdout)


def test_another_wheel_of_the_same_name_is_refused(spoiled: Path, tmp_path: Path) -> None:
    wheel, _ = distributions(spoiled)
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    _, done = install("uv", tmp_path, spoiled / "requirements.txt")
    assert done.returncode != 0
    assert "Hash mismatch for `lootlocker-client==" in done.stderr


def test_the_pins_name_the_wheel_its_dependencies_and_no_index(dist: Path) -> None:
    text = (dist / "requirements.txt").read_text()
    found = dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))
    assert {"lootlocker-client", "httpx", "attrs", "python-dateutil"} <= found.keys()
    assert not found.keys() & {"starlette", "uvicorn", "pytest"}
    assert "://" not in text
    wheel = distributions(dist)[0].read_bytes()
    assert f"--hash=sha256:{hashlib.sha256(wheel).hexdigest()}" in text


def test_the_bill_is_valid_and_names_what_is_pinned_and_what_it_was_made_from(dist: Path) -> None:
    text = (dist / "sbom.cdx.json").read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bill = json.loads(text)
    pinned = re.findall(r"^([\w.-]+)==([^\s;]+)", (dist / "requirements.txt").read_text(), re.MULTILINE)
    listed = {(each["name"].replace("_", "-").lower(), each["version"]) for each in bill["components"]}
    subject = bill["metadata"]["component"]
    assert listed | {(subject["name"], subject["version"])} == set(pinned)
    for file in distributions(dist):
        hashed = {"alg": "SHA-256", "content": hashlib.sha256(file.read_bytes()).hexdigest()}
        assert [each["hashes"] for each in subject["components"] if each["name"] == file.name] == [[hashed]]
    digest = hashlib.sha256(DOCUMENT.read_bytes()).hexdigest()
    assert {"name": "lootlocker:document:sha256", "value": digest} in subject["properties"]


def test_the_bill_knows_no_path_and_no_time(dist: Path) -> None:
    text = (dist / "sbom.cdx.json").read_text(encoding="utf-8")
    for told in (str(ROOT), str(dist), "file:", "timestamp", "serialNumber"):
        assert told not in text


def test_the_checksums_are_those_of_all_files(dist: Path) -> None:
    assert papers.problems(dist) == []
    assert len((dist / "SHA256SUMS").read_text().splitlines()) == 4
    if tool := shutil.which("sha256sum"):
        subprocess.run([tool, "--quiet", "--check", "SHA256SUMS"], cwd=dist, check=True)


def test_a_file_that_was_changed_added_or_lost_is_named(spoiled: Path) -> None:
    (spoiled / "sbom.cdx.json").write_text("{}")
    (spoiled / "requirements.txt").unlink()
    (spoiled / "more.txt").touch()
    assert papers.problems(spoiled) == [
        "dist/requirements.txt is missing; run: make wheel",
        "dist/more.txt is not in SHA256SUMS; run: make wheel",
        "dist/sbom.cdx.json is not what SHA256SUMS says; run: make wheel",
    ]


def test_without_a_wheel_a_sentence_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    assert papers.problems(tmp_path / "dist") == ["there is no SHA256SUMS in dist/; run: make wheel"]
    with pytest.raises(BuildError, match=r"^dist/ does not hold one wheel and one sdist; run: make wheel$"):
        papers.write(tmp_path / "dist")
