"""The one module of the wrapper that names httpx: sends a request, and says what is known when no answer comes."""

from __future__ import annotations

import platform
import ssl
import threading
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from lootlocker_api.client import Headers, RawResponse

from . import __version__
from ._exchange import NoAnswer
from ._retry import Fault

if TYPE_CHECKING:
    import httpx

USER_AGENT: Final = f"lootlocker-client/{__version__} python/{platform.python_version()} (unofficial)"


def _no_answer(error: Exception, url: str) -> NoAnswer:
    import httpx

    reason = f"{error}" or type(error).__name__
    if isinstance(
        error,
        (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError),
    ):
        parts = urlsplit(url)
        return NoAnswer(Fault.NOT_SENT, f"no connection to {parts.scheme}://{parts.netloc} ({reason})")
    if isinstance(error, httpx.TimeoutException):
        return NoAnswer(Fault.TIMEOUT, "no answer in time")
    return NoAnswer(Fault.BROKEN, f"the connection broke before the answer was complete ({reason})")


class _Shared:
    """Counts the clients that use one connection pool, so that the last one to be closed closes it."""

    def __init__(self, given: Any, *, trust_env: bool) -> None:
        self._given = given
        self._made: Any = None
        self._trust_env = trust_env
        self._users = 0
        self._lock = threading.Lock()

    def share(self) -> None:
        """One more client uses the pool."""
        with self._lock:
            self._users += 1

    def _leave(self) -> Any:
        """One client less; the pool to close, if it was the last one."""
        with self._lock:
            self._users -= 1
            made, self._made = (self._made, None) if self._users == 0 else (None, self._made)
            return made

    def _client(self, kind: str) -> Any:
        if self._given is not None:
            return self._given
        if self._made is None:
            import httpx

            with self._lock:
                if self._made is None:
                    self._made = getattr(httpx, kind)(trust_env=self._trust_env)
        return self._made


def _options(headers: dict[str, str], content: bytes | None, timeout: float) -> dict[str, Any]:
    """What every request is sent with, through a user's own pool too: a redirect never takes credentials along."""
    headers = {"user-agent": USER_AGENT, "accept": "application/json", **headers}
    return {"headers": headers, "content": content, "timeout": timeout, "follow_redirects": False}


def _received(response: httpx.Response) -> RawResponse:
    return RawResponse(response.status_code, Headers(response.headers), response.content)


class Transport(_Shared):
    """A connection pool for threads."""

    def send(
        self, method: str, url: str, headers: dict[str, str], content: bytes | None, timeout: float
    ) -> RawResponse | NoAnswer:
        """Send one request.

        Args:
            timeout: Seconds for connecting, and for each read and write.
        """
        client = self._client("Client")
        import httpx

        try:
            return _received(client.request(method, url, **_options(headers, content, timeout)))
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError) as error:
            return _no_answer(error, url)

    def leave(self) -> None:
        """One client less uses the pool; the last one closes it."""
        if made := self._leave():
            made.close()


class AsyncTransport(_Shared):
    """A connection pool for tasks."""

    async def send(
        self, method: str, url: str, headers: dict[str, str], content: bytes | None, timeout: float
    ) -> RawResponse | NoAnswer:
        """Send one request.

        Args:
            timeout: Seconds for connecting, and for each read and write.
        """
        client = self._client("AsyncClient")
        import httpx

        try:
            return _received(await client.request(method, url, **_options(headers, content, timeout)))
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError) as error:
            return _no_answer(error, url)

    async def leave(self) -> None:
        """One client less uses the pool; the last one closes it."""
        if made := self._leave():
            await made.aclose()
