"""What a schema is in Python: names, annotations, and the model that a value holds."""

from __future__ import annotations

from typing import Any

from openapi_python_client.strings import PythonIdentifier

Json = dict[str, Any]

PYTHON_TYPES = {
    "integer": "int",
    "string": "str",
    "boolean": "bool",
    "number": "float",
    "null": "None",
    "array": "list[Any]",
    "object": "dict[str, Any]",
}


def identifier(name: str) -> str:
    return str(PythonIdentifier(name, "field_"))


def component(schema: Json) -> str | None:
    ref = schema.get("$ref", "")
    return ref.rsplit("/", 1)[1] if ref.startswith("#/components/schemas/") else None


def python_type(schema: Json, prefix: str = "", *, sent: bool = False) -> str:
    """The annotation of a value: as read, or as accepted for sending (wider: any sequence, any mapping)."""
    if name := component(schema):
        return f"{prefix}{name} | Mapping[str, Any]" if sent else f"{prefix}{name}"
    if "const" in schema:
        return f"Literal[{schema['const']!r}]"
    choices = schema.get("anyOf") or schema.get("oneOf")
    if choices and "properties" not in schema:
        found = [part for each in choices for part in python_type(each, prefix, sent=sent).split(" | ")]
        found = list(dict.fromkeys(found))
        return " | ".join(sorted(found, key=lambda part: part == "None")) if "Any" not in found else "Any"
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if not kinds:
        return "Any"
    return " | ".join(_kind_type(kind, schema, prefix, sent) for kind in sorted(kinds, key=lambda each: each == "null"))


def _kind_type(kind: str, schema: Json, prefix: str, sent: bool) -> str:
    if kind == "array" and schema.get("items"):
        return f"{'Sequence' if sent else 'list'}[{python_type(schema['items'], prefix, sent=sent)}]"
    if kind == "object":
        values = schema.get("additionalProperties")
        inner = python_type(values, prefix, sent=sent) if isinstance(values, dict) else "Any"
        return f"{'Mapping' if sent else 'dict'}[str, {inner}]"
    if sent and kind == "string" and schema.get("x-digits"):
        return "str | int | Decimal"
    if sent and schema.get("format") == "binary":
        return "FileContent"
    return PYTHON_TYPES[kind]


def child_of(schema: Json) -> tuple[str, str] | None:
    """The model that a member holds, and how: `one`, `list` or `map`."""
    if name := component(schema):
        return name, "one"
    for each in schema.get("anyOf") or schema.get("oneOf") or []:
        if found := child_of(each):
            return found
    for key, shape in (("items", "list"), ("additionalProperties", "map")):
        inner = schema.get(key)
        if isinstance(inner, dict) and (found := child_of(inner)):
            return found[0], shape
    return None


def is_object(schema: Json) -> bool:
    return "properties" in schema
