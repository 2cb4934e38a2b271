"""Calls made up from the document alone: arguments from its examples, and what has to be on the wire for them."""

from __future__ import annotations

import builtins
import email
import email.policy
import keyword
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, quote

import attrs

from lootlocker.sandbox import RecordedRequest
from support.document import DOCUMENT, Json, resolved

METHODS = ("get", "put", "post", "patch", "delete")


def python_name(wire: str) -> str:
    """`LL-Version` -> ll_version."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", re.sub(r"\W", "_", wire)).lower()
    return f"{name}_" if keyword.iskeyword(name) or name in set(dir(builtins)) - {"id"} else name


def value_for(schema: Json, name: str) -> Any:
    """Something that the schema allows."""
    schema = resolved(schema)
    if "x-extensible-enum" in schema:
        return schema["x-extensible-enum"][0]
    kinds = schema.get("type", "string")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    if kind == "array":
        return [value_for(schema["items"], name)] * 2
    if kind == "integer":
        return schema.get("default", max(1, schema.get("minimum", 1)))
    if kind == "boolean":
        return True
    if "26" in schema.get("pattern", ""):
        return "01J8Z3N4R6T8V0W2Y4A6C8E0G3"
    return f"some {name}, and & more" if "pattern" not in schema else "1"


def text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@attrs.frozen
class Call:
    """One call of an operation.

    Attributes:
        arguments: What the caller gives, by names of the wire.
        body: The JSON that is given as the body's members, None where there is no body.
    """

    operation: Json
    method: str
    path: str
    parameters: list[Json]
    arguments: Json
    body: Any
    example: str

    def __str__(self) -> str:
        return f"{self.operation['operationId']}-{self.example}"

    @property
    def api(self) -> str:
        return str(self.operation["tags"][0]).partition(" ")[0].lower()

    def function(self, client: Any) -> Callable[..., Any]:
        """The client's method."""
        words = re.findall(r"[a-z0-9]+", self.operation["tags"][0].lower())
        group = getattr(client, "_".join(words[1:]))
        name = self.operation["operationId"].removeprefix(f"{self.api}_")
        found: Callable[..., Any] = getattr(group, name)
        return found

    def keywords(self) -> Json:
        """The arguments by their Python names; what the client fills in is left to it."""
        if isinstance(self.body, list):
            return {python_name(name): value for name, value in {**self.arguments, self.list_name: self.body}.items()}
        filled = self.filled()
        members = {name: value for name, value in (self.body or {}).items() if name not in filled}
        return {python_name(name): value for name, value in {**self.arguments, **members}.items()}

    @property
    def target(self) -> str:
        """The path that is asked for."""
        return re.sub(r"\{(.*?)\}", lambda found: quote(text(self.arguments[found[1]]), safe=""), self.path)

    @property
    def list_name(self) -> str:
        """What the argument is called that is sent in place of an object."""
        return str(resolved(self.operation["requestBody"])["x-argument"])

    @property
    def media(self) -> tuple[str, Json]:
        """The body's media type and what the document says of it."""
        ((kind, media),) = resolved(self.operation["requestBody"])["content"].items()
        return kind, media

    def filled(self) -> Json:
        """What of the body the client fills in: by name, which of its values or what the document fixes."""
        if "requestBody" not in self.operation:
            return {}
        _, media = self.media
        members = resolved(media["schema"]).get("properties", {})
        sources = {name: each.get("x-client-value", each.get("const")) for name, each in members.items()}
        return {name: source for name, source in sources.items() if source is not None}

    def check(self, sent: RecordedRequest, credentials: dict[str, str], values: dict[str, str]) -> None:
        """Hold what arrived against the document.

        Args:
            credentials: By security scheme.
            values: What the client fills in.
        """
        by_place: dict[str, Json] = {"path": {}, "query": {}, "header": {}}
        for each in self.parameters:
            if each["name"] in self.arguments:
                by_place[each["in"]][each["name"]] = self.arguments[each["name"]]
        assert (sent.method, sent.path) == (self.method, self.target)
        assert sorted(parse_qsl(sent.query, keep_blank_values=True)) == sorted(self.query(by_place["query"], values))
        self.check_headers(sent, by_place["header"], credentials)
        self.check_body(sent, values)

    def query(self, given: Json, values: dict[str, str]) -> Iterator[tuple[str, str]]:
        for each in self.parameters:
            if each["in"] == "query" and "x-client-value" in each:
                yield each["name"], values[each["x-client-value"]]
            if each["in"] == "query" and each["name"] in given:
                value = given[each["name"]]
                items = [text(item) for item in value] if isinstance(value, list) else [text(value)]
                joined = isinstance(value, list) and each.get("explode") is False
                yield from ((each["name"], item) for item in ([",".join(items)] if joined else items))

    def check_headers(self, sent: RecordedRequest, given: Json, credentials: dict[str, str]) -> None:
        ways: list[Json] = self.operation.get("security") or []
        schemes = {scheme for way in ways for scheme in way}
        for scheme, definition in DOCUMENT["components"]["securitySchemes"].items():
            expected = credentials[scheme] if scheme in schemes else None
            assert sent.header(definition["name"]) == expected, definition["name"]
        filled = {"LL-Version": "2021-03-01", "is-development": "true"}
        for each in self.parameters:
            if each["in"] == "header":
                expected = text(given[each["name"]]) if each["name"] in given else filled.get(each["name"])
                assert sent.header(each["name"]) == expected, each["name"]
        assert sent.header("accept") == ("*/*" if "x-stream" in self.operation else "application/json")

    def check_body(self, sent: RecordedRequest, values: dict[str, str]) -> None:
        if self.body is None:
            assert sent.body == b""
            return
        kind, _ = self.media
        assert (sent.header("content-type") or "").partition(";")[0] == kind
        expected: Any = self.body
        if isinstance(expected, dict):
            own = {name: values.get(source, source) for name, source in self.filled().items() if name in expected}
            expected = {**expected, **own}
        assert READERS[kind](sent) == (expected if kind == "application/json" else texts(expected))


def texts(members: Json) -> dict[str, bytes]:
    """What a form carries of these values."""
    return {name: value if isinstance(value, bytes) else text(value).encode() for name, value in members.items()}


def parts(sent: RecordedRequest) -> dict[str, bytes]:
    """The parts of a multipart body, read by Python's own parser of messages."""
    head = f"content-type: {sent.header('content-type')}\r\n\r\n".encode()
    message = email.message_from_bytes(head + sent.body, policy=email.policy.HTTP)
    found: dict[str, bytes] = {}
    for part in message.iter_parts():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        found[str(part.get_param("name", header="content-disposition"))] = content
    return found


def pairs(sent: RecordedRequest) -> dict[str, bytes]:
    """The members of a form."""
    return {name: value.encode() for name, value in parse_qsl(sent.body.decode(), strict_parsing=True)}


READERS: dict[str, Callable[[RecordedRequest], Any]] = {
    "application/json": RecordedRequest.json,
    "multipart/form-data": parts,
    "application/x-www-form-urlencoded": pairs,
}


def bodies(operation: Json) -> Iterator[tuple[str, Any]]:
    """The examples of the body by their names; one made up where a file is sent."""
    if "requestBody" not in operation:
        yield "nothing", None
        return
    for media in resolved(operation["requestBody"])["content"].values():
        for name, example in media.get("examples", {}).items():
            yield name, resolved(example)["value"]
        if "examples" not in media:
            members = resolved(media["schema"])["properties"]
            yield "made up", {name: part_for(schema, name) for name, schema in members.items()}


def part_for(schema: Json, name: str) -> Any:
    """Something for a part of a multipart body."""
    return bytes(range(256)) if resolved(schema).get("format") == "binary" else value_for(schema, name)


def calls() -> Iterator[Call]:
    """Each operation with each example of its body, once with the arguments it needs and once with all there are."""
    for key, item in DOCUMENT["paths"].items():
        for method in METHODS:
            if method not in item:
                continue
            operation = item[method]
            parameters = [resolved(each) for each in [*item.get("parameters", ()), *operation.get("parameters", ())]]
            own = [each for each in parameters if "x-client-value" not in each]
            needed = {each["name"]: each["example"] for each in own if each.get("required")}
            every = {each["name"]: value_for(each["schema"], each["name"]) for each in own if not each.get("required")}
            for name, body in bodies(operation):
                path = key.partition("#")[0]
                yield Call(operation, method.upper(), path, parameters, needed, body, name)
                if every:
                    yield Call(operation, method.upper(), path, parameters, {**needed, **every}, body, f"{name}-every")
