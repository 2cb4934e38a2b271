"""Pin what pyproject.toml asks for, with hashes and without addresses of any index.

python scripts/requirements.py            write the files in requirements/
python scripts/requirements.py --check    fail if pyproject.toml asks for something else than they pin
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINNED = ROOT / "requirements"
#: Per file what it holds: all for development, what the wheel needs, the same with its extra `sandbox`, or what it is
#: measured against.
WHAT = {
    "dev.txt": ["--group", "dev", "--extra", "sandbox", "--extra", "fast", "--extra", "presence"],
    "runtime.txt": ["-c", "dev.txt"],
    "sandbox.txt": ["--extra", "sandbox", "-c", "dev.txt"],
    "bench.txt": ["--group", "bench", "-c", "dev.txt"],
}


def compile_into(folder: Path) -> None:
    """Write the files to `folder`; a version that is pinned there already stays, as far as it still fits."""
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-annotate"]
    for name, what in WHAT.items():
        arguments = [str(folder / each) if each == "dev.txt" else each for each in what]
        command = [str(Path(sys.executable).parent / "uv"), "--quiet", "pip", "compile", *options, "--no-header"]
        subprocess.run([*command, *arguments, "-o", str(folder / name), "pyproject.toml"], cwd=ROOT, check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Pin the dependencies.")
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        compile_into(PINNED)
        return
    with tempfile.TemporaryDirectory() as work:
        fresh = Path(work) / "requirements"
        shutil.copytree(PINNED, fresh)
        compile_into(fresh)
        for name in WHAT:
            if (fresh / name).read_bytes() != (PINNED / name).read_bytes():
                sys.exit(f"requirements/{name} does not pin what pyproject.toml asks for; run: make lock")


if __name__ == "__main__":
    main()
