"""Every operation of the document, called by its examples: sync and async, the request held against the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from lootlocker.errors import APIError
from lootlocker.sandbox import Sandbox
from lootlocker.sandbox.strict import answer_problems
from lootlocker_api.types import Model
from support.document import DOCUMENT

from .from_document import METHODS, Call, calls
from .world import World

CALLS = list(calls())
#: What would mean that client and sandbox read the document differently. An example's made-up ids may well be refused.
MISREAD = ("parameter_missing", "parameter_invalid", "request_body_invalid", "internal_server_error")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


def credentials(world: World) -> dict[str, str]:
    game, server = world.game.current_session, world.server.current_session
    assert game is not None
    assert server is not None
    keys = {"serverKey": world.sandbox.server_key, "domainKey": world.sandbox.domain_key}
    return {"gameSession": game.session_token, "serverToken": server.token, **keys}


def answer_of(call: Call, world: World) -> Any:
    """What the client hands out, or the error it raises."""
    function = call.function(world.game if call.api == "game" else world.server)
    try:
        answer = function(**call.keywords())
        return list(answer) if "x-stream" in call.operation else answer
    except APIError as error:
        return error


def test_there_is_a_call_for_each_operation_of_the_document() -> None:
    documented = {
        item[method]["operationId"] for item in DOCUMENT["paths"].values() for method in METHODS & item.keys()
    }
    assert {call.operation["operationId"] for call in CALLS} == documented


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_every_operation_sends_what_the_document_says_and_reads_the_answer(call: Call, world: World) -> None:
    known, before = credentials(world), len(world.sandbox.requests)
    answer = answer_of(call, world)
    sent = world.since(before)[0]
    operation = call.operation["operationId"]
    assert sent.operation == operation
    sandbox = world.sandbox
    values = {"game_key": sandbox.game_key, "server_key": sandbox.server_key, "game_version": sandbox.game_version}
    call.check(sent, known, values)
    if isinstance(answer, APIError):
        assert answer.status < 500, answer
        assert answer.code not in MISREAD, answer
    elif isinstance(answer, Model):
        assert answer_problems(operation, sent.status, answer.to_dict()) == []
