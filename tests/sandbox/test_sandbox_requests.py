"""What does not match the document is refused in the error form; faults on demand; what was received is told."""

from __future__ import annotations

import uuid
from typing import Any

import httpx
import pytest

from lootlocker.sandbox import Sandbox, SandboxError
from lootlocker.sandbox._document import Document
from support.sandbox import VERSION, Api


def test_errors_have_the_current_form(api: Api) -> None:
    answer = api.player().send("POST", "/game/v1/player/heroes", json={})
    body = answer.json()
    assert answer.status_code == 400
    assert list(body) == ["code", "doc_url", "message", "request_id", "trace_id", "param"]
    assert (body["code"], body["param"]) == ("parameter_missing", "hero_id")
    assert body["doc_url"] == "https://docs.lootlocker.com/reference/error-codes#parameter_missing"
    assert str(uuid.UUID(body["request_id"])) == body["request_id"]
    assert (len(body["trace_id"]), int(body["trace_id"], 16) > 0) == (32, True)


@pytest.mark.parametrize(
    "body",
    [b"", b"  ", b"{", b"[]", b"1", b"null", b'{"hero_id": NaN}', b"\xff\xfe", b'{"name": "\\ud800"}', b"[" * 100_000],
)
def test_a_body_that_is_no_json_object_is_refused(api: Api, body: bytes) -> None:
    answer = api.player().send("POST", "/game/v1/player/heroes", content=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "request_body_invalid")


@pytest.mark.parametrize(
    ("body", "code", "param"),
    [
        ({"hero_id": "8"}, "parameter_invalid", "hero_id"),
        ({"hero_id": None}, "parameter_invalid", "hero_id"),
        ({"hero_id": 8.5}, "parameter_invalid", "hero_id"),
        ({"hero_id": True}, "parameter_invalid", "hero_id"),
        ({"hero_id": 8, "extra": 1}, "parameter_invalid", "extra"),
        ({"hero_id": 8, "is_default": "yes"}, "parameter_invalid", "is_default"),
        ({"hero_id": 8, "asset_variation_id": 0}, "parameter_invalid", "asset_variation_id"),
        ({"is_default": "yes"}, "parameter_missing", "hero_id"),
    ],
)
def test_the_member_that_is_wrong_is_named(api: Api, body: dict[str, Any], code: str, param: str) -> None:
    answer = api.player().send("POST", "/game/v1/player/heroes", json=body)
    assert (answer.status_code, answer.json()["code"], answer.json()["param"]) == (400, code, param)


def test_whole_numbers_may_be_written_as_floats(api: Api) -> None:
    answer = api.player().send("POST", "/game/v1/player/heroes", content=b'{"hero_id": 8.0}')
    assert answer.json()["hero"]["hero_id"] == 8
    huge = api.player().send("POST", "/game/v1/player/heroes", content=b'{"hero_id": 1e300}')
    assert huge.status_code in (400, 404)


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("GET", "/", 404, None),
        ("GET", "/game/v9/heroes", 404, None),
        ("GET", "/game/v1/player/heroes//loadout", 404, None),
        ("PATCH", "/game/v1/player/heroes", 405, {"GET", "POST"}),
        ("HEAD", "/game/ping", 405, {"GET"}),
        ("OPTIONS", "/server/session", 405, {"POST"}),
    ],
)
def test_unknown_paths_and_methods(api: Api, method: str, path: str, status: int, allow: set[str] | None) -> None:
    answer = api.http.request(method, path)
    assert answer.status_code == status
    assert answer.headers.get("allow") == allow or set(answer.headers["allow"].split(", ")) == allow
    assert method == "HEAD" or {"message", "request_id", "trace_id"} == answer.json().keys()


@pytest.mark.parametrize("token", [None, "", "0" * 40, "ÿ"])
def test_a_token_that_is_missing_or_unknown_is_401_before_anything_else(api: Api, token: str | None) -> None:
    for header, method, path in (
        ("x-session-token", "POST", "/game/v1/player/heroes"),
        ("x-auth-token", "GET", "/server/player/x/inventory"),
        ("x-server-key", "POST", "/server/session"),
        ("domain-key", "POST", "/white-label-login/login"),
    ):
        headers = {} if token is None else {header: token.encode("latin-1")}
        assert api.send(method, path, headers=headers).status_code == 401


def test_the_server_api_asks_for_its_version(api: Api) -> None:
    headers = {"x-server-key": api.sandbox.server_key}
    answer = api.send("POST", "/server/session", json={"game_version": "1.0"}, headers=headers)
    assert (answer.json()["code"], answer.json()["param"]) == ("parameter_missing", "LL-Version")
    for version in ("2021-03-01", "2021-06-01"):
        headers["LL-Version"] = version
        assert api.send("POST", "/server/session", json={"game_version": "1.0"}, headers=headers).status_code == 200
    bad = api.send("POST", "/server/session", json={"game_version": "one"}, headers=headers)
    assert (bad.json()["code"], bad.json()["param"]) == ("parameter_invalid", "game_version")


def test_requests_are_told_as_they_came_with_secrets_out_of_sight(api: Api) -> None:
    player = api.player()
    token = player.session["session_token"]
    api.sandbox.clear_requests()
    player.send("POST", "/game/v1/player/heroes/?a=1&b=%20", content=b'{"hero_id":  8}', headers={"X-Odd": "1"})
    player.send("GET", "/nowhere")
    first, second = api.sandbox.requests
    assert (first.method, first.path, first.query) == ("POST", "/game/v1/player/heroes/", "a=1&b=%20")
    assert (first.body, first.json(), first.operation, first.status) == (
        b'{"hero_id":  8}',
        {"hero_id": 8},
        "game_create_player_hero",
        200,
    )
    assert (first.header("X-Session-Token"), first.header("x-odd"), first.header("none")) == (token, "1", None)
    assert (second.operation, second.status) == (None, 404)
    assert token not in repr(first)
    assert "game_create_player_hero" in repr(first)
    api.sandbox.clear_requests()
    assert api.sandbox.requests == []


def test_a_fault_before_the_effect_and_one_after_it(api: Api) -> None:
    player = api.player()

    def heroes() -> int:
        return len(player.send("GET", "/game/v1/player/heroes").json()["heroes"])

    def create() -> httpx.Response:
        headers = {"x-session-token": player.session["session_token"]}
        return api.http.post("/game/v1/player/heroes", json={"hero_id": 8}, headers=headers)

    api.sandbox.fail_next(503, operation="game_create_player_hero", headers={"Retry-After": "2"})
    assert heroes() == 0
    answer = create()
    assert (answer.status_code, answer.headers["retry-after"], heroes()) == (503, "2", 0)
    api.sandbox.fail_next(500, operation="game_create_player_hero", after_effect=True)
    answer = create()
    assert (answer.status_code, answer.json()["code"], heroes()) == (500, "internal_server_error", 1)
    assert (create().status_code, heroes()) == (200, 2)


def test_faults_come_as_often_as_asked_with_the_body_asked_for(api: Api) -> None:
    player = api.player()
    headers = {"x-session-token": player.session["session_token"]}
    api.sandbox.fail_next(429, times=2, body="<html>busy</html>", headers={"Content-Type": "text/html"})
    answers = [api.http.get("/game/ping", headers=headers) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [429, 429, 200]
    assert (answers[0].text, answers[0].headers["content-type"]) == ("<html>busy</html>", "text/html")
    api.sandbox.fail_next(401)
    api.sandbox.clear_faults()
    assert api.http.get("/game/ping", headers=headers).status_code == 200
    with pytest.raises(SandboxError, match="no operation 'game_nothing'"):
        api.sandbox.fail_next(operation="game_nothing")
    wrongs: list[dict[str, Any]] = [{"status": "503"}, {"status": 99}, {"times": 0}, {"headers": {"Retry-After": 2}}]
    for wrong in wrongs:
        with pytest.raises(SandboxError, match=r"(has|have) to be"):
            api.sandbox.fail_next(**wrong)


def test_a_fault_of_the_sandbox_itself_is_a_500_in_the_error_form(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from lootlocker.sandbox.handlers import HANDLERS

    def broken(call: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setitem(HANDLERS, "game_ping", broken)
    answer = api.player().send("GET", "/game/ping")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_server_error")
    assert "broken" not in answer.text
    assert "game_ping" in caplog.text


def test_an_operation_without_a_handler_answers_the_example_and_says_so(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lootlocker.sandbox.handlers import HANDLERS

    player = api.player()
    assert "x-sandbox" not in player.send("GET", "/game/ping").headers
    monkeypatch.delitem(HANDLERS, "game_ping")
    answer = player.send("GET", "/game/ping")
    (ping,) = (each for each in Document.bundled().operations if each.id == "game_ping")
    assert answer.json() == ping.example
    assert isinstance(ping.example["date"], str)
    assert answer.headers["x-sandbox"] == "example"
    assert api.http.get("/game/ping").status_code == 401


def test_every_operation_of_the_document_has_a_route(sandbox: Sandbox) -> None:
    with httpx.Client(base_url=sandbox.base_url, headers=VERSION) as http:
        for operation in Document.bundled().operations:
            path = operation.path.replace("{", "").replace("}", "")
            answer = http.request(operation.method, path, content=b"{}")
            assert answer.status_code in (400, 401), (operation.id, answer.text)
