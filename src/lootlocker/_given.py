"""Sends a request through a user's own httpx client: with its hooks, auth and headers, and without its cookies."""

from __future__ import annotations

import functools
import time
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, Final, cast

from lootlocker_api.client import RawResponse

from ._answers import CLOSED_POOL, CONNECT_FIRST, TOO_LATE, decoded, left_over, no_answer, raw
from ._body import Body
from ._library import library_of
from .errors import UploadFailed

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Callable, Iterable, Mapping

    import httpx

    from ._answers import Outgoing
    from ._arriving import Arriving, AsyncArriving
    from ._retry import NoAnswer

_LEFT_OVER: Final = ("stream", "_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state", "trailing_data")


class _Trace:
    """What the pool tells of a request on its way.

    An error's class does not tell whether the request was sent: a hook of the user's own may raise any.
    """

    def __init__(self, library: Any) -> None:
        self._library = library
        self.known = False
        self.written = False

    def note(self, event: str, info: Mapping[str, Any]) -> None:
        self.known = True
        if event.endswith("send_request_headers.started") and info["request"].method != b"CONNECT":  # that is a proxy's
            self.written = True

    async def note_async(self, event: str, info: Mapping[str, Any]) -> None:
        self.note(event, info)

    def failed(self, error: Exception, origin: str) -> NoAnswer:
        """What is known of the request after this error."""
        library = self._library
        unsent = (
            library.ConnectError,
            library.ConnectTimeout,
            library.PoolTimeout,
            library.UnsupportedProtocol,
            library.ProxyError,
        )
        sent = self.written or not (self.known and isinstance(error, unsent))
        late = isinstance(error, (library.TimeoutException, TimeoutError))
        return no_answer(error, origin, sent=sent, late=late)


@functools.lru_cache(maxsize=256)
def _url(library: Any, text: str) -> httpx.URL:
    """Parsed once: that takes longer than all that a call adds to the client's own work."""
    made: httpx.URL = library.URL(text)
    return made


def _built(
    client: httpx.Client | httpx.AsyncClient, library: Any, wanted: Outgoing, trace: Callable[..., object]
) -> httpx.Request:
    """The request that the client would build, at a fifth of the time; by its own method, if that is the user's.

    It carries no cookies: one player's are not for another's calls.
    """
    extensions = {"timeout": wanted.limits(), "trace": trace}
    made: httpx.Request
    if wanted.bare:
        url = library.URL(wanted.origin + wanted.target)  # not to be kept: who knows it may read the file
        made = library.Request(
            wanted.method, url, headers=[*wanted.base, *wanted.headers.items()], extensions=extensions
        )
        return made
    url = _url(library, wanted.origin + wanted.target)
    if client.params:
        url = url.copy_with(params=client.params.merge(url.params))
    pairs = [*wanted.base, *((name.encode(), value.encode()) for name, value in wanted.headers.items())]
    if not isinstance(wanted.content, bytes | None):
        pairs.append((b"content-length", b"%d" % len(wanted.content)))
    own = {name for name, _ in pairs}
    pairs = [*((name, value) for name, value in client.headers.raw if name.lower() not in own), *pairs]
    if getattr(type(client), "build_request", None) is library.Client.build_request:
        made = library.Request(wanted.method, url, headers=pairs, content=wanted.content, extensions=extensions)
        return made
    made = client.build_request(
        wanted.method, url, headers=library.Headers(pairs), content=wanted.content, timeout=None
    )
    made.extensions = {**made.extensions, **extensions}
    if "cookie" not in client.headers:
        made.headers.pop("cookie", None)
    return made


def _read_by_hook(response: httpx.Response) -> RawResponse | None:
    """An answer whose body a hook has read, decompressed."""
    if response.is_stream_consumed:
        return RawResponse(response.status_code, decoded(response.headers.raw), response.content)
    return None


def _refused_by_hook(error: Exception, library: Any, note: object) -> RawResponse | None:
    """This call's answer, if a hook refused it for its status; its body, if the hook read it.

    A hook may call others too: their status is not this call's, which is told by what it notes.
    """
    if not isinstance(error, library.HTTPStatusError) or cast("Any", error).request.extensions.get("trace") != note:
        return None
    response: httpx.Response = cast("Any", error).response
    return _read_by_hook(response) or RawResponse(response.status_code, decoded(response.headers.raw), b"")


def send(client: httpx.Client, wanted: Outgoing) -> RawResponse | NoAnswer:
    """As `Transport.send`, but the client bounds each read alone; the clock is looked at between parts of the body."""
    if client.is_closed:
        return CLOSED_POOL
    library = library_of(client)
    trace = _Trace(library)
    end = time.monotonic() + wanted.timeout
    try:
        request = _built(client, library, wanted, trace.note)
        response = client.send(request, stream=True, follow_redirects=False)
        try:
            if read := _read_by_hook(response):
                return read
            answered = decoded(response.headers.raw)
            body = Body(answered.get("content-encoding"))
            for part in cast("Iterable[bytes]", response.stream):
                if not body.feed(part):
                    break
                if time.monotonic() > end:
                    return TOO_LATE
            if left_over(response, _LEFT_OVER):
                response.extensions["network_stream"].close()
        finally:
            response.close()
        return raw(response.status_code, answered, body)
    except UploadFailed:
        raise
    except Exception as error:
        return _refused_by_hook(error, library, trace.note) or trace.failed(error, wanted.origin)


def _auth(wanted: Outgoing) -> dict[str, Any]:
    return {"auth": None} if wanted.bare else {}


def open_answer(client: httpx.Client, wanted: Outgoing) -> Arriving | RawResponse | NoAnswer:
    """As `Transport.open`."""
    if client.is_closed:
        return CLOSED_POOL
    from ._arriving import Arriving

    library = library_of(client)
    trace = _Trace(library)
    try:
        request = _built(client, library, wanted, trace.note)
        response = client.send(request, stream=True, follow_redirects=False, **_auth(wanted))
    except UploadFailed:
        raise
    except Exception as error:
        return _refused_by_hook(error, library, trace.note) or trace.failed(error, wanted.origin)
    arriving = Arriving(response, response.status_code, decoded(response.headers.raw), wanted, _LEFT_OVER)
    return arriving if arriving.is_success else arriving.whole()


async def open_answer_async(client: httpx.AsyncClient, wanted: Outgoing) -> AsyncArriving | RawResponse | NoAnswer:
    """As `AsyncTransport.open`."""
    if client.is_closed:
        return CLOSED_POOL

    import anyio

    from ._arriving import AsyncArriving

    library = library_of(client)
    trace = _Trace(library)
    try:
        request = _built(client, library, wanted, trace.note_async)
        async with AsyncExitStack() as held:
            with anyio.fail_after(wanted.timeout + CONNECT_FIRST):
                response = await client.send(request, stream=True, follow_redirects=False, **_auth(wanted))
                held.push_async_callback(response.aclose)
            kept = held.pop_all()
    except UploadFailed:
        raise
    except Exception as error:
        return _refused_by_hook(error, library, trace.note_async) or trace.failed(error, wanted.origin)
    arriving = AsyncArriving(response, response.status_code, decoded(response.headers.raw), wanted, _LEFT_OVER, kept)
    return arriving if arriving.is_success else await arriving.whole()


async def send_async(client: httpx.AsyncClient, wanted: Outgoing) -> RawResponse | NoAnswer:
    """As `AsyncTransport.send`."""
    if client.is_closed:
        return CLOSED_POOL

    import anyio

    library = library_of(client)
    trace = _Trace(library)
    try:
        request = _built(client, library, wanted, trace.note_async)
        with anyio.fail_after(wanted.timeout + CONNECT_FIRST):
            response = await client.send(request, stream=True, follow_redirects=False)
            try:
                if read := _read_by_hook(response):
                    return read
                answered = decoded(response.headers.raw)
                body = Body(answered.get("content-encoding"))
                async for part in cast("AsyncIterable[bytes]", response.stream):
                    if not body.feed(part):
                        break
                if left_over(response, _LEFT_OVER):
                    await response.extensions["network_stream"].aclose()
            finally:
                await response.aclose()
        return raw(response.status_code, answered, body)
    except UploadFailed:
        raise
    except Exception as error:
        return _refused_by_hook(error, library, trace.note_async) or trace.failed(error, wanted.origin)
