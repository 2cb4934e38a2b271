"""The messages of the presence WebSocket, and what its close codes mean. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum
from typing import Any, Final, cast

import attrs

from lootlocker_api.types import parse_date

from ..errors import InvalidRequest

PATH: Final = "/game/presence/v1"
PING: Final = '{"type": "ping"}'
#: Bytes of a message that is taken in; the official SDK reads 4096. A longer one ends its connection.
LARGEST: Final = 65536


def address(base_url: str) -> str:
    """Where the WebSocket is: TLS exactly where the calls have it."""
    return "ws" + base_url.removeprefix("http") + PATH


def authentication(token: str) -> str:
    """The first message. The token is in no other place."""
    return json.dumps({"token": token})


@attrs.frozen
class Status:
    """What the player is doing."""

    status: str
    metadata: Mapping[str, str] | None

    def message(self) -> str:
        """The message that tells it; metadata is there as null if there are none, as the official SDK sends it."""
        return json.dumps({"status": self.status, "metadata": self.metadata})


def checked_status(status: object, metadata: object) -> Status:
    """A status that can be sent.

    Raises:
        InvalidRequest: It can't.
    """
    problems: list[str] = []
    if not isinstance(status, str) or not status:
        problems.append(f"status has to be text that is not empty, not {status!r}")
    elif not _is_unicode(status):
        problems.append("status holds half a surrogate pair, which is no text")
    kept: dict[str, str] | None = None
    if isinstance(metadata, Mapping):
        pairs = cast("Mapping[object, object]", metadata)
        kept = {key: value for key, value in pairs.items() if isinstance(key, str) and isinstance(value, str)}
        if len(kept) != len(pairs):
            wrong = next(key for key in pairs if not isinstance(key, str) or key not in kept)
            problems.append(f"metadata has to be text by text; {wrong!r} is not")
        elif not all(_is_unicode(text) for pair in kept.items() for text in pair):
            problems.append("metadata hold half a surrogate pair, which is no text")
    elif metadata is not None:
        problems.append(f"metadata has to be a mapping of text to text, not {type(metadata).__name__}")
    if problems:
        raise InvalidRequest("game.presence", problems)
    return Status(cast("str", status), kept)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class Kind(Enum):
    """What a message of the server is about."""

    ACCEPTED = "the token was accepted"
    REFUSED = "the token was refused"
    PONG = "a keep-alive was answered"
    ERROR = "an error"
    OTHER = "anything else"


def read(raw: str | bytes) -> tuple[Kind, Any]:
    """What a message is about, and its JSON, or None. Members decide, not words somewhere in the text."""
    try:
        data: object = json.loads(raw)
    except (ValueError, RecursionError):
        return Kind.OTHER, None
    if not isinstance(data, dict):
        return Kind.OTHER, data
    members = cast("dict[str, object]", data)
    kind = members.get("type")
    if "authenticated" in members:
        return (Kind.ACCEPTED if members["authenticated"] is True else Kind.REFUSED), members
    is_word = "pong" in members or "pong" in members.values()
    if kind == "pong" or (kind is None and (is_word or members.keys() == {"timestamp"})):
        return Kind.PONG, members
    if kind == "error" or members.get("error") or members.get("errors"):
        return Kind.ERROR, members
    return Kind.OTHER, members


def pong_time(data: Mapping[str, object]) -> Any:
    """The server's time in a pong, or None."""
    timestamp = data.get("timestamp")
    return parse_date(timestamp) if isinstance(timestamp, str) else None


class Meaning(Enum):
    """What to do about the end of a connection."""

    AGAIN = "connect again"
    RENEW = "connect again with a renewed session"
    OVER = "the server is done"
    WRONG = "what this side sends is refused: the same again would be, too"


#: Policy violation; unauthorized and forbidden as registered, and as servers commonly derive them from HTTP's.
_REFUSALS: Final = frozenset({1008, 3000, 3003, 4001, 4003, 4401, 4403})
#: Protocol error, unsupported data, invalid data, message too big, missing extension.
_WRONG: Final = frozenset({1002, 1003, 1007, 1009, 1010})
#: Going away, no code, broken, internal error, restart, try again later, bad gateway, TLS failed: no word on the token.
_PASSING: Final = frozenset({1001, 1005, 1006, 1011, 1012, 1013, 1014, 1015})


def meaning(code: int | None, *, accepted: bool) -> Meaning:
    """What the server's close code means.

    Args:
        code: The code of the server's close frame; None if the connection broke without one, or this side ended it.
        accepted: Whether the token was accepted before. A close frame in place of the answer is a refusal.
    """
    if code is None or code in _PASSING:
        return Meaning.AGAIN
    if code in _WRONG:
        return Meaning.WRONG
    if code in _REFUSALS or not accepted:
        return Meaning.RENEW
    return Meaning.OVER if code == 1000 else Meaning.AGAIN
