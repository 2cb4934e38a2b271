"""What happens to a presence connection, as values. A message of the server is kept as it came, in `raw`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs


@attrs.frozen
class Connected:
    """The connection is open and the session's token was accepted.

    Attributes:
        again: Whether it is a later connection in place of one that was lost.
        raw: The server's message.
    """

    again: bool
    raw: str | bytes


@attrs.frozen
class StatusSent:
    """A status went out. LootLocker answers none, so this is all that can be known.

    Attributes:
        status: The status.
        metadata: What was sent along.
        again: Whether it is the last status, told to a new connection.
    """

    status: str
    metadata: Mapping[str, str] | None
    again: bool


@attrs.frozen
class Pong:
    """The server answered a keep-alive.

    Attributes:
        latency: Seconds from the ping to its answer, there and back; None for an answer that nobody asked for.
        timestamp: The server's time, if it told it in a form that can be read.
        raw: The server's message.
    """

    latency: float | None
    timestamp: datetime | None
    raw: str | bytes


@attrs.frozen
class ServerMessage:
    """The server said something else: an error, or a message that nobody knows.

    Attributes:
        raw: The message: text, or bytes if it came as such.
        data: The decoded JSON, or None if it is none.
    """

    raw: str | bytes
    data: object


@attrs.frozen
class Refused:
    """The server did not accept the session's token. A renewed session is tried next, once.

    Attributes:
        why: In words.
        raw: The server's message; None if it closed the connection without one.
    """

    why: str
    raw: str | bytes | None


@attrs.frozen
class Reconnecting:
    """A new connection will be tried.

    Attributes:
        attempt: How many attempts in a row have failed or did not last, this one's cause included; 0 where nothing
            failed: the session is another one now.
        delay: Seconds until then.
        why: What happened, in words.
    """

    attempt: int
    delay: float
    why: str


@attrs.frozen
class Disconnected:
    """A connection that was open is over.

    Attributes:
        code: The WebSocket close code: the server's own, else 1000 if this side closed it, 1006 if it just broke.
        reason: The server's words, or this side's.
    """

    code: int
    reason: str


Event = Connected | StatusSent | Pong | ServerMessage | Refused | Reconnecting | Disconnected
