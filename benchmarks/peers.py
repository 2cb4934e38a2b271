"""Peers that are generated from our own document, in build/bench/peers; made again when document or versions change."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .data import ROOT

Json = dict[str, Any]

WORK = ROOT / "build" / "bench"
PEERS = WORK / "peers"
DOCUMENT = PEERS / "document.json"
TOOLS = Path(sys.executable).parent
#: The project's own environment: it has the pinned generator and builds the wheel.
PROJECT_PYTHON = ROOT / ".venv" / "bin" / "python"


class PeerError(Exception):
    """A peer can't be had; the message says why."""


def run(*command: str | Path) -> None:
    """Run a tool of this environment.

    Raises:
        PeerError: It failed.
    """
    environment = {**os.environ, "PATH": f"{TOOLS}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(
        [str(part) for part in command], cwd=PEERS, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or f"exit status {done.returncode}").splitlines()
        raise PeerError(f"{Path(str(command[0])).name}: {' / '.join(last[-3:])[:300]}")


def _without_boolean_schemas(document: Json) -> Json:
    """Two of the generators don't know `false` as a schema; it stands in alternatives of request bodies alone."""
    for schema in document["components"]["schemas"].values():
        for key in ("oneOf", "anyOf"):
            if any(False in each.get("properties", {}).values() for each in schema.get(key, ())):
                del schema[key]
    return document


def write_document() -> None:
    """Our bundled document, one path an operation's method, as the generators read it."""
    whole = PEERS / "merged.json"
    done = subprocess.run(
        [PROJECT_PYTHON, ROOT / "scripts" / "bundle.py", "--merged", "-o", whole, ROOT / "openapi" / "openapi.yaml"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise PeerError(f"the document can't be bundled: {done.stderr}")
    document = _without_boolean_schemas(json.loads(whole.read_text(encoding="utf-8")))
    DOCUMENT.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _stock() -> None:
    run(
        *("openapi-python-client", "generate", "--path", DOCUMENT, "--meta", "none"),
        *("--output-path", PEERS / "peer_stock", "--overwrite"),
    )


def _openapi_generator() -> None:
    output = PEERS / "openapi_generator_output"
    shutil.rmtree(output, ignore_errors=True)
    names = ("--package-name", "peer_openapi_generator")
    run("openapi-generator-cli", "generate", "-g", "python", "-i", DOCUMENT, "-o", output, *names)
    shutil.rmtree(PEERS / "peer_openapi_generator", ignore_errors=True)
    shutil.move(output / "peer_openapi_generator", PEERS / "peer_openapi_generator")
    shutil.rmtree(output)


def _models(output: str, kind: str, *more: str) -> Path:
    file = PEERS / f"{output}.py"
    run(
        *("datamodel-codegen", "--input", DOCUMENT, "--input-file-type", "openapi", "--output", file),
        *("--output-model-type", kind, "--target-python-version", "3.11", "--disable-timestamp", *more),
    )
    return file


def _pydantic() -> None:
    _models("peer_pydantic", "pydantic_v2.BaseModel")


def _pydantic_keeping() -> None:
    _models("peer_pydantic_keeping", "pydantic_v2.BaseModel", "--extra-fields", "allow")


def _stainless() -> None:
    _models("peer_stainless", "pydantic_v2.BaseModel", "--base-class", "openai._models.BaseModel")


def _msgspec() -> None:
    _models("peer_msgspec", "msgspec.Struct")


def _cattrs() -> None:
    file = _models("peer_cattrs", "dataclasses.dataclass")
    text = file.read_text(encoding="utf-8")
    text = text.replace("from dataclasses import dataclass", "from attrs import define")
    text = re.sub(r"^    self:", "    self_:", text, flags=re.MULTILINE)  # attrs has no room for a member of that name
    file.write_text(re.sub(r"^@dataclass", "@define", text, flags=re.MULTILINE), encoding="utf-8")


MAKERS: dict[str, tuple[Callable[[], None], tuple[str, ...]]] = {
    "peer_stock": (_stock, ("openapi-python-client", "ruff")),
    "peer_openapi_generator": (_openapi_generator, ("openapi-generator-cli",)),
    "peer_pydantic": (_pydantic, ("datamodel-code-generator",)),
    "peer_pydantic_keeping": (_pydantic_keeping, ("datamodel-code-generator",)),
    "peer_stainless": (_stainless, ("datamodel-code-generator", "openai")),
    "peer_msgspec": (_msgspec, ("datamodel-code-generator",)),
    "peer_cattrs": (_cattrs, ("datamodel-code-generator",)),
}


def _stamp(tools: tuple[str, ...]) -> str:
    document = hashlib.sha256(DOCUMENT.read_bytes()).hexdigest()
    made_by = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    return " ".join([document, made_by, *(f"{tool}=={version(tool)}" for tool in tools)])


def make_all(progress: Callable[[str], None]) -> None:
    """Generate what is missing or outdated; what fails is remembered with its reason, and named in the report."""
    PEERS.mkdir(parents=True, exist_ok=True)
    write_document()
    for name, (make, tools) in MAKERS.items():
        stamp, reason = PEERS / f"{name}.stamp", PEERS / f"{name}.absent"
        try:
            wanted = _stamp(tools)
            if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
                continue
            progress(f"generating {name}")
            reason.unlink(missing_ok=True)
            make()
            stamp.write_text(wanted, encoding="utf-8")
        except (PeerError, ImportError, OSError) as error:
            progress(f"absent: {name}: {error}")
            reason.write_text(textwrap.shorten(f"{error}", 300), encoding="utf-8")


def load(module: str) -> Any:
    """A generated peer or a package of the environment.

    Raises:
        PeerError: It could not be generated or can't be imported.
    """
    reason = PEERS / f"{module.partition('.')[0]}.absent"
    if reason.is_file():
        raise PeerError(reason.read_text(encoding="utf-8"))
    if str(PEERS) not in sys.path:
        sys.path.append(str(PEERS))
    try:
        return importlib.import_module(module)
    except Exception as error:  # a generated package may fail in any way
        raise PeerError(f"import failed: {type(error).__name__}: {error}") from error
