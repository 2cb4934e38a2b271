"""Join the files of openapi/ into one OpenAPI document.

    python scripts/bundle.py [--merged] [-o FILE.json|FILE.yaml] openapi/openapi.yaml

Path items are put in place. Schemas, parameters, responses and examples become components, named by where they stand:
`schemas/Asset.yaml`, `parameters.yaml#/Count`, `responses.yaml#/Error`, `examples/inventory.yaml`. The same
files always give the same bytes. All problems of a run are reported, each with its place.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from merged import merged
from operation_rules import METHODS, Operations
from source import PLAIN, BundleError, Source

Json = dict[str, Any]

#: Folders that hold one component a file, files that hold one a key.
FOLDERS = ("schemas", "examples")
FILES = ("parameters.yaml", "responses.yaml")
#: Members whose keys are names that the document chose, so that a property called `$ref` or `default` is no keyword.
NAMES = {
    *("properties", "patternProperties", "dependentSchemas", "$defs", "schemas", "parameters", "responses", "examples"),
    *("headers", "content", "encoding", "links", "callbacks", "variables", "securitySchemes", "requestBodies"),
}
#: Members that hold data: nothing in them is a reference.
DATA = {"example", "value", "default", "const", "enum", "mapping"}
#: For those who maintain the document; it stays out of the bundle.
NOTES = "x-notes"
REFERENCE = re.compile(r"(?P<file>[^#:\\]+\.yaml)(?:#/(?P<name>[A-Za-z0-9._-]+))?")

Role = Literal["object", "names", "data"]


class Target(NamedTuple):
    """What a reference names: a whole file, or the value of one of its top keys."""

    file: Path
    name: str | None
    within: str


class _Bundler:
    def __init__(self, entry: Path) -> None:
        self.entry = Path(os.path.abspath(entry))
        self.folder = self.entry.parent
        self.source = Source(self.folder.parent)
        self.components: dict[str, Json] = {}
        self.homes: dict[tuple[str, str], tuple[str, Path | None]] = {}
        self.waiting: list[tuple[str, str, Node, Path]] = []
        self.operations = Operations(self.source)
        self.open: set[int] = set()

    def run(self) -> Json:
        document: Json = {}
        root = self.source.root(self.entry) if self.entry.is_file() else None
        if root is None:
            raise BundleError(self.source.problems or [f"{self.entry}: there is no such file."])
        if not isinstance(root, MappingNode) or self.source.get(root, "paths") is None:
            self.source.report(root, "an OpenAPI document with paths is expected here.")
            raise BundleError(self.source.problems)
        self.keep_own_components(root)
        for key, value in self.source.pairs(root):
            if key.value == "paths":
                document["paths"] = self.paths(value)
            elif key.value != "components":
                document[key.value] = self.convert(value, self.entry)
        while self.waiting:
            kind, name, node, file = self.waiting.pop()
            self.components[kind][name] = self.convert(node, file)
        if self.source.problems:
            raise BundleError(self.source.problems)
        for schema in self.components.get("schemas", {}).values():
            if isinstance(schema, dict):
                schema.pop("x-source", None)  # each operation has its own; these are for who maintains the schemas
        document["components"] = {kind: dict(sorted(found.items())) for kind, found in sorted(self.components.items())}
        return document

    def keep_own_components(self, root: Node) -> None:
        """Components that the entry itself holds, such as security schemes."""
        components = self.source.get(root, "components")
        for kind, found in self.source.pairs(components) if isinstance(components, MappingNode) else []:
            self.components[kind.value] = self.convert(found, self.entry, "names")
            for name in self.components[kind.value]:
                self.homes[kind.value, name.casefold()] = (name, None)

    def paths(self, node: Node) -> Json:
        if not isinstance(node, MappingNode):
            self.source.report(node, "paths must map each path to its path item.")
            return {}
        return {key.value: self.path_item(value, self.entry, key.value, ()) for key, value in self.source.pairs(node)}

    def path_item(self, node: Node, file: Path, path: str, trail: tuple[Target, ...]) -> Json:
        if not isinstance(node, MappingNode):
            self.source.report(node, f"the path item of {path} must be a mapping.")
            return {}
        reference = self.source.get(node, "$ref")
        if reference is None:
            for key, value in self.source.pairs(node):
                if key.value in METHODS:
                    self.operations.check(key, value, path)
                    self.streamed(value)
            item: Json = self.convert(node, file)
            return item
        if len(self.source.pairs(node)) > 1:
            self.source.report(node, "a path item that is a reference can't hold anything else.")
        target = self.target(reference, file)
        if target is None:
            return {}
        if self.component(target) or target.name is None:
            self.refuse(
                reference, "a path item is named by its file and its key there, as in game/heroes.yaml#/player_heroes"
            )
            return {}
        if target in trail:
            way = " -> ".join(f"{self.source.name(each.file)}#/{each.name}" for each in (*trail, target))
            self.source.report(reference, f"the path item of {path} leads back to itself: {way}.")
            return {}
        found = self.find(target, reference)
        return {} if found is None else self.path_item(found, target.file, path, (*trail, target))

    def convert(self, node: Node, file: Path, role: Role = "object") -> Any:
        """A node as JSON, with its references turned into references to components."""
        if isinstance(node, ScalarNode):
            return self.source.scalar(node)
        if id(node) in self.open:
            self.source.report(node, "this holds an alias of itself.")
            return None
        self.open.add(id(node))
        try:
            if isinstance(node, SequenceNode):
                return [self.convert(each, file, "data" if role == "data" else "object") for each in node.value]
            found: Json = {}
            for key, value in self.source.pairs(node) if isinstance(node, MappingNode) else []:
                if role == "object" and key.value == NOTES:
                    continue
                if role == "object" and key.value == "$ref":
                    found["$ref"] = self.reference(value, file)
                else:
                    found[key.value] = self.convert(value, file, self.role(role, key.value, value))
            return found
        finally:
            self.open.discard(id(node))

    @staticmethod
    def role(above: Role, key: str, value: Node) -> Role:
        if above == "data" or (above == "object" and (key in DATA or key.startswith("x-"))):
            return "data"
        if above == "names" or key not in NAMES:
            return "object"
        return "data" if key == "examples" and isinstance(value, SequenceNode) else "names"

    def reference(self, node: Node, file: Path) -> str | None:
        target = self.target(node, file)
        if target is None:
            return None
        component = self.component(target)
        if component is None:
            self.refuse(
                node, "a file of schemas/ or examples/, or a key of parameters.yaml or responses.yaml, is expected here"
            )
            return None
        return self.keep(target, component, node)

    def streamed(self, operation: Node) -> None:
        """Keep the schema of what an operation streams: no reference names it, since nobody knows its content type."""
        rule = self.source.get(operation, "x-stream")
        items = self.source.get(rule, "items") if rule is not None else None
        if isinstance(items, ScalarNode):
            within = f"schemas/{items.value}.yaml"
            self.keep(Target(self.folder / within, None, within), ("schemas", items.value), items)

    def keep(self, target: Target, component: tuple[str, str], node: Node) -> str:
        """The reference to a component, which is in the document from here on."""
        kind, name = component
        home = (name, target.file)
        first = self.homes.setdefault((kind, name.casefold()), home)
        if first != home:
            where = self.source.name(first[1] or self.entry)
            what = f"{self.source.name(target.file)} and {where} both give the component {kind}/{name}"
            self.source.report(node, f"{what}{'' if first[0] == name else f' (but for the case: {first[0]})'}.")
        elif name not in self.components.setdefault(kind, {}) and (found := self.find(target, node)) is not None:
            self.components[kind][name] = None
            self.waiting.append((kind, name, found, target.file))
        return f"#/components/{kind}/{name}"

    def refuse(self, node: Node, why: str) -> None:
        self.source.report(node, f"the reference {node.value!r} is not of an allowed form: {why}.")

    def target(self, node: Node, file: Path) -> Target | None:
        match = REFERENCE.fullmatch(node.value) if isinstance(node, ScalarNode) else None
        if match is None:
            self.refuse(node, "a relative path to a .yaml file is expected, with #/name for one of its keys")
            return None
        found = Path(os.path.normpath(file.parent / match["file"]))
        if not found.is_relative_to(self.folder) or match["file"].startswith("/"):
            self.refuse(node, f"it leads out of {self.folder.name}/")
            return None
        return Target(found, match["name"], found.relative_to(self.folder).as_posix())

    @staticmethod
    def component(target: Target) -> tuple[str, str] | None:
        """Kind and name of the component that a target becomes; None for a path item."""
        top, _, rest = target.within.partition("/")
        if top in FOLDERS and rest and target.name is None:
            return top, target.file.stem
        if top in FILES and target.name is not None:
            return target.file.stem, target.name
        return None

    def find(self, target: Target, reference: Node) -> Node | None:
        """The node that a target names, or None after a report."""
        name = self.source.name(target.file)
        if not target.file.is_file():
            self.source.report(reference, f"{name} does not exist.")
            return None
        root = self.source.root(target.file)
        if root is None or target.name is None:
            return root
        found = self.source.get(root, target.name)
        if found is None:
            self.source.report(reference, f"{name} has no {target.name!r}.")
        return found


def bundle(entry: Path) -> Json:
    """The document whose entry is `entry`, in one piece.

    Raises:
        BundleError: The files are not sound; it holds every problem.
    """
    return _Bundler(entry).run()


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


for _tag, _pattern in PLAIN.items():
    _Dumper.add_implicit_resolver(_tag, _pattern, None)


def to_json(document: Json) -> str:
    return json.dumps(document, indent=0, ensure_ascii=False, separators=(",", ":")) + "\n"


def to_yaml(document: Json) -> str:
    text: str = yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description="Join the files of openapi/ into one OpenAPI document.")
    parser.add_argument("--merged", action="store_true", help="join operations that share method and path into one")
    parser.add_argument(
        "-o", "--output", type=Path, help="a .json or .yaml file; without it, JSON goes to standard output"
    )
    parser.add_argument("entry", type=Path, help="openapi/openapi.yaml")
    arguments = parser.parse_args()
    output: Path | None = arguments.output
    if output and output.suffix not in (".json", ".yaml", ".yml"):
        parser.error(f"{output} must end in .json or .yaml")
    try:
        document = bundle(arguments.entry)
        document = merged(document) if arguments.merged else document
    except BundleError as error:
        sys.exit(str(error))
    text = to_yaml(document) if output and output.suffix != ".json" else to_json(document)
    if output:
        output.write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.buffer.write(text.encode())


if __name__ == "__main__":
    main()
