"""A program that forks while its client is in the middle of everything. Run by a test; prints what came of it.

python forking.py URL sync|async
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from lootlocker import AsyncGameClient, GameClient
from lootlocker.auth import GuestLogin
from lootlocker_api import types

URL, KIND = sys.argv[1:]
WORKERS = 3
OPTIONS: dict[str, Any] = {
    "login": GuestLogin(),
    "game_version": "1.0.0.0",
    "base_url": URL,
    "rate_limit": 100_000,
    "timeout": 30,
}
#: Made at the top, so that what a child inherited of it lives until the child's interpreter ends.
CLIENT: Any = (GameClient if KIND == "sync" else AsyncGameClient)("dev_key", **OPTIONS)
stop = threading.Event()
wrong: list[str] = []


def checked(number: int, hero: Any) -> None:
    if (hero.id, hero.hero_name) != (number, f"hero of {number}"):
        wrong.append(f"asked for {number}, got {hero.id}")


def play(first: int, times: int) -> None:
    """Read heroes, each of which says its number."""
    for turn in range(times):
        if stop.is_set():
            return
        number = (first + turn * 7) % 200
        checked(number, CLIENT.heroes.get_player_hero(number).hero)


async def play_async(first: int, times: int) -> None:
    for turn in range(times):
        if stop.is_set():
            return
        number = (first + turn * 7) % 200
        checked(number, (await CLIENT.heroes.get_player_hero(number)).hero)


def noted(run: Callable[[], None]) -> Callable[[], None]:
    """The same; an error of it counts as a wrong answer."""

    def noting() -> None:
        try:
            run()
        except BaseException as error:
            wrong.append(repr(error))

    return noting


def started(runs: list[Callable[[], None]]) -> list[threading.Thread]:
    threads = [threading.Thread(target=noted(run)) for run in runs]
    for thread in threads:
        thread.start()
    return threads


async def all_play_async(times: int) -> None:
    await asyncio.gather(*(play_async(worker * 31, times) for worker in range(WORKERS)))


def begin(times: int) -> list[threading.Thread]:
    """Play in threads, or in the event loop of one thread."""
    if KIND == "sync":
        return started([lambda first=worker * 31: play(first, times) for worker in range(WORKERS)])  # type: ignore[misc]
    return started([lambda: asyncio.run(all_play_async(times))])


def do(outcome: Any) -> Any:
    """The value of a call; in a loop of its own, which has its own connections."""

    async def wait() -> Any:
        return await outcome

    return outcome if KIND == "sync" else asyncio.run(wait())


def wait_for(ready: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError("it never happened")
        time.sleep(0.001)


def child() -> int:
    """What the child does with the client: plays like its parent, and renews a session of its own."""
    wrong.clear()
    for thread in begin(4):
        thread.join(20)
        if thread.is_alive():
            return 3
    own = CLIENT.with_options(login=GuestLogin())
    for number in (1, 2):
        checked(number, do(own.heroes.get_player_hero(number)).hero)
        do(own.heroes.list_player_heroes())
    do(own.close())
    do(CLIENT.close())
    if wrong:
        print(wrong, file=sys.stderr)
    return 2 if wrong else 0


def forked() -> int:
    """Fork; in the child do what it has to and leave as a program does, with all that runs at its end."""
    pid = os.fork()
    if pid == 0:
        stop.clear()
        sys.exit(child())
    return pid


def held_by_another_thread(let_go: threading.Event) -> threading.Thread:
    """Every lock of the package, held by a thread that a child does not have."""
    held = threading.Event()
    engine = CLIENT._engine
    locks = [engine.keeper._lock, engine.transport.pool._lock, engine.limiter._lock, types._converting]

    def hold() -> None:
        with contextlib.ExitStack() as stack:
            for lock in locks:
                stack.enter_context(lock)
            held.set()
            let_go.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(30)
    return thread


def main() -> None:
    keeper = CLIENT._engine.keeper
    playing = begin(100_000)
    wait_for(lambda: keeper.held is not None)
    time.sleep(0.1)  # so that calls are under way
    do(CLIENT.heroes.list_player_heroes())  # the session ends with this call
    wait_for(lambda: keeper._flight is not None)
    children = [forked()]
    wait_for(lambda: keeper._flight is None)  # the parent's renewal went on
    let_go = threading.Event()
    holding = held_by_another_thread(let_go)
    children.append(forked())
    let_go.set()
    holding.join(30)
    ended = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
    time.sleep(0.05)
    stop.set()
    for thread in playing:
        thread.join(30)
    do(CLIENT.close())
    print(json.dumps({"parent": wrong or "right", "children": ended}))


if __name__ == "__main__":
    main()
