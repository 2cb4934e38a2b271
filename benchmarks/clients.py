"""Clients that send the same small call: each in the cheapest way that its documentation shows."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, ExitStack
from typing import Any

from .ours import HERO_PATH
from .peers import load

BARE = "bare httpx"
BARE_2 = "bare httpx2"
#: What a client sends with each call, set once where that is possible.
TOKEN = {"x-session-token": "token"}
#: Calls a minute that nobody makes here: the limiter works, and never lets anyone wait.
LIMIT = 1_000_000

Call = Callable[[], Any]
AsyncCall = Callable[[], Awaitable[Any]]


def game_options(url: str, **more: Any) -> dict[str, Any]:
    """A player whose session runs already: retries, timeout and limiter on, its limit out of reach."""
    from lootlocker.auth import SessionTokenLogin

    return {
        "login": SessionTokenLogin("token"),
        "game_version": "1.0.0.0",
        "base_url": url,
        "rate_limit": LIMIT,
        **more,
    }


def lootlocker(url: str, stack: ExitStack, **more: Any) -> Call:
    """Ours."""
    from lootlocker import GameClient

    game = stack.enter_context(GameClient("dev_key", **game_options(url, **more)))
    heroes = game.heroes
    return lambda: heroes.get_player_hero(1).hero.id


def _httpx_like(module: Callable[[], Any]) -> Callable[[str, ExitStack], Call]:
    """Bare httpx, or what has its interface."""

    def make(url: str, stack: ExitStack) -> Call:
        client = stack.enter_context(module().Client(headers=TOKEN))
        target = url + HERO_PATH
        return lambda: json.loads(client.get(target).content)["hero"]["id"]

    return make


def _httpcore(url: str, stack: ExitStack) -> Call:
    """What httpx sends through."""
    pool = stack.enter_context(load("httpcore").ConnectionPool())
    target, headers = url + HERO_PATH, list(TOKEN.items())
    return lambda: json.loads(pool.request("GET", target, headers=headers).content)["hero"]["id"]


def _requests(url: str, stack: ExitStack) -> Call:
    """A session of requests."""
    session = stack.enter_context(load("requests").Session())
    session.headers.update(TOKEN)
    target = url + HERO_PATH
    return lambda: json.loads(session.get(target).content)["hero"]["id"]


def _stock(url: str, stack: ExitStack) -> Call:
    """The stock generator's client of our document: no sessions, no retries."""
    client = load("peer_stock").Client(base_url=url, headers=TOKEN)
    operation = load("peer_stock.api.game_heroes.game_get_player_hero")
    stack.callback(client.get_httpx_client().close)
    return lambda: operation.sync(1, client=client).hero.id


def _openapi_generator(url: str, stack: ExitStack) -> Call:
    """openapi-generator's client of our document."""
    package = load("peer_openapi_generator")
    client = stack.enter_context(package.ApiClient(package.Configuration(host=url)))
    heroes = package.GameHeroesApi(client)
    return lambda: heroes.game_get_player_hero(1).hero.id


def _async_lootlocker(url: str, **more: Any) -> Callable[[AsyncExitStack], Awaitable[AsyncCall]]:
    async def make(stack: AsyncExitStack) -> AsyncCall:
        from lootlocker import AsyncGameClient

        game = await stack.enter_async_context(AsyncGameClient("dev_key", **game_options(url, **more)))
        heroes = game.heroes

        async def call() -> Any:
            return (await heroes.get_player_hero(1)).hero.id

        return call

    return make


def _async_httpx_like(module: Callable[[], Any], url: str) -> Callable[[AsyncExitStack], Awaitable[AsyncCall]]:
    async def make(stack: AsyncExitStack) -> AsyncCall:
        client = await stack.enter_async_context(module().AsyncClient(headers=TOKEN))
        target = url + HERO_PATH

        async def call() -> Any:
            return json.loads((await client.get(target)).content)["hero"]["id"]

        return call

    return make


def _aiohttp(url: str) -> Callable[[AsyncExitStack], Awaitable[AsyncCall]]:
    async def make(stack: AsyncExitStack) -> AsyncCall:
        session = await stack.enter_async_context(load("aiohttp").ClientSession(headers=TOKEN))
        target = url + HERO_PATH

        async def call() -> Any:
            async with session.get(target) as answer:
                return json.loads(await answer.read())["hero"]["id"]

        return call

    return make


def _async_httpcore(url: str) -> Callable[[AsyncExitStack], Awaitable[AsyncCall]]:
    async def make(stack: AsyncExitStack) -> AsyncCall:
        pool = await stack.enter_async_context(load("httpcore").AsyncConnectionPool())
        target, headers = url + HERO_PATH, list(TOKEN.items())

        async def call() -> Any:
            return json.loads((await pool.request("GET", target, headers=headers)).content)["hero"]["id"]

        return call

    return make


def alias_httpx2() -> Any:
    """Let who imports httpx from here on have httpx2; clients of httpx that were used already stay what they are.

    Raises:
        PeerError: It is not installed.
    """
    httpx2 = load("httpx2")
    for name in list(sys.modules):
        if name.partition(".")[0] in ("httpx", "httpcore"):
            del sys.modules[name]
    httpx2.alias_httpx()
    return httpx2


def async_makers(url: str, *, httpx2: bool) -> dict[str, Callable[[AsyncExitStack], Awaitable[AsyncCall]]]:
    """Clients for asyncio by name, to be made in this order."""
    bare = {BARE: _async_httpx_like(lambda: load("httpx"), url)}
    if httpx2:
        return {**bare, BARE_2: _async_httpx_like(alias_httpx2, url), "lootlocker": _async_lootlocker(url)}
    return {**bare, "httpcore": _async_httpcore(url), "aiohttp": _aiohttp(url), "lootlocker": _async_lootlocker(url)}


def sync_makers(*, httpx2: bool) -> dict[str, Callable[[str, ExitStack], Call]]:
    """Clients for threads by name, to be made in this order."""
    bare = {BARE: _httpx_like(lambda: load("httpx"))}
    if httpx2:
        return {**bare, BARE_2: _httpx_like(alias_httpx2), "lootlocker": lootlocker}
    return {
        **bare,
        "httpcore": _httpcore,
        "requests": _requests,
        "openapi-python-client (stock)": _stock,
        "openapi-generator (python)": _openapi_generator,
        "lootlocker": lootlocker,
    }


async def in_flight(call: AsyncCall, number: int, at_once: int) -> None:
    """`number` calls, so many of them at once."""

    async def worker() -> None:
        for _ in range(number // at_once):
            await call()

    await asyncio.gather(*(worker() for _ in range(at_once)))
