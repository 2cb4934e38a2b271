"""Lets one test run for the sync and for the async clients: the wrapper's and the plain ones."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any, Literal

Kind = Literal["sync", "async"]


class Driver:
    """Makes clients of one kind and carries out their calls.

    Write `driver.do(game.files.get_file_text(7))` for both kinds; an error comes out of that line either way.
    """

    def __init__(self, kind: Kind, forms: Any, url: str) -> None:
        self.kind = kind
        self.forms = forms
        self.url = url
        self.runner = asyncio.Runner() if kind == "async" else None
        self._made: list[Any] = []

    def do(self, outcome: Any) -> Any:
        """The value of a call."""
        if self.runner is None or not inspect.isawaitable(outcome):
            return outcome

        async def wait() -> Any:
            return await outcome

        return self.runner.run(wait())

    def all_of(self, iterator: Any) -> list[Any]:
        """Every item of an iterator of the client."""
        if self.runner is None:
            return list(iterator)

        async def collect() -> list[Any]:
            return [item async for item in iterator]

        collected: list[Any] = self.runner.run(collect())
        return collected

    def next_of(self, iterator: Any) -> Any:
        """The next item of an iterator of the client."""
        return next(iterator) if self.runner is None else self.do(anext(iterator))

    def _client(self, name: str, *arguments: Any, **options: Any) -> Any:
        prefix = "" if self.runner is None else "Async"
        kind = getattr(self.forms.lootlocker, f"{prefix}{name}")
        client = kind(*arguments, **{"game_version": "1.0.0.0", "base_url": self.url, **options})
        self._made.append(client)
        return client

    def game(self, **options: Any) -> Any:
        """A game client whose session runs already, unless it is given a login."""
        login = self.forms.lootlocker.auth.SessionTokenLogin("token-0")
        return self._client("GameClient", "dev_0123456789abcdef", **{"login": login, **options})

    def server(self, **options: Any) -> Any:
        """A server client."""
        return self._client("ServerClient", "server_0123456789abcdef", **options)

    def plain(self, **options: Any) -> Any:
        """The generated package's own client."""
        kind = self.forms.api.Client if self.runner is None else self.forms.api.AsyncClient
        credentials = {"gameSession": "token-0", "serverToken": "server-token"}
        client = kind(self.url, **{"credentials": credentials, **options})
        self._made.append(client)
        return client

    def closing(self, client: Any) -> Any:
        """Have a client closed when the test is over, after those made from it."""
        self._made.insert(0, client)
        return client

    def close(self) -> None:
        for client in reversed(self._made):
            self.do(client.aclose() if hasattr(client, "aclose") else client.close())
        if self.runner is not None:
            self.runner.close()
