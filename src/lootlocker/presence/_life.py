"""The life of a presence: when to connect, ping, renew the session, connect again, give up. No I/O, no own clock.

It yields what is to be done (`Effect`); a shell, sync or async, does it and sends back what came of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator
from typing import Final

import attrs

from ..errors import APIError, PresenceFailed, TransportError
from ._events import Connected, Disconnected, Event, Pong, Reconnecting, Refused, ServerMessage
from ._mask import Mask
from ._wire import PING, Kind, Meaning, authentication, meaning, pong_time, read

#: Seconds: the wait after the first failure is up to this long, each further one up to twice as long, none longer
#: than the cap.
BACKOFF: Final = 1.0
BACKOFF_CAP: Final = 30.0
#: How many attempts there are until the first one succeeds: a caller waits for them.
FIRST_ATTEMPTS: Final = 3
#: Ends of this kind in a row (a connection that broke instead of an answer to the token) that make the token suspect.
SILENT: Final = 2
#: Pings that may wait for their answers; a server that answers none makes them no more.
_PINGS: Final = 64


@attrs.frozen
class Token:
    """Get the session's token, of another session than the one whose token is `stale`."""

    stale: str | None = attrs.field(repr=False)


@attrs.frozen
class Open:
    """Open a connection. Comes back: None, or a `Fault`."""


@attrs.frozen
class Send:
    """Send a message; whether it arrived shows in what is received."""

    text: str = attrs.field(repr=False)


@attrs.frozen
class Receive:
    """Wait for a message. Comes back: its text or bytes, None when the time is up, or `Closed`.

    Attributes:
        seconds: How long; 0 takes what is there.
    """

    seconds: float


@attrs.frozen
class Ready:
    """The token was accepted: tell the last status, and each further one as it comes.

    Attributes:
        again: Whether it is a later connection.
    """

    again: bool


@attrs.frozen
class Close:
    """Close the connection orderly."""


@attrs.frozen
class Tell:
    """Hand out an event."""

    event: Event


@attrs.frozen
class Sleep:
    """Wait."""

    seconds: float


@attrs.frozen
class Fault:
    """Why a connection could not be opened.

    Attributes:
        why: In words.
        final: Whether trying again can't help.
    """

    why: str
    final: bool = False


@attrs.frozen
class Closed:
    """The connection is over.

    Attributes:
        code: Of the server's close frame; None if none came.
        reason: The server's words, or what happened.
    """

    code: int | None
    reason: str

    @property
    def why(self) -> str:
        """In words."""
        if self.code is None:
            return self.reason or "the connection broke"
        said = f": {self.reason}" if self.reason else ""
        return f"the server closed the connection ({self.code}{said})"


Effect = Token | Open | Send | Receive | Ready | Close | Tell | Sleep


@attrs.frozen
class Policy:
    """What a user sets.

    Attributes:
        ping_interval: Seconds between keep-alives.
        answer_timeout: Seconds in which the server has to accept the token.
        max_attempts: How many attempts in a row may fail.
    """

    ping_interval: float
    answer_timeout: float
    max_attempts: int


@attrs.frozen
class _End:
    """How an attempt ended.

    Attributes:
        silent: Whether it broke where the answer to the token was to come.
        switched: Whether it was ended because the session is another one now, or none.
        early: Whether it ended before the token was accepted.
    """

    meaning: Meaning
    why: str
    silent: bool = False
    switched: bool = False
    early: bool = False


def backoff(failed: int, jitter: Callable[[], float]) -> float:
    """Seconds to wait after failure number `failed`, from half of the bound to all of it.

    Not from 0: LootLocker ends the connection along with the session, and the program may learn a moment later that it
    has just ended that session itself.
    """
    bound = min(BACKOFF_CAP, BACKOFF * 2.0 ** min(failed - 1, 30))
    return bound / 2 * (1.0 + jitter())


class Life:
    """One presence from its first connection to its end.

    Args:
        policy: What the user set.
        current: The token of the session that the client holds now, or None. It must not do any I/O.
        clock: Seconds, monotonic.
        jitter: A number from 0 to 1.
    """

    def __init__(
        self,
        policy: Policy,
        current: Callable[[], str | None],
        clock: Callable[[], float],
        jitter: Callable[[], float],
    ) -> None:
        self._policy = policy
        self._current = current
        self._clock = clock
        self._jitter = jitter
        self._token: str | None = None
        self._mask = Mask()
        self._failed = 0
        self._silent = 0
        self._was_open = False
        self._renewed = False
        self._stale: str | None = None

    def steps(self) -> Generator[Effect, object, None]:
        """All of it; it returns when the server or the program has ended the presence orderly.

        Raises:
            PresenceFailed: It can't go on.
            LootLockerError: The session can't be started or renewed.
        """
        while True:
            end = yield from self._attempt()
            if end.meaning is Meaning.OVER:
                return
            if end.meaning is Meaning.WRONG:
                raise PresenceFailed(end.why, self._failed + 1)
            self._silent = self._silent + 1 if end.silent else 0
            renew = end.meaning is Meaning.RENEW or self._silent >= SILENT
            if renew and self._renewed and end.meaning is Meaning.RENEW:
                raise PresenceFailed(f"{end.why}, that of a renewed session, too", self._failed + 1)
            delay = 0.0
            if not end.switched:
                self._failed += 1
                if self._failed >= (self._policy.max_attempts if self._was_open else self._first_attempts):
                    raise PresenceFailed(end.why, self._failed)
                # A token that is refused for the first time needs no patience, but another one. One that was accepted
                # and then refused, again and again, does: a session would be started for each time.
                at_once = renew and not self._renewed and (end.early or self._failed == 1)
                delay = 0.0 if at_once else backoff(self._failed, self._jitter)
            yield Tell(Reconnecting(self._failed, delay, end.why))
            yield Sleep(delay)
            if self._token is not None and self._current() is None:
                return  # the program ended the session, and nobody starts one just to be seen
            if renew and not self._renewed:
                self._stale = self._token

    @property
    def _first_attempts(self) -> int:
        return min(FIRST_ATTEMPTS, self._policy.max_attempts)

    def _attempt(self) -> Generator[Effect, object, _End]:
        try:
            token = yield Token(self._stale)
        except TransportError as error:
            return _End(Meaning.AGAIN, str(error))
        except APIError as error:
            if error.status < 500 and error.status not in (408, 429):
                raise
            return _End(Meaning.AGAIN, str(error))
        assert isinstance(token, str)
        # Only now: a renewal that the network broke off has to be asked for again.
        self._renewed, self._stale = self._renewed or self._stale is not None, None
        self._token = token
        self._mask.add(token)
        fault = yield Open()
        if isinstance(fault, Fault):
            return _End(Meaning.WRONG if fault.final else Meaning.AGAIN, fault.why)
        yield Send(authentication(token))
        end = yield from self._accepted()
        if end is not None:
            yield Close()
            return end
        end = yield from self._open()
        if end.switched or end.meaning is Meaning.RENEW:
            yield Close()
        return end

    def _accepted(self) -> Generator[Effect, object, _End | None]:
        """Wait for the answer to the token: None if it is accepted."""
        deadline = self._clock() + self._policy.answer_timeout
        while True:
            got = yield Receive(max(0.0, deadline - self._clock()))
            if isinstance(got, Closed):
                found, why = meaning(got.code, accepted=False), self._masked(got).why
                if found is Meaning.RENEW:
                    yield Tell(Refused(why, None))
                return _End(found, why, silent=got.code is None, early=True)
            if isinstance(got, (str, bytes)):
                raw = self._mask.message(got)
                kind, data = read(raw)
                if kind is Kind.ACCEPTED:
                    yield Tell(Connected(self._was_open, raw))
                    return None
                if kind in (Kind.REFUSED, Kind.ERROR):
                    why = "the server refused the session's token"
                    yield Tell(Refused(why, raw))
                    return _End(Meaning.RENEW, why, early=True)
                yield Tell(ServerMessage(raw, data))
            if self._clock() >= deadline:
                return _End(Meaning.AGAIN, "the server did not answer to the session's token in time", silent=True)

    def _open(self) -> Generator[Effect, object, _End]:
        """From the acceptance to the end of the connection."""
        yield Ready(self._was_open)
        self._was_open, self._renewed, self._silent = True, False, 0
        pings: deque[float] = deque(maxlen=_PINGS)
        due = self._clock() + self._policy.ping_interval
        while True:
            now = self._clock()
            if now >= due:
                self._failed = 0  # it has lasted
                held = self._current()
                if held is None:
                    return (yield from self._over("the session was ended", Meaning.OVER, switched=True))
                if held != self._token:
                    return (yield from self._over("the session was renewed", switched=True))
                yield Send(PING)
                pings.append(now)
                due = now + self._policy.ping_interval
            got = yield Receive(max(0.0, due - self._clock()))
            if isinstance(got, Closed):
                end = self._masked(got)
                yield Tell(Disconnected(1006 if end.code is None else end.code, end.reason))
                return _End(meaning(end.code, accepted=True), end.why)
            if isinstance(got, (str, bytes)):
                raw = self._mask.message(got)
                kind, data = read(raw)
                if kind is Kind.PONG:
                    self._failed = 0
                    latency = self._clock() - pings.popleft() if pings else None
                    yield Tell(Pong(latency, pong_time(data), raw))
                elif kind is Kind.REFUSED:
                    why = "the server does not accept the session's token any more"
                    yield Tell(Refused(why, raw))
                    return (yield from self._over(why, Meaning.RENEW))
                else:
                    yield Tell(ServerMessage(raw, data))

    def _over(
        self, why: str, found: Meaning = Meaning.AGAIN, *, switched: bool = False
    ) -> Generator[Effect, object, _End]:
        yield Tell(Disconnected(1000, why))
        return _End(found, why, switched=switched)

    def _masked(self, end: Closed) -> Closed:
        return Closed(end.code, self._mask.reason(end.reason))
