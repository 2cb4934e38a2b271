"""What the sync and the async presence share: options, how a connection is opened, events that wait to be read."""

from __future__ import annotations

import copy
import importlib
import logging
import random
import time
import traceback
from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from .._answers import USER_AGENT
from .._config import checked_number
from .._pool import tls
from ..errors import ClientClosed, ConfigurationError, LootLockerError
from ._events import Event, Pong, Reconnecting, Refused
from ._life import Closed, Fault, Life, Policy
from ._wire import LARGEST, Status, address, checked_status

if TYPE_CHECKING:
    from .._config import Settings
    from .._engine import AsyncEngine, Engine

    AnyEngine: TypeAlias = Engine | AsyncEngine

log: Final = logging.getLogger("lootlocker")
#: LootLocker ends a connection that said nothing for 60 seconds.
LEAST_INTERVAL: Final = 5.0
MOST_INTERVAL: Final = 55.0
PING_INTERVAL: Final = 25.0
#: Seconds in which the other side has to answer a ping frame, which is the WebSocket protocol's own.
PONG_TIMEOUT: Final = 20.0
#: Seconds in which the other side has to take in what is sent, once there is no more room for it on this one.
SEND_TIMEOUT: Final = 10.0
CONNECT_TIMEOUT: Final = 10.0
MAX_ATTEMPTS: Final = 10
#: Seconds for the closing handshake.
CLOSE_TIMEOUT: Final = 2.0
#: Events that are kept for a reader; of more, the oldest go.
KEPT: Final = 1000

#: For the library, which writes whole frames into its log, the token's among them.
_silence: Final = logging.Logger("lootlocker.presence")  # noqa: LOG001 - known to no one who could enable it
_silence.disabled = True


def library(twin: str) -> Any:
    """The client module of the library, `sync` or `asyncio`.

    Raises:
        ConfigurationError: It is not installed.
    """
    try:
        return importlib.import_module(f"websockets.{twin}.client")
    except ImportError:
        raise ConfigurationError(
            "Presence needs the library websockets: install the wheel with its extra [presence] (docs/presence.md)."
        ) from None


def connection_closed() -> type[Exception]:
    """The library's error for a connection that is over."""
    found: type[Exception] = importlib.import_module("websockets.exceptions").ConnectionClosed
    return found


class Stopped(Exception):
    """The program closed the presence: nothing further is done."""


@attrs.frozen
class Options:
    """What a presence is made with, checked."""

    policy: Policy
    first: Status | None
    connect_timeout: float


def checked_options(
    status: object, metadata: object, ping_interval: object, connect_timeout: object, max_attempts: object
) -> Options:
    """The options of `connect`.

    Raises:
        ConfigurationError: A number is out of its bounds.
        InvalidRequest: The status can't be sent.
    """
    interval = checked_number(ping_interval, "ping_interval", least=LEAST_INTERVAL, most=MOST_INTERVAL)
    timeout = checked_number(connect_timeout, "connect_timeout", least=0.1, most=600)
    attempts = int(checked_number(max_attempts, "max_attempts", least=1, whole=True))
    first = None if status is None and metadata is None else checked_status(status, metadata)
    return Options(Policy(interval, timeout, attempts), first, timeout)


class NotOpened(Exception):
    """The server answered the handshake with another status than 101. Not the library's error: it follows redirects.

    Attributes:
        status: The HTTP status.
    """

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def arguments(settings: Settings, options: Options) -> Mapping[str, Any]:
    """What the library's `connect` is called with, sync and async."""
    uri = address(settings.base_url)
    secure: dict[str, Any] = {"ssl": tls()} if uri.startswith("wss:") else {}
    return {
        "uri": uri,
        "compression": None,
        "user_agent_header": USER_AGENT,
        "proxy": True if settings.is_remote else None,
        "open_timeout": options.connect_timeout,
        "close_timeout": CLOSE_TIMEOUT,
        # Frames that every server has to answer: they find out that the other side is gone without a word.
        "ping_interval": options.policy.ping_interval,
        "ping_timeout": PONG_TIMEOUT,
        "max_size": LARGEST,
        "logger": _silence,
        **secure,
    }


def fault_of(error: Exception, options: Options) -> Fault:
    """Why a connection could not be opened. Errors about a proxy are not quoted: its address may hold a password."""
    if isinstance(error, NotOpened):
        return _fault_of_status(error.status)
    if isinstance(error, TimeoutError):
        return Fault(f"no connection within {options.connect_timeout:g} seconds")
    if isinstance(error, (OSError, EOFError)):
        return Fault(f"no connection ({error})")
    if isinstance(error, ImportError):
        return Fault(
            "the environment names a SOCKS proxy, for which the library python-socks has to be installed", True
        )
    name = type(error).__name__
    if "Proxy" in name:
        return Fault(f"the proxy that the environment names gave no connection ({name})", name == "InvalidProxy")
    return Fault(f"the server did not open a WebSocket ({name})")


def _fault_of_status(status: int) -> Fault:
    if 300 <= status < 400:
        return Fault(f"the server answered with a redirect ({status}), which is not followed: check the base URL", True)
    if 400 <= status < 500 and status not in (408, 425, 429):
        hint = "is presence switched on for the game in LootLocker's console?"
        return Fault(f"the server did not open a WebSocket (status {status}); {hint}", True)
    return Fault(f"the server did not open a WebSocket (status {status})")


def closed_of(error: Any) -> Closed:
    """The end of a connection, from the library's ConnectionClosed."""
    if error.rcvd is not None and error.rcvd_then_sent is not False:
        return Closed(error.rcvd.code, error.rcvd.reason)
    if error.sent is not None:
        if error.sent.code == 1009:
            return Closed(None, f"the server sent a message of more than {LARGEST} bytes")
        return Closed(None, f"this side ended the connection ({error.sent.reason or error.sent.code})")
    return Closed(None, "the connection broke")


class Inbox:
    """Events that wait to be read, and how the presence ended.

    Attributes:
        dropped: How many events went unread because there were too many.
        latency: Of the newest pong.
        over: Whether no more events will come.
        error: Why, unless it was an orderly end.
        closed: Whether the program closed it.
    """

    def __init__(self) -> None:
        self._events: deque[Event] = deque(maxlen=KEPT)
        self.dropped = 0
        self.latency: float | None = None
        self.over = False
        self.error: Exception | None = None
        self.closed = False

    def put(self, event: Event) -> None:
        """One more event."""
        if isinstance(event, Reconnecting):
            log.info("Presence connects again in %.1f s (%d): %s", event.delay, event.attempt, event.why)
        elif isinstance(event, Refused):
            log.info("Presence: %s", event.why)
        elif isinstance(event, Pong) and event.latency is not None:
            self.latency = event.latency
        self.dropped += len(self._events) == KEPT
        self._events.append(event)

    def take(self) -> Event | None:
        """The oldest event, or None if none waits; once that was the last one and all is over, the error."""
        if self._events:
            return self._events.popleft()
        if self.over and self.error is not None and not self.closed:
            raise self.failure()
        return None

    def end(self, error: BaseException | None) -> None:
        """No more events will come."""
        if isinstance(error, Exception):
            link: BaseException | None = error
            while link is not None:  # the frames below hold the token
                if not isinstance(link, LootLockerError):
                    traceback.clear_frames(link.__traceback__)
                link.__traceback__ = None
                link = link.__cause__ or link.__context__
            self.error = error
            if not self.closed:
                log.warning("Presence is over: %s", error)
        self.over = True

    def failure(self) -> Exception:
        """The error for one caller: several that raise the same one would mix up its traceback."""
        assert self.error is not None
        copied = copy.copy(self.error)
        copied.__cause__ = self.error.__cause__
        return copied

    def check(self) -> None:
        """Raise if no status can be told any more."""
        if self.closed:
            raise ClientClosed("game.presence: the presence is closed. Connect anew.")
        if self.over and self.error is not None:
            raise self.failure()
        if self.over:
            raise ClientClosed("game.presence: the server or the end of the session closed it. Connect anew.")


class AnyPresences:
    """What `game.presence` is for threads and for tasks."""

    def __init__(self, engine: AnyEngine) -> None:
        self._engine: Any = engine

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._engine.settings.base_url!r})"


class AnyPresence:
    """What a presence is for threads and for tasks: how it stands, and what it keeps for its connections."""

    def __init__(self, engine: AnyEngine, options: Options) -> None:
        self._engine: Any = engine
        self._options = options
        self._inbox = Inbox()
        self._status: Status | None = options.first
        self._connection: Any = None
        self._ready = self._was_ready = False

    @property
    def is_open(self) -> bool:
        """Whether the player is connected right now."""
        return self._ready

    @property
    def latency(self) -> float | None:
        """Seconds from the newest keep-alive to its answer, there and back; None before the first answer."""
        return self._inbox.latency

    @property
    def dropped_events(self) -> int:
        """How many events were dropped because nobody read them."""
        return self._inbox.dropped

    def __repr__(self) -> str:
        state = "open" if self._ready else "over" if self._inbox.over else "not connected"
        return f"{type(self).__name__}({self._engine.settings.base_url!r}, {state})"

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("a presence can't be pickled: its connection stays where it is")

    def _life(self) -> Life:
        return Life(self._options.policy, self._held, time.monotonic, random.random)

    def _held(self) -> str | None:
        held = self._engine.keeper.held
        return None if held is None else held.token


__all__ = [
    "CLOSE_TIMEOUT",
    "CONNECT_TIMEOUT",
    "MAX_ATTEMPTS",
    "PING_INTERVAL",
    "AnyPresence",
    "AnyPresences",
    "NotOpened",
    "Options",
    "Stopped",
    "arguments",
    "checked_options",
    "closed_of",
    "connection_closed",
    "fault_of",
    "library",
    "log",
]
