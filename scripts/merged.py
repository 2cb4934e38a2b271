"""Join operations that share method and path, for tools that speak HTTP: a fragment in a path key never travels."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from typing import Any

from references import resolved
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
        return resolved(self.document, node)

    def path_items(self, named: list[tuple[str, Json]]) -> Json:
        path = named[0][0].partition("#")[0]
        items = [item for _, item in named]
        if len(_distinct(item.get("parameters", []) for item in items)) > 1:
            items = [self.with_own_parameters(item) for item in items]
        shared = [{key: value for key, value in item.items() if not _is_operation(value)} for item in items]
        if len(_distinct(shared)) > 1:
            keys = ", ".join(key for key, _ in named)
            self.problems.append(f"{keys}: path items that are joined must have the same description.")
        methods = _distinct(method for item in items for method, value in item.items() if _is_operation(value))
        joined = {
            method: self.operation(path, [item[method] for item in items if method in item]) for method in methods
        }
        return {**shared[0], **joined}

    def with_own_parameters(self, item: Json) -> Json:
        """A path item whose operations hold the parameters that it gives them."""
        found = {key: value for key, value in item.items() if key != "parameters"}
        for method, operation in item.items():
            if _is_operation(operation):
                own = operation.get("parameters", [])
                names = {self.name_of(each) for each in own}
                given = [each for each in item.get("parameters", []) if self.name_of(each) not in names]
                found[method] = {**operation, "parameters": [*given, *own]}
        return found

    def name_of(self, parameter: Json) -> tuple[str, str]:
        """What tells a parameter from the others of an operation."""
        found = self.resolve(parameter)
        return found["in"], found["name"]

    def operation(self, path: str, operations: list[Json]) -> Json:
        if len(operations) == 1:
            return operations[0]
        names = [each["operationId"] for each in operations]
        parameters = self.parameters(path, operations)
        alike = {
            key: value
            for key, value in operations[0].items()
            if key != "parameters" and all(key in each and each[key] == value for each in operations)
        }
        found: Json = {
            **alike,
            "operationId": "__or__".join(names),
            "summary": _one((each["summary"] for each in operations), " or ".join),
            "description": _one((each.get("description", each["summary"]) for each in operations), "\n\n".join),
            "tags": _distinct(tag for each in operations for tag in each["tags"]),
            "x-source": _distinct(source for each in operations for source in each["x-source"]),
            "x-operations": names,
            "security": self.security(operations),
            **({"parameters": parameters} if parameters else {}),
            "responses": self.responses(operations),
        }
        for key, ranks in RANKS.items():
            found[key] = max((each[key] for each in operations), key=ranks.index)
        bodies = [self.resolve(each["requestBody"]) for each in operations if "requestBody" in each]
        if bodies:
            needed = len(bodies) == len(operations) and all(each.get("required") for each in bodies)
            found["requestBody"] = {**self.content(bodies), "required": needed}
        return found

    def parameters(self, path: str, operations: list[Json]) -> list[Json]:
        """The parameters of all; what not every operation takes is optional and says whose it is."""
        lists: list[list[Json]] = [each.get("parameters", []) for each in operations]
        if len(_distinct(lists)) == 1:
            return lists[0]
        found: list[Json] = []
        for name in _distinct(self.name_of(each) for every in lists for each in every):
            holders = [
                (operation["operationId"], each)
                for operation, every in zip(operations, lists, strict=True)
                for each in every
                if self.name_of(each) == name
            ]
            given = [each for _, each in holders]
            if len(given) == len(operations) and len(_distinct(given)) == 1:
                found.append(given[0])
            elif name[0] == "path" and len(given) < len(operations):
                self.problems.append(f"{path}: not every operation that is joined there has the parameter {name[1]}.")
            else:
                found.append(self.parameter(holders, len(operations)))
        return found

    def parameter(self, holders: list[tuple[str, Json]], among: int) -> Json:
        """One parameter of some of the operations."""
        plain = [(name, self.resolve(each)) for name, each in holders]
        needed = [name for name, each in plain if each.get("required")]
        described = _one(
            (each.get("description", "") for _, each in plain), lambda texts: " ".join(filter(None, texts))
        )
        whose = ""
        if len(plain) < among:
            whose = f"For {' and '.join(name for name, _ in plain)} alone{', required' * (needed != [])}."
        elif needed and len(needed) < among:
            whose = f"Required for {' and '.join(needed)}."
        found = {**plain[0][1], "schema": _one((each["schema"] for _, each in plain), lambda each: {"anyOf": each})}
        if len(needed) < among:
            found.pop("required", None)
        if whose or described:
            found["description"] = " ".join(filter(None, (described.strip(), whose)))
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
        rest = {
            key: value
            for key, value in holders[0].items()
            if key != "content" and all(each.get(key) == value for each in holders)
        }
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
        BundleError: What is joined differs in the path, so that no plain operation says what they say.
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
