"""What the ways to send have in common: what goes out with each request, and what is said when no answer comes."""

from __future__ import annotations

import platform
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from lootlocker_api.client import Headers, RawResponse

from . import __version__, _body
from ._retry import Fault, NoAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lootlocker_api.uploads import AsyncAttempt, Attempt

USER_AGENT: Final = f"lootlocker-client/{__version__} python/{platform.python_version()} (unofficial)"
BASE_HEADERS: Final[list[tuple[bytes, bytes]]] = [
    (b"user-agent", USER_AGENT.encode()),
    (b"accept", b"application/json"),
    (b"accept-encoding", _body.ACCEPTED.encode()),
]
#: For answers that are no JSON: of any kind, and as they are, since most of them are files.
FILE_HEADERS: Final[list[tuple[bytes, bytes]]] = [
    BASE_HEADERS[0],
    (b"accept", b"*/*"),
    (b"accept-encoding", b"identity"),
]
#: For objects one after the other, which get a fraction of their size when they are compressed.
STREAM_HEADERS: Final[list[tuple[bytes, bytes]]] = [BASE_HEADERS[0], (b"accept", b"*/*"), BASE_HEADERS[2]]
HEADERS: Final = {"json": BASE_HEADERS, "text": STREAM_HEADERS, "stream": STREAM_HEADERS, "bytes": FILE_HEADERS}
#: Seconds by which the limit for the whole answer comes later: so that the connection tells first how far it came.
CONNECT_FIRST: Final = 0.05
TOO_LATE: Final = NoAnswer(Fault.TIMEOUT, "no answer in time")
CLOSED_POOL: Final = NoAnswer(Fault.NOT_SENT, "the connection pool is closed")
#: What an error of the HTTP library quotes of an answer or of a header: it may be a token.
_BYTES: Final = re.compile(r"(bytearray\()?\bb['\"].*", re.DOTALL)


class Outgoing(NamedTuple):
    """A request that is ready to go.

    Attributes:
        origin: Scheme and host.
        target: Path and query.
        content: The body; one that is read while it is sent has a length, too.
        timeout: Seconds for the whole answer; for its head alone, if it is read while it comes.
        base: Headers that do not depend on the call.
        each_read: Seconds for each further part of an answer that is read while it comes.
        bare: Whether a user's own client adds nothing of its own: no headers, parameters, auth.
    """

    method: str
    origin: str
    target: str
    headers: dict[str, str]
    content: bytes | Attempt | AsyncAttempt | None
    timeout: float
    base: list[tuple[bytes, bytes]] = BASE_HEADERS
    each_read: float | None = None
    bare: bool = False

    def limits(self) -> dict[str, float]:
        """The timeouts as httpcore takes them."""
        found: dict[str, float] = dict.fromkeys(("connect", "read", "write", "pool"), self.timeout)
        if self.each_read is not None:
            found["read"] = self.each_read
        return found


def no_answer(error: Exception, origin: str, *, sent: bool, late: bool) -> NoAnswer:
    """What is known of a request after this error.

    Args:
        origin: Where it was to go.
        sent: Whether any of it may have been sent.
        late: Whether the error is one of the time.
    """
    text, name = told(error), type(error).__name__
    if not sent:
        return NoAnswer(
            Fault.NOT_SENT, f"no connection to {origin} ({text or name}); check the address and the network"
        )
    if late:
        return TOO_LATE
    reason = f"{name}: {text}" if text else name
    return NoAnswer(Fault.BROKEN, f"the connection broke before the answer was complete ({reason})")


def told(error: Exception) -> str:
    """What an error of the HTTP library says, without bytes of the answer or of a header."""
    return _BYTES.sub("...", f"{error}")


def decoded(raw: Iterable[tuple[bytes, bytes]]) -> Headers:
    """The headers of an answer as text; those that come several times are joined with commas."""
    found: dict[str, str] = {}
    for name, value in raw:
        key = name.decode("latin-1").lower()
        try:
            text = value.decode()
        except UnicodeDecodeError:
            text = value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return Headers(found)


def raw(status: int, headers: Headers, body: _body.Body) -> RawResponse:
    """The answer, once all of its body came."""
    content, problem = body.finish()
    return RawResponse(status, headers, content, problem)


def left_over(stream: Any, names: Iterable[str]) -> bool:
    """Whether more came over a connection than the answer: it would be taken for the answer to the next call.

    httpcore does not look at that. Where its inner names are others, there is nothing to see.
    """
    for name in names:
        stream = getattr(stream, name, None)
    return bool(stream and stream[0])
