"""Sends a request over our own connections, and says what is known when no answer comes."""

from __future__ import annotations

import functools
import time
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

from ._answers import BASE_HEADERS, CLOSED_POOL, CONNECT_FIRST, decoded, left_over, no_answer, raw
from ._body import Body

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Iterable

    import httpcore

    from lootlocker_api.client import RawResponse

    from ._answers import Outgoing
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
    pairs = [host, *BASE_HEADERS, *[(key.encode(), value.encode()) for key, value in wanted.headers.items()]]
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
        except Exception as error:
            return _failed(error, wanted, sending)
        finally:
            current.reset(before)


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
        except Exception as error:
            return _failed(error, wanted, sending)
        finally:
            current.reset(before)
