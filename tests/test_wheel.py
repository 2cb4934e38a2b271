"""The distributions: what is in them, the same bytes on every build, a wheel that works where it is installed."""

from __future__ import annotations

import email
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.message import Message
from pathlib import Path

import pytest

import matrix
import papers
from wheel import ROOT, build

FOLDERS = ("docs", "src", "generated", "openapi", "examples", "scripts", "requirements")
FILES = ("pyproject.toml", "README.md", "LICENSE", ".gitignore")
RUNTIME = {"attrs", "httpx", "python-dateutil"}
USE = """
import sys, lootlocker, lootlocker_api
from importlib.metadata import version
for name in lootlocker.__all__:
    getattr(lootlocker, name)
for module in ("starlette", "uvicorn", "yaml", "jsonschema_rs"):
    assert module not in sys.modules, f"the core imports {module}"
try:
    from lootlocker.sandbox import Sandbox
except ModuleNotFoundError as error:
    assert "with its extra [sandbox]" in str(error), error
else:
    raise AssertionError("the sandbox is there without its extra")
assert version("lootlocker-client") == lootlocker.__version__, "the two versions differ"
assert lootlocker.parse_date("Tue, 09 Jul 2024 12:39:39 +0000").isoformat() == "2024-07-09T12:39:39+00:00"
game = lootlocker.GameClient("dev_key", login=lootlocker.auth.GuestLogin(), game_version="1.0.0.0")
game.heroes.get_game_heroes
game.close()
print("works", sys.version_info[:2], lootlocker.__file__)
"""


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    wheel, sdist = build(tmp_path_factory.mktemp("dist") / "dist")
    papers.write(wheel.parent)
    return wheel, sdist


@pytest.fixture(scope="module")
def wheel(distributions: tuple[Path, Path]) -> zipfile.ZipFile:
    return zipfile.ZipFile(distributions[0])


@pytest.fixture(scope="module")
def metadata(wheel: zipfile.ZipFile) -> Message:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return email.message_from_bytes(wheel.read(name))


def test_the_wheel_holds_both_packages_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {re.sub(r"-\d.*", "", top) for top in tops} == {"lootlocker", "lootlocker_api", "lootlocker_client"}
    for name in (
        *("lootlocker/__init__.py", "lootlocker/py.typed", "lootlocker/sandbox/__init__.py"),
        *("lootlocker_api/__init__.py", "lootlocker_api/py.typed", "lootlocker_api/openapi.json"),
    ):
        assert name in names
    assert [name for name in names if name.endswith(".dist-info/licenses/LICENSE")]
    assert [name for name in names if re.search(r"test|conftest|\.pyc$|\.jinja$|__pycache__", name)] == []


def left_by_a_tool(file: Path) -> bool:
    return file.suffix == ".pyc" or any(part.startswith(".") for part in file.parts)


def test_the_wheel_holds_every_file_of_both_packages(wheel: zipfile.ZipFile) -> None:
    for folder in (ROOT / "src", ROOT / "generated"):
        files = [file.relative_to(folder) for file in folder.glob("*/**/*") if file.is_file()]
        expected = {file.as_posix(): (folder / file).read_bytes() for file in files if not left_by_a_tool(file)}
        assert {name: wheel.read(name) for name in expected} == expected


def test_runtime_dependencies(metadata: Message) -> None:
    required = metadata.get_all("Requires-Dist", [])
    assert {re.split(r"[<>=;\[ ]", each)[0] for each in required if "extra ==" not in each} == RUNTIME
    assert metadata.get_all("Provides-Extra") == ["fast", "httpx2", "presence", "sandbox"]


def test_metadata(metadata: Message) -> None:
    assert (metadata["Name"], metadata["License-Expression"]) == ("lootlocker-client", "MIT")
    assert metadata["Requires-Python"] == ">=3.11"
    assert "unofficial" in metadata["Summary"].lower()
    assert "Typing :: Typed" in metadata.get_all("Classifier", [])


def test_the_sdist_holds_what_the_wheel_is_made_from(distributions: tuple[Path, Path], tmp_path: Path) -> None:
    with tarfile.open(distributions[1]) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    assert not (source / "tests").exists()
    again, _ = build(tmp_path / "dist", source)
    assert again.read_bytes() == distributions[0].read_bytes()


def test_the_same_bytes_from_another_folder_umask_and_time(distributions: tuple[Path, Path], tmp_path: Path) -> None:
    copy = tmp_path / "a longer name" / "copy"
    copy.mkdir(parents=True)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, copy / name, copy_function=shutil.copyfile)
    for name in FILES:
        shutil.copyfile(ROOT / name, copy / name)
    for file in copy.rglob("*"):
        file.chmod(0o700 if file.is_dir() else 0o600)
        os.utime(file, (1_000_000_000, 1_000_000_000))
    for script in (["wheel.py", "build"], ["papers.py"]):
        subprocess.run(
            [sys.executable, str(copy / "scripts" / script[0]), *script[1:]],
            env={**os.environ, "SOURCE_DATE_EPOCH": "1000000000", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"},
            cwd=tmp_path,
            umask=0o077,
            check=True,
        )
    there = {file.name: file.read_bytes() for file in distributions[0].parent.iterdir()}
    assert {file.name: file.read_bytes() for file in (copy / "dist").iterdir()} == there
    assert len(there) == 5


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("version", "resolution"),
    [("3.11", "highest"), ("3.11", "lowest-direct"), ("3.12", "highest"), ("3.13", "highest")],
)
def test_the_wheel_works_in_a_clean_environment(
    distributions: tuple[Path, Path], tmp_path: Path, version: str, resolution: str
) -> None:
    interpreter = matrix.interpreter(version)
    if interpreter is None:
        pytest.skip(f"no Python {version} is installed here")
    uv = [str(Path(sys.executable).parent / "uv"), "--quiet", "--no-config", "--no-python-downloads"]
    python = tmp_path / "venv" / "bin" / "python"
    # The lowest versions of what is asked for here, not of what the wheel asks for: so the project's own are asked for.
    asked = ["--resolution", resolution, "-r", str(ROOT / "pyproject.toml"), str(distributions[0])]
    environment = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "PYTHONPATH")}
    for command in (
        [*uv, "venv", "--python", interpreter, str(tmp_path / "venv")],
        [*uv, "pip", "install", "--python", str(python), *asked],
    ):
        subprocess.run(command, env=environment, cwd=tmp_path, check=True)
    done = subprocess.run(
        [str(python), "-I", "-W", "error", "-c", USE],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"works ({version.replace('.', ', ')})")
    assert str(tmp_path) in done.stdout
    command = [str(python), "-I", "-m", "lootlocker.sandbox"]
    alone = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (alone.returncode, alone.stdout) == (1, "")
    assert re.fullmatch(r"The sandbox needs \w+: install the wheel with its extra \[sandbox\], .*\n", alone.stderr)
    if resolution == "lowest-direct":
        ranges = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
        lowest = [re.sub(r">=([\d.]+).*", r" \1", each) for each in ranges]
        installed = matrix.versions(tmp_path / "venv").split(", ")
        assert [each for each in installed if not each.startswith(tuple(lowest))] == []
