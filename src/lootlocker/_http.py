"""Sends a request through httpx, and says what is known when no answer comes."""

from __future__ import annotations

import platform
import re
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

from lootlocker_api.client import Headers, RawResponse

from . import __version__, _body
from ._retry import Fault, NoAnswer

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterable, Iterable, Mapping

    import httpx

    from ._pool import AsyncPool, Pool

USER_AGENT: Final = f"lootlocker-client/{__version__} python/{platform.python_version()} (unofficial)"
BASE_HEADERS: Final = {"user-agent": USER_AGENT, "accept": "application/json", "accept-encoding": _body.ACCEPTED}
#: Seconds by which the limit for the whole answer comes later: so that httpx says first whether there was a connection.
CONNECT_FIRST: Final = 0.05
TOO_LATE: Final = NoAnswer(Fault.TIMEOUT, "no answer in time")
CLOSED_POOL: Final = NoAnswer(Fault.NOT_SENT, "the connection pool is closed")
#: What an error of the HTTP library quotes of an answer or of a header: it may be a token.
_BYTES: Final = re.compile(r"(bytearray\()?\bb['\"].*", re.DOTALL)


class _Trace:
    """What the pool tells of a request on its way.

    An error's class does not tell whether the request was sent: a hook of the user's own pool may raise any.
    """

    def __init__(self, client: httpx.Client | httpx.AsyncClient, *, own_pool: bool) -> None:
        self._client = client
        self._own_pool = own_pool
        self.known = own_pool
        self.written = False

    def note(self, event: str, info: Mapping[str, Any]) -> None:
        self.known = True
        if event.endswith("send_request_headers.started") and info["request"].method != b"CONNECT":  # that is a proxy's
            if self._client.is_closed:  # while the connection was being opened: nobody would close it any more
                raise RuntimeError("the client was closed")
            self.written = True

    async def note_async(self, event: str, info: Mapping[str, Any]) -> None:
        self.note(event, info)

    def no_answer(self, error: Exception, url: str) -> NoAnswer:
        """What is known of the request after this error."""
        import httpx

        text = _BYTES.sub("...", f"{error}")
        reason = f"{type(error).__name__}: {text}" if text else type(error).__name__
        unsent = (
            httpx.ConnectError,
            httpx.ConnectTimeout,
            httpx.PoolTimeout,
            httpx.UnsupportedProtocol,
            httpx.ProxyError,
        )
        if self.known and not self.written and (self._own_pool or isinstance(error, unsent)):
            parts = urlsplit(url)
            shown = text or type(error).__name__
            where = f"{parts.scheme}://{parts.netloc}"
            return NoAnswer(Fault.NOT_SENT, f"no connection to {where} ({shown}); check the address and the network")
        if isinstance(error, (httpx.TimeoutException, TimeoutError)):
            return TOO_LATE
        return NoAnswer(Fault.BROKEN, f"the connection broke before the answer was complete ({reason})")


def _built(
    client: httpx.Client | httpx.AsyncClient,
    address: tuple[str, str],
    headers: dict[str, str],
    content: bytes | None,
    timeout: float,
    trace: object,
) -> httpx.Request:
    """A request, through a user's own pool too. It carries no cookies: one player's are not for another's calls."""
    headers = {**headers, **BASE_HEADERS}
    extensions = {"trace": trace}
    request = client.build_request(*address, headers=headers, content=content, timeout=timeout, extensions=extensions)
    if "cookie" not in client.headers:
        request.headers.pop("cookie", None)
    return request


def _read_by_hook(response: httpx.Response) -> RawResponse | None:
    """An answer whose body a hook of the user's own pool has read, decompressed."""
    if response.is_stream_consumed:
        return RawResponse(response.status_code, Headers(response.headers), response.content)
    return None


def _refused_by_hook(error: Exception, note: object) -> RawResponse | None:
    """This call's answer, if a hook of the user's own pool refused it for its status; its body, if the hook read it.

    A hook may call others too: their status is not this call's, which is told by what it notes.
    """
    import httpx

    if not isinstance(error, httpx.HTTPStatusError) or error.request.extensions.get("trace") != note:
        return None
    response = error.response
    return _read_by_hook(response) or RawResponse(response.status_code, Headers(response.headers), b"")


def _distrusted(response: httpx.Response) -> Any:
    """The connection, if more came over it than the answer: the rest would be taken for the answer to the next call.

    httpcore does not look at that. Where its inner names are others, there is nothing to see.
    """
    found: Any = response.stream
    for name in ("_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state", "trailing_data"):
        found = getattr(found, name, None)
    return response.extensions.get("network_stream") if found and found[0] else None


def _raw(response: httpx.Response, body: _body.Body) -> RawResponse:
    content, problem = body.finish()
    return RawResponse(response.status_code, Headers(response.headers), content, problem)


class Transport:
    """Sends for threads."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool

    def send(
        self, method: str, url: str, headers: dict[str, str], content: bytes | None, timeout: float
    ) -> RawResponse | NoAnswer:
        """Send one request; a redirect is never followed, so that it takes no credentials along.

        Args:
            timeout: Seconds for the whole answer.
        """
        client = self.pool.client()
        if client is None or client.is_closed:
            return CLOSED_POOL

        from ._deadline import deadline

        trace = _Trace(client, own_pool=self.pool.is_own)
        ends = deadline.set(time.monotonic() + timeout)
        try:
            request = _built(client, (method, url), headers, content, timeout, trace.note)
            response = client.send(request, stream=True, follow_redirects=False)
            try:
                if read := _read_by_hook(response):
                    return read
                body = _body.Body(response.headers.get("content-encoding"))
                for part in cast("Iterable[bytes]", response.stream):
                    if not body.feed(part):
                        break
                    if time.monotonic() > deadline.get():  # a user's own pool does not keep to it by itself
                        return TOO_LATE
                if connection := _distrusted(response):
                    connection.close()
            finally:
                response.close()
            return _raw(response, body)
        except Exception as error:
            return _refused_by_hook(error, trace.note) or trace.no_answer(error, url)
        finally:
            deadline.reset(ends)


@asynccontextmanager
async def _within(seconds: float) -> AsyncGenerator[None, None]:
    """As `asyncio.timeout`, but one that lets httpcore close its connections: its shields keep out anyio's alone."""
    import anyio

    with anyio.fail_after(seconds):
        yield


class AsyncTransport:
    """Sends for tasks."""

    def __init__(self, pool: AsyncPool) -> None:
        self.pool = pool

    async def send(
        self, method: str, url: str, headers: dict[str, str], content: bytes | None, timeout: float
    ) -> RawResponse | NoAnswer:
        """Send one request; a redirect is never followed, so that it takes no credentials along.

        Args:
            timeout: Seconds for the whole answer.
        """
        client = await self.pool.client()
        if client is None or client.is_closed:
            return CLOSED_POOL

        trace = _Trace(client, own_pool=self.pool.is_own)
        try:
            request = _built(client, (method, url), headers, content, timeout, trace.note_async)
            async with _within(timeout + CONNECT_FIRST), self.pool.room():
                response = await client.send(request, stream=True, follow_redirects=False)
                try:
                    if read := _read_by_hook(response):
                        return read
                    body = _body.Body(response.headers.get("content-encoding"))
                    async for part in cast("AsyncIterable[bytes]", response.stream):
                        if not body.feed(part):
                            break
                    if connection := _distrusted(response):
                        await connection.aclose()
                finally:
                    await response.aclose()
            return _raw(response, body)
        except Exception as error:
            return _refused_by_hook(error, trace.note_async) or trace.no_answer(error, url)
