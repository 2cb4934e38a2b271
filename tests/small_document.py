"""A small OpenAPI document of several files, to be spoiled by tests of the bundle."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundle import bundle
from source import BundleError

INDEX = """\
openapi: 3.1.0
info: {title: Small, version: 0.1.0}
security: [{session: []}]
paths:
  /zebras: {$ref: game/zoo.yaml#/zebras}
  /ants: {$ref: game/zoo.yaml#/ants}
components:
  securitySchemes:
    session: {type: apiKey, in: header, name: x-session}
"""
STATED = "tags: [Game Zoo], x-evidence: documented, x-source: [page], x-retry: safe"
ZOO = f"""\
zebras:
  get: {{operationId: zebras, summary: Zebras, {STATED}, responses: {{default: {{$ref: ../responses.yaml#/Zebra}}}}}}
ants:
  get: {{operationId: get_ants, summary: Get Ants, {STATED}, responses: {{default: {{$ref: ../responses.yaml#/Ant}}}}}}
"""
RESPONSES = """\
Zebra: {description: A zebra., content: {application/json: {schema: {$ref: schemas/Zebra.yaml}}}}
Ant: {description: An ant., content: {application/json: {schema: {$ref: schemas/Ant.yaml}}}}
"""
FILES = {
    "openapi.yaml": INDEX,
    "game/zoo.yaml": ZOO,
    "responses.yaml": RESPONSES,
    "schemas/Ant.yaml": "type: object\n",
    "schemas/Zebra.yaml": "type: object\nproperties: {friend: {$ref: Ant.yaml}}\n",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in (FILES | files).items():
        file = folder / "openapi" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / "openapi" / "openapi.yaml"


def problems_of(folder: Path, files: dict[str, str]) -> list[str]:
    with pytest.raises(BundleError) as caught:
        bundle(write(folder, files))
    return list(caught.value.problems)


def path_item(extra: str, **stated: str | None) -> str:
    """zoo.yaml with one more path item, `apes`, whose GET states what is given."""
    members = {
        "operationId": "get_apes",
        "summary": "Get Apes",
        "tags": "[Game Zoo]",
        "x-evidence": "sdk",
        "x-source": "[sdk]",
        "x-retry": "safe",
        "responses": "{default: {description: Any.}}",
    }
    found = {**members, **{name.replace("x_", "x-"): value for name, value in stated.items()}}
    inside = "".join(f"    {name}: {value}\n" for name, value in found.items() if value is not None)
    return f"{ZOO}apes:\n  get:\n{inside}{extra}"


APES = INDEX.replace("components:", "  /apes: {$ref: game/zoo.yaml#/apes}\ncomponents:")
