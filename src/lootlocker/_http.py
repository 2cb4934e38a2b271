"""Sends a request through httpx, and says what is known when no answer comes."""

from __future__ import annotations

import asyncio
import platform
import time
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from lootlocker_api.client import Headers, RawResponse

from . import __version__, _body
from ._retry import Fault, NoAnswer

if TYPE_CHECKING:
    import httpx

    from ._pool import AsyncPool, Pool

USER_AGENT: Final = f"lootlocker-client/{__version__} python/{platform.python_version()} (unofficial)"
BASE_HEADERS: Final = {"user-agent": USER_AGENT, "accept": "application/json", "accept-encoding": _body.ACCEPTED}
#: Seconds by which the limit for the whole answer comes later: so that httpx says first whether there was a connection.
CONNECT_FIRST: Final = 0.05
TOO_LATE: Final = NoAnswer(Fault.TIMEOUT, "no answer in time")
CLOSED_POOL: Final = NoAnswer(Fault.NOT_SENT, "the connection pool is closed")


class _Trace:
    """What the pool tells of a request on its way.

    An error's class does not tell whether the request was sent: a hook of the user's own pool may raise any.
    """

    def __init__(self, *, own_pool: bool) -> None:
        self.known = own_pool
        self.written = False

    def note(self, event: str, info: object) -> None:
        self.known = True
        self.written = self.written or event.endswith("send_request_headers.started")

    async def note_async(self, event: str, info: object) -> None:
        self.note(event, info)

    def no_answer(self, error: Exception, url: str) -> NoAnswer:
        """What is known of the request after this error."""
        import httpx

        reason = f"{type(error).__name__}: {error}" if f"{error}" else type(error).__name__
        unsent = (
            httpx.ConnectError,
            httpx.ConnectTimeout,
            httpx.PoolTimeout,
            httpx.UnsupportedProtocol,
            httpx.ProxyError,
        )
        if isinstance(error, unsent) and self.known and not self.written:
            parts = urlsplit(url)
            return NoAnswer(Fault.NOT_SENT, f"no connection to {parts.scheme}://{parts.netloc} ({error})")
        if isinstance(error, httpx.TimeoutException):
            return TOO_LATE
        return NoAnswer(Fault.BROKEN, f"the connection broke before the answer was complete ({reason})")


def _options(headers: dict[str, str], content: bytes | None, timeout: float, trace: object) -> dict[str, Any]:
    """What every request is made of, through a user's own pool too."""
    headers = {**BASE_HEADERS, **headers}
    return {"headers": headers, "content": content, "timeout": timeout, "extensions": {"trace": trace}}


def _read_by_hook(response: httpx.Response) -> RawResponse | None:
    """An answer whose body a hook of the user's own pool has read, decompressed."""
    if response.is_stream_consumed:
        return RawResponse(response.status_code, Headers(response.headers), response.content)
    return None


def _refused_by_hook(response: httpx.Response) -> RawResponse:
    """An answer that a hook of the user's own pool refused for its status; its body, if the hook has read it."""
    return _read_by_hook(response) or RawResponse(response.status_code, Headers(response.headers), b"")


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
        if client.is_closed:
            return CLOSED_POOL
        import httpx

        from ._deadline import deadline

        trace = _Trace(own_pool=self.pool.is_own)
        ends = deadline.set(time.monotonic() + timeout)
        try:
            request = client.build_request(method, url, **_options(headers, content, timeout, trace.note))
            response = client.send(request, stream=True, follow_redirects=False)
            try:
                if read := _read_by_hook(response):
                    return read
                body = _body.Body(response.headers.get("content-encoding"))
                for part in response.iter_raw():
                    if not body.feed(part):
                        break
                    if time.monotonic() > deadline.get():  # a user's own pool does not keep to it by itself
                        return TOO_LATE
            finally:
                response.close()
            return _raw(response, body)
        except httpx.HTTPStatusError as error:  # a hook of the user's own pool; the status is ours to judge
            return _refused_by_hook(error.response)
        except Exception as error:
            return trace.no_answer(error, url)
        finally:
            deadline.reset(ends)


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
        if client.is_closed:
            return CLOSED_POOL
        import httpx

        trace = _Trace(own_pool=self.pool.is_own)
        try:
            request = client.build_request(method, url, **_options(headers, content, timeout, trace.note_async))
            async with asyncio.timeout(timeout + CONNECT_FIRST):
                response = await client.send(request, stream=True, follow_redirects=False)
                try:
                    if read := _read_by_hook(response):
                        return read
                    body = _body.Body(response.headers.get("content-encoding"))
                    async for part in response.aiter_raw():
                        if not body.feed(part):
                            break
                finally:
                    await response.aclose()
            return _raw(response, body)
        except TimeoutError:
            return TOO_LATE
        except httpx.HTTPStatusError as error:
            return _refused_by_hook(error.response)
        except Exception as error:
            return trace.no_answer(error, url)
