"""The connections of our own pools: they look at the clock before each read, and tell when a request was written.

httpcore bounds each read and not their sum. For threads the connections do that here: there is one point in time by
which a whole answer has to be there, however slowly its bytes drip in. For tasks a timeout does it.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
import weakref
from collections.abc import Iterable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import suppress
from contextvars import ContextVar
from typing import Any, Final, cast

from ._library import httpcore


class Sending:
    """One request on its way.

    Attributes:
        deadline: By `time.monotonic`.
        begins: Its first bytes. Others come before it, where a proxy has to be asked for the way.
        written: Whether any of it was sent to the server.
    """

    __slots__ = ("begins", "deadline", "written")

    def __init__(self, method: str, deadline: float) -> None:
        self.deadline: float = deadline
        self.begins: bytes = f"{method} ".encode()
        self.written: bool = False


#: Set for the duration of one request.
current: Final[ContextVar[Sending]] = ContextVar("lootlocker sending")

#: Bytes that are written before the clock is looked at again.
_SLICE: Final = 65536


def _left(timeout: float | None, late: type[httpcore.TimeoutException]) -> float:
    left = current.get().deadline - time.monotonic()
    if left <= 0:
        raise late("no time is left")
    return left if timeout is None or left < timeout else timeout


def _addresses(host: str, port: int) -> list[str]:
    """What a name stands for; the system's order is the order to try them in."""
    if ":" in host or host.replace(".", "").isdigit():
        return [host]
    found: Future[list[Any]] = Future()

    def look_up() -> None:
        try:
            found.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except Exception as error:
            found.set_exception(error)

    threading.Thread(target=look_up, daemon=True).start()  # nothing else bounds how long the system may look for it
    try:
        entries = found.result(min(_left(None, httpcore.ConnectTimeout), threading.TIMEOUT_MAX))
    except FutureTimeout:
        raise httpcore.ConnectTimeout(f"the address of {host} was not found in time") from None
    except OSError as error:
        raise httpcore.ConnectError(f"{error}") from error
    return list(dict.fromkeys(str(each[4][0]) for each in entries))


def _write_begins(buffer: bytes, pool: Backend | AsyncBackend) -> None:
    if buffer.startswith((sending := current.get()).begins):
        if pool.closed:  # while the connection was being opened: nobody would close it any more
            raise httpcore.ConnectError("the client was closed")
        sending.written = True


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, backend: Backend) -> None:
        self._inner = inner
        self._backend = backend
        self._lock = threading.Lock()
        self._users = 0
        self._closed = False
        backend.streams.add(self)

    def _begin(self) -> None:
        with self._lock:
            self._users += 1

    def _end(self) -> None:
        with self._lock:
            self._users -= 1
            abandoned = self._closed and not self._users
        if abandoned:
            self.drop()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._begin()
        try:
            return self._inner.read(max_bytes, _left(timeout, httpcore.ReadTimeout))
        finally:
            self._end()

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._begin()
        try:
            _write_begins(buffer, self._backend)
            for start in range(0, len(buffer), _SLICE):  # httpcore gives each send of a large body the whole time anew
                self._inner.write(buffer[start : start + _SLICE], _left(timeout, httpcore.WriteTimeout))
        finally:
            self._end()

    def close(self) -> None:
        """Close the connection; a thread that waits for its bytes is woken up and closes it.

        Closed under its hands, it would wait on: perhaps for the next connection, which gets the same descriptor.
        """
        with suppress(OSError):
            socket.socket.shutdown(self._inner.get_extra_info("socket"), socket.SHUT_RDWR)
        with self._lock:
            self._closed = True
            abandoned = not self._users
        if abandoned:
            self.drop()

    def drop(self) -> None:
        """Close this process's end alone; one that a fork left elsewhere stays."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class Backend(httpcore.NetworkBackend):
    """Opens connections that keep to the deadline.

    Attributes:
        streams: The connections that are alive.
        closed: Whether the pool is closed, which no request may go through any more.
    """

    def __init__(self) -> None:
        self._inner = httpcore.SyncBackend()
        self.closed = False
        self.streams: weakref.WeakSet[_Stream] = weakref.WeakSet()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = _addresses(host, port)
        for number, address in enumerate(addresses):  # each gets its share of the time: one may be a black hole
            share = _left(timeout, httpcore.ConnectTimeout) / (len(addresses) - number)
            try:
                inner = self._inner.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses) - 1:
                    raise
            else:
                return _Stream(inner, self)
        raise httpcore.ConnectError(f"{host} has no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.connect_unix_socket(path, timeout, socket_options), self)

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)

    def close_streams(self) -> None:
        """Close this process's end of every connection, without a lock: after a fork nobody may give one back."""
        for stream in list(self.streams):
            stream.drop()


class _AsyncStream(httpcore.AsyncNetworkStream):
    def __init__(self, inner: httpcore.AsyncNetworkStream, backend: AsyncBackend) -> None:
        self._backend = backend
        self._inner = inner
        self.read = inner.read  # type: ignore[method-assign]
        self.aclose = inner.aclose  # type: ignore[method-assign]
        self.get_extra_info = inner.get_extra_info  # type: ignore[method-assign]

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        _write_begins(buffer, self._backend)
        await self._inner.write(buffer, timeout)

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        return _AsyncStream(await self._inner.start_tls(ssl_context, server_hostname, timeout), self._backend)


class AsyncBackend(httpcore.AsyncNetworkBackend):
    """Opens connections that tell when a request is written.

    Attributes:
        closed: Whether the pool is closed, which no request may go through any more.
    """

    def __init__(self) -> None:
        self._inner: httpcore.AsyncNetworkBackend = cast("Any", httpcore).AnyIOBackend()
        self.closed = False

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        return _AsyncStream(await self._inner.connect_tcp(host, port, timeout, local_address, socket_options), self)

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)
