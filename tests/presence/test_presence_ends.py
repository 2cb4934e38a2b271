"""However a presence ends, nothing stays: no thread, no task, no socket, no warning; and what waits is let go."""

from __future__ import annotations

import asyncio
import os
import pickle
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest

from lootlocker import AsyncGameClient, GameClient
from lootlocker.errors import ClientClosed, ConfigurationError, InvalidRequest, PresenceFailed
from lootlocker.presence import Connected, Disconnected
from lootlocker.sandbox import Sandbox
from presence.driver import KEY, PATIENCE, Driver, Minted, OddServer

LEAVES = """
import asyncio, gc, os, sys, threading, time
from pathlib import Path
import lootlocker.presence._life as life
from lootlocker import AsyncGameClient, GameClient
from lootlocker.auth import GuestLogin
from lootlocker.presence import Connected

life.BACKOFF = 0.02
url, ways = sys.argv[1], sys.argv[2:]
options = {"login": GuestLogin("leaves"), "game_version": "1.0", "base_url": url, "game_key": sys.argv[2]}

def sockets():
    return sum("socket:" in os.readlink(f"/proc/self/fd/{each}") for each in os.listdir("/proc/self/fd")
               if os.path.islink(f"/proc/self/fd/{each}"))

def settled():  # the library's threads end by themselves, right after its sockets
    end = time.monotonic() + 10
    while threading.active_count() > 1 and time.monotonic() < end:
        time.sleep(0.005)
    gc.collect()
    return threading.active_count(), sockets()

before = sockets()
with GameClient(**options) as game:
    with game.presence.connect(status="a") as presence:
        presence.set_status("b")
    try:
        with game.presence.connect() as presence:
            raise KeyError
    except KeyError:
        pass
    presence = game.presence.connect().open()
    threading.Thread(target=presence.close).start()
    assert len(list(presence)) == 2
assert settled() == (1, before), settled()

async def main():
    asyncio.get_running_loop().slow_callback_duration = 60
    async with AsyncGameClient(**options) as game:
        async with game.presence.connect(status="a") as presence:
            await presence.set_status("b")
        try:
            async with game.presence.connect() as presence:
                raise KeyError
        except KeyError:
            pass
        async with asyncio.timeout(10):
            presence = await game.presence.connect().open()
            asyncio.create_task(presence.close())
            assert len([event async for event in presence]) == 2
        opening = asyncio.create_task(game.presence.connect().open())
        await asyncio.sleep(0)
        opening.cancel()
        await asyncio.wait([opening])
        assert opening.cancelled()
    assert len(asyncio.all_tasks()) == 1, asyncio.all_tasks()

asyncio.run(main())
assert settled() == (1, before), settled()

async def forgotten():
    asyncio.get_running_loop().slow_callback_duration = 60
    game = AsyncGameClient(**options)
    await game.presence.connect().open()

asyncio.run(forgotten())
assert settled() == (1, before), settled()
print("nothing is left")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_nothing_stays(sandbox: Sandbox) -> None:
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", LEAVES, sandbox.base_url, sandbox.game_key]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    assert (done.stdout, done.stderr) == ("nothing is left\n", "")


def test_closing_lets_go_of_who_waits(driver: Driver, sandbox: Sandbox) -> None:
    presence = driver.opened(driver.guest(sandbox))
    driver.until(presence, Connected)
    got: list[Any] = []
    waiting = threading.Thread(target=lambda: got.extend(driver.rest(presence)))
    waiting.start()
    driver.do(presence.close())
    waiting.join(PATIENCE)
    assert got == [Disconnected(1000, "the program closed it")]
    driver.do(presence.close())
    with pytest.raises(ClientClosed, match="closed"):
        driver.do(presence.set_status("late"))
    with pytest.raises(ClientClosed, match="once"):
        driver.do(presence.open())


def test_closing_ends_a_wait_for_the_next_attempt(
    driver: Driver, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lootlocker.presence._life.BACKOFF", 10_000.0)
    monkeypatch.setattr("lootlocker.presence._life.BACKOFF_CAP", 10_000.0)
    presence = driver.opened(driver.guest(sandbox))
    sandbox.drop_presence()
    driver.until(presence, Disconnected)
    driver.do(presence.close())
    assert not any(thread.name == "lootlocker-presence" for thread in threading.enumerate())


def test_a_server_that_never_answers_can_be_left() -> None:
    """It takes the connection and says nothing: the handshake is ended by close, from another thread."""
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        with GameClient(KEY, login=Minted(), game_version="1.0", base_url=url) as game:
            presence = game.presence.connect(connect_timeout=600)
            raised: list[BaseException] = []

            def open_it() -> None:
                try:
                    presence.open()
                except ClientClosed as error:
                    raised.append(error)

            opening = threading.Thread(target=open_it)
            opening.start()
            with deaf.accept()[0] as connection:
                connection.recv(10)
                presence.close()
            opening.join(PATIENCE)
            assert len(raised) == 1

        async def main() -> None:
            async with AsyncGameClient(KEY, login=Minted(), game_version="1.0", base_url=url) as game:
                opening = asyncio.create_task(game.presence.connect(connect_timeout=600).open())
                connection, _ = await asyncio.to_thread(deaf.accept)
                with connection:
                    await asyncio.to_thread(connection.recv, 10)
                    opening.cancel()
                    with pytest.raises(asyncio.CancelledError):
                        await opening
                assert len(asyncio.all_tasks()) == 1

        asyncio.run(main())


def test_a_cancelled_wait_for_an_event_changes_nothing(sandbox: Sandbox) -> None:
    async def main() -> None:
        async with sandbox.async_game_client() as game, game.presence.connect() as presence:
            assert isinstance(await presence.next_event(), Connected)
            waiting = asyncio.create_task(presence.next_event())
            await asyncio.sleep(0.01)
            waiting.cancel()
            await asyncio.wait([waiting])
            assert await presence.next_event(0.01) is None
            sandbox.send_presence("still there")
            event: Any = await presence.next_event(PATIENCE)
            assert event.raw == "still there"

    asyncio.run(main())


def test_a_closed_client_opens_no_presence(driver: Driver, sandbox: Sandbox) -> None:
    game = driver.guest(sandbox)
    driver.do(game.close())
    with pytest.raises(ClientClosed):
        driver.opened(game)


def test_a_silent_answer_to_the_token_is_not_waited_for_for_ever(driver: Driver, odd: Callable[..., OddServer]) -> None:
    server = odd(lambda connection: [*connection].clear())
    with pytest.raises(PresenceFailed, match="did not answer"):
        driver.opened(driver.game(server.url, login=Minted()), connect_timeout=0.2)


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"status": ""}, InvalidRequest, "status has to be text"),
        ({"status": 5}, InvalidRequest, "status has to be text"),
        ({"status": "\ud800"}, InvalidRequest, "surrogate"),
        ({"metadata": {"a": "b"}}, InvalidRequest, "status has to be text"),
        ({"status": "s", "metadata": {"a": 1}}, InvalidRequest, "'a' is not"),
        ({"status": "s", "metadata": {1: "a"}}, InvalidRequest, "1 is not"),
        ({"status": "s", "metadata": {"a": "\udfff"}}, InvalidRequest, "surrogate"),
        ({"status": "s", "metadata": "text"}, InvalidRequest, "mapping"),
        ({"ping_interval": 56}, ConfigurationError, "ping_interval"),
        ({"ping_interval": 4.9}, ConfigurationError, "from 5 to 55"),
        ({"connect_timeout": float("nan")}, ConfigurationError, "connect_timeout"),
        ({"max_attempts": 0}, ConfigurationError, "max_attempts"),
    ],
)
def test_bad_input_is_refused_before_anything_is_sent(
    driver: Driver, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, options: Any, error: Any, words: str
) -> None:
    monkeypatch.setattr("lootlocker.presence._common.LEAST_INTERVAL", 5.0)
    sandbox.clear_requests()
    with pytest.raises(error, match=words):
        driver.guest(sandbox).presence.connect(**options)
    assert sandbox.requests == []


def test_a_bad_status_leaves_the_last_one(driver: Driver, sandbox: Sandbox) -> None:
    presence = driver.opened(driver.guest(sandbox), status="good")
    with pytest.raises(InvalidRequest, match="Nothing was sent"):
        driver.do(presence.set_status(None))
    assert presence.is_open


def test_without_the_extra_a_sentence_says_what_to_install() -> None:
    code = """
import sys
sys.modules["websockets"] = None
from lootlocker import GameClient, AsyncGameClient
for kind in (GameClient, AsyncGameClient):
    try:
        kind("k", game_version="1.0", base_url="http://127.0.0.1:1").presence.connect()
    except Exception as error:
        print(type(error).__name__, error)
"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    sentence = (
        "ConfigurationError Presence needs the library websockets:"
        " install the wheel with its extra [presence] (docs/presence.md).\n"
    )
    assert (done.stdout, done.stderr) == (sentence * 2, "")


def test_a_presence_is_not_pickled(driver: Driver, sandbox: Sandbox) -> None:
    with pytest.raises(TypeError, match="stays where it is"):
        pickle.dumps(driver.guest(sandbox).presence.connect())


FORKS = """
import os, sys
from lootlocker import GameClient
from lootlocker.auth import GuestLogin
from lootlocker.presence import Connected, Pong
import lootlocker.presence._common as common

common.LEAST_INTERVAL = 0.1
with GameClient(sys.argv[2], login=GuestLogin(), game_version="1.0", base_url=sys.argv[1]) as game:
    with game.presence.connect(ping_interval=0.1) as presence:
        if (child := os.fork()) == 0:
            presence.close()
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        kinds = [type(presence.next_event(10)) for _ in range(4)]
        assert kinds == [Connected, Pong, Pong, Pong], kinds
print("stays")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_child_process_does_not_end_its_parents_presence(sandbox: Sandbox) -> None:
    command = [sys.executable, "-c", FORKS, sandbox.base_url, sandbox.game_key]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "stays\n", done.stderr
