"""What a presence is done with, it leaves orderly: connections, errors, what a caller handed over, a parent's locks."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from client.surfaces import overheard
from lootlocker import AsyncGameClient
from lootlocker.errors import APIError, PresenceFailed
from lootlocker.presence import Connected, Disconnected, Refused, StatusSent
from lootlocker.sandbox import Sandbox
from presence.driver import KEY, PATIENCE, Driver, Minted, OddServer, accept
from presence.test_presence_stays import soon, starts, told


@pytest.mark.parametrize("reason", ["refused", "refused later", "renewed by a call"])
def test_a_connection_that_is_replaced_is_closed(driver: Driver, odd: Callable[..., OddServer], reason: str) -> None:
    codes: list[Any] = []

    def talk(connection: Any) -> None:
        first = len(server.first) == 1
        answers = {"refused": ["false"], "refused later": ["true", "false"]} if first else {}
        try:
            for answer in answers.get(reason, ["true"]):
                connection.send(f'{{"authenticated": {answer}}}')
            [*connection].clear()
        finally:
            if first:
                codes.append(connection.close_code)

    server = odd(talk)
    game = driver.game(server.url, login=Minted())
    presence = driver.opened(game, status="here", ping_interval=0.05)
    if reason == "renewed by a call":
        driver.do(game._engine.session_token("a call", "token-1"))
    assert soon(lambda: len(server.first) == 2)
    assert soon(lambda: codes == [1000])
    driver.until(presence, Connected, lambda event: event.again == (reason != "refused"))


def test_a_token_that_is_refused_later_is_renewed(driver: Driver, sandbox: Sandbox) -> None:
    game = driver.guest(sandbox)
    presence = driver.opened(game)
    before = starts(sandbox)
    sandbox.send_presence('{"authenticated": false}', game.current_session.player_id)
    events = driver.until(presence, Connected, lambda event: event.again)
    assert [type(event) for event in events[:3]] == [Connected, Refused, Disconnected]
    assert starts(sandbox) == before + 1


def test_the_end_of_a_session_that_the_server_does_not_notice_is_the_end_all_the_same(
    driver: Driver, odd: Callable[..., OddServer]
) -> None:
    server = odd(accept)
    game = driver.game(server.url, login=Minted())
    presence = driver.opened(game, ping_interval=0.05)
    game._engine.keeper.forget(game._engine.keeper.held)
    assert soon(lambda: not presence.is_open)
    assert driver.rest(presence)[-1] == Disconnected(1000, "the session was ended")
    assert len(server.first) == 1


def test_a_goodbye_is_said(driver: Driver, odd: Callable[..., OddServer]) -> None:
    codes: list[Any] = []

    def talk(connection: Any) -> None:
        try:
            accept(connection)
        finally:
            codes.append(connection.close_code)

    presence = driver.opened(driver.game(odd(talk).url, login=Minted()))
    driver.do(presence.close())
    assert soon(lambda: codes == [1000])
    assert not presence.is_open


def test_a_cancelled_open_ends_its_connection(odd: Callable[..., OddServer]) -> None:
    asked, ended = threading.Event(), threading.Event()

    def talk(connection: Any) -> None:
        asked.set()
        with pytest.raises(ConnectionClosed):
            connection.recv(PATIENCE)
        ended.set()

    server = odd(talk)

    async def main() -> None:
        async with AsyncGameClient(KEY, login=Minted(), game_version="1.0", base_url=server.url) as game:
            presence = game.presence.connect()
            opening = asyncio.create_task(presence.open())
            assert await asyncio.to_thread(asked.wait, PATIENCE)
            opening.cancel()
            with pytest.raises(asyncio.CancelledError):
                await opening
            assert await asyncio.to_thread(ended.wait, PATIENCE / 6)

    asyncio.run(main())


@pytest.mark.parametrize(
    ("status", "goes_on"), [(500, True), (503, True), (429, True), (408, True), (400, False), (403, False)]
)
def test_what_a_failed_start_of_the_session_means(driver: Driver, sandbox: Sandbox, status: int, goes_on: bool) -> None:
    game = driver.guest(sandbox, max_retries=0)
    sandbox.fail_next(status, operation="game_guest_session")
    if goes_on:
        assert driver.opened(game).is_open
    else:
        with pytest.raises(APIError, match=str(status)):
            driver.opened(game)


def test_what_ended_it_is_logged_and_raised_anew_for_each_caller_until_it_is_closed(
    driver: Driver, odd: Callable[..., OddServer]
) -> None:
    def talk(connection: Any) -> None:
        connection.send('{"authenticated": true}')
        connection.close(1009, "too big")

    with overheard() as heard:
        presence = driver.opened(driver.game(odd(talk).url, login=Minted()))
        assert soon(lambda: "over" in repr(presence))
    assert any("Presence is over: " in text and "1009" in text for text in heard.texts["lootlocker"])
    raised: list[Exception] = []
    for _ in range(2):
        with pytest.raises(PresenceFailed) as caught:
            driver.do(presence.set_status("late"))
        raised.append(caught.value)
    assert raised[0] is not raised[1]
    driver.do(presence.close())
    assert [type(event) for event in driver.rest(presence)] == [Connected, Disconnected]


def test_metadata_that_change_later_are_told_as_they_were(driver: Driver, sandbox: Sandbox) -> None:
    game = driver.guest(sandbox)
    presence = driver.opened(game)
    metadata = {"map": "harbour"}
    driver.do(presence.set_status("in_game", metadata))
    metadata["map"] = "forest"
    sandbox.drop_presence(game.current_session.player_id)
    driver.until(presence, StatusSent, lambda event: event.again)
    assert told(sandbox, game.current_session.player_id, 2) == [("in_game", {"map": "harbour"})] * 2


def test_a_status_without_metadata_says_so(driver: Driver, odd: Callable[..., OddServer]) -> None:
    said: list[Any] = []

    def talk(connection: Any) -> None:
        connection.send('{"authenticated": true}')
        said.append(connection.recv(PATIENCE))

    driver.opened(driver.game(odd(talk).url, login=Minted()), status="here")
    assert soon(lambda: said == ['{"status": "here", "metadata": null}'])


INTERRUPTED = """
import os, signal, socket, threading
from lootlocker import GameClient, models
from lootlocker.auth import GuestLogin

class Minted(GuestLogin):
    def steps(self, last):
        return models.Session(session_token="token")
        yield

held = []
with socket.create_server(("127.0.0.1", 0)) as deaf:
    def interrupt():
        held.append(deaf.accept()[0])
        held[0].recv(10)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
    game = GameClient("dev_0123456789abcdef", login=Minted(), game_version="1.0", base_url=url)
    try:
        game.presence.connect(connect_timeout=60).open()
    except KeyboardInterrupt:
        print("interrupted", [each.name for each in threading.enumerate() if "presence" in each.name])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_an_interrupted_open_leaves_nothing() -> None:
    command = [sys.executable, "-c", INTERRUPTED]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert done.stdout == "interrupted []\n", done.stderr


FORGOTTEN = """
import sys
from lootlocker import GameClient
from lootlocker.auth import GuestLogin

game = GameClient(sys.argv[2], login=GuestLogin(), game_version="1.0", base_url=sys.argv[1])
presence = game.presence.connect().open()
print("left open")
"""


def test_a_program_that_forgets_a_presence_ends(sandbox: Sandbox) -> None:
    command = [sys.executable, "-c", FORGOTTEN, sandbox.base_url, sandbox.game_key]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert (done.stdout, done.returncode) == ("left open\n", 0), done.stderr


FORKED_IN_BETWEEN = """
import logging, os, threading
from lootlocker.errors import ClientClosed
from lootlocker.sandbox import Sandbox

entered, go_on = threading.Event(), threading.Event()

class Slow(logging.Handler):
    def emit(self, record):
        entered.set()
        go_on.wait(30)

with Sandbox() as sandbox, sandbox.game_client() as game, game.presence.connect() as presence:
    logger = logging.getLogger("lootlocker")
    logger.addHandler(Slow())
    logger.setLevel(logging.INFO)
    sandbox.drop_presence()
    entered.wait(30)
    if (child := os.fork()) == 0:
        try:
            presence.set_status("a child")
        except ClientClosed:
            while presence.next_event() is not None:
                pass
            presence.close()
            os._exit(0 if not presence.is_open else 2)
        os._exit(1)
    go_on.set()
    print(os.waitpid(child, 0)[1])
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_child_process_neither_waits_for_locks_of_its_parent_nor_for_events() -> None:
    command = [sys.executable, "-c", FORKED_IN_BETWEEN]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert done.stdout == "0\n", done.stderr
