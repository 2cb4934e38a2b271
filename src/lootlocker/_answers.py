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

USER_AGENT: Final = f"lootlocker-client/{__version__} python/{platform.python_version()} (unofficial)"
BASE_HEADERS: Final[list[tuple[bytes, bytes]]] = [
    (b"user-agent", USER_AGENT.encode()),
    (b"accept", b"application/json"),
    (b"accept-encoding", _body.ACCEPTED.encode()),
]
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
        timeout: Seconds for the whole answer.
    """

    method: str
    origin: str
    target: str
    headers: dict[str, str]
    content: bytes | None
    timeout: float

    def limits(self) -> dict[str, float]:
        """The timeouts as httpcore takes them."""
        return dict.fromkeys(("connect", "read", "write", "pool"), self.timeout)


def no_answer(error: Exception, origin: str, *, sent: bool, late: bool) -> NoAnswer:
    """What is known of a request after this error.

    Args:
        origin: Where it was to go.
        sent: Whether any of it may have been sent.
        late: Whether the error is one of the time.
    """
    text = _BYTES.sub("...", f"{error}")
    name = type(error).__name__
    if not sent:
        return NoAnswer(
            Fault.NOT_SENT, f"no connection to {origin} ({text or name}); check the address and the network"
        )
    if late:
        return TOO_LATE
    reason = f"{name}: {text}" if text else name
    return NoAnswer(Fault.BROKEN, f"the connection broke before the answer was complete ({reason})")


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
