"""Nothing is waited for longer than was said: a server that does not answer, listen or say goodbye holds nobody up."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lootlocker import AsyncGameClient
from lootlocker.errors import ClientClosed, PresenceFailed
from lootlocker.presence import Connected, Disconnected, Pong, StatusSent
from lootlocker.sandbox import Sandbox
from presence.driver import KEY, PATIENCE, Driver, Minted, OddServer, accept

LARGE = {"map": "x" * 100_000}
#: Statuses after which a server that reads none of them takes in no frame: it keeps 16 for who would read.
UNREAD = [(str(number), {"map": "x" * 10_000}) for number in range(40)]


@pytest.fixture
def deaf(odd: Callable[..., OddServer]) -> Iterator[OddServer]:
    """A server that accepts and then reads nothing; further connections are like any."""
    released = threading.Event()

    def talk(connection: Any) -> None:
        if len(server.first) > 1:
            accept(connection)
        else:
            connection.send('{"authenticated": true}')
            released.wait(PATIENCE)
            [*connection].clear()

    server = odd(talk)
    yield server
    released.set()


def test_a_wait_for_an_event_ends_in_time(driver: Driver, sandbox: Sandbox) -> None:
    presence = driver.opened(driver.guest(sandbox), ping_interval=1.0)
    driver.until(presence, Connected)
    assert driver.do(presence.next_event(0.01)) is None
    assert isinstance(driver.do(presence.next_event(PATIENCE)), Pong)


def test_a_connection_that_is_quiet_for_longer_than_a_send_may_take_stays(
    driver: Driver, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lootlocker.presence._common.SEND_TIMEOUT", 1.5)
    presence = driver.opened(driver.guest(sandbox), ping_interval=55)
    driver.until(presence, Connected)
    assert driver.do(presence.next_event(1.8)) is None
    driver.do(presence.set_status("still here"))
    driver.do(presence.close())
    assert [type(event) for event in driver.rest(presence)] == [StatusSent, Disconnected]


def test_a_handshake_that_is_not_answered_is_given_up(driver: Driver) -> None:
    taken: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as silent:

        def take() -> None:
            for _ in range(3):
                taken.append(silent.accept()[0])
                taken[-1].settimeout(3.0)
                while taken[-1].recv(10_000):
                    pass
                taken[-1].close()

        thread = threading.Thread(target=take)
        thread.start()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(PresenceFailed, match=r"no connection within 0\.2 seconds"):
            driver.opened(driver.game(url, login=Minted()), connect_timeout=0.2)
        thread.join(PATIENCE)


def test_a_server_that_answers_no_ping_frame_is_gone(
    driver: Driver, deaf: OddServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lootlocker.presence._common.PONG_TIMEOUT", 1.0)
    monkeypatch.setattr("lootlocker.presence._common.CLOSE_TIMEOUT", 0.3)
    presence = driver.opened(driver.game(deaf.url, login=Minted()), ping_interval=0.3)
    for status in UNREAD:
        driver.do(presence.set_status(*status))
    assert "keepalive ping timeout" in driver.until(presence, Disconnected)[-1].reason
    driver.until(presence, StatusSent, lambda event: event.again and event.status == UNREAD[-1][0])


def test_a_goodbye_that_is_not_answered_is_not_waited_for(
    driver: Driver, deaf: OddServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lootlocker.presence._common.CLOSE_TIMEOUT", 0.3)
    presence = driver.opened(driver.game(deaf.url, login=Minted()))
    for status in UNREAD:
        driver.do(presence.set_status(*status))
    began = time.monotonic()
    driver.do(presence.close())
    assert time.monotonic() - began < 8.0
    assert not presence.is_open


def test_a_status_that_can_not_be_sent_is_told_to_the_next_connection(
    driver: Driver, deaf: OddServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lootlocker.presence._common.SEND_TIMEOUT", 3.0)
    presence = driver.opened(driver.game(deaf.url, login=Minted()), ping_interval=55)
    number, took = 0, 0.0
    while took < 2.5:
        number, began = number + 1, time.monotonic()
        driver.do(presence.set_status(str(number), LARGE))
        took = time.monotonic() - began
    assert took < 8.0
    told = driver.until(presence, StatusSent, lambda event: event.again)
    sent = [(event.status, event.again) for event in told if isinstance(event, StatusSent)]
    assert sent[-2:] == [(str(number - 1), False), (str(number), True)]


def test_close_does_not_wait_for_a_status_that_can_not_be_sent(
    driver: Driver, deaf: OddServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread gives up the send first; a task need not."""
    monkeypatch.setattr("lootlocker.presence._common.SEND_TIMEOUT", 1.0 if driver.kind == "sync" else PATIENCE)
    presence = driver.opened(driver.game(deaf.url, login=Minted()), ping_interval=55)
    last = time.monotonic()

    def tell() -> None:
        nonlocal last
        while True:
            driver.do(presence.set_status("here", LARGE))
            last = time.monotonic()

    def told() -> None:
        with pytest.raises(ClientClosed):
            tell()

    telling = threading.Thread(target=told)
    telling.start()
    while time.monotonic() - last < 0.3:
        time.sleep(0.01)
    began = time.monotonic()
    driver.do(presence.close())
    assert time.monotonic() - began < 8.0
    telling.join(PATIENCE)
    assert not telling.is_alive()


def test_a_cancelled_close_leaves_nothing(deaf: OddServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lootlocker.presence._common.CLOSE_TIMEOUT", PATIENCE)

    async def main() -> None:
        async with AsyncGameClient(KEY, login=Minted(), game_version="1.0", base_url=deaf.url) as game:
            presence = await game.presence.connect().open()
            for status in UNREAD:
                await presence.set_status(*status)
            closing = asyncio.create_task(presence.close())
            await asyncio.sleep(0.05)
            closing.cancel()
            with pytest.raises(asyncio.CancelledError):
                await closing
            assert not presence.is_open
            assert len(asyncio.all_tasks()) == 1

    asyncio.run(main())
