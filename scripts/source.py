"""Read YAML files so that everything in them keeps its place: file, line and column.

Stricter than YAML 1.1: only `true`, `false`, `null` and JSON's numbers are not text. Dates, `yes`, `no`, `on` and `off`
stay text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from yaml import MappingNode, Node, ScalarNode

_TAG = "tag:yaml.org,2002:"
_INTEGER = r"-?(?:0|[1-9][0-9]*)"
PLAIN = {
    f"{_TAG}null": re.compile(r"(?:null|~|)$"),
    f"{_TAG}bool": re.compile(r"(?:true|false)$"),
    f"{_TAG}int": re.compile(rf"{_INTEGER}$"),
    f"{_TAG}float": re.compile(rf"{_INTEGER}(?:\.[0-9]+(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)$"),
}


class BundleError(Exception):
    """The document is not sound. `problems` holds one sentence each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class _Loader(yaml.CSafeLoader):
    pass


# PyYAML's own resolvers, which make dates, `yes` and `on` something else than text, are left out.
_Loader.yaml_implicit_resolvers = {}


for _tag, _pattern in PLAIN.items():
    _Loader.add_implicit_resolver(_tag, _pattern, None)


class _Named(io.StringIO):
    """Text with a name, which PyYAML puts into the places it reports."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.name = name


class Source:
    """The YAML files below one folder, and the problems found in them so far."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.problems: dict[str, None] = {}
        self._roots: dict[Path, Node | None] = {}

    def report(self, node: Node, what: str) -> None:
        self.problems[f"{self.place(node)}: {what}"] = None

    def name(self, file: Path) -> str:
        return file.relative_to(self.base).as_posix()

    def place(self, node: Node) -> str:
        mark = node.start_mark
        return f"{mark.name}:{mark.line + 1}:{mark.column + 1}"

    def root(self, file: Path) -> Node | None:
        """The top node of a file, or None where it can't be read; why is reported once."""
        if file not in self._roots:
            self._roots[file] = self._read(file)
        return self._roots[file]

    def _read(self, file: Path) -> Node | None:
        name = self.name(file)
        line = column = 0
        try:
            node = yaml.compose(_Named(file.read_text(encoding="utf-8"), name), Loader=_Loader)
            if node is not None:
                return node
            what = "the file is empty."
        except yaml.MarkedYAMLError as error:
            if mark := error.problem_mark or error.context_mark:
                line, column = mark.line, mark.column
            what = f"this is not readable YAML: {error.problem or error.context}."
        except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
            what = f"the file can't be read: {str(error).splitlines()[0]}."
        self.problems[f"{name}:{line + 1}:{column + 1}: {what}"] = None
        return None

    def pairs(self, node: MappingNode) -> list[tuple[ScalarNode, Node]]:
        """Keys and values of a mapping, every key once."""
        first: dict[str, ScalarNode] = {}
        found: list[tuple[ScalarNode, Node]] = []
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self.report(key, "a key must be plain text.")
            elif key.value == "<<" and not key.style:
                self.report(key, "merge keys (<<) are not allowed.")
            elif key.value in first:
                self.report(key, f"the key {key.value!r} is here twice, first at {self.place(first[key.value])}.")
            else:
                first[key.value] = key
                found.append((key, value))
        return found

    def get(self, node: Node, wanted: str) -> Node | None:
        """The value of a key of a mapping."""
        if isinstance(node, MappingNode):
            return next((value for key, value in node.value if key.value == wanted), None)
        return None

    def scalar(self, node: ScalarNode) -> Any:
        text: str = node.value
        if node.tag == f"{_TAG}str":
            return text
        if node.tag not in PLAIN or not PLAIN[node.tag].match(text):
            self.report(node, f"the tag {node.tag} is not allowed for {text!r}.")
            return text
        match node.tag.removeprefix(_TAG):
            case "null":
                return None
            case "bool":
                return text == "true"
            case "int":
                return int(text)
            case _:
                return float(text)
