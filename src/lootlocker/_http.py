"""The one module of the wrapper that names httpx: sends a request, and says what is known when no answer comes."""

from __future__ import annotations

import asyncio
import os
import platform
import threading
import time
import weakref
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from lootlocker_api.client import Headers, RawResponse

from . import __version__
from ._exchange import NoAnswer
from ._retry import Fault

if TYPE_CHECKING:
    import httpx

USER_AGENT: Final = f"lootlocker-client/{__version__} python/{platform.python_version()} (unofficial)"


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
            return NoAnswer(Fault.TIMEOUT, "no answer in time")
        return NoAnswer(Fault.BROKEN, f"the connection broke before the answer was complete ({reason})")


class _Shared:
    """Knows the clients that use one connection pool, so that the last one to be closed closes it.

    A client that was thrown away without being closed does not count.
    """

    def __init__(self, given: Any, *, trust_env: bool) -> None:
        self._given = given
        self._made: Any = None
        self._trust_env = trust_env
        self._users: weakref.WeakSet[Any] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._process = os.getpid()
        self._inherited: list[Any] = []

    def share(self, user: object) -> None:
        """One more client uses the pool."""
        with self._lock:
            self._users.add(user)

    def _leave(self, user: object) -> Any:
        """One client less; the pool to close, if it was the last one."""
        with self._lock:
            self._users.discard(user)
            made, self._made = (self._made, None) if not self._users else (None, self._made)
            return made

    def _client(self, kind: str) -> Any:
        if self._process != os.getpid():  # a fork: two processes on one connection would read each other's answers
            self._process, self._lock = os.getpid(), threading.Lock()
            self._inherited.append(self._made)
            self._made = None
        if self._given is not None:
            return self._given
        if self._made is None:
            import httpx

            with self._lock:
                if self._made is None:
                    made = getattr(httpx, kind)(trust_env=self._trust_env)
                    made.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=()))  # players share the pool
                    self._made = made
        return self._made


def _options(headers: dict[str, str], content: bytes | None, timeout: float, trace: object) -> dict[str, Any]:
    """What every request is made of, through a user's own pool too."""
    headers = {"user-agent": USER_AGENT, "accept": "application/json", **headers}
    return {"headers": headers, "content": content, "timeout": timeout, "extensions": {"trace": trace}}


#: Seconds by which the limit for the whole answer comes later: so that httpx says first whether there was a connection.
CONNECT_FIRST: Final = 0.05
TOO_LATE: Final = NoAnswer(Fault.TIMEOUT, "no answer in time")
CLOSED_POOL: Final = NoAnswer(Fault.NOT_SENT, "the connection pool is closed")


def _refused_by_hook(response: httpx.Response) -> RawResponse:
    """An answer that a hook of the user's own pool refused for its status; its body, if the hook has read it."""
    import httpx

    try:
        content = response.content
    except httpx.ResponseNotRead:
        content = b""
    return RawResponse(response.status_code, Headers(response.headers), content)


class Transport(_Shared):
    """A connection pool for threads."""

    def send(
        self, method: str, url: str, headers: dict[str, str], content: bytes | None, timeout: float
    ) -> RawResponse | NoAnswer:
        """Send one request; a redirect is never followed, so that it takes no credentials along.

        Args:
            timeout: Seconds for the whole answer.
        """
        client = self._client("Client")
        if client.is_closed:
            return CLOSED_POOL
        import httpx

        deadline = time.monotonic() + timeout
        trace = _Trace(own_pool=self._given is None)
        try:
            request = client.build_request(method, url, **_options(headers, content, timeout, trace.note))
            response = client.send(request, stream=True, follow_redirects=False)
            try:
                parts: list[bytes] = []
                for part in response.iter_bytes():
                    parts.append(part)
                    if time.monotonic() > deadline:
                        return TOO_LATE
            finally:
                response.close()
            return RawResponse(response.status_code, Headers(response.headers), b"".join(parts))
        except httpx.HTTPStatusError as error:  # a hook of the user's own pool; the status is ours to judge
            return _refused_by_hook(error.response)
        except Exception as error:
            return trace.no_answer(error, url)

    def leave(self, user: object) -> None:
        """One client less uses the pool; the last one closes it."""
        if made := self._leave(user):
            made.close()


class AsyncTransport(_Shared):
    """A connection pool for tasks. Connections belong to their event loop, so another loop gets new ones."""

    _loop: asyncio.AbstractEventLoop | None = None

    def _client(self, kind: str) -> Any:
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._made = loop, None
        return super()._client(kind)

    async def send(
        self, method: str, url: str, headers: dict[str, str], content: bytes | None, timeout: float
    ) -> RawResponse | NoAnswer:
        """Send one request; a redirect is never followed, so that it takes no credentials along.

        Args:
            timeout: Seconds for the whole answer.
        """
        client = self._client("AsyncClient")
        if client.is_closed:
            return CLOSED_POOL
        import httpx

        trace = _Trace(own_pool=self._given is None)
        try:
            request = client.build_request(method, url, **_options(headers, content, timeout, trace.note_async))
            async with asyncio.timeout(timeout + CONNECT_FIRST):
                response = await client.send(request, follow_redirects=False)
            return RawResponse(response.status_code, Headers(response.headers), response.content)
        except TimeoutError:
            return TOO_LATE
        except httpx.HTTPStatusError as error:
            return _refused_by_hook(error.response)
        except Exception as error:
            return trace.no_answer(error, url)

    async def leave(self, user: object) -> None:
        """One client less uses the pool; the last one closes it."""
        if made := self._leave(user):
            await made.aclose()
