"""Does an answer match the document? Reading is tolerant; this check is not. For tests, and for finding drift.

from lootlocker import raw
from lootlocker.sandbox.strict import answer_problems

answer = raw(game.heroes.get_game_heroes)()
answer_problems("game.heroes.get_game_heroes", answer.response.status, answer.response.json())
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from ._document import Document, operation_id


def answer_problems(operation: str, status: int, answer: object) -> list[str]:
    """What in a decoded answer is not as the document says; an empty list if nothing is.

    Args:
        operation: As a user writes it, `game.heroes.get_game_heroes`, or the document's operationId.
        status: The answer's HTTP status.
        answer: The decoded JSON.

    Returns:
        One sentence a problem: a value of another type or form, a missing member that is required, a member that the
        document does not know, a status that it does not list.

    Raises:
        KeyError: There is no such operation.
    """
    document = _document()
    responses = _responses(document, operation)
    key = str(status) if str(status) in responses else "default"
    if key not in responses or (key == "default" and status < 400):
        return [f"status {status} is not documented"]
    content = document.resolved(responses[key]).get("content", {})
    if "application/json" not in content:
        return []
    schema: dict[str, Any] = content["application/json"]["schema"]
    problems = [
        f"{'.'.join(map(str, error.instance_path)) or 'the answer'}: {error.message[:200]}"
        for error in document.validator(schema.get("$ref", schema)).iter_errors(answer)
    ]
    return problems + list(_unknown(document, schema, answer, ""))


@cache
def _document() -> Document:
    return Document.bundled()


def _responses(document: Document, operation: str) -> dict[str, Any]:
    name = operation_id(operation)
    for item in document.source["paths"].values():
        for spec in item.values():
            if isinstance(spec, dict) and cast("dict[str, Any]", spec).get("operationId") == name:
                return cast("dict[str, Any]", spec["responses"])
    raise KeyError(operation)


def _unknown(document: Document, schema: dict[str, Any], value: object, where: str) -> Iterator[str]:
    """Members that the document does not name, in objects whose members it names."""
    schema = document.resolved(schema)
    for each in schema.get("anyOf", ()):
        yield from _unknown(document, each, value, where)
    if isinstance(value, list) and isinstance(schema.get("items"), dict):
        for number, item in enumerate(cast("list[object]", value)):
            yield from _unknown(document, schema["items"], item, f"{where}[{number}]")
    properties: dict[str, Any] = schema.get("properties", {})
    if isinstance(value, dict) and properties:
        for key, inner in cast("dict[str, object]", value).items():
            place = f"{where}.{key}" if where else key
            if key in properties:
                yield from _unknown(document, properties[key], inner, place)
            else:
                yield f"{place}: the document does not know this member"
