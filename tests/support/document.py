"""The document that the client was generated from, as it is in the wheel."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import references

Json = dict[str, Any]
DOCUMENT: Json = json.loads(resources.files("lootlocker_api").joinpath("openapi.json").read_text(encoding="utf-8"))


def resolved(node: Json) -> Json:
    """A node of it, or what it refers to."""
    return references.resolved(DOCUMENT, node)
