# Generated from openapi/ by `make generate`. Do not edit.
"""What can go wrong in a call, before any policy: bad input, an answer that is not the documented one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from .types import Model

if TYPE_CHECKING:
    from .client import RawResponse


class LootLockerError(Exception):
    """Base of every error that this package raises on purpose."""


class InvalidRequest(LootLockerError, ValueError):
    """The arguments of a call don't match the document. Nothing was sent.

    Attributes:
        operation: The call, as in `game.heroes.create_player_hero`.
        problems: One sentence a problem. They never hold the value of a secret.
    """

    def __init__(self, operation: str, problems: list[str]) -> None:
        self.operation = operation
        self.problems = problems
        super().__init__(operation, problems)

    def __str__(self) -> str:
        return f"{self.operation}: {'; '.join(self.problems)}. Nothing was sent."


class ResponseError(LootLockerError):
    """An answer came and is not what the document promises.

    Attributes:
        operation: The call, as in `game.heroes.create_player_hero`.
        response: The raw answer: status, headers, bytes.
    """

    def __init__(self, operation: str, response: RawResponse, message: str) -> None:
        self.operation = operation
        self.response = response
        self.message = message
        super().__init__(operation, response, message)

    def __str__(self) -> str:
        return f"{self.operation}: {self.message}"


class UnexpectedStatus(ResponseError):
    """The status is not a success."""


class InvalidResponse(ResponseError):
    """The status is a success and the body can't be read as the documented answer.

    The call was carried out: don't repeat it. The bytes are in `response.content`.

    Attributes:
        arguments: What the operation was called with; a secret shows as `***`. Empty from a plain client.
    """

    arguments: Mapping[str, object] = {}


class PaginationStopped(LootLockerError):
    """The next page can't be asked for: the server sent no usable cursor, or the same page again.

    What came before was handed out. The message names the operation and the cursor.
    """


_NAMES: Final[dict[str, str]] = {
    "integer": "a whole number",
    "string": "text",
    "boolean": "True or False",
    "number": "a number",
    "array": "a list",
    "object": "an object",
    "null": "None",
}


def _is(value: object, kind: str) -> bool:
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if kind == "string":
        return isinstance(value, str)
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "array":
        return isinstance(value, (list, tuple))
    if kind == "object":
        return isinstance(value, (Mapping, Model))
    return value is None


def problems_of(value: object, schema: Mapping[str, Any], where: str, *, place: str = "body") -> list[str]:
    """What keeps a value that is about to be sent from being what the document says.

    The part of JSON Schema that the document uses for requests; its messages never show the value of a secret.

    Args:
        value: The value; a model counts as its JSON object.
        schema: The schema, without references.
        where: What the messages call the value; empty for the body of a call.
        place: Where the value travels: in a `path` or a `header` a few characters are never right.
    """
    if isinstance(value, str) and (problem := _unsafe(value, place)):
        return [f"{where} {problem}"]
    kinds = schema.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is(value, kind) for kind in kinds):
        return [
            f"{where or 'the body'} has to be {' or '.join(_NAMES[kind] for kind in kinds)}, not {type(value).__name__}"
        ]
    hidden = schema.get("x-secret") or isinstance(value, (list, tuple, Mapping))  # what is inside may be secret
    shown = "the given value" if hidden else _short(value)
    if "const" in schema and value != schema["const"]:
        return [f"{where} has to be {schema['const']!r}"]
    if "not" in schema and not problems_of(value, schema["not"], where):
        return [f"{where} can't be {shown}"]
    if isinstance(value, str):
        return _text_problems(value, schema, where, shown)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _range_problems(value, schema, where, shown)
    if isinstance(value, (list, tuple)):
        return _list_problems(list(cast("list[object]", value)), schema, where, place)
    if isinstance(value, (Mapping, Model)):
        members = value.__dict__ if isinstance(value, Model) else cast("Mapping[str, object]", value)
        return _object_problems(members, schema, where)
    return []


def _short(value: object) -> str:
    try:
        shown = repr(value)
    except ValueError:  # Python writes no whole number of more than a few thousand digits
        return "such a number"
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def _unsafe(value: str, place: str) -> str:
    if place == "path" and value in ("", ".", ".."):
        return f"can't be {value!r}" if value else "can't be empty"
    if place == "path" and any(character in "/?#\\" for character in value):
        return "can't hold a slash, a backslash, ? or #"
    if place in ("path", "header") and any(ord(character) < 32 or ord(character) == 127 for character in value):
        return "can't hold a line break or another control character"
    if place == "header" and (not value.isascii() or value != value.strip(" ")):
        return "can hold ASCII alone and no blank at its ends"
    if place != "body" and any("\ud800" <= character <= "\udfff" for character in value):
        return "can't hold half a character"
    return ""


def _text_problems(value: str, schema: Mapping[str, Any], where: str, shown: str) -> list[str]:
    if len(value) < schema.get("minLength", 0):
        return [f"{where} can't be empty" if not value else f"{where} needs at least {schema['minLength']} characters"]
    if len(value) > schema.get("maxLength", len(value)):
        return [f"{where} can't have more than {schema['maxLength']} characters"]
    pattern = schema.get("pattern")
    if pattern and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
        form = "digits alone" if pattern == "^[0-9]+$" else f"of the form {pattern}"
        return [f"{where} has to be {form}, not {shown}"]
    if "integer" in schema.get("type", ()) and value.isdecimal():
        return _range_problems(int(value[:1000]), schema, where, shown)
    return []


def _range_problems(value: float, schema: Mapping[str, Any], where: str, shown: str) -> list[str]:
    if value < schema.get("minimum", value):
        return [f"{where} has to be at least {schema['minimum']}, not {shown}"]
    if value > schema.get("maximum", value):
        return [f"{where} has to be at most {schema['maximum']}, not {shown}"]
    return []


def _list_problems(value: list[object], schema: Mapping[str, Any], where: str, place: str) -> list[str]:
    if len(value) < schema.get("minItems", 0):
        return [f"{where} can't be empty"]
    if len(value) > schema.get("maxItems", len(value)):
        return [f"{where} can't have more than {schema['maxItems']} members"]
    items: Mapping[str, Any] = schema.get("items", {})
    return [
        problem
        for number, item in enumerate(value)
        for problem in problems_of(item, items, f"{where}[{number}]", place=place)
    ]


def _object_problems(value: Mapping[str, object], schema: Mapping[str, Any], where: str) -> list[str]:
    prefix = f"{where}." if where else ""
    properties: Mapping[str, Any] = schema.get("properties", {})
    problems = [f"{prefix}{name} is missing" for name in schema.get("required", ()) if name not in value]
    for name, item in value.items():
        if name in properties:
            problems += problems_of(item, properties[name], f"{prefix}{name}")
        elif schema.get("additionalProperties") is False:
            problems.append(f"{prefix}{name} is not known here")
    if "anyOf" in schema and not any(_fits(value, each) for each in schema["anyOf"]):
        problems.append(f"{where or 'the call'} needs at least one of {_listed(schema['anyOf'])}")
    if "oneOf" in schema and sum(_fits(value, each) for each in schema["oneOf"]) != 1:
        choice = sorted({name for each in schema["oneOf"] for name in _mentioned(each)} & value.keys())
        problems.append(
            f"{where or 'the call'} takes exactly one of {_listed(schema['oneOf'])}; given: {', '.join(choice) or 'none of them'}"
        )
    return problems


def _fits(value: Mapping[str, object], alternative: Mapping[str, Any]) -> bool:
    return not any(name not in value for name in alternative.get("required", ())) and not any(
        rule is False and name in value for name, rule in alternative.get("properties", {}).items()
    )


def _mentioned(alternative: Mapping[str, Any]) -> set[str]:
    return {*alternative.get("required", ()), *alternative.get("properties", ())}


def _listed(alternatives: Sequence[Mapping[str, Any]]) -> str:
    return " | ".join(" + ".join(each.get("required", ())) for each in alternatives)
