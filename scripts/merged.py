"""Join operations that share method and path, for tools that speak HTTP: a fragment in a path key never travels."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from typing import Any

from source import BundleError

Json = dict[str, Any]

#: From the most to the least certain or repeatable: of what is joined, the last one that occurs holds.
RANKS = {"x-evidence": ("documented", "sdk", "inferred"), "x-retry": ("safe", "idempotent", "once")}


def _distinct(values: Iterable[Any]) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found


def _one(values: Iterable[Any], join: Callable[[list[Any]], Any]) -> Any:
    """The value that all share, or what `join` makes of them."""
    found = _distinct(values)
    return found[0] if len(found) == 1 else join(found)


class _Merger:
    def __init__(self, document: Json) -> None:
        self.document = document
        self.problems: list[str] = []

    def resolve(self, node: Json) -> Json:
        while "$ref" in node:
            target: Any = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            node = target
        return node

    def path_items(self, named: list[tuple[str, Json]]) -> Json:
        path = named[0][0].partition("#")[0]
        shared = [{key: value for key, value in item.items() if not _is_operation(value)} for _, item in named]
        if len(_distinct(shared)) > 1:
            keys = ", ".join(key for key, _ in named)
            self.problems.append(f"{keys}: path items that are joined must have the same parameters and description.")
        methods = _distinct(method for _, item in named for method, value in item.items() if _is_operation(value))
        joined = {
            method: self.operation(path, [item[method] for _, item in named if method in item]) for method in methods
        }
        return {**shared[0], **joined}

    def operation(self, path: str, operations: list[Json]) -> Json:
        if len(operations) == 1:
            return operations[0]
        first = operations[0]
        names = [each["operationId"] for each in operations]
        parameters = _distinct(each.get("parameters", []) for each in operations)
        if len(parameters) > 1:
            self.problems.append(f"{path}: {', '.join(names)} are joined and must have the same parameters.")
        found: Json = {
            **first,
            "operationId": "__or__".join(names),
            "summary": _one((each["summary"] for each in operations), " or ".join),
            "description": _one((each.get("description", each["summary"]) for each in operations), "\n\n".join),
            "tags": _distinct(tag for each in operations for tag in each["tags"]),
            "x-source": _distinct(source for each in operations for source in each["x-source"]),
            "x-operations": names,
            "security": self.security(operations),
            "responses": self.responses(operations),
        }
        for key, ranks in RANKS.items():
            found[key] = max((each[key] for each in operations), key=ranks.index)
        bodies = [each["requestBody"] for each in operations if "requestBody" in each]
        if bodies:
            needed = len(bodies) == len(operations) and all(each.get("required") for each in bodies)
            found["requestBody"] = {**self.content(bodies), "required": needed}
        return found

    def security(self, operations: list[Json]) -> list[Json]:
        """Any of the ways; `{}` stands for no key at all."""
        ways = [each.get("security", self.document.get("security", [])) for each in operations]
        return _one(ways, lambda _: _distinct(way for each in ways for way in each or [{}]))  # type: ignore[no-any-return]

    def responses(self, operations: list[Json]) -> Json:
        statuses = _distinct(status for each in operations for status in each["responses"])
        return {
            status: _one(
                (each["responses"][status] for each in operations if status in each["responses"]), self.response
            )
            for status in sorted(statuses)
        }

    def response(self, responses: list[Json]) -> Json:
        plain = [self.resolve(each) for each in responses]
        found = self.content(plain)
        found["description"] = _one((each["description"] for each in plain), " ".join)
        headers = {name: header for each in plain for name, header in each.get("headers", {}).items()}
        return {**found, **({"headers": headers} if headers else {})}

    def content(self, holders: list[Json]) -> Json:
        """Bodies or answers in one: per media type, any of the schemas."""
        kinds = _distinct(kind for each in holders for kind in each.get("content", {}))
        content = {
            kind: _media([each["content"][kind] for each in holders if kind in each.get("content", {})])
            for kind in kinds
        }
        rest = {key: value for key, value in holders[0].items() if key != "content"}
        return {**rest, **({"content": content} if content else {})}


def _is_operation(value: Any) -> bool:
    return isinstance(value, dict) and "operationId" in value


def _media(media: list[Json]) -> Json:
    found: Json = {"schema": _one((each.get("schema", {}) for each in media), lambda schemas: {"anyOf": schemas})}
    examples: Json = {}
    for each in media:
        for name, example in each.get("examples", {}).items():
            while examples.setdefault(name, example) != example:
                name += "_"
    return {**found, **({"examples": examples} if examples else {})}


def merged(document: Json) -> Json:
    """The bundle with one plain operation for each method and path; `x-operations` lists what one was joined from.

    Raises:
        BundleError: Operations on one path differ in their parameters, so that no plain operation says what they say.
    """
    document = copy.deepcopy(document)
    groups: dict[str, list[tuple[str, Json]]] = {}
    for key, item in document["paths"].items():
        groups.setdefault(key.partition("#")[0], []).append((key, item))
    merger = _Merger(document)
    document["paths"] = {path: merger.path_items(named) for path, named in groups.items()}
    if merger.problems:
        raise BundleError(merger.problems)
    return document
