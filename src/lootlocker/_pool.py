"""Connection pools: made when first needed, shared by clients, closed with the last of them or with the program."""

from __future__ import annotations

import asyncio
import functools
import importlib.util
import os
import ssl
import sys
import threading
import weakref
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, Final

from ._fork import tell_of_forks
from .errors import ConfigurationError

if TYPE_CHECKING:
    import httpx

    from ._deadline import Backend


#: Connections that a pool opens at most, and keeps: beyond those to keep, httpcore closes each one after its answer.
CONNECTIONS: Final = 100


@functools.lru_cache(maxsize=4)
def _tls_for(cafile: str | None, capath: str | None) -> ssl.SSLContext:
    if cafile or capath:
        return ssl.create_default_context(cafile=cafile, capath=None if cafile else capath)
    import certifi

    return ssl.create_default_context(cafile=certifi.where())


def tls() -> ssl.SSLContext:
    """The process's one TLS context; a machine's own authorities are found as httpx finds them, for loopback too."""
    return _tls_for(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


class _Users:
    """Knows the clients that use a pool. One that was thrown away without being closed does not count."""

    def __init__(self, given: Any, *, trust_env: bool) -> None:
        self._given = given
        self._trust_env = trust_env
        self._users: weakref.WeakSet[object] = weakref.WeakSet()
        self._over = False
        self._lock = threading.RLock()
        tell_of_forks(self)

    @property
    def is_own(self) -> bool:
        """Whether the pool is made here, and not the user's own."""
        return self._given is None

    def share(self, user: object) -> None:
        """One more client uses the pool."""
        with self._lock:
            self._users.add(user)
            self._over = False

    def _is_last(self, user: object) -> bool:
        with self._lock:
            self._users.discard(user)
            self._over = not self._users
            return self._over

    def _make(self, kind: str) -> Any:
        import httpx

        limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
        try:
            made = getattr(httpx, kind)(trust_env=self._trust_env, verify=tls(), limits=limits)
        except Exception as error:  # proxies and certificates that the environment names
            raise ConfigurationError(
                f"The connection pool can't be made with the environment's proxies and certificates: {error}"
            ) from None
        made.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=()))  # players share the pool
        return made

    def after_fork(self) -> None:
        """A fork: two processes on one connection would read each other's answers."""
        self._lock = threading.RLock()

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

    def client(self) -> httpx.Client | None:
        """The pool, made when it is first needed; None once its last client is closed."""
        if self._given is not None:
            return self._given  # type: ignore[no-any-return]
        made = self._made
        if made is None:
            with self._lock:
                if self._made is None and not self._over:
                    self._made = self._fresh()
                made = self._made
        return made  # type: ignore[no-any-return]

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


def _close_soon(loop: asyncio.AbstractEventLoop, guard: AsyncGenerator[None, None]) -> None:
    """Have a loop close a pool whose clients were all thrown away, from whichever thread found that out."""
    with suppress(RuntimeError):  # the loop is closed, and with it the pool
        loop.call_soon_threadsafe(lambda: loop.create_task(guard.aclose()))


def _settle_sniffio() -> None:
    """Note once and for all that sniffio is not installed, if it is not.

    httpcore looks for it whenever it uses a lock. The search costs more than the request, and a process that is forked
    in the middle of it waits for ever for the lock that Python holds meanwhile.
    """
    if importlib.util.find_spec("sniffio") is None:
        sys.modules["sniffio"] = None  # type: ignore[assignment]


class AsyncPool(_Users):
    """A connection pool for tasks. Connections belong to their event loop, so each loop has its own."""

    def __init__(self, given: httpx.AsyncClient | None, *, trust_env: bool) -> None:
        super().__init__(given, trust_env=trust_env)
        self._made: dict[asyncio.AbstractEventLoop, tuple[Any, AsyncGenerator[None, None]]] = {}
        self._thrown_away: dict[asyncio.AbstractEventLoop, weakref.finalize[..., Any]] = {}
        self._rooms: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}
        self._inherited: list[object] = []

    def room(self) -> AbstractAsyncContextManager[object]:
        """Wait here for a free connection: in httpcore's own queue each request looks at all of the others."""
        if not self.is_own:
            return nullcontext()
        loop = asyncio.get_running_loop()
        if loop not in self._rooms:
            self._rooms[loop] = asyncio.Semaphore(CONNECTIONS)
        return self._rooms[loop]

    async def client(self) -> httpx.AsyncClient | None:
        """The running loop's pool, made when it is first needed; None once its last client is closed."""
        if self._given is not None:
            return self._given  # type: ignore[no-any-return]
        loop = asyncio.get_running_loop()
        found = self._made.get(loop)
        if found is None:
            if self._over:
                return None
            self._forget_closed_loops()
            _settle_sniffio()
            made = self._make("AsyncClient")
            guard = _held_open(made)
            found = self._made[loop] = (made, guard)
            # Held from outside: were the connections found as garbage together with the client, they would warn of it.
            self._thrown_away[loop] = finalizer = weakref.finalize(self, _close_soon, loop, guard)
            finalizer.atexit = False
            await anext(guard)
        return found[0]  # type: ignore[no-any-return]

    def _forget_closed_loops(self) -> None:
        for loop in [loop for loop in list(self._made) if loop.is_closed()]:
            self._made.pop(loop, None)
            self._rooms.pop(loop, None)
            if finalizer := self._thrown_away.pop(loop, None):
                finalizer.detach()

    async def leave(self, user: object) -> None:
        """One client less uses the pool; the last one closes it, in every loop that still runs."""
        if not self._is_last(user):
            return
        made, self._made = self._made, {}
        for loop, (_, guard) in made.items():
            if finalizer := self._thrown_away.pop(loop, None):
                finalizer.detach()
            if loop is asyncio.get_running_loop():
                await guard.aclose()
            elif loop.is_running():
                asyncio.run_coroutine_threadsafe(guard.aclose(), loop)

    def after_fork(self) -> None:
        super().after_fork()
        for finalizer in self._thrown_away.values():
            finalizer.detach()
        self._inherited.append(self._made)  # closing them here would wake up the parent's loop
        self._made, self._thrown_away, self._rooms = {}, {}, {}
