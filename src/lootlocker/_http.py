"""Sends a request over our own connections, and says what is known when no answer comes."""

from __future__ import annotations

import functools
import time
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

from ._answers import CLOSED_POOL, CONNECT_FIRST, decoded, left_over, no_answer, raw
from ._body import Body
from .errors import UploadFailed

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Iterable

    import httpcore

    from lootlocker_api.client import RawResponse

    from ._answers import Outgoing
    from ._arriving import Arriving, AsyncArriving
    from ._deadline import Sending
    from ._pool import AsyncPool, Pool
    from ._retry import NoAnswer

#: Methods whose requests tell the length of their body even if there is none.
_WITH_BODY: Final = ("POST", "PUT", "PATCH")
_LEFT_OVER: Final = ("stream", "_stream", "_connection", "_h11_state", "trailing_data")


@functools.lru_cache(maxsize=64)
def _origin(base_url: str) -> tuple[bytes, bytes, int | None, tuple[bytes, bytes]]:
    """Scheme, host, port and the Host header."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    shown = f"[{host}]" if ":" in host else host
    usual = parts.port in (None, {"http": 80, "https": 443}[parts.scheme])
    header = shown if usual else f"{shown}:{parts.port}"
    return parts.scheme.encode(), host.encode(), parts.port, (b"host", header.encode())


def _request(wanted: Outgoing) -> httpcore.Request:
    from ._library import httpcore

    scheme, name, port, host = _origin(wanted.origin)
    pairs = [host, *wanted.base, *[(key.encode(), value.encode()) for key, value in wanted.headers.items()]]
    if wanted.content is not None or wanted.method in _WITH_BODY:
        pairs.append((b"content-length", b"%d" % len(wanted.content or b"")))
    url = httpcore.URL(scheme=scheme, host=name, port=port, target=wanted.target.encode())
    extensions = {"timeout": wanted.limits()}
    return httpcore.Request(wanted.method, url, headers=pairs, content=wanted.content, extensions=extensions)


def _failed(error: Exception, wanted: Outgoing, sending: Sending) -> NoAnswer:
    from ._library import httpcore

    late = isinstance(error, (httpcore.TimeoutException, TimeoutError))
    return no_answer(error, wanted.origin, sent=sending.written, late=late)


class Transport:
    """Sends for threads."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool

    def send(self, wanted: Outgoing) -> RawResponse | NoAnswer:
        """Send one request; a redirect is never followed, so that it takes no credentials along."""
        if self.pool.given is not None:
            from ._given import send

            return send(self.pool.given, wanted)
        connections = self.pool.connections()
        if connections is None:
            return CLOSED_POOL

        from ._deadline import Sending, current

        sending = Sending(wanted.method, time.monotonic() + wanted.timeout)
        before = current.set(sending)
        try:
            response = connections.handle_request(_request(wanted))
            try:
                answered = decoded(response.headers)
                body = Body(answered.get("content-encoding"))
                for part in cast("Iterable[bytes]", response.stream):
                    if not body.feed(part):
                        break
                if left_over(response, _LEFT_OVER):
                    cast("Any", response).extensions["network_stream"].close()
            finally:
                response.close()
            return raw(response.status, answered, body)
        except UploadFailed:
            raise
        except Exception as error:
            return _failed(error, wanted, sending)
        finally:
            current.reset(before)

    def open(self, wanted: Outgoing) -> Arriving | RawResponse | NoAnswer:
        """Send one request, and leave the body of a success to be read while it comes."""
        if self.pool.given is not None:
            from ._given import open_answer

            return open_answer(self.pool.given, wanted)
        connections = self.pool.connections()
        if connections is None:
            return CLOSED_POOL

        from ._arriving import Arriving
        from ._deadline import Sending, current

        sending = Sending(wanted.method, time.monotonic() + wanted.timeout)
        before = current.set(sending)
        try:
            response = connections.handle_request(_request(wanted))
        except UploadFailed:
            raise
        except Exception as error:
            return _failed(error, wanted, sending)
        finally:
            current.reset(before)
        arriving = Arriving(response, response.status, decoded(response.headers), wanted, _LEFT_OVER, sending)
        return arriving if arriving.is_success else arriving.whole()


class AsyncTransport:
    """Sends for tasks."""

    def __init__(self, pool: AsyncPool) -> None:
        self.pool = pool

    async def send(self, wanted: Outgoing) -> RawResponse | NoAnswer:
        """Send one request; a redirect is never followed, so that it takes no credentials along."""
        if self.pool.given is not None:
            from ._given import send_async

            return await send_async(self.pool.given, wanted)
        connections = await self.pool.connections()
        if connections is None:
            return CLOSED_POOL

        import anyio

        from ._deadline import Sending, current

        sending = Sending(wanted.method, float("inf"))
        before = current.set(sending)
        try:
            # Not asyncio.timeout: httpcore shields the closing of its connections from anyio's cancellations alone.
            with anyio.fail_after(wanted.timeout + CONNECT_FIRST):
                async with self.pool.room():
                    response = await connections.handle_async_request(_request(wanted))
                    try:
                        answered = decoded(response.headers)
                        body = Body(answered.get("content-encoding"))
                        async for part in cast("AsyncIterable[bytes]", response.stream):
                            if not body.feed(part):
                                break
                        if left_over(response, _LEFT_OVER):
                            await cast("Any", response).extensions["network_stream"].aclose()
                    finally:
                        await response.aclose()
            return raw(response.status, answered, body)
        except UploadFailed:
            raise
        except Exception as error:
            return _failed(error, wanted, sending)
        finally:
            current.reset(before)

    async def open(self, wanted: Outgoing) -> AsyncArriving | RawResponse | NoAnswer:
        """Send one request, and leave the body of a success to be read while it comes."""
        if self.pool.given is not None:
            from ._given import open_answer_async

            return await open_answer_async(self.pool.given, wanted)
        connections = await self.pool.connections()
        if connections is None:
            return CLOSED_POOL

        import anyio

        from ._arriving import AsyncArriving
        from ._deadline import Sending, current

        sending = Sending(wanted.method, float("inf"))
        before = current.set(sending)
        try:
            async with AsyncExitStack() as held:
                with anyio.fail_after(wanted.timeout + CONNECT_FIRST):
                    await held.enter_async_context(self.pool.room())
                    response = await connections.handle_async_request(_request(wanted))
                    held.push_async_callback(response.aclose)
                kept = held.pop_all()
        except UploadFailed:
            raise
        except Exception as error:
            return _failed(error, wanted, sending)
        finally:
            current.reset(before)
        arriving = AsyncArriving(response, response.status, decoded(response.headers), wanted, _LEFT_OVER, kept)
        return arriving if arriving.is_success else await arriving.whole()
