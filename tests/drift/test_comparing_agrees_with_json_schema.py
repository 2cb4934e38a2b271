"""The comparison that ships, against the sandbox's strict check, a JSON Schema validator, and what only it knows."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.player import Player
from lootlocker.drift import compare_answer
from lootlocker.drift._compare import Comparison
from lootlocker.drift._document import Document
from lootlocker.drift._walk import operations
from lootlocker.sandbox import Sandbox
from lootlocker.sandbox.strict import answer_problems
from lootlocker_api.client import Headers, RawResponse

JSON = Headers({"content-type": "application/json"})
#: What a JSON Schema validator does not look at.
BEYOND_JSON_SCHEMA = {"other_format", "new_value", "not_successful"}


@cache
def answers() -> list[tuple[Any, Any]]:
    """A true answer of each operation that a walk calls, with its operation."""
    from lootlocker.drift._answers import DriftWatch
    from lootlocker.drift._arguments import Given, Known
    from lootlocker.drift._walk import Walk

    found: list[tuple[Any, Any]] = []

    class Keep(DriftWatch):
        def answered(self, operation: Any, response: RawResponse) -> None:
            if response.status == 200:
                found.append((operation, response.json()))

    with Sandbox() as sandbox:
        player = Player(sandbox)
        keep: Any = Keep(print)
        with (
            sandbox.game_client(login=player.login, on_drift=keep) as game,
            sandbox.server_client(on_drift=keep) as server,
        ):
            walk = Walk({"game": game, "server": server}, Given(player.given), Known())
            walk.run(operation for operation in operations() if operation.retry == "safe")
    return found


def spots(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a JSON value where something else may stand."""
    inner: list[Any] = (
        list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    )
    return [(value, key) for key in inner] + [spot for key in inner for spot in spots(value[key])]


values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
    st.sampled_from(["text", "5", "2024-07-09T12:39:39Z"]),
    st.just([]),
    st.just({}),
    st.lists(st.one_of(st.none(), st.integers(0, 3), st.just("x")), max_size=2),
    st.dictionaries(st.sampled_from(["id", "name", "more"]), st.integers(0, 3), max_size=2),
)


@given(data=st.data())
def test_both_checks_agree_on_answers_with_a_change_in_them(data: st.DataObject) -> None:
    operation, answer = data.draw(st.sampled_from(answers()))
    answer = json.loads(json.dumps(answer))
    holder, key = data.draw(st.sampled_from(spots(answer)))
    change = data.draw(st.sampled_from(["replace", "remove", "add"]))
    if change == "replace":
        holder[key] = data.draw(values)
    elif change == "remove":
        del holder[key]
    elif isinstance(holder, dict):
        holder["surplus"] = data.draw(values)
    body = json.dumps(answer)
    found = compare_answer(operation, RawResponse(200, JSON, body.encode()))
    kinds = {drift.kind for drift in found} - BEYOND_JSON_SCHEMA
    assert bool(kinds) == bool(answer_problems(operation.name, 200, json.loads(body))), found


def compare(schema: Any, value: Any, **more: Any) -> list[tuple[str, str, str, str]]:
    document = Document({"paths": {}, "components": {"schemas": {"It": schema, **more}}})
    comparison = Comparison()
    comparison.value(document.schema("/components/schemas/It"), value)
    return [(each.kind, each.place, each.documented, each.came) for each in comparison.found]


A = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}
UNKNOWN_D = ("unknown_field", "d", "no such field", "integer")
B = {"type": "object", "properties": {"b": {"type": "string"}, "c": {"type": "null"}}}


@pytest.mark.parametrize(
    ("schema", "value", "found"),
    [
        ({"type": "integer"}, 5.0, []),
        ({"type": "number"}, 5, []),
        ({"type": "integer"}, True, [("other_type", "", "integer", "boolean")]),
        ({"type": ["string", "null"]}, None, []),
        ({"type": "array", "items": {}}, [1, "a", None], []),
        ({"type": "integer", "format": "int64"}, 2**63, [("other_format", "", "int64", "a greater number")]),
        ({"type": "integer", "format": "uint64"}, 2**64 - 1, []),
        (
            {"type": "string", "pattern": "^[0-9]+$"},
            "a",
            [("other_format", "", "text of the form ^[0-9]+$", "text of another form")],
        ),
        ({"type": "string", "x-date": True}, "Tue, 09 Jul 2024 12:39:39 +0000", []),
        ({"type": "string", "x-date": True}, "2024-09-26T11:42:43.639Z", []),
        (
            {"type": "string", "x-date": True},
            "9 July, says Ann",
            [("other_format", "", "a date, ISO 8601 or RFC 2822", "text that is no date")],
        ),
        ({"const": "one"}, "two", [("new_value", "", "one of one", "two")]),
        ({"enum": [1, 2]}, 3, [("new_value", "", "one of 1, 2", "another integer")]),
        (
            {"type": "string", "x-extensible-enum": ["a"]},
            "Ann Smith",
            [("new_value", "", "one of a", "another string")],
        ),
        ({"anyOf": [A, B]}, {"b": "x", "c": None}, []),
        ({"anyOf": [A, B]}, {"a": "x"}, [("other_type", "a", "integer", "string")]),
        ({"oneOf": [A, {"type": "null"}]}, [], [("other_type", "", "object or null", "array")]),
        ({"allOf": [A, B]}, {"a": 1, "b": "x"}, []),
        (
            {"allOf": [A, B]},
            {"b": 1, "d": 1},
            [("missing_field", "a", "required", "nothing"), ("other_type", "b", "string", "integer"), UNKNOWN_D],
        ),
        ({**A, "additionalProperties": True}, {"a": 1, "z": 1}, []),
        (
            {**A, "additionalProperties": {"type": "string"}},
            {"a": 1, "z": 1},
            [("other_type", "{*}", "string", "integer")],
        ),
        ({"type": "object"}, {"anything": 1}, []),
        (
            {"type": "object", "additionalProperties": False},
            {"x": 1},
            [("unknown_field", "x", "no such field", "integer")],
        ),
        (
            {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/It"}}},
            {"next": {"next": {"no": [1, "a"]}}},
            [("unknown_field", "next.next.no", "no such field", "array of integer or string")],
        ),
        (
            {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}},
            [[1], ["a"], ["b"]],
            [("other_type", "[][]", "integer", "string")],
        ),
    ],
    ids=str,
)
def test_what_differs_is_said_once_with_its_place(schema: Any, value: Any, found: list[Any]) -> None:
    assert compare(schema, value) == found


def test_an_endless_answer_has_an_end() -> None:
    schema = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/It"}}}
    value: dict[str, Any] = {"no": 1}
    for _ in range(900):
        value = {"next": value}
    assert compare(schema, value) == []


PING = next(operation for operation in operations() if operation.name == "game.game.ping")
END = next(operation for operation in operations() if operation.name == "game.authentication.end_session")


@pytest.mark.parametrize(
    ("operation", "status", "headers", "body", "found"),
    [
        (PING, 200, JSON, b'{"date": NaN}', [("not_json", "a body that is no JSON")]),
        (PING, 200, JSON, b"[" * 100_000, [("not_json", "a body that is no JSON")]),
        (PING, 200, JSON, b"", [("no_body", "no body")]),
        (PING, 200, Headers({}), b"{}", [("other_content_type", "no content type")]),
        (PING, 200, Headers({"content-type": "Application/JSON; charset=utf-8"}), b"{}", []),
        (PING, 204, Headers({}), b"", [("undocumented_status", "status 204, no body")]),
        (PING, 302, Headers({}), b"", [("undocumented_status", "status 302, no body")]),
        (PING, 418, JSON, b'{"message": "no"}', []),
        (PING, 502, Headers({}), b"", []),
        (PING, 502, Headers({"content-type": "text/html"}), b"<h1>", [("not_json", "text/html")]),
        (END, 204, Headers({}), b"", []),
        (END, 204, JSON, b"{}", [("unexpected_body", "application/json")]),
    ],
    ids=["nan", "deep", "empty", "untyped", "charset", "204", "302", "418", "empty502", "html502", "end", "surplus"],
)
def test_whole_answers(operation: Any, status: int, headers: Headers, body: bytes, found: list[Any]) -> None:
    drifts = compare_answer(operation, RawResponse(status, headers, body))
    assert [(drift.kind, drift.came) for drift in drifts] == found


def test_a_body_that_cannot_be_decompressed_is_no_json() -> None:
    (drift,) = compare_answer(PING, RawResponse(200, JSON, b"x", problem="the body is no gzip"))
    assert (drift.kind, drift.came) == ("not_json", "a body that can't be read")
