"""Generate the client: bundle the document, run openapi-python-client with our templates, count what came out.

python scripts/generate.py [--output generated/lootlocker_api]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bundle import bundle
from facts import METHODS, Facts, FactsError, lowered
from source import BundleError

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "generated" / "lootlocker_api"


class GenerateError(Exception):
    """The client can't be generated; the message says why."""


def _run_generator(document: dict[str, Any], work: Path) -> Path:
    templates = work / "templates"
    shutil.copytree(ROOT / "templates", templates)
    (templates / "facts.jinja").write_text(Facts(document).template(), encoding="utf-8")
    source = work / "document.json"
    source.write_text(json.dumps(lowered(document)), encoding="utf-8")
    output = work / "lootlocker_api"
    tools = Path(sys.executable).parent
    command = [
        *(str(tools / "openapi-python-client"), "generate", "--meta", "none", "--fail-on-warning"),
        *("--path", str(source), "--output-path", str(output)),
        *("--config", str(ROOT / "generator-config.yaml"), "--custom-template-path", str(templates)),
    ]
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise GenerateError(f"openapi-python-client failed:\n{done.stdout}{done.stderr}")
    return output


def _count(document: dict[str, Any], output: Path) -> int:
    wanted = sum(method in item for item in document["paths"].values() for method in METHODS)
    found = sum(1 for module in (output / "api").glob("*/*.py") if module.name != "__init__.py")
    if found != wanted:
        raise GenerateError(f"the document has {wanted} operations and {found} were generated")
    return found


def generate(output: Path = OUTPUT) -> int:
    """Write the client to `output`, replacing what is there.

    Returns:
        How many operations it has.

    Raises:
        GenerateError: The generator failed or left operations out.
        BundleError: The document is not sound.
        FactsError: The document says something that the templates can't express.
    """
    document = bundle(ROOT / "openapi" / "openapi.yaml")
    with tempfile.TemporaryDirectory() as work:
        made = _run_generator(document, Path(work))
        operations = _count(document, made)
        (made / "py.typed").write_text("", encoding="utf-8")
        shutil.copy(ROOT / "templates" / "codec.py", made)
        text = json.dumps(document, indent=1, ensure_ascii=False)
        (made / "openapi.json").write_text(text + "\n", encoding="utf-8")
        shutil.rmtree(made / ".ruff_cache", ignore_errors=True)
        if output.exists():
            shutil.rmtree(output)
        output.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, output)
    return operations


def main() -> None:
    parser = argparse.ArgumentParser(description="Generate the client from openapi/.")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    output = parser.parse_args().output
    try:
        operations = generate(output)
    except (BundleError, FactsError, GenerateError) as error:
        sys.exit(str(error))
    print(f"generated {operations} operations")


if __name__ == "__main__":
    main()
