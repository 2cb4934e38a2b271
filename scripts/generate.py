"""Generate the client: bundle the document, run openapi-python-client with our templates, count what came out.

python scripts/generate.py [--output generated/lootlocker_api] [openapi/openapi.yaml]
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError

from bundle import bundle, to_json
from facts import METHODS, Facts, FactsError, lowered
from source import BundleError

ROOT = Path(__file__).resolve().parent.parent
ENTRY = ROOT / "openapi" / "openapi.yaml"
OUTPUT = ROOT / "generated" / "lootlocker_api"


#: Templates of modules that stock does not have.
MODULES = ("streams.py", "uploads.py")


class GenerateError(Exception):
    """The client can't be generated; the message says why."""


class _Project(Project):
    """Writes our own modules with the generator's, before its hooks lint and format them."""

    def _build_api(self) -> None:
        super()._build_api()
        for name in MODULES:
            text = self.env.get_template(f"{name}.jinja").render()
            (self.package_dir / name).write_text(text, encoding=self.config.file_encoding)


@contextmanager
def _tools_first() -> Iterator[None]:
    """The generator finds the ruff that is pinned with it: its hooks look for it on PATH."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{before}"
    try:
        yield
    finally:
        os.environ["PATH"] = before


def _told(error: GeneratorError) -> str:
    data = getattr(error, "data", None)
    shown = data.model_dump_json(indent=2, exclude_unset=True, by_alias=True) if data is not None else ""
    return "\n".join(part for part in (error.header, error.detail, shown) if part)


def _run_generator(document: dict[str, Any], output: Path) -> None:
    """Run openapi-python-client in this process, with what its parser drops as the templates' `facts`."""
    facts = Facts(document).for_templates()
    config = Config.from_sources(
        ConfigFile.load_from_path(ROOT / "generator-config.yaml"), MetaType.NONE, "", "utf-8", False, output_path=output
    )
    parsed = GeneratorData.from_dict(lowered(document), config=config)
    if isinstance(parsed, GeneratorError):
        raise GenerateError(f"openapi-python-client failed:\n{_told(parsed)}")
    project = _Project(openapi=parsed, config=config, custom_template_path=ROOT / "templates")
    project.env.globals["facts"] = facts
    with _tools_first(), redirect_stdout(StringIO()):
        problems = project.build()
    if problems:
        raise GenerateError("openapi-python-client failed:\n" + "\n".join(map(_told, problems)))


def _count(document: dict[str, Any], output: Path) -> int:
    wanted = sum(method in item for item in document["paths"].values() for method in METHODS)
    found = sum(1 for module in (output / "api").glob("*/*.py") if module.name != "__init__.py")
    if found != wanted:
        raise GenerateError(f"the document has {wanted} operations and {found} were generated")
    return found


def generate(output: Path = OUTPUT, entry: Path = ENTRY) -> int:
    """Write the client of the document at `entry` to `output`, replacing what is there.

    Returns:
        How many operations it has.

    Raises:
        GenerateError: The generator failed or left operations out.
        BundleError: The document is not sound.
        FactsError: The document says something that the templates can't express.
    """
    document = bundle(entry)
    with tempfile.TemporaryDirectory() as work:
        made = Path(work) / "lootlocker_api"
        _run_generator(document, made)
        operations = _count(document, made)
        (made / "py.typed").write_text("", encoding="utf-8")
        shutil.copy(ROOT / "templates" / "codec.py", made)
        (made / "openapi.json").write_text(to_json(document), encoding="utf-8")
        shutil.rmtree(made / ".ruff_cache", ignore_errors=True)
        if output.exists():
            shutil.rmtree(output)
        output.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, output)
    return operations


def main() -> None:
    parser = argparse.ArgumentParser(description="Generate the client from openapi/.")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("entry", type=Path, nargs="?", default=ENTRY, help="openapi/openapi.yaml")
    arguments = parser.parse_args()
    try:
        operations = generate(arguments.output, arguments.entry)
    except (BundleError, FactsError, GenerateError) as error:
        sys.exit(str(error))
    print(f"generated {operations} operations")


if __name__ == "__main__":
    main()
