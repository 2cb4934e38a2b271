"""Where a part of the bundled document stands in the files of openapi/."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from source import Source


class Places:
    """The files of one document.

    Args:
        entry: Its openapi.yaml.
    """

    def __init__(self, entry: Path) -> None:
        self.entry = Path(os.path.abspath(entry))
        self.source = Source(self.entry.parent.parent)

    def of(self, pointer: Sequence[str]) -> str:
        """File and line of a part of the bundle, given as its keys; of the nearest thing around it that has a place."""
        file, keys = self.home(pointer)
        node = self.source.root(file)
        line = 0
        while node is not None and keys:
            followed = self.follow(node, file)
            if followed is not None:
                file, node = followed
                line = node.start_mark.line if node is not None else 0
                continue
            key, *keys = keys
            below = _child(node, key)
            if below is None:
                break
            line, node = below
        return f"{self.source.name(file)}:{line + 1}"

    def home(self, pointer: Sequence[str]) -> tuple[Path, list[str]]:
        """The file that holds a component, and the keys within."""
        folder = self.entry.parent
        match pointer:
            case ["components", "schemas" | "examples" as kind, name, *rest]:
                return folder / kind / f"{name}.yaml", list(rest)
            case ["components", "parameters" | "responses" as kind, *rest]:
                return folder / f"{kind}.yaml", list(rest)
            case _:
                return self.entry, list(pointer)

    def follow(self, node: Node, file: Path) -> tuple[Path, Node | None] | None:
        """What a reference leads to: its file and node."""
        reference = self.source.get(node, "$ref")
        if not isinstance(reference, ScalarNode):
            return None
        name, _, key = reference.value.partition("#/")
        target = Path(os.path.normpath(file.parent / name))
        root = self.source.root(target) if target.is_file() else None
        return target, self.source.get(root, key) if root is not None and key else root


def _child(node: Node, key: str) -> tuple[int, Node] | None:
    if isinstance(node, MappingNode):
        for name, value in node.value:
            if name.value == key:
                return name.start_mark.line, value
    if isinstance(node, SequenceNode) and key.isdigit() and int(key) < len(node.value):
        below: Node = node.value[int(key)]
        return below.start_mark.line, below
    return None
