"""Programs that end in one way or another: `python -m client.endings URL NAME ...`, in a process of their own.

Each uses clients of a server at that address and looks at what is left of them; the test looks at the rest.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from client.driver import GAME_KEY, TOKEN, VERSION
from lootlocker import AsyncGameClient, GameClient
from lootlocker.auth import GuestLogin, SessionTokenLogin
from lootlocker.errors import LootLockerError

#: Seconds after which something hangs.
HANG = 20.0
#: Hero 0 breaks off, hero 1 never comes, and hero 100 + n is there once n calls have come for what never comes.
ARRIVED = 100
_to_arrive = 0
#: What a program holds to its very end.
kept: list[Any] = []
_programs: dict[str, Callable[[str], None]] = {}


class Mine(Exception):
    """What a user's own code raises."""


def program(function: Callable[[str], None]) -> Callable[[str], None]:
    _programs[function.__name__] = function
    return function


def names(word: str) -> list[str]:
    """The programs that have this word in their names."""
    return [name for name in _programs if word in name]


def once_arrived(more: int) -> int:
    """The hero to ask for to wait until so many more calls have come for what never comes."""
    global _to_arrive
    _to_arrive += more
    return ARRIVED + _to_arrive


def game(url: str, **options: Any) -> GameClient:
    return GameClient(GAME_KEY, base_url=url, game_version=VERSION, **{"login": SessionTokenLogin(TOKEN), **options})


def agame(url: str, **options: Any) -> AsyncGameClient:
    login = {"login": SessionTokenLogin(TOKEN), **options}
    return AsyncGameClient(GAME_KEY, base_url=url, game_version=VERSION, **login)


def sockets() -> int:
    found = 0
    for entry in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            found += str(entry.readlink()).startswith("socket:")
    return found


def run(main: Coroutine[Any, Any, None]) -> None:
    async def quietly() -> None:
        asyncio.get_running_loop().slow_callback_duration = HANG  # asyncio's debug mode reports slow imports
        await main

    asyncio.run(quietly())


def nothing_is_left() -> None:
    gc.collect()
    assert threading.enumerate() == [threading.main_thread()]
    assert sockets() == 0


async def no_task_is_left(before: int) -> None:
    """Besides the one that asks."""
    end = time.monotonic() + HANG
    while (len(asyncio.all_tasks()) > 1 or sockets() > before) and time.monotonic() < end:
        await asyncio.sleep(0.005)
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert sockets() == before
    assert threading.enumerate() == [threading.main_thread()]


@program
def threads_close_in_every_way(url: str) -> None:
    client = game(url)
    client.game.ping()
    client.close()
    nothing_is_left()
    with game(url) as client:
        client.game.ping()
    nothing_is_left()
    with contextlib.suppress(Mine), game(url) as client:
        client.game.ping()
        raise Mine
    nothing_is_left()
    with game(url) as client, client.with_options(login=GuestLogin("other")) as other:
        client.game.ping()
        other.game.ping()
    nothing_is_left()
    with game(url):
        pass
    nothing_is_left()
    with contextlib.suppress(LootLockerError), game(url, max_retries=0) as client:
        client.heroes.get_player_hero(0)  # breaks in the middle of the answer
    nothing_is_left()


@program
def threads_throw_a_client_away(url: str) -> None:
    for _ in range(3):
        game(url).game.ping()
        game(url).with_options(login=GuestLogin("other")).game.ping()
        nothing_is_left()


@program
def threads_close_a_client_that_is_in_use(url: str) -> None:
    client = game(url)
    client.game.ping()
    errors: list[Exception] = []

    def call() -> None:
        try:
            client.heroes.get_player_hero(1)  # never answered
        except LootLockerError as error:
            errors.append(error)

    threads = [threading.Thread(target=call) for _ in range(3)]
    for thread in threads:
        thread.start()
    game(url).heroes.get_player_hero(once_arrived(3))
    client.close()
    for thread in threads:
        thread.join(HANG)
    assert len(errors) == 3
    nothing_is_left()


@program
def threads_are_interrupted(url: str) -> None:
    with game(url) as client:
        client.game.ping()
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
        try:
            client.heroes.get_player_hero(1)
        except KeyboardInterrupt:
            kept.append("interrupted")
        assert kept
        client.game.ping()
    nothing_is_left()


@program
def threads_exit_without_closing(url: str) -> None:
    client = game(url)
    kept.extend([client, client.with_options(login=GuestLogin("other")), game(url)])
    for each in kept:
        each.game.ping()


@program
def threads_exit_in_the_middle(url: str) -> None:
    client = game(url)
    kept.append(client)
    client.game.ping()
    threading.Thread(target=client.heroes.get_player_hero, args=(1,), daemon=True).start()
    client.heroes.get_player_hero(once_arrived(1))
    with client:
        raise SystemExit(0)


@program
def tasks_close_in_every_way(url: str) -> None:
    async def main() -> None:
        before = sockets()
        client = agame(url)
        await client.game.ping()
        await client.close()
        await no_task_is_left(before)
        client = agame(url)
        await client.game.ping()
        await client.aclose()
        await no_task_is_left(before)
        async with agame(url) as client:
            await asyncio.gather(*(client.game.ping() for _ in range(5)))
        await no_task_is_left(before)
        with contextlib.suppress(Mine):
            async with agame(url) as client:
                await client.game.ping()
                raise Mine
        await no_task_is_left(before)
        with contextlib.suppress(LootLockerError):
            async with agame(url, max_retries=0) as client:
                await client.heroes.get_player_hero(0)
        await no_task_is_left(before)

    run(main())
    nothing_is_left()


@program
def tasks_are_cancelled(url: str) -> None:
    """In a call, while waiting for the limit, as leader of a session start, and while waiting for it."""

    async def cancelled(arrived: int, *calls: Coroutine[Any, Any, Any]) -> None:
        tasks = [asyncio.create_task(call) for call in calls]
        async with agame(url) as other:
            await other.heroes.get_player_hero(once_arrived(arrived))
        for task in tasks:
            task.cancel()
            found = await asyncio.wait_for(asyncio.gather(task, return_exceptions=True), HANG)
            assert isinstance(found[0], asyncio.CancelledError)

    async def main() -> None:
        before = sockets()
        async with agame(url, rate_limit=3, timeout=120) as client:
            await client.game.ping()
            await cancelled(2, client.heroes.get_player_hero(1), client.heroes.get_player_hero(1))
            await cancelled(0, client.game.ping(), client.game.ping())
        await no_task_is_left(before)
        async with agame(url, login=GuestLogin("stalls")) as client:
            await cancelled(1, *(client.game.ping() for _ in range(3)))
        await no_task_is_left(before)

    run(main())
    nothing_is_left()


@program
def tasks_throw_a_client_away(url: str) -> None:
    async def main() -> None:
        before = sockets()
        for _ in range(3):
            await agame(url).game.ping()
            gc.collect()
            await no_task_is_left(before)

    run(main())
    nothing_is_left()


@program
def tasks_close_a_client_that_is_in_use(url: str) -> None:
    async def main() -> None:
        before = sockets()
        client = agame(url)
        await client.game.ping()
        calls = [asyncio.create_task(client.heroes.get_player_hero(1)) for _ in range(3)]
        async with agame(url) as other:
            await other.heroes.get_player_hero(once_arrived(3))
        await client.close()
        found = await asyncio.wait_for(asyncio.gather(*calls, return_exceptions=True), HANG)
        assert [each for each in found if not isinstance(each, LootLockerError)] == []
        await no_task_is_left(before)

    run(main())
    nothing_is_left()


@program
def tasks_race_with_close(url: str) -> None:
    async def main() -> None:
        before = sockets()
        for pause in range(40):
            client = agame(url, max_retries=1)
            calls = [asyncio.create_task(client.game.ping()) for _ in range(5)]
            for _ in range(pause):
                await asyncio.sleep(0)
            await client.close()
            await asyncio.wait_for(asyncio.gather(*calls, return_exceptions=True), HANG)
            await no_task_is_left(before)

    run(main())
    nothing_is_left()


@program
def tasks_exit_without_closing(url: str) -> None:
    """In two loops, one after the other."""

    async def main() -> None:
        if not kept:
            kept.extend([agame(url), agame(url)])
        for each in kept:
            await each.game.ping()

    run(main())
    assert sockets() == 0
    run(main())


@program
def tasks_end_in_an_exception(url: str) -> None:
    async def main() -> None:
        kept.append(agame(url))
        await kept[0].game.ping()
        kept.append(asyncio.create_task(kept[0].heroes.get_player_hero(1)))
        await kept[0].heroes.get_player_hero(once_arrived(1))
        raise Mine

    with contextlib.suppress(Mine):
        run(main())
    nothing_is_left()


@program
def tasks_exit_in_the_middle(url: str) -> None:
    async def main() -> None:
        kept.append(agame(url))
        await kept[0].game.ping()
        kept.extend(asyncio.create_task(kept[0].heroes.get_player_hero(1)) for _ in range(3))
        kept.append(asyncio.create_task(agame(url, login=GuestLogin("stalls")).game.ping()))
        await kept[0].heroes.get_player_hero(once_arrived(4))

    run(main())
    nothing_is_left()


if __name__ == "__main__":
    for name in sys.argv[2:]:
        _programs[name](sys.argv[1])
