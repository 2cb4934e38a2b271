"""The session of one player or one server: started by the first call that needs it, renewed by one caller for all."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Generator
from typing import Any, Final

import attrs

from ._effects import run, run_async
from ._secret import is_printable
from .auth import Call, Login, Wait
from .errors import APIError, ConfigurationError, SessionExpired

#: Idle seconds after which a server session is started anew, a little before the documented 60 minutes.
SERVER_IDLE: Final = 3500.0


@attrs.frozen
class Held:
    """A running session: its token, and what the session start answered."""

    token: str = attrs.field(repr=False)
    answer: Any


def starting(login: Login | None, last: Any) -> Generator[Call | Wait, Any, Any]:
    """The steps to a session: a refresh token if the last session brought one, else the login."""
    if login is None:
        raise ConfigurationError(
            "The call needs a session and the client has no login: pass login=GuestLogin() or another one;"
            " a session that was started by hand goes into login=SessionTokenLogin(token)."
        )
    refresh_token = getattr(last, "refresh_token", None)
    if not (refresh_token and login.refresh_operation):
        return (yield from login.steps(last))
    try:
        return (yield from login.refresh_steps(refresh_token))
    except APIError as error:
        if error.status not in (400, 401):
            raise
    try:
        return (yield from login.steps(last))
    except APIError as error:
        if error.status not in (400, 401):
            raise
        raise SessionExpired(
            f"The session could not be renewed: its refresh token and the {type(login).__name__} are both refused"
            f" ({error.status}). Sign the player in again and make a client with the new credentials."
        ) from error


class _Keeper:
    """What the sync and the async keeper share: which session is held and whether it still serves."""

    def __init__(self, login: object, token_member: str, idle: float | None) -> None:
        if not isinstance(login, Login | None):
            raise ConfigurationError(f"login has to be one of lootlocker.auth's, not {type(login).__name__}.")
        self._login = login
        self._token_member = token_member
        self._idle = idle
        self._used = 0.0
        self._last: Any = None
        self.held: Held | None = None

    @property
    def patience(self) -> float:
        """Seconds that a person may take to sign in, on top of the time that a call has."""
        return self._login.patience if self._login is not None else 0.0

    def _usable(self, stale: str | None) -> str | None:
        now = time.monotonic()
        held, idle = self.held, now - self._used
        if held is None or held.token == stale or (self._idle is not None and idle > self._idle):
            return None
        self._used = now
        return held.token

    def _steps(self) -> Generator[Call | Wait, Any, Any]:
        return starting(self._login, self._last)

    def _keep(self, answer: Any) -> str:
        token = getattr(answer, self._token_member)
        if not is_printable(token):
            raise SessionExpired(
                f"The session start was answered without a {self._token_member} that a header can carry,"
                " so there is no session."
            )
        self._last = answer
        self._used = time.monotonic()
        self.held = Held(token, answer)
        return token

    def forget(self) -> None:
        """Let the next call start a new session, of the same player."""
        self.held = None


class SessionKeeper(_Keeper):
    """Keeps a session for threads: one of them starts or renews it, the others wait.

    Attributes:
        perform: Carries out a step of a login.
    """

    perform: Callable[[Call | Wait], Any]

    def __init__(self, login: Login | None, token_member: str, idle: float | None) -> None:
        super().__init__(login, token_member, idle)
        self._lock = threading.Lock()

    def token(self, stale: str | None = None, timeout: float = -1) -> str | None:
        """The token of the running session; of a new one, if there is none or it is `stale`.

        Returns:
            None if another thread's start of a session took longer than `timeout` seconds.
        """
        if token := self._usable(stale):
            return token
        if not self._lock.acquire(timeout=timeout):
            return None
        try:
            return self._usable(stale) or self._keep(run(self._steps(), self.perform))
        finally:
            self._lock.release()


class AsyncSessionKeeper(_Keeper):
    """The same for tasks."""

    perform: Callable[[Call | Wait], Awaitable[Any]]

    def __init__(self, login: Login | None, token_member: str, idle: float | None) -> None:
        super().__init__(login, token_member, idle)
        self._lock = asyncio.Lock()

    async def token(self, stale: str | None = None, timeout: float | None = None) -> str | None:
        """The token of the running session; of a new one, if there is none or it is `stale`.

        Returns:
            None if another task's start of a session took longer than `timeout` seconds.
        """
        if token := self._usable(stale):
            return token
        try:
            async with asyncio.timeout(timeout):
                await self._lock.acquire()
        except TimeoutError:
            return None
        try:
            return self._usable(stale) or self._keep(await run_async(self._steps(), self.perform))
        finally:
            self._lock.release()
