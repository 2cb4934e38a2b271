"""The bundled document as answers are compared with it: the operations' responses, and schemas ready to be walked."""

from __future__ import annotations

import json
from functools import cache, cached_property
from importlib import resources
from typing import Any, Final

import attrs

Json = dict[str, Any]
_METHODS: Final = ("get", "put", "post", "patch", "delete")
#: What says something about a value's shape; alternatives without any of it only say what goes together.
_SHAPES: Final = frozenset({"$ref", "type", "properties", "items", "anyOf", "oneOf", "const", "enum"})


def join(pointer: str, *names: str) -> str:
    """A JSON pointer, some steps further."""
    return pointer + "".join("/" + name.replace("~", "~0").replace("/", "~1") for name in names)


def steps(pointer: str) -> list[str]:
    """The names that a JSON pointer is made of."""
    return [name.replace("~1", "/").replace("~0", "~") for name in pointer.split("/")[1:]]


class Core:
    """One schema, wherever it is referred to from.

    Attributes:
        home: JSON pointer to it in the bundled document.
        types: The JSON types that it allows; None if it does not say.
        values: The values that it lists, or None; `listed` is the keyword that lists them.
    """

    def __init__(self, document: Document, home: str, node: Json) -> None:
        self._document = document
        self.home = home
        self.node = node
        found = node.get("type")
        if found is None and "properties" in node:
            found = "object"
        self.types: tuple[str, ...] | None = (
            None if found is None else (found,) if isinstance(found, str) else (*found,)
        )
        self.listed: str | None = next((name for name in ("x-extensible-enum", "enum", "const") if name in node), None)
        values = node.get(self.listed) if self.listed else None
        self.values: list[Any] | None = [values] if self.listed == "const" else values
        self.is_date: bool = bool(node.get("x-date"))
        self.format: str | None = node.get("format")
        self.pattern: str | None = node.get("pattern")

    @cached_property
    def parts(self) -> list[Core]:
        """The schema itself and what it joins with `allOf`."""
        joined = (
            self._document.schema(join(self.home, "allOf", str(n))) for n in range(len(self.node.get("allOf", ())))
        )
        return [self, *(part for each in joined for part in each.core.parts)]

    @cached_property
    def members(self) -> dict[str, Schema]:
        """The members that it names."""
        return {
            name: self._document.schema(join(part.home, "properties", name))
            for part in self.parts
            for name, member in part.node.get("properties", {}).items()
            if isinstance(member, dict)
        }

    @cached_property
    def required(self) -> dict[str, str]:
        """The members that have to be there, each with the schema that says so."""
        return {name: part.home for part in self.parts for name in part.node.get("required", ())}

    @cached_property
    def others(self) -> Schema | None:
        """What members are that it does not name, where it says so."""
        return self._below("additionalProperties")

    @cached_property
    def items(self) -> Schema | None:
        """What the elements of a list are, where it says so."""
        return self._below("items")

    @cached_property
    def options(self) -> list[Schema]:
        """The alternatives that a value may be one of."""
        found: list[Schema] = []
        for name in ("anyOf", "oneOf"):
            for number, each in enumerate(self.node.get(name, ())):
                if _SHAPES & each.keys():
                    found.append(self._document.schema(join(self.home, name, str(number))))
        return found

    def _below(self, name: str) -> Schema | None:
        return self._document.schema(join(self.home, name)) if isinstance(self.node.get(name), dict) else None

    @property
    def is_open(self) -> bool:
        """Whether any member may come: it names none, or says that there are others."""
        others = self.node.get("additionalProperties")
        return others is True or (not self.members and others is not False)


@attrs.frozen(eq=False)
class Schema:
    """A schema where it is used: `at` is the place that names it, which a reference leads from to the core's home."""

    at: str
    core: Core


@attrs.frozen(eq=False)
class Responses:
    """What the document says of an operation's answers.

    Attributes:
        home: JSON pointer to the responses.
        statuses: The keys, such as `200` and `default`.
    """

    document: Document
    home: str
    statuses: tuple[str, ...]

    def of(self, status: int) -> tuple[str, Json] | None:
        """The response that a status falls under, with its pointer; None if the document does not list it."""
        for key in (str(status), f"{status // 100}XX", "default"):
            if key in self.statuses and (key != "default" or status >= 400):
                return self.document.resolved(join(self.home, key))
        return None


class Document:
    """An OpenAPI document in one piece."""

    def __init__(self, source: Json) -> None:
        self.source = source
        self._cores: dict[str, Core] = {}
        self._schemas: dict[str, Schema] = {}
        self._responses = {
            node["operationId"]: join("/paths", key, method, "responses")
            for key, item in source["paths"].items()
            for method, node in item.items()
            if method in _METHODS
        }

    def responses(self, operation: str) -> Responses:
        """The answers of an operation, by its operationId.

        Raises:
            KeyError: There is no such operation.
        """
        home = self._responses[operation]
        return Responses(self, home, tuple(str(status) for status in self.at(home)))

    def at(self, pointer: str) -> Any:
        """What a JSON pointer points to."""
        found: Any = self.source
        for name in steps(pointer):
            found = _within(found, name)
        return found

    def resolved(self, pointer: str) -> tuple[str, Json]:
        """Where the references of a place lead, and what is there."""
        node = self.at(pointer)
        while "$ref" in node:
            pointer = node["$ref"].removeprefix("#")
            node = self.at(pointer)
        return pointer, node

    def schema(self, at: str) -> Schema:
        """The schema at a place."""
        if at not in self._schemas:
            home, node = self.resolved(at)
            core = self._cores.setdefault(home, Core(self, home, node))
            self._schemas[at] = Schema(at, core)
        return self._schemas[at]


def _within(node: Json | list[Any], name: str) -> Any:
    return node[int(name)] if isinstance(node, list) else node[name]


@cache
def bundled() -> Document:
    """The document that ships with the package."""
    text = resources.files("lootlocker_api").joinpath("openapi.json").read_text(encoding="utf-8")
    return Document(json.loads(text))


def source_file(pointer: str) -> tuple[str, str]:
    """The file in `openapi/` that a place of the bundled document comes from, and the JSON pointer within it.

    Path items: the bundle does not tell their file. `openapi.yaml` does, under the path.
    """
    names = steps(pointer)
    if names[0] == "components" and names[1] in ("schemas", "examples"):
        return f"openapi/{names[1]}/{names[2]}.yaml", join("", *names[3:])
    if names[0] == "components":
        return f"openapi/{names[1]}.yaml", join("", *names[2:])
    return "openapi/openapi.yaml", pointer
