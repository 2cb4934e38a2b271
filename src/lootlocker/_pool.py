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
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from ._fork import tell_of_forks
from .errors import ConfigurationError

if TYPE_CHECKING:
    import httpcore
    import httpx

    from ._deadline import AsyncBackend, Backend


#: Connections that a pool opens at most, and keeps: beyond those to keep, httpcore closes each one after its answer.
CONNECTIONS: Final = 100
#: Seconds for which a connection is kept without use, as httpx keeps it.
IDLE: Final = 5.0


@functools.lru_cache(maxsize=4)
def _tls_for(cafile: str | None, capath: str | None) -> ssl.SSLContext:
    if cafile or capath:
        return ssl.create_default_context(cafile=cafile, capath=None if cafile else capath)
    import certifi

    return ssl.create_default_context(cafile=certifi.where())


def tls() -> ssl.SSLContext:
    """The process's one TLS context; a machine's own authorities are found as httpx finds them, for loopback too."""
    return _tls_for(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


def _names_proxies() -> bool:
    """Whether the machine may send requests through a proxy: httpx knows all the ways in which that can be said."""
    return sys.platform in ("darwin", "win32") or any(name.lower().endswith("_proxy") for name in os.environ)


def _names_proxy_password() -> bool:
    """Whether an error may quote a password."""
    return any("@" in value for name, value in os.environ.items() if name.lower().endswith("_proxy"))


class _Users:
    """Knows the clients that use a pool. One that was thrown away without being closed does not count.

    Args:
        given: The user's own httpx client, if there is one.
        base_url: Where all of its requests go to.
        trust_env: Whether proxies of the environment count.
    """

    def __init__(self, given: Any, base_url: str, *, trust_env: bool) -> None:
        self.given = given
        self._base_url = base_url
        self._trust_env = trust_env
        self._users: weakref.WeakSet[object] = weakref.WeakSet()
        self._over = False
        self._lock = threading.RLock()
        tell_of_forks(self)

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

    def _make(self, kind: str, backend: Any) -> Any:
        """httpcore's pool, through the environment's proxy if it names one: `kind` is the prefix of its classes."""
        from ._library import httpcore

        try:
            if self._trust_env and _names_proxies():
                return self._make_with_httpx(kind, backend)
            context = tls() if self._base_url.startswith("https:") else None
            return getattr(httpcore, f"{kind}ConnectionPool")(
                ssl_context=context,
                max_connections=CONNECTIONS,
                max_keepalive_connections=CONNECTIONS,
                keepalive_expiry=IDLE,
                network_backend=backend,
            )
        except Exception as error:  # proxies and certificates that the environment names
            detail = "the address of a proxy" if _names_proxy_password() else error
            raise ConfigurationError(
                f"The connection pool can't be made with the environment's proxies and certificates: {detail}"
            ) from None

    def _make_with_httpx(self, kind: str, backend: Any) -> Any:
        """The pool that httpx would send through: it has no public way to name it, and these names never changed."""
        from ._library import client_library

        httpx = client_library()
        limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS, keepalive_expiry=IDLE)
        client = getattr(httpx, f"{kind}Client")(trust_env=True, verify=tls(), limits=limits)
        pool = client._transport_for_url(httpx.URL(self._base_url))._pool
        pool._network_backend = backend
        return pool

    def after_fork(self) -> None:
        """A fork: two processes on one connection would read each other's answers."""
        self._lock = threading.RLock()

    def __reduce__(self) -> tuple[Any, ...]:
        if self.given is not None:
            raise TypeError("a client with an http_client of its own can't be pickled: connections stay where they are")
        return (_again, (type(self), self._base_url, self._trust_env))


def _again(kind: type[_Users], base_url: str, trust_env: bool) -> _Users:
    return kind(None, base_url, trust_env=trust_env)


def _close(made: Any, backend: Backend) -> None:
    backend.closed = True
    made.close()


class Pool(_Users):
    """A connection pool for threads."""

    given: httpx.Client | None

    def __init__(self, given: httpx.Client | None, base_url: str, *, trust_env: bool) -> None:
        super().__init__(given, base_url, trust_env=trust_env)
        self._made: Any = None
        self._backend: Backend | None = None
        self._at_exit: weakref.finalize[..., Any] | None = None

    def connections(self) -> httpcore.ConnectionPool | None:
        """Our own connections, made when they are first needed; None once the last client is closed."""
        made = self._made
        if made is None:
            with self._lock:
                if self._made is None and not self._over:
                    self._made = self._fresh()
                made = self._made
        return made  # type: ignore[no-any-return]

    def _fresh(self) -> Any:
        from ._deadline import Backend

        self._backend = Backend()
        made = self._make("", self._backend)
        self._at_exit = weakref.finalize(self, _close, made, self._backend)
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


async def _held_open(made: httpcore.AsyncConnectionPool, backend: AsyncBackend) -> AsyncGenerator[None, None]:
    """Closes the pool when it is closed itself: by the last client, or by the end of the event loop.

    `asyncio.run` closes every asynchronous generator that is left, while connections can still be closed.
    """
    try:
        yield
    finally:
        backend.closed = True
        await made.aclose()


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

    given: httpx.AsyncClient | None

    def __init__(self, given: httpx.AsyncClient | None, base_url: str, *, trust_env: bool) -> None:
        super().__init__(given, base_url, trust_env=trust_env)
        self._made: dict[asyncio.AbstractEventLoop, tuple[Any, AsyncGenerator[None, None]]] = {}
        self._thrown_away: dict[asyncio.AbstractEventLoop, weakref.finalize[..., Any]] = {}
        self._rooms: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}
        self._inherited: list[object] = []

    def room(self) -> asyncio.Semaphore:
        """Wait here for a free connection: in httpcore's own queue each request looks at all of the others."""
        loop = asyncio.get_running_loop()
        if loop not in self._rooms:
            self._rooms[loop] = asyncio.Semaphore(CONNECTIONS)
        return self._rooms[loop]

    async def connections(self) -> httpcore.AsyncConnectionPool | None:
        """The running loop's connections, made when they are first needed; None once the last client is closed."""
        loop = asyncio.get_running_loop()
        found = self._made.get(loop)
        if found is None:
            if self._over:
                return None
            from ._deadline import AsyncBackend

            self._forget_closed_loops()
            _settle_sniffio()
            backend = AsyncBackend()
            made = self._make("Async", backend)
            guard = _held_open(made, backend)
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
