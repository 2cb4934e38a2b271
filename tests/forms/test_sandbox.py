"""The sandbox tells operations on one method and path apart by what is sent, and reads lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bundle import bundle
from lootlocker.sandbox import Sandbox
from lootlocker.sandbox._call import Call
from lootlocker.sandbox._document import Document
from lootlocker.sandbox.handlers import HANDLERS

Send = Callable[..., dict[str, Any]]
HERE = Path(__file__).parent
PATHS = ("/game/storage/values", "/game/purchases", "/game/currencies", "/game/rewards")


def echo(call: Call) -> dict[str, Any]:
    """What the sandbox made of a request."""
    return {"operation": call.operation.id, "query": call.query, "body": call.body}


@pytest.fixture
def send(monkeypatch: pytest.MonkeyPatch) -> Iterator[Send]:
    """Sends a request to a sandbox that knows this folder's operations, too: what it made of it, or its error."""
    source, ours = Document.bundled().source, bundle(HERE / "openapi.yaml")
    source["paths"] |= {path: item for path, item in ours["paths"].items() if path.partition("#")[0] in PATHS}
    source["components"]["schemas"] = ours["components"]["schemas"] | source["components"]["schemas"]
    document = Document(source)
    monkeypatch.setattr(Document, "bundled", lambda: document)
    for operation in document.operations:
        if operation.path in {path.partition("#")[0] for path in PATHS} or operation.id not in HANDLERS:
            monkeypatch.setitem(HANDLERS, operation.id, echo)
    with Sandbox() as sandbox, httpx.Client(base_url=sandbox.base_url) as http:
        session = http.post("/game/v2/session/guest", json={"game_key": sandbox.game_key, "game_version": "1.0"})
        http.headers["x-session-token"] = session.json()["session_token"]

        def sent(method: str, path: str, **options: Any) -> dict[str, Any]:
            found: dict[str, Any] = http.request(method, path, **options).json()
            return found

        yield sent


BODIES: list[tuple[object, str]] = [
    ([{"asset_id": 1}], "game_buy_assets"),
    ({"asset_id": 1}, "game_buy_asset"),
    ({"asset_id": 1, "variation_id": 2}, "game_buy_asset"),
    ({"asset_id": 1, "rental_option_id": 2}, "game_rent_asset"),
]


@pytest.mark.parametrize(("body", "operation"), BODIES)
def test_the_body_says_which_operation_is_meant(send: Send, body: object, operation: str) -> None:
    found = send("POST", "/game/purchases", json=body)
    assert found["operation"] == operation
    assert found["body"] == ({"assets": body} if isinstance(body, list) else body)


@pytest.mark.parametrize("body", [[], [{}], {"rental_option_id": 1}, {}, "text", 5, None])
def test_a_body_that_no_operation_takes_is_refused(send: Send, body: object) -> None:
    found = send("POST", "/game/purchases", json=body)
    assert "operation" not in found
    assert found["message"]


def test_what_is_wrong_is_told_of_the_operation_whose_kind_of_body_came(send: Send) -> None:
    assert "asset_id" in str(send("POST", "/game/purchases", json={"rental_option_id": 1}))
    assert "asset_id" in str(send("POST", "/game/purchases", json=[{}]))


def test_the_query_says_which_operation_is_meant(send: Send) -> None:
    assert send("GET", "/game/storage/values")["operation"] == "game_list_values"
    found = send("GET", "/game/storage/values?key=a%2Cb")
    assert (found["operation"], found["query"]) == ("game_get_value", {"key": "a,b"})


def test_lists_in_the_query_are_read_in_both_styles(send: Send) -> None:
    found = send("GET", "/game/currencies?codes=a&codes=b,c&ids=1,2&names=x")
    assert found["query"] == {"codes": ["a", "b,c"], "ids": [1, 2], "names": ["x"]}
    assert "operation" not in send("GET", "/game/currencies?ids=1,x")


def test_amounts_are_digits(send: Send) -> None:
    assert send("POST", "/game/rewards", json=[{"amount": "5"}])["body"] == {"rewards": [{"amount": "5"}]}
    for wrong in (5, "5.0", "1e3", ""):
        assert "operation" not in send("POST", "/game/rewards", json=[{"amount": wrong}])
