"""Requests against the document's schemas, and what is wrong with one as an error of the API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from ._bodies import without_files
from ._errors import Refused, invalid, missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ._document import Document, Operation, Parameter

_KIND = jsonschema_rs.ValidationErrorKind
_INTEGER = re.compile(r"-?[0-9]{1,4000}", re.ASCII)


def body_problem(document: Document, operation: Operation, body: Mapping[str, Any] | list[Any]) -> Refused | None:
    """The first thing that is wrong with the body, what is missing before what is not valid."""
    assert operation.body_ref is not None
    validator = document.validator(operation.body_ref)
    body = without_files(body)
    if validator.is_valid(body):
        return None
    problems = [_explain(error) for error in validator.iter_errors(body)]
    return min(problems, key=lambda problem: problem.code != "parameter_missing")


def _explain(error: jsonschema_rs.ValidationError) -> Refused:
    kind = error.kind
    path = [str(part) for part in error.instance_path]
    if isinstance(kind, _KIND.Required):
        return missing(".".join([*path, str(kind.property)]))
    if isinstance(kind, _KIND.AdditionalProperties | _KIND.UnevaluatedProperties):
        return invalid(".".join([*path, str(kind.unexpected[0])]), "it is not known here.")
    if isinstance(kind, _KIND.AnyOf | _KIND.OneOfNotValid):
        return _explain_alternatives(error, kind.context)
    if isinstance(kind, _KIND.FalseSchema):
        return invalid(".".join(path), "it does not go with the other parameters.")
    return invalid(".".join(path) or "body", f"{_short(error.message)}.")


def _explain_alternatives(
    error: jsonschema_rs.ValidationError, context: Iterable[Iterable[jsonschema_rs.ValidationError]]
) -> Refused:
    """What the nearest of several alternatives lacks: the one with the fewest problems, the first of equals."""
    alternatives = [list(each) for each in context]
    if not any(alternatives):
        return invalid(".".join(map(str, error.instance_path)) or "body", "it matches none of the alternatives.")
    nearest = min((each for each in alternatives if each), key=len)
    return min((_explain(each) for each in nearest), key=lambda problem: problem.code != "parameter_missing")


def _short(message: str) -> str:
    return message if len(message) <= 200 else message[:200] + "..."


def choose(
    document: Document, operations: list[Operation], query: Iterable[str], body: dict[str, Any] | list[Any] | None
) -> Operation:
    """Of operations on one method and path, the one that a request fits best, the first of equals.

    Its required query parameters have to be there, and a body where it takes one, of its type; then the body has the
    fewest problems; then most of what was sent is named by it.
    """
    if len(operations) == 1:
        return operations[0]
    given, plain = set(query), without_files(body)

    def misfit(operation: Operation) -> tuple[int, ...]:
        of_query = [parameter for parameter in operation.parameters if parameter.location == "query"]
        missing = sum(parameter.required and parameter.name not in given for parameter in of_query)
        known = sum(parameter.name in given for parameter in of_query)
        if operation.body_ref is None or body is None:
            return missing, (operation.body_ref is None) != (body is None), 0, -known
        is_other = (operation.body_name is None) != isinstance(body, dict)
        problems = sum(1 for _ in document.validator(operation.body_ref).iter_errors(plain))
        return missing, is_other, problems, -known - _named(document, operation.body_ref, body)

    return min(operations, key=misfit)


def _named(document: Document, schema: str, body: dict[str, Any] | list[Any]) -> int:
    """How many members of a body its schema names."""
    properties = document.at(schema).get("properties", {})
    return sum(name in properties for name in body) if isinstance(body, dict) else 0


def read_parameters(
    document: Document, operation: Operation, given: Mapping[str, Mapping[str, str]], query: Mapping[str, list[str]]
) -> dict[str, dict[str, Any]]:
    """Typed parameters by location and name.

    Args:
        given: The texts as sent, by location and name, header names in lower case.
        query: All texts of each name in the query.
    """
    found: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "header": {}}
    for parameter in operation.parameters:
        name = parameter.name.lower() if parameter.location == "header" else parameter.name
        text = given[parameter.location].get(name)
        if text is None:
            if parameter.required:
                raise missing(parameter.name)
            if "default" in parameter.schema:
                found[parameter.location][parameter.name] = parameter.schema["default"]
        elif parameter.location == "query" and "array" in parameter.schema.get("type", ()):
            texts = text.split(",") if parameter.commas else query[name]
            found["query"][name] = _read_list(document, parameter, texts)
        else:
            found[parameter.location][parameter.name] = _read(document, parameter, text)
    return found


def _read_list(document: Document, parameter: Parameter, texts: list[str]) -> list[Any]:
    values = [_typed(parameter.schema.get("items", {}), text) for text in texts]
    if not document.validator(parameter.schema).is_valid(values):
        raise invalid(parameter.name, f"'{_short(','.join(texts))}' does not do.")
    return values


def _read(document: Document, parameter: Parameter, text: str) -> Any:
    schema = parameter.schema
    value = _typed(schema, text)
    if document.validator(schema).is_valid(value):
        return value
    if isinstance(value, int) and {"minimum", "maximum", "default"} <= schema.keys():
        return schema["default"]  # Documented for `count`: out of range is the default, neither clamped nor an error.
    raise invalid(parameter.name, f"'{_short(text)}' does not do.")


def _typed(schema: Mapping[str, Any], text: str) -> Any:
    types = schema.get("type", "string")
    types = [types] if isinstance(types, str) else types
    if "integer" in types and _INTEGER.fullmatch(text):
        return int(text)
    if "boolean" in types and text.lower() in ("true", "false"):
        return text.lower() == "true"
    return text
