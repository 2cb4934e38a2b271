"""The session of one player or one server: started by the first call that needs it, renewed by one caller for all."""

from __future__ import annotations

import asyncio
import copy
import functools
import inspect
import logging
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Generator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Any, Final

import attrs

from ._effects import run, run_async
from ._fork import tell_of_forks
from ._login import Call, Login, Wait
from ._secret import is_printable, secrets_are_pickled
from ._staleness import Held, serves
from .errors import APIError, ConfigurationError, SessionExpired, TransportError

_log: Final = logging.getLogger("lootlocker")
#: Idle seconds after which a server session is started anew, a little before the documented 60 minutes.
SERVER_IDLE: Final = 3500.0
#: Seconds by which a timeout may fire early; and by which a task waits longer, to hear the start's own error first.
_NEARLY: Final = 0.15


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


@attrs.frozen
class _Nobody:
    """How a start of a session ended that says nothing about the next one: its leader was cancelled or out of time.

    Attributes:
        error: What the leader raised for lack of time; so does whoever has no more than `needed` seconds left.
    """

    error: BaseException | None = None
    needed: float = 0.0


class _Flight:
    """One start of a session that is under way: its leader carries it out, the others wait for how it ends.

    Attributes:
        deadline: When the caller with the most time is out of it, by `time.monotonic`.
        brought: The token of the session that it has begun, while `on_session` is still being told of it.
        ended: The session, the error of all who wait, or `_Nobody`. Not the token itself: asyncio shows results.
        waiting: How many wait; where the leader is a task of its own, the last one to leave ends it.
    """

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self.brought: str | None = None
        self.thread = threading.get_ident()
        self.task: asyncio.Task[None] | None = None
        self.ended: Future[Held | BaseException | _Nobody] = Future()
        self.waiting = 0


def _own_copy(error: BaseException) -> BaseException:
    """The same error for another caller: two threads that raise one error would mix up its traceback."""
    try:
        copied = copy.copy(error)
    except Exception:
        return error
    copied.__cause__ = error.__cause__
    return copied


def _of_a_leader(error: BaseException) -> BaseException | _Nobody:
    """What a leader's error means to the others, who may have more time than it had."""
    if isinstance(error, (APIError, TransportError)) and error.needed is not None:
        return _Nobody(_own_copy(error), error.needed)
    return _own_copy(error)


class _Keeper:
    """What the sync and the async keeper share: which session is held, and who starts the next one.

    Args:
        login: How sessions start.
        token_member: Which member of a session's answer is the token.
        idle: Seconds without use after which a session is over, or None.
        on_session: Called with the answer of each session start.
    """

    awaits = False

    def __init__(
        self,
        login: object,
        token_member: str,
        idle: float | None,
        on_session: Callable[[Any], Any] | None = None,
    ) -> None:
        if not isinstance(login, Login | None):
            raise ConfigurationError(f"login has to be one of lootlocker.auth's, not {type(login).__name__}.")
        if on_session is not None and not callable(on_session):
            raise ConfigurationError("on_session has to be something to call with each session.")
        if inspect.iscoroutinefunction(on_session) and not self.awaits:
            raise ConfigurationError("on_session is a coroutine function, which only the async clients can await.")
        self._login = login
        self._token_member = token_member
        self._idle = idle
        self._on_session = on_session
        self._used = time.monotonic()
        self._last: Any = None
        self._lock = threading.RLock()
        self._flight: _Flight | None = None
        self.held: Held | None = None
        tell_of_forks(self)

    @property
    def on_session(self) -> Callable[[Any], Any] | None:
        """What is called with the answer of each session start."""
        return self._on_session

    @property
    def latest(self) -> Any:
        """The answer of the newest session start, also if that session was ended since."""
        return self._last

    @property
    def patience(self) -> float:
        """Seconds that a person may take to sign in, on top of the time that a call has."""
        return self._login.patience if self._login is not None else 0.0

    def _usable(self, stale: str | None) -> str | None:
        held, now = self.held, time.monotonic()
        if held is None or not serves(held, stale, now - self._used, self._idle):
            return None
        self._used = now
        return held.token

    @staticmethod
    def _answered(ended: Held | BaseException | _Nobody, left: float) -> str | None:
        """What a start of a session means to one who waited: the token, the error, or None to begin anew."""
        if isinstance(ended, Held):
            return ended.token
        if isinstance(ended, _Nobody):
            if ended.error is None or left > max(ended.needed, _NEARLY):
                return None
            ended = ended.error
        raise _own_copy(ended)

    def _steps(self) -> Generator[Call | Wait, Any, Any]:
        return starting(self._login, self._last)

    def _keep(self, answer: Any) -> Held:
        token = getattr(answer, self._token_member)
        if not is_printable(token):
            raise SessionExpired(
                f"The session start was answered without a {self._token_member} that a header can carry,"
                " so there is no session."
            )
        self._last = answer
        self._used = time.monotonic()
        self.held = held = Held(token, answer)
        return held

    def _tell(self, answer: Any) -> Any:
        """Call `on_session`, in a frame of its own: the log gets the frames from here on and the token is in none."""
        try:
            return None if self._on_session is None else self._on_session(answer)
        except Exception:
            _log.exception(ON_SESSION_FAILED)

    def _land(self, flight: _Flight, ended: Held | BaseException | _Nobody) -> None:
        with self._lock:
            if self._flight is flight:
                self._flight = None
        flight.ended.set_result(ended)

    def forget(self, held: Held | None) -> None:
        """Let the next call start a new session, of the same player, unless one was started meanwhile."""
        with self._lock:
            if self.held is held:
                self.held = None

    def after_fork(self) -> None:
        """Nobody in this process carries out what the parent had begun."""
        self._lock = threading.RLock()
        self._flight = None

    def __reduce__(self) -> tuple[Any, ...]:
        configured = (type(self), (self._login, self._token_member, self._idle, self._on_session))
        if not secrets_are_pickled():
            return configured
        return (*configured, {"held": self.held, "_last": self._last})


ON_SESSION_FAILED: Final = "on_session failed; the session is kept and the call goes on."
WAITS_FOR_ITSELF: Final = (
    "The login calls an operation that needs the very session which it starts: use operations without a session."
)


class SessionKeeper(_Keeper):
    """Keeps a session for threads: one of them starts or renews it, the others wait.

    Attributes:
        perform: Carries out a step of a login, by a point in time of `time.monotonic`.
    """

    perform: Callable[[Call | Wait, float], Any] | None = None

    def token(self, stale: str | None = None, timeout: float = float("inf")) -> str | None:
        """The token of the running session; of a new one, if there is none or it is `stale`.

        Returns:
            None if another thread's start of a session took longer than `timeout` seconds.
        """
        deadline = time.monotonic() + timeout
        mine: _Flight | None = None
        try:
            while mine is None:
                with self._lock:
                    if token := self._usable(stale):
                        return token
                    flight = self._flight
                    if flight is None:
                        mine = self._flight = _Flight(deadline)
                        break
                if flight.thread == threading.get_ident():
                    raise ConfigurationError(WAITS_FOR_ITSELF)
                too_old = stale is not None and flight.brought == stale
                try:
                    ended = flight.ended.result(min(max(0.0, deadline - time.monotonic()), threading.TIMEOUT_MAX))
                except FutureTimeout:
                    return None
                if not too_old and (token := self._answered(ended, deadline - time.monotonic())):
                    return token
            return self._lead(mine)
        finally:  # an interrupt may come between any two lines, and the others would wait for nobody
            if mine is not None and not mine.ended.done():
                self._land(mine, _Nobody())

    def _lead(self, flight: _Flight) -> str:
        perform = self.perform
        assert perform is not None
        ended: Held | BaseException | _Nobody = _Nobody()
        try:
            ended = held = self._keep(run(self._steps(), lambda step: perform(step, flight.deadline)))
            flight.brought = held.token
            self._tell(held.answer)
            return held.token
        except Exception as error:
            ended = _of_a_leader(error)
            raise
        finally:
            self._land(flight, ended)


class AsyncSessionKeeper(_Keeper):
    """The same for tasks. The start is a task of its own: whoever asked first may be cancelled without harm.

    Attributes:
        perform: Carries out a step of a login, by a point in time of `time.monotonic` or later.
    """

    awaits = True
    perform: Callable[[Call | Wait, float], Awaitable[Any]] | None = None

    async def token(self, stale: str | None = None, timeout: float = float("inf")) -> str | None:
        """The token of the running session; of a new one, if there is none or it is `stale`.

        Returns:
            None if the start of a session took longer than `timeout` seconds.
        """
        loop = asyncio.get_running_loop()
        deadline = time.monotonic() + timeout
        while True:
            with self._lock:
                if token := self._usable(stale):
                    return token
                flight = self._flight
                if flight is None or flight.task is None or not flight.task.get_loop().is_running():
                    flight = self._flight = _Flight(deadline)
                    # Not by create_task: an eager task would run into the lock that is held here.
                    flight.task = asyncio.Task(self._lead(flight), loop=loop)
                    flight.task.add_done_callback(functools.partial(self._left_alone, flight))
                flight.deadline = max(flight.deadline, deadline)
                flight.waiting += 1
            if flight.task is asyncio.current_task():
                raise ConfigurationError(WAITS_FOR_ITSELF)
            too_old = stale is not None and flight.brought == stale
            left = deadline - time.monotonic()
            try:
                async with asyncio.timeout(None if left == float("inf") else max(0.0, left) + _NEARLY):
                    ended = await asyncio.shield(asyncio.wrap_future(flight.ended))
            except TimeoutError:
                return None
            finally:
                self._leave(flight)
            if not too_old and (token := self._answered(ended, deadline - time.monotonic())):
                return token

    def _left_alone(self, flight: _Flight, task: object) -> None:
        """A task that was cancelled before it began has told nobody."""
        if not flight.ended.done():
            self._land(flight, _Nobody())

    async def _tell_to_the_end(self, told: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.current_task()
        try:
            await told
        except asyncio.CancelledError:
            if task is not None and task.cancelling():
                raise
            _log.exception(ON_SESSION_FAILED)  # what it waited for was cancelled, and not this start
        except Exception:
            _log.exception(ON_SESSION_FAILED)

    def _leave(self, flight: _Flight) -> None:
        with self._lock:
            flight.waiting -= 1
            abandoned = not flight.waiting and not flight.ended.done()
            if abandoned and self._flight is flight:
                self._flight = None
        task = flight.task
        if abandoned and task is not None and not task.get_loop().is_closed():
            task.get_loop().call_soon_threadsafe(task.cancel)

    async def _lead(self, flight: _Flight) -> None:
        perform = self.perform
        assert perform is not None
        ended: Held | BaseException | _Nobody = _Nobody()
        try:
            ended = held = self._keep(await run_async(self._steps(), lambda step: perform(step, flight.deadline)))
            flight.brought = held.token
            told = self._tell(held.answer)
            if asyncio.iscoroutine(told):
                await self._tell_to_the_end(told)
        except BaseException as error:
            task = asyncio.current_task()
            if isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling():
                raise
            ended = _of_a_leader(error)  # of whatever kind: whoever waits gets it, or would begin anew for ever
        finally:
            self._land(flight, ended)
