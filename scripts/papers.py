"""What goes with the distributions in dist/: pinned requirements, a bill of materials, checksums.

python scripts/papers.py           # write them; `make wheel` does
python scripts/papers.py --check   # are the files in dist/ what SHA256SUMS says?
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from wheel import DIST, ROOT, BuildError, distributions, uv

SUMS = "SHA256SUMS"
REQUIREMENTS = "requirements.txt"
BILL = "sbom.cdx.json"
NAME = "lootlocker-client"
HEAD = """\
# {name} {version} and all it needs, pinned. Keep this file beside the wheel, then:
#   pip install --require-hashes -r {file}
# The next line is relative to this file.
--find-links .
{name}=={version} \\
    --hash=sha256:{digest}
"""


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def requirements(wheel: Path) -> str:
    """The wheel and its runtime dependencies, each with the hashes that it may have."""
    version = wheel.name.split("-")[1]
    head = HEAD.format(name=NAME, version=version, digest=sha256(wheel), file=REQUIREMENTS)
    return head + (ROOT / "requirements" / "runtime.txt").read_text(encoding="utf-8")


def bill(pinned: Path, wheel: Path, sdist: Path) -> dict[str, Any]:
    """A CycloneDX bill of what an environment holds into which `pinned` was installed.

    It names the wheel and the sdist with their hashes, and the document that the client was generated from.
    """
    with tempfile.TemporaryDirectory() as work:
        python = Path(work) / "venv" / "bin" / "python"
        uv("venv", "--python", sys.executable, python.parent.parent)
        uv("pip", "install", "--python", python, "--require-hashes", "-r", pinned)
        output = Path(work) / "bill.json"
        # The result is checked by a test, after what is added below.
        tool = [str(Path(sys.executable).parent / "cyclonedx-py"), "environment", str(python), "--no-validate"]
        options = ["--output-reproducible", "--pyproject", str(ROOT / "pyproject.toml"), "--mc-type", "library"]
        # Where SOURCE_DATE_EPOCH is set, the tool would write that time.
        environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
        command = [*tool, *options, "-o", str(output)]
        done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BuildError(f"cyclonedx-py could not list what the wheel needs:\n{done.stderr}")
        made: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    version = wheel.name.split("-")[1]
    document = ROOT / "generated" / "lootlocker_api" / "openapi.json"
    subject = made["metadata"]["component"]
    subject["purl"] = f"pkg:pypi/{NAME}@{version}"
    subject["components"] = [
        {
            "type": "file",
            "bom-ref": file.name,
            "name": file.name,
            "hashes": [{"alg": "SHA-256", "content": sha256(file)}],
        }
        for file in (wheel, sdist)
    ]
    subject["properties"] = [
        {
            "name": "lootlocker:document:version",
            "value": json.loads(document.read_text(encoding="utf-8"))["info"]["version"],
        },
        {"name": "lootlocker:document:sha256", "value": sha256(document)},
    ]
    return made


def write(dist: Path) -> list[Path]:
    """Write the papers of the wheel and the sdist in `dist`.

    Raises:
        BuildError: They are not there, or what they need can't be installed.
    """
    wheel, sdist = distributions(dist)
    pinned, listed, sums = dist / REQUIREMENTS, dist / BILL, dist / SUMS
    pinned.write_text(requirements(wheel), encoding="utf-8", newline="\n")
    try:
        text = json.dumps(bill(pinned, wheel, sdist), indent=2, sort_keys=True, ensure_ascii=False)
    except subprocess.CalledProcessError as error:
        raise BuildError("what dist/requirements.txt pins could not be installed; see above") from error
    listed.write_text(text + "\n", encoding="utf-8", newline="\n")
    # As `sha256sum -c SHA256SUMS` reads it.
    lines = sorted(f"{sha256(file)}  {file.name}\n" for file in (wheel, sdist, pinned, listed))
    sums.write_text("".join(lines), encoding="utf-8", newline="\n")
    return [pinned, listed, sums]


def problems(dist: Path) -> list[str]:
    """One sentence for each file that is not what SHA256SUMS says; none when all is well."""
    sums = dist / SUMS
    if not sums.is_file():
        return [f"there is no {SUMS} in {dist.name}/; run: make wheel"]
    named = {name: digest for digest, _, name in (line.partition("  ") for line in sums.read_text().splitlines())}
    there = {file.name for file in dist.iterdir()} - {SUMS}
    return [
        *(f"{dist.name}/{name} is missing; run: make wheel" for name in sorted(named.keys() - there)),
        *(f"{dist.name}/{name} is not in {SUMS}; run: make wheel" for name in sorted(there - named.keys())),
        *(
            f"{dist.name}/{name} is not what {SUMS} says; run: make wheel"
            for name in sorted(named.keys() & there)
            if sha256(dist / name) != named[name]
        ),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="Write or check what goes with the distributions in dist/.")
    parser.add_argument("--check", action="store_true", help="compare the files with SHA256SUMS instead of writing")
    if parser.parse_args().check:
        if found := problems(DIST):
            sys.exit("\n".join(found))
        return
    try:
        print(*(f"wrote {path.name}" for path in write(DIST)), sep="\n")
    except BuildError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
