"""Lets one test run for the sync and for the async clients."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any, Literal

from client.fake import FakeServer, said
from lootlocker import AsyncGameClient, AsyncServerClient, GameClient, ServerClient
from lootlocker.auth import GuestLogin, SessionTokenLogin

GAME_KEY = "dev_0123456789abcdef"
SERVER_KEY = "server_0123456789abcdef"
VERSION = "1.0.0.0"
TOKEN = "running-session"
Kind = Literal["sync", "async"]


class Driver:
    """Makes clients of one kind and carries out their calls.

    `do` takes what a method returned: the value itself from a sync client, a coroutine from an async one. Write
    `driver.do(game.game.ping())` for both; an error comes out of that line either way.
    """

    def __init__(self, kind: Kind, fake: FakeServer) -> None:
        self.kind = kind
        self.fake = fake
        self._runner = asyncio.Runner() if kind == "async" else None
        self._made: list[Any] = []

    def do(self, outcome: Any) -> Any:
        """The value of a call."""
        if self._runner is None or not inspect.isawaitable(outcome):
            return outcome

        async def wait() -> Any:
            return await outcome

        return self._runner.run(wait())

    def all_of(self, iterator: Any) -> list[Any]:
        """Every item of an `iter_` method."""
        if self._runner is None:
            return list(iterator)

        async def collect() -> list[Any]:
            return [item async for item in iterator]

        collected: list[Any] = self._runner.run(collect())
        return collected

    def closing(self, client: Any) -> Any:
        """Have a client closed when the test is over."""
        self._made.append(client)
        return client

    def game(self, game_key: Any = GAME_KEY, **options: Any) -> Any:
        """A game client of the fake server; without a login its session runs already."""
        kind = GameClient if self._runner is None else AsyncGameClient
        defaults = {"login": SessionTokenLogin(TOKEN), "game_version": VERSION, "base_url": self.fake.url}
        return self.closing(kind(game_key, **{**defaults, **options}))

    def guest(self, **options: Any) -> Any:
        """A game client whose session start is not scripted yet."""
        return self.game(login=GuestLogin(), **options)

    def server(self, server_key: Any = SERVER_KEY, **options: Any) -> Any:
        """A server client of the fake server; its session start is answered."""
        kind = ServerClient if self._runner is None else AsyncServerClient
        self.fake.on("POST", "/server/session", said({"token": "server-token"}))
        return self.closing(kind(server_key, **{"game_version": VERSION, "base_url": self.fake.url, **options}))

    def close(self) -> None:
        for client in self._made:
            self.do(client.close())
        if self._runner is not None:
            self._runner.close()


class Sessions:
    """Hands out session tokens `token-1`, `token-2`, ... and lets only live ones through.

    Args:
        more: Further members of each session's answer.
    """

    def __init__(self, fake: FakeServer, path: str = "/game/v2/session/guest", **more: object) -> None:
        self.started = 0
        self.live: set[str] = set()
        self._more = more
        fake.on("POST", path, self._start)
        fake.on("GET", "/game/ping", self._ping)
        fake.on("POST", "/game/v1/player/heroes", self._ping)

    def _start(self, _: object) -> Any:
        self.started += 1
        token = f"token-{self.started}"
        self.live.add(token)
        return said({"session_token": token, **self._more})

    def _ping(self, seen: Any) -> Any:
        if seen.headers.get("x-session-token") in self.live:
            return said({"date": "now"})
        return said({"code": "unauthorized", "message": "session_token is invalid"}, 401)

    def expire(self) -> None:
        """No token that was handed out is valid any more."""
        self.live.clear()
