"""The bundled OpenAPI document as the sandbox uses it: one `Operation` for each entry, nothing written by hand."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any, cast
from urllib.parse import unquote

import attrs
import jsonschema_rs

URI = "urn:lootlocker:openapi"
#: What fits into the formats of whole numbers: JSON Schema takes a format for a remark.
_RANGES = {"int64": (-(2**63), 2**63 - 1), "uint64": (0, 2**64 - 1)}
_METHODS = ("get", "put", "post", "patch", "delete")


@attrs.frozen
class Parameter:
    """A path, query or header parameter."""

    name: str
    location: str
    required: bool
    schema: dict[str, Any]
    #: Whether a list travels as one text with commas.
    commas: bool = False


@attrs.frozen
class Operation:
    """An operation of the document. `path` is what travels: the key's fragment is cut off.

    `example` is the document's example of the success, None where it has none.
    `body_name` is what a handler finds a list under that is sent in place of an object.
    """

    id: str
    method: str
    path: str
    security: str | None
    parameters: tuple[Parameter, ...]
    body_ref: str | None
    body_name: str | None
    success: int
    success_has_content: bool
    example: Any
    #: The content type of the body, and the properties that it has.
    body_type: str = ""
    body_members: dict[str, Any] = attrs.Factory(dict[str, Any])
    #: What the last object of a stream counts the others by, None where nothing is streamed.
    stream_counter: str | None = None


def operation_id(name: str) -> str:
    """The operationId of an operation, from what a user writes: `game.heroes.create_player_hero`."""
    parts = name.split(".")
    return f"{parts[0]}_{parts[-1]}" if len(parts) > 1 else name


def bounded(node: Any) -> Any:
    """Schemas whose whole numbers have the bounds of their formats, unless they state their own."""
    if isinstance(node, list):
        return [bounded(each) for each in cast("list[object]", node)]
    if not isinstance(node, dict):
        return node
    found = {name: bounded(each) for name, each in cast("dict[str, Any]", node).items()}
    kind = found.get("format")
    if isinstance(kind, str) and kind in _RANGES:
        low, high = _RANGES[kind]
        return {"minimum": low, "maximum": high, **found}
    return found


class Document:
    """The bundled document, its operations and the validators of its schemas."""

    def __init__(self, source: dict[str, Any]) -> None:
        self.source = source
        self.operations = tuple(self._read_operations())
        self._registry = jsonschema_rs.Registry([(URI, bounded(source))])
        self._validators: dict[str, jsonschema_rs.Draft202012Validator] = {}

    @classmethod
    def bundled(cls) -> Document:
        """The document that ships with the package."""
        text = resources.files("lootlocker_api").joinpath("openapi.json").read_text(encoding="utf-8")
        return cls(json.loads(text))

    def validator(self, schema: str | dict[str, Any]) -> jsonschema_rs.Draft202012Validator:
        """The validator of a schema, or of a place in the document such as `#/components/schemas/Asset`."""
        key = schema if isinstance(schema, str) else json.dumps(schema, sort_keys=True)
        if key not in self._validators:
            target = {"$ref": URI + schema} if isinstance(schema, str) else bounded(schema)
            self._validators[key] = jsonschema_rs.Draft202012Validator(target, registry=self._registry)
        return self._validators[key]

    def properties(self, schema: str) -> dict[str, Any]:
        """The properties of a component schema."""
        found: dict[str, Any] = self.source["components"]["schemas"][schema]["properties"]
        return found

    def resolved(self, node: dict[str, Any]) -> dict[str, Any]:
        """A node, or what it refers to."""
        while "$ref" in node:
            target: Any = self.source
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            node = target
        return node

    def at(self, place: str) -> dict[str, Any]:
        """The schema at a place such as `#/components/schemas/Asset`; a place in a path is written as in a URI."""
        return self.resolved({"$ref": unquote(place)})

    def _read_operations(self) -> list[Operation]:
        found: list[Operation] = []
        for key, item in self.source["paths"].items():
            for method in _METHODS:
                if method in item:
                    found.append(self._read_operation(key, method, item))
        return found

    def _read_operation(self, key: str, method: str, item: dict[str, Any]) -> Operation:
        node = item[method]
        parameters: dict[tuple[str, str], Parameter] = {}
        for each in [*item.get("parameters", ()), *node.get("parameters", ())]:
            one = self.resolved(each)
            required = bool(one.get("required"))
            commas = one.get("style", "form") == "form" and one.get("explode") is False
            parameters[one["in"], one["name"]] = Parameter(one["name"], one["in"], required, one["schema"], commas)
        security = node.get("security", self.source.get("security", []))
        body_ref = body_name = None
        body_type, members = "", {}
        if "requestBody" in node:
            escaped = (
                key.replace("~", "~0").replace("/", "~1").replace("#", "%23").replace("{", "%7B").replace("}", "%7D")
            )
            body = self.resolved(node["requestBody"])
            body_name = body.get("x-argument")
            body_type, media = next(iter(body["content"].items()))
            schema, place = media["schema"], body_type.replace("/", "~1")
            body_ref = schema.get("$ref") or f"#/paths/{escaped}/{method}/requestBody/content/{place}/schema"
            properties = self.resolved(schema).get("properties", {})
            members = {name: self.resolved(each) for name, each in properties.items()}
        success = min(status for status in node["responses"] if status.startswith("2"))
        content = self.resolved(node["responses"][success]).get("content", {})
        return Operation(
            id=node["operationId"],
            method=method.upper(),
            path=key.partition("#")[0],
            security=next(iter(security[0])) if security and security[0] else None,
            parameters=tuple(parameters.values()),
            body_ref=body_ref,
            body_name=body_name,
            success=int(success),
            success_has_content=bool(content),
            example=self._example(content),
            body_type=body_type,
            body_members=members,
            stream_counter=node.get("x-stream", {}).get("counter"),
        )

    def _example(self, content: dict[str, Any]) -> Any:
        examples = content.get("application/json", {}).get("examples", {})
        return next((self.resolved(each)["value"] for each in examples.values()), None)
