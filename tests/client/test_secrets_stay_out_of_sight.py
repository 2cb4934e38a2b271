"""Keys, tokens, passwords and tickets are in the requests and nowhere else: the places that are easily forgotten.

Every login and every error is tried in test_planted_markers_never_surface.py.
"""

from __future__ import annotations

import copy
import importlib
import json
import pickle
import pkgutil
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import lootlocker_api
from client.driver import Driver
from client.fake import Hangup, Raw, answer, said
from client.surfaces import MARK, leaks, looks, overheard, parts_of, told_by
from lootlocker import auth, models
from lootlocker._exchange import NeedToken, Send
from lootlocker._login import Call
from lootlocker._secret import Secret
from lootlocker._staleness import Held
from lootlocker.errors import (
    APIError,
    ConfigurationError,
    ConnectionLost,
    InvalidRequest,
    InvalidResponse,
    LootLockerError,
    OutcomeUnknown,
)
from lootlocker.hooks import Hooks
from lootlocker_api.client import Operation, Parameter

GAME_KEY, SERVER_KEY = f"dev_{MARK}_game_key", f"{MARK}_server_key"
SESSION = {"session_token": f"{MARK}-session", "refresh_token": f"{MARK}-refresh", "player_id": 7}
START, PING = ("POST", "/game/session/epic"), ("GET", "/game/ping")


@pytest.fixture
def game(driver: Driver) -> Any:
    """A client of a player who signs in with Epic."""
    driver.fake.on(*START, said(SESSION))
    driver.fake.on(*PING, said({"date": "now"}))
    return player(driver)


def player(driver: Driver, **options: Any) -> Any:
    return driver.game(GAME_KEY, login=auth.EpicLogin(f"{MARK}-id"), **{"max_retries": 0, **options})


def raised(driver: Driver, call: Callable[[], Any]) -> Any:
    with pytest.raises(LootLockerError) as caught:
        driver.do(call())
    return caught.value


def test_clients_show_their_address_alone(driver: Driver, game: Any) -> None:
    server = driver.server(SERVER_KEY)
    driver.do(game.start_session())
    for client in (game, server):
        assert driver.fake.url in repr(client)
        for part in parts_of(client):
            assert leaks(looks(part)) == []


def test_a_session_hides_its_tokens(driver: Driver, game: Any) -> None:
    session = driver.do(game.start_session())
    assert session.session_token == SESSION["session_token"]
    assert leaks([repr(session), f"{session}", f"{game._engine.keeper.held}"]) == []
    assert "player_id=7" in repr(session)
    server = driver.server(SERVER_KEY)
    driver.fake.on("POST", "/server/session", said({"token": f"{MARK}-token"}))
    driver.fake.on("GET", "/server/ping", said({}))
    driver.do(server.session.ping())
    assert leaks([repr(server.current_session), f"{server.current_session}"]) == []


def test_parts_of_the_machinery_hide_what_they_carry() -> None:
    carried = [Secret(MARK), NeedToken(MARK, 1.0), Send({"x-session-token": MARK}, 1.0), Held(MARK, None)]
    for thing in (*carried, Call("g", "m", {"token": MARK})):
        assert leaks([repr(thing), str(thing), f"{thing}"]) == []
    assert MARK.encode() not in pickle.dumps(Secret(MARK))
    assert Secret(MARK) == Secret(MARK)
    assert Secret(MARK) != Secret("other")


def test_credentials_travel_in_headers_and_bodies_and_never_in_addresses(driver: Driver, game: Any) -> None:
    driver.fake.on(*PING, said({}, 401), said({}))
    driver.fake.on("POST", "/game/v1/player/verify", said({}))
    with suppress(LootLockerError):
        driver.do(game.game.ping())
    driver.do(game.authentication.steam_player_verification(token=f"{MARK}-ticket"))
    assert len(driver.fake.seen) == 5
    for seen in driver.fake.seen:
        assert MARK not in seen.target


SECRET: dict[str, Any] = {"type": "string", "x-secret": True}
NESTED: Operation[Any] = Operation(
    id="nested",
    name="game.test.nested",
    method="POST",
    path="/nested/{code}",
    evidence="inferred",
    retry="once",
    parameters={"code": Parameter("code", "path", SECRET), "ticket": Parameter("Ticket", "header", SECRET)},
    body={
        "type": "object",
        "properties": {
            "account": {"type": "object", "properties": {"email": {"type": "string"}, "password": SECRET}},
            "logins": {"type": "array", "items": {"type": "object", "properties": {"token": SECRET}}},
            "session": {"type": "object", "properties": {"session_token": SECRET, "player_id": {"type": "integer"}}},
            "codes": {"type": "array", "items": SECRET},
            "all": {"type": "object", "x-secret": True},
            "odd": {"type": "object", "not": {"required": ["token"]}, "properties": {"token": SECRET}},
        },
    },
)
GIVEN: dict[str, Any] = {
    "account": {"email": "ada@example.com", "password": MARK},
    "logins": [{"token": MARK}, {"token": MARK, "since": 1}],
    "session": models.Session.adopt({"session_token": MARK, "player_id": 7}),
    "codes": (MARK, MARK),
    "all": {"anything": [MARK]},
}
SHOWN = {
    "code": "***",
    "ticket": "***",
    "account": {"email": "ada@example.com", "password": "***"},
    "logins": [{"token": "***"}, {"token": "***", "since": 1}],
    "session": {"session_token": "***", "player_id": 7},
    "codes": ["***", "***"],
    "all": "***",
}


def test_the_arguments_in_an_error_are_without_secrets_however_deep(driver: Driver, game: Any) -> None:
    parameters = {"code": f"{MARK}-code", "ticket": f"{MARK}-ticket"}
    driver.fake.on("POST", f"/nested/{MARK}-code", Hangup(), said({}, 500))
    for kind in (OutcomeUnknown, APIError):
        error = raised(driver, lambda: game._engine.call(NESTED, parameters, GIVEN))
        assert isinstance(error, kind)
        assert error.arguments == SHOWN
        assert leaks(looks(error)) == []
    for body in ({"codes": [7, MARK]}, {"logins": [{"token": [MARK]}]}, {"odd": {"token": MARK}}, {"all": MARK}):
        error = raised(driver, partial(game._engine.call, NESTED, parameters, body))
        assert isinstance(error, InvalidRequest)
        assert leaks([*looks(error), str(error.problems)]) == []


def secret_answers() -> Iterator[Operation[Any]]:
    """The operations whose answer has a secret member by the document, however deep."""
    schemas = json.loads((Path(lootlocker_api.__file__).parent / "openapi.json").read_text())["components"]["schemas"]

    def holds(node: Any, seen: set[str]) -> bool:
        if isinstance(node, list):
            return any(holds(each, seen) for each in node)
        if not isinstance(node, dict):
            return False
        name = str(node.get("$ref", "")).rpartition("/")[2]
        if name and name not in seen:
            return holds(schemas[name], {*seen, name})
        return "x-secret" in node or any(holds(each, seen) for each in node.values())

    for module in pkgutil.walk_packages(lootlocker_api.__path__, "lootlocker_api."):
        found = getattr(importlib.import_module(module.name), "OPERATION", None)
        if isinstance(found, Operation) and found.answer and holds(schemas[found.answer], {found.answer}):
            yield found


def test_every_answer_that_may_hold_a_token_is_known_as_such() -> None:
    found = list(secret_answers())
    assert {"game_guest_session", "game_sign_in", "game_poll_remote_session_lease"} <= {each.id for each in found}
    assert [each.id for each in found if not each.secret_answer] == []


@pytest.mark.parametrize(("status", "kind"), [(200, InvalidResponse), (409, APIError)])
def test_the_pickle_of_an_error_leaves_out_a_body_with_tokens(
    driver: Driver, game: Any, status: int, kind: Any
) -> None:
    body = f'{{"message": "no", "code": "c7", "session_token": "{MARK}"' + ("" if status == 200 else "}")
    driver.fake.on(*START, answer(body, status))
    error = raised(driver, game.game.ping)
    assert isinstance(error, kind)
    again = pickle.loads(pickle.dumps(error))
    assert (again.response.content, again.response.status) == (b"", status)
    assert (str(again), vars(again).get("code")) == (str(error), vars(error).get("code"))
    for other in (error, copy.copy(error), copy.deepcopy(error)):
        assert other.response.content == body.encode()
    driver.fake.on(*START, said(SESSION))
    driver.fake.on(*PING, answer("<html>"))
    assert pickle.loads(pickle.dumps(raised(driver, game.game.ping))).response.content == b"<html>"


def test_a_key_of_the_environment_that_is_refused_is_in_no_variable(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, make in (("GAME", driver.game), ("SERVER", driver.server)):
        for key in (f"{MARK}\n", f" {MARK}", f"{MARK}\u00e9"):
            monkeypatch.setenv(f"LOOTLOCKER_{name}_KEY", key)
            error = raised(driver, partial(make, None))
            assert type(error) is ConfigurationError
            assert leaks(told_by(error)) == []
        monkeypatch.setenv(f"LOOTLOCKER_{name}_KEY", MARK)
        error = raised(driver, partial(make, None, timeout=0))
        assert leaks(told_by(error)) == []


def test_an_answer_that_is_hardly_http_is_not_quoted(driver: Driver, game: Any) -> None:
    """httpcore's own logger quotes it all the same, at DEBUG; SECURITY.md says so."""
    token = b'{"session_token": "%s"}\r\n' % MARK.encode()
    chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
    for data in (token + b"\r\n", b"HTTP/1.1 200 OK\r\n" + token + b"\r\n", chunked + token):
        driver.fake.on(*START, Raw(data))
        with overheard() as log:
            error = raised(driver, game.game.ping)
        assert "illegal" in str(error)
        assert leaks(told_by(error)) == []
        assert log.leaks(but="httpcore") == []


class Stop(BaseException):
    """What ends a program: an interrupt, a worker's time being up."""


def test_what_ends_the_program_in_the_middle_of_a_call_comes_without_variables(driver: Driver, game: Any) -> None:
    def stop(event: object) -> None:
        raise Stop

    driver.do(game.start_session())
    for hooks in (Hooks(before_request=stop), Hooks(after_answer=stop)):
        running = driver.closing(game.with_options(hooks=hooks))
        starting = player(driver, hooks=hooks)
        for call in (running.game.ping, starting.game.ping, starting.start_session):
            with pytest.raises(Stop) as caught:
                driver.do(call())
            assert leaks(told_by(caught.value)) == []
    running = driver.closing(game.with_options(hooks=Hooks(before_request=stop)))
    with pytest.raises(Stop) as caught:
        driver.do(running.game.ping())
    assert "stop" in [frame.name for frame in traceback.extract_tb(caught.value.__traceback__)]


def test_what_the_user_is_handling_keeps_its_frames(driver: Driver, game: Any) -> None:
    def find() -> None:
        wanted = "another server"
        raise ValueError(wanted)

    driver.fake.on(*PING, said({}, 404))
    mine: list[BaseException] = []
    try:
        find()
    except ValueError as error:
        mine.append(error)
        assert raised(driver, game.game.ping).__context__ is error  # noqa: PT017
    frames = [frame.f_locals for frame, _ in traceback.walk_tb(mine[0].__traceback__)]
    assert frames[-1] == {"wanted": "another server"}


def test_a_hook_that_fails_logs_its_error_and_no_token(driver: Driver, game: Any) -> None:
    def fail(event: object) -> None:
        raise ValueError("hook")

    async def fail_later(event: object) -> None:
        raise ValueError("later")

    hooks = Hooks(before_request=fail, after_answer=fail, before_wait=fail)
    for on_session in (fail, fail_later) if driver.kind == "async" else (fail,):
        watched = player(driver, hooks=hooks, on_session=on_session, rate_limit=1000)
        with overheard() as log:
            driver.do(watched.game.ping())
        said_so = "\n".join(log.texts["lootlocker"])
        assert "ValueError: hook" in said_so
        assert "on_session failed" in said_so
        assert log.leaks() == []


def test_threads_that_share_a_failed_start_share_no_token(driver: Driver, game: Any) -> None:
    if driver.kind == "async":
        return
    driver.fake.on(*START, answer(f'{{"session_token": "{MARK}"'))
    found: list[BaseException] = []
    together = threading.Barrier(8)

    def play() -> None:
        together.wait()
        try:
            game.game.ping()
        except InvalidResponse as error:
            found.append(error)

    threads = [threading.Thread(target=play) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert leaks(text for error in found for text in told_by(error)) == []


def test_the_response_headers_of_a_lost_call_are_not_quoted(driver: Driver, game: Any) -> None:
    driver.fake.on(*PING, Raw(b"HTTP/1.1 200 OK\r\nset-cookie: %s=1\r\ncontent-length: 50\r\n\r\n{}" % MARK.encode()))
    error = raised(driver, game.game.ping)
    assert isinstance(error, ConnectionLost)
    assert leaks(told_by(error)) == []
