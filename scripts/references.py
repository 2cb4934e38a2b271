"""What a `$ref` within a bundled document stands for."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def resolved(document: Json, node: Json) -> Json:
    """A node, or what it refers to, through any number of references."""
    while "$ref" in node:
        target: Any = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        node = target
    return node
