"""However clients end, nothing stays: no socket, thread, task, descriptor, memory or warning."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from client import endings
from client.driver import TOKEN, Driver
from client.fake import FakeServer, Reset, Seen, Stall, said
from lootlocker.errors import LootLockerError

TESTS = Path(__file__).resolve().parents[1]
GUEST = "/game/v2/session/guest"
HERO = "/game/v1/player/heroes"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def start(seen: Seen) -> Any:
    return Stall() if seen.json().get("player_identifier") == "stalls" else said({"session_token": TOKEN})


@pytest.fixture
def stage(fake: FakeServer) -> FakeServer:
    """A server for the programs: it starts sessions, and its heroes do what the programs say of them."""

    def once_arrived(seen: Seen) -> Any:
        end = time.monotonic() + endings.HANG
        while stalled(fake) < int(seen.target[-3:]) - endings.ARRIVED and time.monotonic() < end:
            time.sleep(0.005)
        return said({})

    fake.on("GET", "/game/ping", said({"date": "now"}))
    fake.on("POST", GUEST, start)
    fake.on("GET", f"{HERO}/0", Reset(b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"))
    fake.on("GET", f"{HERO}/1", Stall())
    for number in range(20):
        fake.on("GET", f"{HERO}/{endings.ARRIVED + number}", once_arrived)
    return fake


def stalled(fake: FakeServer) -> int:
    """How many calls wait for what never comes."""
    return len(fake.to(f"{HERO}/1")) + sum(b"stalls" in seen.body for seen in fake.to(GUEST))


def ended(*arguments: str) -> str:
    """Run a program of ours to its end; it must say nothing but what it prints."""
    child = [sys.executable, *arguments]
    done = subprocess.run(child, capture_output=True, text=True, timeout=90, cwd=TESTS, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def open_soon(fake: FakeServer, most: int) -> int:
    """How many connections are open, as soon as there are no more than `most`, or after a while."""
    deadline = time.monotonic() + 10
    while fake.open > most and time.monotonic() < deadline:
        time.sleep(0.005)
    return fake.open


@pytest.mark.parametrize("name", ["threads", "tasks", *endings.names("exit")])
def test_a_program_ends_without_a_word_and_without_a_trace(stage: FakeServer, name: str) -> None:
    """What is over before the program is goes into one process; each way to exit has one of its own."""
    begun = time.monotonic()
    strict = ("-X", "dev", "-W", "error::ResourceWarning")
    names = [name] if "exit" in name else [each for each in endings.names(name) if "exit" not in each]
    assert ended(*strict, "-m", "client.endings", stage.url, *names) == ""
    assert time.monotonic() - begun < 25  # a call's own timeout is 30 seconds
    deaf = stalled(stage)  # a server that stalls does not look whether anybody is left
    assert open_soon(stage, deaf) <= deaf
    assert stage.seen


def test_clients_that_come_and_go_take_nothing_with_them(stage: FakeServer) -> None:
    """Hundreds of them, in every way in which they can be opened; a client that stayed would be hundreds of blocks."""
    found = json.loads(ended("-W", "error", "-m", "client.openings", stage.url, "10", "20"))
    assert sum(each["clients"] for each in found.values()) > 500
    left = {way: (each["descriptors"], each["threads"]) for way, each in found.items()}
    assert left == dict.fromkeys(found, (0, 0))
    assert {way: each["blocks"] for way, each in found.items() if each["blocks"] > 20} == {}
    assert {way: each["kilobytes"] for way, each in found.items() if each["kilobytes"] > 4000} == {}


def test_closing_a_client_ends_the_calls_that_wait_for_an_answer(driver: Driver) -> None:
    """At once, not with their timeout; and nobody opens the connections anew."""
    driver.fake.on("GET", "/game/ping", Stall())
    driver.fake.on("GET", f"{HERO}/7", said({}))
    game = driver.game(timeout=60, max_retries=2)
    driver.do(game.heroes.get_player_hero(7))
    errors: list[object] = []

    def close_soon() -> None:
        time.sleep(0.15)
        game.close()

    async def both() -> None:
        import asyncio

        call = asyncio.create_task(game.game.ping())
        await asyncio.sleep(0.15)
        await game.close()
        errors.append((await asyncio.gather(call, return_exceptions=True))[0])

    begun = time.monotonic()
    if driver.kind == "sync":
        closing = threading.Thread(target=close_soon)
        closing.start()
        with pytest.raises(LootLockerError) as caught:
            game.game.ping()
        closing.join()
        errors.append(caught.value)
    else:
        driver.do(both())
    assert time.monotonic() - begun < 20
    assert isinstance(errors[0], LootLockerError)
    assert len(driver.fake.to("/game/ping")) == 1
    assert open_soon(driver.fake, 1) <= 1


def test_calls_that_race_with_close_leave_no_connection(stage: FakeServer) -> None:
    for _ in range(5):
        client = endings.game(stage.url, max_retries=1)
        stop = threading.Event()

        def call(client: Any = client, stop: threading.Event = stop) -> None:
            while not stop.is_set():
                try:
                    client.game.ping()
                except LootLockerError:
                    return

        threads = [threading.Thread(target=call) for _ in range(6)]
        for thread in threads:
            thread.start()
        time.sleep(0.03)
        client.close()
        stop.set()
        for thread in threads:
            thread.join(20)
        assert [thread.is_alive() for thread in threads] == [False] * 6
        assert open_soon(stage, 0) == 0
