"""Run the client's tests with every Python that is here, with the lowest and the newest versions of what it depends on.

python scripts/matrix.py                        # every combination
python scripts/matrix.py --only 3.11/lowest     # one, or all that begin so: --only 3.12

The wheel of dist/ is installed, and the tests in tests/ run against it. Left out, as they try tools that are pinned
exactly: tests that import anything of scripts/, and those in `TOOLS`.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from importlib.metadata import distributions as installed
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from wheel import ROOT, BuildError, distributions, uv

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
#: uv's word for each end of the ranges in pyproject.toml.
ENDS = {"lowest": "lowest-direct", "newest": "highest"}
#: What the tests import. The versions are those of the group `dev`.
TESTED_WITH = ("pytest", "pytest-timeout", "pytest-xdist", "hypothesis", "trustme", "opentelemetry-sdk")
#: Tests of this repository that need a tool beside the client; schemathesis holds some dependencies to new versions.
TOOLS = ("tests/sandbox/test_contract.py", "tests/test_docs.py::test_the_blocks_have_the_right_types")

#: Compares orjson's values with those of the standard library, so both have to be there.
WITH_ORJSON = "tests/models/test_orjson_gives_the_same.py"

SHOWN = 8000


class Result(NamedTuple):
    """How a combination went."""

    name: str
    passed: bool
    summary: str
    seconds: float
    versions: str


def interpreter(version: str) -> str | None:
    """A working Python of that version: this one, one on PATH or one that pyenv built; None if there is none."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        return sys.executable
    builds = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [
        shutil.which(f"python{version}"),
        *(str(file) for file in sorted(builds.glob(f"{version}*/bin/python{version}"))),
    ]
    for candidate in filter(None, found):
        done = subprocess.run([candidate, "-c", "import ssl, sqlite3"], capture_output=True, check=False)
        if done.returncode == 0:
            return candidate
    return None


def tools_tests() -> Iterator[str]:
    """The test files that import a module of scripts/, or run the verbs in a copy of the repository.

    Where a `conftest.py` does so it is the whole folder.
    """
    names = {
        file.stem for file in (ROOT / "scripts").iterdir() if file.suffix == ".py" or (file / "__init__.py").exists()
    }
    imports = re.compile(
        rf"^(?:from|import) (?:{'|'.join(sorted(names))}|small_document|support\.scratch)\b", re.MULTILINE
    )
    tests = ROOT / "tests"
    for file in sorted([*tests.rglob("conftest.py"), *tests.rglob("test_*.py")]):
        if imports.search(file.read_text(encoding="utf-8")):
            left_out = file.parent if file.name == "conftest.py" else file
            yield left_out.relative_to(ROOT).as_posix()


def install(python: str, end: str, folder: Path, *extras: str) -> Path:
    """An environment with the wheel, what it and the `extras` may be used with, and what the tests need.

    Returns:
        Its interpreter.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pins = [pin for pin in project["dependency-groups"]["dev"] if re.split(r"[=\[]", pin)[0] in TESTED_WITH]
    made = folder / "bin" / "python"
    uv("venv", "--python", python, folder)
    # `lowest-direct` is about what is asked for here, so the project's own requirements are, beside the wheel.
    asked = ["-r", str(ROOT / "pyproject.toml"), *extras, str(distributions()[0]), *pins]
    # On a Python that is younger than the lowest version of a package: the lowest that was built for it.
    uv("pip", "install", "--python", made, "--resolution", ENDS[end], "--only-binary", ":all:", *asked)
    return made


def versions(folder: Path) -> str:
    """Which versions of the project's own requirements an environment has."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    asked = chain(project["dependencies"], *project["optional-dependencies"].values())
    names = {re.split(r"[<>=\[]", each)[0].lower().replace("-", "_") for each in asked}
    path = [str(each) for each in folder.glob("lib/python*/site-packages")]
    return ", ".join(
        sorted(
            f"{each.name} {each.version}"
            for each in installed(path=path)
            if each.name.lower().replace("-", "_") in names
        )
    )


def pytest(python: Path, workers: int, *more: str, **environment: str) -> tuple[bool, str]:
    """Run tests with this interpreter.

    Returns:
        Whether they passed, and pytest's last line.
    """
    command = [str(python), "-I", "-m", "pytest", "-q", "-n", str(workers), "-p", "no:cacheprovider", *more]
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LOOTLOCKER_", "PYTHON"))}
    done = subprocess.run(command, cwd=ROOT, env=kept | environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stdout[max(0, done.stdout.find("= FAILURES =")) :] + done.stderr
        print(said[-SHOWN:])
    lines = done.stdout.strip().splitlines() or ["pytest printed nothing"]
    return done.returncode == 0, re.sub(r" in [\d.]+s.*|=+ ?", "", lines[-1])


def run(name: str, python: str, end: str, workers: int) -> Result:
    """Install one combination and run the tests in it: all without extras, those of models and the client with them."""
    start = time.monotonic()
    left_out = [
        *(f"--ignore={each}" for each in (*tools_tests(), TOOLS[0])),
        *(f"--deselect={each}" for each in TOOLS[1:]),
    ]
    with tempfile.TemporaryDirectory() as work:
        plain = install(python, end, Path(work) / "plain", "--extra", "sandbox")
        passed, summary = pytest(plain, workers, *left_out, f"--ignore={WITH_ORJSON}")
        folder = Path(work) / "fast"
        fast = install(python, end, folder, "--all-extras")
        with_extras = ("tests/models", "tests/client", "tests/faults")
        also, more = pytest(fast, workers, *with_extras, *left_out, LOOTLOCKER_TESTS_WITH_EXTRAS="1")
        took = time.monotonic() - start
        return Result(name, passed and also, f"{summary}; with orjson and httpx2 {more}", took, versions(folder))


def main() -> None:
    parser = argparse.ArgumentParser(description="Run the tests with every Python and both ends of the dependencies.")
    parser.add_argument("--only", default="", help="a combination such as 3.11/lowest, or how it begins")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    wanted = [(python, end) for python in PYTHONS for end in ENDS if f"{python}/{end}".startswith(arguments.only)]
    if not wanted:
        sys.exit(
            f"test-matrix: there is no combination {arguments.only}; they are <{'|'.join(PYTHONS)}>/<lowest|newest>"
        )
    found = {python: interpreter(python) for python in dict.fromkeys(python for python, _ in wanted)}
    absent = [python for python, path in found.items() if path is None]
    for python in absent:
        print(f"test-matrix: Python {python} is not on this machine: not tested", flush=True)
    results: list[Result] = []
    try:
        for python, end in wanted:
            path = found[python]
            if path is not None:
                result = run(f"{python}/{end}", path, end, arguments.workers)
                print(
                    f"test-matrix: {result.name}: {result.summary}; {result.seconds:.0f} s; {result.versions}",
                    flush=True,
                )
                results.append(result)
    except (BuildError, subprocess.CalledProcessError) as error:
        sys.exit(f"test-matrix: {error}")
    failed = [result.name for result in results if not result.passed]
    if failed or not results:
        sys.exit(f"test-matrix: failed: {', '.join(failed) or 'nothing could be tested'}")
    print(f"test-matrix: all {len(results)} combinations passed; absent: {', '.join(absent) or 'none'}")


if __name__ == "__main__":
    main()
