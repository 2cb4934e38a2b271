"""Connection pools: made when first needed, shared by clients, closed with the last of them or with the program."""

from __future__ import annotations

import asyncio
import functools
import os
import ssl
import threading
import weakref
from collections.abc import AsyncGenerator
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any

from ._fork import tell_of_forks

if TYPE_CHECKING:
    import httpx

    from ._deadline import Backend


@functools.lru_cache(maxsize=4)
def _tls_for(cafile: str | None, capath: str | None) -> ssl.SSLContext:
    if cafile or capath:
        return ssl.create_default_context(cafile=cafile, capath=None if cafile else capath)
    import certifi

    return ssl.create_default_context(cafile=certifi.where())


def tls(*, trust_env: bool) -> ssl.SSLContext:
    """The process's one TLS context; a machine's own authorities are found as httpx finds them."""
    if not trust_env:
        return _tls_for(None, None)
    return _tls_for(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


class _Users:
    """Knows the clients that use a pool. One that was thrown away without being closed does not count."""

    def __init__(self, given: Any, *, trust_env: bool) -> None:
        self._given = given
        self._trust_env = trust_env
        self._users: weakref.WeakSet[object] = weakref.WeakSet()
        self._lock = threading.Lock()
        tell_of_forks(self)

    @property
    def is_own(self) -> bool:
        """Whether the pool is made here, and not the user's own."""
        return self._given is None

    def share(self, user: object) -> None:
        """One more client uses the pool."""
        with self._lock:
            self._users.add(user)

    def _is_last(self, user: object) -> bool:
        with self._lock:
            self._users.discard(user)
            return not self._users

    def _make(self, kind: str) -> Any:
        import httpx

        made = getattr(httpx, kind)(trust_env=self._trust_env, verify=tls(trust_env=self._trust_env))
        made.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=()))  # players share the pool
        return made

    def after_fork(self) -> None:
        """A fork: two processes on one connection would read each other's answers."""
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[Any, ...]:
        if not self.is_own:
            raise TypeError("a client with an http_client of its own can't be pickled: connections stay where they are")
        return (_again, (type(self), self._trust_env))


def _again(kind: type[_Users], trust_env: bool) -> _Users:
    return kind(None, trust_env=trust_env)


class Pool(_Users):
    """A connection pool for threads."""

    def __init__(self, given: httpx.Client | None, *, trust_env: bool) -> None:
        super().__init__(given, trust_env=trust_env)
        self._made: Any = None
        self._backend: Backend | None = None
        self._at_exit: weakref.finalize[..., Any] | None = None

    def client(self) -> httpx.Client:
        """The pool, made when it is first needed."""
        if self._given is not None:
            return self._given  # type: ignore[no-any-return]
        if self._made is None:
            with self._lock:
                if self._made is None:
                    self._made = self._fresh()
        return self._made  # type: ignore[no-any-return]

    def _fresh(self) -> Any:
        from ._deadline import Backend, install

        made = self._make("Client")
        self._backend = Backend()
        install(made, self._backend)
        self._at_exit = weakref.finalize(self, made.close)
        return made

    def leave(self, user: object) -> None:
        """One client less uses the pool; the last one closes it."""
        if self._is_last(user) and self._at_exit is not None:
            self._made = None
            self._at_exit()

    def after_fork(self) -> None:
        super().after_fork()
        if self._at_exit is not None and self._backend is not None:
            self._at_exit.detach()
            self._backend.close_streams()
            self._made = self._backend = self._at_exit = None


async def _held_open(client: httpx.AsyncClient) -> AsyncGenerator[None, None]:
    """Closes the pool when it is closed itself: by the last client, or by the end of the event loop.

    `asyncio.run` closes every asynchronous generator that is left, while connections can still be closed.
    """
    try:
        yield
    finally:
        await client.aclose()


class AsyncPool(_Users):
    """A connection pool for tasks. Connections belong to their event loop, so each loop has its own."""

    def __init__(self, given: httpx.AsyncClient | None, *, trust_env: bool) -> None:
        super().__init__(given, trust_env=trust_env)
        self._made: dict[asyncio.AbstractEventLoop, tuple[Any, AsyncGenerator[None, None]]] = {}
        self._inherited: list[object] = []

    async def client(self) -> httpx.AsyncClient:
        """The running loop's pool, made when it is first needed."""
        if self._given is not None:
            return self._given  # type: ignore[no-any-return]
        loop = asyncio.get_running_loop()
        found = self._made.get(loop)
        if found is None:
            self._forget_closed_loops()
            made = self._make("AsyncClient")
            guard = _held_open(made)
            found = self._made[loop] = (made, guard)
            await anext(guard)
        return found[0]  # type: ignore[no-any-return]

    def _forget_closed_loops(self) -> None:
        for loop in [loop for loop in list(self._made) if loop.is_closed()]:
            self._made.pop(loop, None)

    async def leave(self, user: object) -> None:
        """One client less uses the pool; the last one closes it, in every loop that still runs."""
        if not self._is_last(user):
            return
        made, self._made = self._made, {}
        for loop, (_, guard) in made.items():
            if loop is asyncio.get_running_loop():
                await guard.aclose()
            elif loop.is_running():
                asyncio.run_coroutine_threadsafe(guard.aclose(), loop)

    def after_fork(self) -> None:
        super().after_fork()
        self._inherited.append(self._made)  # closing them here would wake up the parent's loop
        self._made = {}
