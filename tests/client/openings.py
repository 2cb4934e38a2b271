"""Clients opened and closed by the hundred: `python -m client.openings URL WARM RUNS [WAY ...]`.

In a process of their own. It prints for each way of opening what stayed: descriptors, threads, memory.
"""

from __future__ import annotations

import asyncio
import gc
import inspect
import json
import resource
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import attrs

from client.driver import GAME_KEY, TOKEN, VERSION
from lootlocker import AsyncGameClient, GameClient
from lootlocker.auth import GuestLogin, SessionTokenLogin

#: Clients in a family of many players.
PLAYERS = 200


@attrs.frozen
class Held:
    """What the process holds; `blocks` are pieces of memory of Python's."""

    descriptors: int
    threads: int
    blocks: int
    kilobytes: int

    @classmethod
    def now(cls) -> Held:
        gc.collect()
        descriptors = len(list(Path("/proc/self/fd").iterdir()))
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return cls(
            descriptors, threading.active_count(), sys.getallocatedblocks(), pages * resource.getpagesize() // 1024
        )


def _options(url: str) -> dict[str, Any]:
    return {"login": SessionTokenLogin(TOKEN), "game_version": VERSION, "base_url": url}


def with_a_call(url: str) -> None:
    with GameClient(GAME_KEY, **_options(url)) as client:
        client.game.ping()


def without_a_call(url: str) -> None:
    with GameClient(GAME_KEY, **_options(url)):
        pass


def thrown_away(url: str) -> None:
    GameClient(GAME_KEY, **_options(url)).game.ping()


def many_players(url: str) -> None:
    """Some of them call, and half of them are thrown away unclosed."""
    with GameClient(GAME_KEY, **_options(url)) as client:
        players = [client.with_options(login=GuestLogin(f"p{number}")) for number in range(PLAYERS)]
        for number, player in enumerate(players):
            if not number % 20:
                player.game.ping()
            if number % 3:
                player.close()


async def with_a_call_awaited(url: str) -> None:
    async with AsyncGameClient(GAME_KEY, **_options(url)) as client:
        await client.game.ping()


async def without_a_call_awaited(url: str) -> None:
    async with AsyncGameClient(GAME_KEY, **_options(url)):
        pass


async def thrown_away_awaited(url: str) -> None:
    await AsyncGameClient(GAME_KEY, **_options(url)).game.ping()
    gc.collect()


async def many_players_awaited(url: str) -> None:
    async with AsyncGameClient(GAME_KEY, **_options(url)) as client:
        players = [client.with_options(login=GuestLogin(f"p{number}")) for number in range(PLAYERS)]
        for number, player in enumerate(players):
            if not number % 20:
                await player.game.ping()
            if number % 3:
                await player.close()


def in_a_loop_of_its_own(url: str) -> None:
    asyncio.run(with_a_call_awaited(url))


#: Each way of opening clients, and how many it opens.
WAYS: dict[Callable[[str], Any], int] = {
    with_a_call: 1,
    without_a_call: 1,
    thrown_away: 1,
    in_a_loop_of_its_own: 1,
    many_players: PLAYERS,
    with_a_call_awaited: 1,
    without_a_call_awaited: 1,
    thrown_away_awaited: 1,
    many_players_awaited: PLAYERS,
}


async def _settled() -> Held:
    gc.collect()
    await asyncio.sleep(0.2)  # what was thrown away is closed by a task that begins a moment later
    return Held.now()


def held_around(way: Callable[[str], Any], url: str, warm: int, runs: int) -> tuple[Held, Held]:
    """What is held after some runs, and after some more."""

    def main() -> tuple[Held, Held]:
        for _ in range(warm):
            way(url)
        before = Held.now()
        for _ in range(runs):
            way(url)
        return before, Held.now()

    async def awaited() -> tuple[Held, Held]:
        for _ in range(warm):
            await way(url)
        before = await _settled()
        for _ in range(runs):
            await way(url)
        return before, await _settled()

    return asyncio.run(awaited()) if inspect.iscoroutinefunction(way) else main()


def names() -> list[str]:
    """The ways of opening clients."""
    return [way.__name__ for way in WAYS]


def grown(url: str, warm: int, runs: int, chosen: Sequence[str] = ()) -> dict[str, dict[str, float]]:
    """What stays of each way: descriptors, threads and memory of all runs together, blocks of each client."""
    found: dict[str, dict[str, float]] = {}
    for way, clients in WAYS.items():
        if chosen and way.__name__ not in chosen:
            continue
        times = -(-runs // clients)
        before, after = held_around(way, url, -(-warm // clients), times)
        found[way.__name__] = {
            "clients": times * clients,
            "descriptors": after.descriptors - before.descriptors,
            "threads": after.threads - before.threads,
            "blocks": (after.blocks - before.blocks) / (times * clients),
            "kilobytes": after.kilobytes - before.kilobytes,
        }
    return found


if __name__ == "__main__":
    print(json.dumps(grown(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])))
