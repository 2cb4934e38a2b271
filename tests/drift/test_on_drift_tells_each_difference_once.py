"""`on_drift` is told of each difference once, changes nothing of a call, and costs nothing where it is not set."""

from __future__ import annotations

import asyncio
import logging
import pickle
import subprocess
import sys
import threading
from typing import Any

import attrs
import pytest

from lootlocker import AsyncGameClient, GameClient
from lootlocker.auth import GuestLogin
from lootlocker.drift import Drift
from lootlocker.errors import ConfigurationError, InvalidResponse, NotFound
from lootlocker.sandbox import Sandbox
from support.clients import async_game_client, game_client
from support.http import LoopbackServer, Reply

PLACE = ("GET", "/game/ping")


def drifting(server: LoopbackServer) -> None:
    server.on(*PLACE, Reply.json({"date": 5, "zone": "UTC"}))


@pytest.fixture
def told() -> list[Drift]:
    return []


def test_each_difference_once_for_a_client_and_those_made_from_it(server: LoopbackServer, told: list[Drift]) -> None:
    drifting(server)
    with game_client(server, on_drift=told.append) as game:
        for _ in range(3):
            assert game.game.ping()["zone"] == "UTC"
        server.on(*PLACE, Reply.json({"date": 5, "zone": 1}))
        with game.with_options(timeout=5) as other:
            other.game.ping()
    assert [(drift.kind, drift.place, drift.documented, drift.came) for drift in told] == [
        ("other_type", "date", "string", "integer"),
        ("unknown_field", "zone", "no such field", "string"),
        ("unknown_field", "zone", "no such field", "integer"),
    ]
    assert {(drift.operation, drift.status) for drift in told} == {("game.game.ping", 200)}
    assert told[0].pointer == "/components/schemas/GamePingResponse/properties/date"


async def test_an_async_client_tells_too(server: LoopbackServer, told: list[Drift]) -> None:
    drifting(server)
    async with async_game_client(server, on_drift=told.append) as game:
        await asyncio.gather(*(game.game.ping() for _ in range(5)))
    assert [drift.place for drift in told] == ["date", "zone"]


def test_threads_together_are_told_once(server: LoopbackServer, told: list[Drift]) -> None:
    drifting(server)
    with game_client(server, on_drift=told.append) as game:
        threads = [threading.Thread(target=game.game.ping) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(told) == 2


def test_answers_that_raise_are_compared_too(server: LoopbackServer, told: list[Drift]) -> None:
    with game_client(server, on_drift=told.append, max_retries=0) as game:
        server.on(*PLACE, Reply.json({"message": 7}, 404))
        with pytest.raises(NotFound):
            game.game.ping()
        server.on(*PLACE, Reply(200, b"<html>", {"content-type": "text/html"}))
        with pytest.raises(InvalidResponse):
            game.game.ping()
    assert [(drift.status, drift.kind, drift.place) for drift in told] == [
        (404, "other_type", "message"),
        (200, "not_json", ""),
    ]


def test_the_start_of_a_session_is_compared_too(told: list[Drift]) -> None:
    with Sandbox() as sandbox, sandbox.game_client(on_drift=told.append) as game:
        sandbox.fail_next(
            200, operation="game.authentication.guest_session", body='{"session_token": "t", "vip": true}'
        )
        game.start_session()
    assert [(drift.operation, drift.place) for drift in told] == [("game.authentication.guest_session", "vip")]


def test_an_error_in_the_callback_is_logged_and_changes_nothing(
    server: LoopbackServer, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(drift: Drift) -> None:
        raise RuntimeError("no disk")

    drifting(server)
    with game_client(server, on_drift=fail) as game, caplog.at_level(logging.ERROR, "lootlocker"):
        assert game.game.ping()["zone"] == "UTC"
    assert [record.getMessage() for record in caplog.records] == ["A hook failed on Drift; the call goes on."] * 2


@pytest.mark.parametrize("wrong", [7, "print"], ids=str)
def test_what_is_no_function_is_refused(wrong: Any) -> None:
    with pytest.raises(ConfigurationError, match="on_drift has to be a plain function"):
        GameClient("dev_key", game_version="1.0", on_drift=wrong)


def test_a_coroutine_function_is_refused() -> None:
    async def note(drift: Drift) -> None: ...

    with pytest.raises(ConfigurationError, match="not a coroutine function"):
        AsyncGameClient("dev_key", game_version="1.0", on_drift=note)


def note_nothing(drift: Drift) -> None:
    """What a pickle can name."""


def test_a_pickled_client_keeps_its_callback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOTLOCKER_GAME_KEY", "dev_key")
    with GameClient(game_version="1.0", login=GuestLogin("someone"), on_drift=note_nothing) as game:
        again = pickle.loads(pickle.dumps(game))
        assert again._engine.drift._callback is note_nothing
        again.close()


def test_a_drift_can_be_kept_in_a_set_and_not_be_changed(server: LoopbackServer, told: list[Drift]) -> None:
    drifting(server)
    with game_client(server, on_drift=told.append) as game:
        game.game.ping()
    assert len({*told, *told}) == 2
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        told[0].place = "elsewhere"  # type: ignore[misc]


def test_a_client_without_it_imports_nothing_of_it() -> None:
    code = (
        "import sys\nfrom lootlocker.sandbox import Sandbox\n"
        "with Sandbox() as sandbox, sandbox.game_client() as game:\n    game.game.ping()\n"
        "print([name for name in sys.modules if name.startswith('lootlocker.drift')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"


def test_comparing_needs_no_sandbox_extra() -> None:
    code = (
        "import sys\nfor name in ('jsonschema_rs', 'yaml', 'starlette', 'uvicorn'): sys.modules[name] = None\n"
        "import lootlocker.drift\nfrom lootlocker.drift._command import main\nmain(['--login', 'server'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60, env={})
    assert done.stderr.startswith("There is no server key")
