"""Keys, tokens, passwords and tickets do not show when a model is printed or logged."""

from __future__ import annotations

import json
import logging
import pprint
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lootlocker import models
from support.clients import game_client
from support.http import LoopbackServer, Reply
from support.payloads import walk

DOCUMENT = Path(models.__file__).resolve().parents[1] / "openapi.json"
SECRET = "s3cr3t-value-that-nobody-may-see"
NUMBER = 918273645546372819
#: Members that are secret by their name, whatever the document says of them.
BY_NAME = re.compile(
    r"(^|_)(tokens?|password|ticket|signature|salt|nonce|game_key|api_key|auth_code|authorization_code)$"
)


def members() -> Iterator[tuple[str, str, dict[str, Any]]]:
    schemas = json.loads(DOCUMENT.read_text(encoding="utf-8"))["components"]["schemas"]
    for name, schema in schemas.items():
        for key, spec in schema["properties"].items():
            yield name, key, spec


def shown(model: Any) -> str:
    record = logging.LogRecord("test", logging.INFO, "file", 1, "got %s and %r", (model, model), None)
    looks = [repr(model), str(model), f"{model}", f"{model!r:>10}", ascii(model), pprint.pformat([model])]
    return "\n".join([*looks, record.getMessage(), repr({"nested": [model]})])


MARKED = [(name, key) for name, key, spec in members() if spec.get("x-secret")]


def test_the_document_marks_every_member_that_is_secret_by_its_name() -> None:
    named = {(name, key) for name, key, _ in members() if BY_NAME.search(key)}
    assert named <= set(MARKED)
    assert {("Session", "session_token"), ("Session", "refresh_token"), ("SignInRequest", "password")} <= set(MARKED)


@pytest.mark.parametrize(("name", "key"), MARKED)
def test_a_secret_member_does_not_show(name: str, key: str) -> None:
    model = getattr(models, name)
    for value in (SECRET, NUMBER, float(NUMBER), [SECRET], {"inner": SECRET}, {SECRET: 1}):
        for instance in (model.adopt({key: value}), model(**{key: value})):
            assert SECRET not in shown(instance)
            assert str(value) not in shown(instance)
            assert key in repr(instance)
            assert instance[key] == value


def test_what_is_inside_a_member_does_not_show_whatever_it_is() -> None:
    for name, key, _ in members():
        for value in ({"session_token": SECRET}, [SECRET], [{"token": SECRET}], {SECRET: [SECRET]}):
            instance = getattr(models, name).adopt({key: value})
            assert SECRET not in shown(instance), f"{name}.{key}"
            walk(instance)
            assert SECRET not in shown(instance), f"{name}.{key}"


def test_a_session_in_other_objects_does_not_show_its_tokens(server: LoopbackServer) -> None:
    answer = {"session_token": SECRET, "refresh_token": SECRET, "player_id": 7, "unknown_token": SECRET}
    server.on("POST", "/game/v2/session/guest", Reply.json(answer))
    with game_client(server) as game:
        session = game.authentication.guest_session()
    assert session.session_token == session.refresh_token == SECRET
    assert SECRET not in shown(session)
    assert "player_id=7" in repr(session)


def test_what_is_shown_is_short() -> None:
    items = [{"instance_id": number, "asset": {"name": "x" * 500}} for number in range(200)]
    page = models.InventoryResponse.adopt({"items": items, "total": 200})
    assert len(page.items) == 200
    assert len(repr(page)) < 200
    assert len(repr(page.items[0].asset)) < 200
