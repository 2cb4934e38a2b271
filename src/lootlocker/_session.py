"""The session of one player or one server: started by the first call that needs it, renewed by one caller for all."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Generator
from typing import Any, Final

import attrs

from ._effects import run, run_async
from .auth import Call, Login, Wait
from .errors import APIError, ConfigurationError, SessionExpired

#: Idle seconds after which a server session is started anew, a little before the documented 60 minutes.
SERVER_IDLE: Final = 3500.0


@attrs.frozen
class Held:
    """A running session.

    Attributes:
        answer: What the session start answered.
        used: When a call last asked for the token, by a monotonic clock.
    """

    token: str = attrs.field(repr=False)
    answer: Any
    used: float


def starting(login: Login | None, last: Any) -> Generator[Call | Wait, Any, Any]:
    """The steps to a session: a refresh token if the last session brought one, else the login."""
    if login is None:
        raise ConfigurationError(
            "The call needs a session and the client has no login: pass login=GuestLogin() or another one."
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
        raise SessionExpired(
            f"The session could not be renewed: its refresh token and the {type(login).__name__} are both refused"
            f" ({error.status}). Sign the player in again and make a client with the new credentials."
        ) from error


class _Keeper:
    """What the sync and the async keeper share: which session is held and whether it still serves."""

    def __init__(self, login: Login | None, token_member: str, idle: float | None) -> None:
        self._login = login
        self._token_member = token_member
        self._idle = idle
        self.held: Held | None = None
        self._last: Any = None

    def _usable(self, stale: str | None) -> str | None:
        held = self.held
        now = time.monotonic()
        if held is None or held.token == stale or (self._idle is not None and now - held.used > self._idle):
            return None
        self.held = attrs.evolve(held, used=now)
        return held.token

    def _keep(self, answer: Any) -> str:
        token = getattr(answer, self._token_member)
        if not isinstance(token, str) or not token:
            raise SessionExpired(
                f"The session start was answered without a {self._token_member}, so there is no session."
            )
        self._last = answer
        self.held = Held(token, answer, time.monotonic())
        return token

    def forget(self) -> None:
        """Let the next call start a new session, of the same player."""
        self.held = None


class SessionKeeper(_Keeper):
    """Keeps a session for threads: one of them starts or renews it, the others wait."""

    def __init__(
        self, login: Login | None, token_member: str, idle: float | None, perform: Callable[[Call | Wait], Any]
    ) -> None:
        super().__init__(login, token_member, idle)
        self._perform = perform
        self._lock = threading.Lock()

    def token(self, stale: str | None = None) -> str:
        """The token of the running session; of a new one, if there is none or it is `stale`."""
        if token := self._usable(stale):
            return token
        with self._lock:
            return self._usable(stale) or self._keep(run(starting(self._login, self._last), self._perform))


class AsyncSessionKeeper(_Keeper):
    """The same for tasks."""

    def __init__(
        self,
        login: Login | None,
        token_member: str,
        idle: float | None,
        perform: Callable[[Call | Wait], Awaitable[Any]],
    ) -> None:
        super().__init__(login, token_member, idle)
        self._perform = perform
        self._lock = asyncio.Lock()

    async def token(self, stale: str | None = None) -> str:
        """The token of the running session; of a new one, if there is none or it is `stale`."""
        if token := self._usable(stale):
            return token
        async with self._lock:
            return self._usable(stale) or self._keep(await run_async(starting(self._login, self._last), self._perform))
