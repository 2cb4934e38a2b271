"""One document as its users see it: methods with arguments, models with members."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from annotations import identifier
from change_report.annotation import parts, sample
from change_report.places import Places
from contents import ContentError, body_of
from facts import METHODS, Facts, FactsError

Json = dict[str, Any]
#: So many characters of an example are shown.
EXAMPLE = 30
Pointer = tuple[str, ...]
#: What reading a document raises that no client can be generated from.
UNSOUND = (FactsError, ContentError, LookupError, TypeError, AttributeError, ValueError, RuntimeError)


@dataclass(frozen=True)
class Argument:
    """What a caller passes: `place` is path, query, header or body."""

    name: str
    wire: str
    type: str
    required: bool
    place: str
    schema: Json
    pointer: Pointer
    example: object = None
    #: The parameter itself, for what it says beside its schema; empty for a member of a body.
    spec: Json = field(default_factory=dict)

    @property
    def positional(self) -> bool:
        return self.place == "path"

    def sample(self) -> str:
        is_number = "int" in parts(self.type) and str(self.example).isdigit()
        if isinstance(self.example, bool | int) or is_number:
            return str(self.example)
        return self.quoted() if "str" in parts(self.type) else sample(self.type)

    def quoted(self) -> str:
        """The example as text."""
        is_text = isinstance(self.example, str) and self.example.isprintable()
        return json.dumps(str(self.example)[:EXAMPLE]) if is_text else sample("str")

    def passed(self, value: str = "") -> str:
        given = value or self.sample()
        return given if self.positional else f"{self.name}={given}"


@dataclass(frozen=True)
class Method:
    """An operation as a method of a client."""

    id: str
    path: str
    verb: str
    spec: Json
    item: Json
    pointer: Pointer
    facts: Json
    arguments: dict[str, Argument]
    #: Parameters that the client fills in by itself, by what it fills in.
    silent: dict[str, Json]
    #: The schema of the body, and the name of its component.
    body: Json | None
    body_name: str | None

    @property
    def name(self) -> str:
        return str(self.facts["name"])

    @property
    def iterator(self) -> str | None:
        return self._beside("iter_name")

    @property
    def twin(self) -> str | None:
        """Another method with the same arguments: the one that goes through pages or that writes to a file."""
        return self.iterator or self._beside("save_name")

    def _beside(self, fact: str) -> str | None:
        name = self.facts[fact]
        return f"{self.name.rpartition('.')[0]}.{name}" if name else None

    def call(self, extra: str = "", value: str = "") -> str:
        """A call with what is needed and one argument beside it.

        Args:
            value: What to pass as that argument, in place of a sample.
        """
        wanted = [each for each in self.arguments.values() if each.required or each.name == extra]
        given = [each.passed(value if each.name == extra else "") for each in wanted]
        return f"{self.name}({', '.join(given)})"


@dataclass
class Side:
    """One state of the document.

    Args:
        document: The bundled document.
        places: Where its parts stand; none for documents without files.
        when: What to say behind a place, where it is not that of now.
    """

    document: Json
    places: Places | None = None
    when: str = ""
    facts: Facts = field(init=False)
    methods: dict[str, Method] = field(init=False)
    models: dict[str, Json] = field(init=False)
    schemas: Json = field(init=False)
    sent: set[str] = field(init=False)
    read: set[str] = field(init=False)
    bodies: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.document.setdefault("components", {}).setdefault("schemas", {})
        self.facts = Facts(self.document)
        self.schemas = self.facts.schemas
        self.models = self.facts.models()
        self.methods = {method.id: method for method in self._methods()}
        self.bodies = {method.body_name for method in self.methods.values() if method.body_name}
        self.sent, self.read = self._reached()

    def place(self, pointer: Iterable[str]) -> str:
        return f"{self.places.of(tuple(pointer))}{self.when}" if self.places else ""

    def groups(self) -> dict[str, str]:
        """Class of each group of operations to the way users reach it."""
        found: dict[str, str] = {}
        for method in self.methods.values():
            group = method.facts["group"]
            for prefix in ("", "Async"):
                found[f"lootlocker_api.api.{group['module']}.{prefix}{group['cls']}"] = (
                    f"{group['api']}.{group['name']}"
                )
        return found

    def _methods(self) -> Iterable[Method]:
        for path, item in self.document["paths"].items():
            for verb in METHODS:
                if verb in item:
                    yield self._method(path, verb, item)

    def _method(self, path: str, verb: str, item: Json) -> Method:
        spec = item[verb]
        facts = self.facts.operation(path, verb, item)
        pointer = ("paths", path, verb)
        parameters = self._parameters(item, spec, path, verb)
        body, body_name, body_pointer = self._body(spec, pointer)
        arguments: dict[str, Argument] = {}
        for each in facts["arguments"]:
            annotation, _, default = each["type"].partition(" = ")
            spec_of: Json = {}
            if each["body"]:
                where, schema = "body", (body or {})["properties"][each["wire"]]
                at = (*body_pointer, "properties", each["wire"])
                example = self.facts.resolve(schema).get("example")
            else:
                given, at = parameters[each["name"]]
                where, schema, example, spec_of = given["in"], given["schema"], given.get("example"), given
            plain = " | ".join(parts(annotation))
            arguments[each["name"]] = Argument(
                each["name"], each["wire"], plain, not default, where, schema, at, example, spec_of
            )
        silent = {
            given.get("x-client-value", name): given for name, (given, _) in parameters.items() if name not in arguments
        }
        return Method(spec["operationId"], path, verb, spec, item, pointer, facts, arguments, silent, body, body_name)

    def _parameters(self, item: Json, spec: Json, path: str, verb: str) -> dict[str, tuple[Json, Pointer]]:
        lists = ((item, ("paths", path)), (spec, ("paths", path, verb)))
        return {
            identifier(given["name"]): (given, (*pointer, "parameters", str(index), "name"))
            for holder, pointer in lists
            for index, each in enumerate(holder.get("parameters", []))
            for given in [self.facts.resolve(each)]
        }

    def _body(self, spec: Json, pointer: Pointer) -> tuple[Json | None, str | None, Pointer]:
        if "requestBody" not in spec:
            return None, None, ()
        content = self.facts.resolve(spec["requestBody"])["content"]
        kind = next(iter(content))
        inline = (*pointer, "requestBody", "content", kind, "schema")
        name = content[kind]["schema"].get("$ref", "").rpartition("/")[2] or None
        body = body_of(spec, self.facts.resolve)
        return body.schema if body else None, name, ("components", "schemas", name) if name else inline

    def _reached(self) -> tuple[set[str], set[str]]:
        """The schemas that are sent, bodies themselves aside, and those that are read."""
        sent: set[str] = set()
        read: set[str] = set()
        for method in self.methods.values():
            self._collect(method.body or {}, sent)
            for response in method.spec["responses"].values():
                self._collect(self.facts.resolve(response).get("content", {}), read)
            if "x-stream" in method.spec:
                self._collect({"$ref": method.spec["x-stream"]["items"]}, read)
        return sent, read

    def _collect(self, node: Any, found: set[str]) -> None:
        if isinstance(node, list):
            for each in node:
                self._collect(each, found)
        elif isinstance(node, dict):
            reference = node.get("$ref")
            name = reference.rpartition("/")[2] if isinstance(reference, str) else ""
            if name in self.schemas and name not in found:
                found.add(name)
                self._collect(self.schemas[name], found)
            for value in node.values():
                self._collect(value, found)
