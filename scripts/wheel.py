"""Build the distributions, and install the wheel with locked dependencies into an environment of its own.

python scripts/wheel.py build [dist]
python scripts/wheel.py install .wheel-venv
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
#: The date of every file in the archives (1 January 2024), so that the same tree gives the same bytes at any time.
EPOCH = "1704067200"


class BuildError(Exception):
    """The distributions can't be built; the message says why."""


def build(dist: Path = DIST, source: Path = ROOT) -> tuple[Path, Path]:
    """Build the wheel and the sdist of `source` into `dist`, which is emptied first.

    Raises:
        BuildError: The build failed.
    """
    shutil.rmtree(dist, ignore_errors=True)
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(dist), "-t", "sdist", "-t", "wheel"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    done = subprocess.run(command, cwd=source, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"the build failed:\n{done.stdout}{done.stderr}")
    wheel, sdist = distributions(dist)
    _press(wheel)
    return wheel, sdist


def _press(wheel: Path) -> None:
    """Compress every file of a wheel as far as the format goes; the build tool takes the middle way."""
    with ZipFile(wheel) as archive:
        files = [(entry, archive.read(entry)) for entry in archive.infolist()]
    with ZipFile(wheel, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for entry, content in files:
            archive.writestr(entry, content, ZIP_DEFLATED, 9)


def distributions(dist: Path = DIST) -> tuple[Path, Path]:
    """The wheel and the sdist in `dist`.

    Raises:
        BuildError: There is not exactly one of each.
    """
    wheels, sdists = sorted(dist.glob("*.whl")), sorted(dist.glob("*.tar.gz"))
    if len(wheels) != 1 or len(sdists) != 1:
        raise BuildError(f"{dist.name}/ does not hold one wheel and one sdist; run: make wheel")
    return wheels[0], sdists[0]


def uv(*arguments: str | Path) -> None:
    command = [str(Path(sys.executable).parent / "uv"), "--quiet", *map(str, arguments)]
    environment = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    subprocess.run(command, cwd=ROOT, env={**environment, "UV_PYTHON_DOWNLOADS": "never"}, check=True)


def install(folder: Path, wheel: Path) -> Path:
    """A new environment at `folder` with the wheel, its extra `sandbox` and what is pinned for them.

    Returns:
        Its interpreter.
    """
    uv("venv", "--clear", "--python", sys.executable, folder)
    python = folder / "bin" / "python"
    uv("pip", "install", "--python", python, "--require-hashes", "-r", ROOT / "requirements" / "sandbox.txt")
    uv("pip", "install", "--python", python, "--no-deps", wheel)
    return python


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the distributions or install the wheel.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("build").add_argument("dist", type=Path, nargs="?", default=DIST)
    verbs.add_parser("install").add_argument("folder", type=Path)
    arguments = parser.parse_args()
    try:
        if arguments.verb == "build":
            print(*(f"built {path.name}" for path in build(arguments.dist)), sep="\n")
        else:
            install(arguments.folder.resolve(), distributions()[0])
    except BuildError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
