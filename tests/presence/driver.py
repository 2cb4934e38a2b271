"""Lets one test run for the sync and for the async presence, and servers that behave as no sandbox does."""

from __future__ import annotations

import asyncio
import gc
import inspect
import json
import logging
import threading
from collections.abc import Callable, Coroutine
from typing import Any, Literal, TypeVar

import attrs
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from lootlocker import AsyncGameClient, GameClient, models
from lootlocker.auth import GuestLogin
from lootlocker.presence import Event
from lootlocker.sandbox import Sandbox

KEY = "dev_0123456789abcdef"
PATIENCE = 30.0
Kind = Literal["sync", "async"]
E = TypeVar("E", bound=Event)

_quiet = logging.Logger("quiet")  # noqa: LOG001 - the server's own log would quote the token
_quiet.disabled = True


class Driver:
    """Makes clients of one kind and carries out their calls; tasks run in a thread of their own, all the time."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._closing: list[Any] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        if kind == "async":
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._loop.run_forever)
            self._thread.start()

    def do(self, outcome: Any) -> Any:
        """The value of a call: of a coroutine, once it ran."""
        if self._loop is None or not inspect.isawaitable(outcome):
            return outcome

        async def wait() -> Any:
            return await outcome

        return asyncio.run_coroutine_threadsafe(wait(), self._loop).result(PATIENCE * 2)

    def game(self, url: str, **options: Any) -> Any:
        """A client; it is closed with the test."""
        kind = GameClient if self._loop is None else AsyncGameClient
        client = kind(**{"game_key": KEY, "login": GuestLogin(), "game_version": "1.0", "base_url": url, **options})
        return self.closing(client)

    def closing(self, thing: Any) -> Any:
        """Have a client closed with the test."""
        self._closing.append(thing)
        return thing

    def guest(self, sandbox: Sandbox, **options: Any) -> Any:
        """A client of a sandbox."""
        return self.game(sandbox.base_url, **{"game_key": sandbox.game_key, **options})

    def opened(self, game: Any, **options: Any) -> Any:
        """A presence that is open; it is closed with the test."""
        presence = game.presence.connect(**options)
        self._closing.append(presence)
        return self.do(presence.open())

    def until(self, presence: Any, kind: type[E], least: Callable[[E], bool] = lambda event: True) -> list[Any]:
        """The events up to one of a kind, that one included."""
        found: list[Any] = []
        while True:
            event = self.do(presence.next_event(PATIENCE))
            assert event is not None, found
            found.append(event)
            if isinstance(event, kind) and least(event):
                return found

    def rest(self, presence: Any) -> list[Any]:
        """The events that are left until the end."""

        async def collect() -> list[Any]:
            return [event async for event in presence]

        found: list[Any] = list(presence) if self._loop is None else self.do(collect())
        return found

    def call(self, function: Callable[..., Coroutine[Any, Any, Any]]) -> Any:
        """Run a coroutine function in the loop of the tasks."""
        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(function(), self._loop).result(PATIENCE * 2)

    def close(self) -> None:
        for each in reversed(self._closing):
            self.do(each.close())
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
        gc.collect()  # what was left open is told in this test, not in another one


@attrs.frozen
class Minted(GuestLogin):
    """A login that needs no server: `token-1`, `token-2`, ...

    Attributes:
        tokens: What was handed out.
    """

    prefix: str = "token"
    tokens: list[str] = attrs.field(factory=list[str])

    def steps(self, last: Any) -> Any:
        self.tokens.append(f"{self.prefix}-{len(self.tokens) + 1}")
        return models.Session(session_token=self.tokens[-1])
        yield


class OddServer:
    """A WebSocket server that does what a test says.

    Attributes:
        first: The first message of each connection, decoded.
        paths: The request targets.
    """

    def __init__(self, talk: Callable[[ServerConnection], None], respond: Any = None, ssl: Any = None) -> None:
        self.first: list[Any] = []
        self.paths: list[str] = []
        self.headers: list[str] = []
        self._talk = talk
        self._respond = respond
        self._server = serve(self._handle, "127.0.0.1", 0, process_request=self._requested, logger=_quiet, ssl=ssl)
        self.port = self._server.socket.getsockname()[1]
        self.url = f"{'https' if ssl else 'http'}://{'localhost' if ssl else '127.0.0.1'}:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def _requested(self, connection: ServerConnection, request: Any) -> Any:
        self.paths.append(request.path)
        self.headers.append(str(request.headers))
        return self._respond(connection) if self._respond is not None else None

    def _handle(self, connection: ServerConnection) -> None:
        try:
            self.first.append(json.loads(connection.recv(PATIENCE)))
            self._talk(connection)
        except (ConnectionClosed, TimeoutError):
            pass

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()


def accept(connection: ServerConnection) -> None:
    """Accept the token and listen until the end."""
    connection.send('{"authenticated": true}')
    for message in connection:
        if json.loads(message) == {"type": "ping"}:
            connection.send('{"pong": 1}')
