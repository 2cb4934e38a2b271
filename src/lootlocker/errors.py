"""Every error that a call can raise. All derive from `LootLockerError`.

LootLockerError
├── ConfigurationError      a key, version, address or option is missing or malformed; nothing was sent
├── ClientClosed            the client was closed; nothing was sent
├── InvalidRequest          the arguments don't match the document; nothing was sent
├── PaginationStopped       the next page can't be asked for
├── UploadFailed            a file could not be read while it was sent; it was not carried out
├── StreamBroken            an answer that is read while it comes broke off; what came before it is good
├── SessionExpired          the session is over and nothing here can renew it
├── PresenceFailed          the presence connection is over and is not tried again
├── TransportError          no answer came
│   ├── ConnectionFailed    the request certainly was not carried out
│   ├── TimedOut            no answer in time; safe to repeat
│   ├── ConnectionLost      the connection broke; safe to repeat
│   └── OutcomeUnknown      an operation that must not run twice may or may not have run
└── ResponseError           an answer came
    ├── InvalidResponse     a success whose body can't be read
    └── APIError            any other status, one class a status
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, cast

from lootlocker_api.client import RawResponse, Request
from lootlocker_api.errors import (
    InvalidRequest,
    InvalidResponse,
    LootLockerError,
    PaginationStopped,
    ResponseError,
    StreamBroken,
    UnexpectedStatus,
    UploadFailed,
)
from lootlocker_api.models import Ban

from ._retry import may_have_happened, retry_after_seconds


class ConfigurationError(LootLockerError, ValueError):
    """A key, version, address or option of a client is missing or malformed. Nothing was sent."""


class ClientClosed(LootLockerError):
    """The client was closed and can't be used any more. Nothing was sent."""


class SessionExpired(LootLockerError):
    """The session is over and can't be renewed with what the client has. The message says what to do."""


class PresenceFailed(LootLockerError):
    """The presence connection is over and is not tried again: the player is not seen any more.

    Attributes:
        reason: What happened last, in words.
        attempts: How many attempts in a row failed or did not last.
    """

    def __init__(self, reason: str, attempts: int) -> None:
        self.reason = reason
        self.attempts = attempts
        super().__init__(reason, attempts)

    def __str__(self) -> str:
        tries = "1 attempt" if self.attempts == 1 else f"{self.attempts} attempts in a row"
        return f"game.presence: {self.reason.rstrip('.')} ({tries}). Connect anew once that is mended."


class TransportError(LootLockerError):
    """No answer came.

    Attributes:
        operation: The call, as in `game.heroes.create_player_hero`.
        attempts: How many requests were sent or tried.
        reason: What happened, in words.
        request_id: The id that each of them carried as `LL-Request-Id`, for your log and LootLocker's support.
        arguments: What the operation was called with; a secret shows as `***`.
    """

    advice = "It is safe to call again"
    #: Seconds that the call had to have left to go on; None if time was not what ended it.
    needed: float | None = None

    def __init__(
        self,
        operation: str,
        reason: str,
        attempts: int,
        request_id: str = "",
        arguments: Mapping[str, object] | None = None,
    ) -> None:
        self.operation = operation
        self.reason = reason
        self.attempts = attempts
        self.request_id = request_id
        self.arguments: Mapping[str, object] = arguments or {}
        super().__init__(operation, reason, attempts, request_id, arguments)

    def __str__(self) -> str:
        tries = "1 attempt" if self.attempts == 1 else f"{self.attempts} attempts"
        known = f"{tries}, request_id {self.request_id}" if self.request_id else tries
        return f"{self.operation}: {self.reason} ({known}). {self.advice}."


class ConnectionFailed(TransportError):
    """The call was not sent: no connection was made in time, or the client itself held it back. Nothing happened."""

    advice = "It certainly was not carried out: it is safe to call again"


class TimedOut(TransportError):
    """No answer came in time. The operation is safe to repeat."""

    advice = "It is safe to call again; a longer timeout is with_options(timeout=...)"


class ConnectionLost(TransportError):
    """The connection broke before the whole answer was there. The operation is safe to repeat."""


class OutcomeUnknown(TransportError):
    """The request may have been carried out and no answer tells. It was not repeated, so it did not happen twice.

    Look at the state (the inventory, the hero list) before calling again.
    """

    advice = "It may or may not have been carried out and was not sent again: look at the state before you repeat it"


class APIError(UnexpectedStatus):
    """LootLocker answered with a status that is not a success.

    Attributes:
        operation: The call, as in `game.heroes.create_player_hero`.
        status: The HTTP status.
        code: LootLocker's error code, or None: not every answer has one.
        message: What the server said, or what came instead of JSON.
        request_id: LootLocker's id, for its support; None if the answer has none.
        client_request_id: The id that this client sent with the call as `LL-Request-Id`; the log and the hooks have it.
        trace_id: Likewise.
        doc_url: The page about this code.
        param: The member of the request that is wrong, for the codes that name one.
        ban: Why and until when the player is banned, with code `player_banned`.
        retry_after: Seconds to wait before the next try, from the Retry-After header.
        outcome_unknown: Whether the call may have been carried out all the same: a 5xx, 3xx, 408 or 499 to an operation
            that must not run twice, or a 404 to a second attempt to delete. Look at the state before you repeat it.
        arguments: What the operation was called with; a secret shows as `***`.
        response: The raw answer.
    """

    advice = ""
    #: Seconds that the call had to have left for its next attempt; None if time was not what ended it.
    needed: float | None = None

    def __init__(
        self,
        operation: str,
        response: RawResponse,
        outcome_unknown: bool = False,
        arguments: Mapping[str, object] | None = None,
        client_request_id: str = "",
    ) -> None:
        self.outcome_unknown: bool = outcome_unknown
        self.client_request_id: str = client_request_id
        self.arguments: Mapping[str, object] = arguments or {}
        body = _body_of(response)
        self.status: int = response.status
        self.code: str | None = _text(body, "code")
        self.request_id: str | None = _text(body, *_REQUEST_ID)
        self.trace_id: str | None = _text(body, "trace_id")
        self.doc_url: str | None = _text(body, "doc_url")
        self.param: str | None = _text(body, "param")
        ban = body.get("ban")
        self.ban: Ban | None = Ban.from_dict(cast("dict[str, Any]", ban)) if isinstance(ban, dict) else None
        self.retry_after: float | None = wanted_wait(response)
        super().__init__(operation, response, _message_of(body, response))

    def __reduce__(self) -> tuple[Any, ...]:
        arguments = (self.operation, self.response, self.outcome_unknown, self.arguments, self.client_request_id)
        return (type(self), arguments, dict(self.__dict__))  # what was read from a body that the pickle leaves out

    def __str__(self) -> str:
        label = f"{self.status} {self.code}" if self.code else str(self.status)
        parts = [f"{self.operation}: [{label}] {self.message.rstrip('.')}"]
        known = {"param": self.param, "request_id": self.request_id, "trace_id": self.trace_id}
        if not self.request_id:
            known["client_request_id"] = self.client_request_id
        ids = ", ".join(f"{name} {value}" for name, value in known.items() if value)
        parts[0] += f" ({ids})." if ids else "."
        if self.retry_after is not None:
            unit = "second" if self.retry_after == 1 else "seconds"
            parts.append(f"Wait {self.retry_after:g} {unit} before the next try.")
        if self.outcome_unknown:
            parts.append("The call may have been carried out all the same: look at the state before you repeat it.")
        elif self.advice:
            parts.append(f"{self.advice}.")
        return " ".join(parts)


class BadRequest(APIError):
    """400: the request has an error."""


class Unauthorized(APIError):
    """401: the key, the login or the session is not valid; an expired session was renewed before this is raised."""

    advice = "Check the key and the player's credentials"


class PaymentRequired(APIError):
    """402: the payment failed."""


class Forbidden(APIError):
    """403: no access."""


class PlayerBanned(Forbidden):
    """403 with code `player_banned`: see `ban`."""

    advice = "The player is banned: trying again does not help before the ban ends"


class NotFound(APIError):
    """404: there is no such thing."""


class MethodNotAllowed(APIError):
    """405: the path has no such method."""


class NotAcceptable(APIError):
    """406: purchasing is disabled."""


class Conflict(APIError):
    """409: it conflicts with the present state."""


class RateLimited(APIError):
    """429: too many requests too quickly."""

    advice = "Send fewer requests; a longer timeout, with_options(timeout=...), lets the client wait for you"


class ServerError(APIError):
    """5xx: a problem on the server's side."""


class ServiceUnavailable(ServerError):
    """503: offline, in maintenance, or try again."""


_BY_STATUS: Final[Mapping[int, type[APIError]]] = {
    400: BadRequest,
    401: Unauthorized,
    402: PaymentRequired,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    406: NotAcceptable,
    409: Conflict,
    429: RateLimited,
    503: ServiceUnavailable,
}


def api_error(request: Request, response: RawResponse, doubtful: bool = False, client_request_id: str = "") -> APIError:
    """The error for an answer that is not a success: the class follows status and code.

    Args:
        doubtful: Whether an earlier attempt may have been carried out: what this one does not find may be gone by it.
    """
    operation = request.operation
    kind = _BY_STATUS.get(response.status, ServerError if 500 <= response.status < 600 else APIError)
    if kind is Forbidden and _text(_body_of(response), "code") == "player_banned":
        kind = PlayerBanned
    unknown = operation.retry == "once" and may_have_happened(response.status)
    unknown = unknown or (operation.method == "DELETE" and response.status == 404 and doubtful)
    return kind(operation.name, response, unknown, request.shown(), client_request_id)


def wanted_wait(response: RawResponse) -> float | None:
    """Seconds that an answer asks to wait, by its Retry-After header."""
    return retry_after_seconds(response.headers.get("retry-after"), response.headers.get("date"))


def request_id_of(response: RawResponse) -> str | None:
    """The id in the body of an error."""
    return _text(_body_of(response), *_REQUEST_ID)


_REQUEST_ID: Final = ("request_id", "error_id")
#: Bytes. What is larger is not LootLocker's, and would be decoded for nothing.
_LARGEST_ERROR: Final = 1024 * 1024


def _body_of(response: RawResponse) -> dict[str, Any]:
    if len(response.content) > _LARGEST_ERROR:
        return {}
    try:
        body = json.loads(response.content)
    except (ValueError, RecursionError, MemoryError):
        return {}
    return cast("dict[str, Any]", body) if isinstance(body, dict) else {}


def _text(body: Mapping[str, Any], *names: str) -> str | None:
    for name in names:
        value = body.get(name)
        if isinstance(value, str) and value:
            return value
    return None


def _message_of(body: Mapping[str, Any], response: RawResponse) -> str:
    """What the server said, in the current or the old form of its errors, or what came in place of JSON."""
    if found := _text(body, "message", "error"):
        return found
    messages = body.get("messages")
    if isinstance(messages, list) and messages:
        return "; ".join(str(each) for each in cast("list[object]", messages))
    if response.problem is not None:
        return f"the answer's body can't be read: {response.problem}"
    if not response.content:
        return "the answer has no body"
    if body:
        return "the answer has no message"
    kind = response.headers.get("content-type", "no content type")
    return f"the answer is not LootLocker's JSON ({kind}, {len(response.content)} bytes): a proxy may have sent it"


__all__ = [
    "APIError",
    "BadRequest",
    "ClientClosed",
    "ConfigurationError",
    "Conflict",
    "ConnectionFailed",
    "ConnectionLost",
    "Forbidden",
    "InvalidRequest",
    "InvalidResponse",
    "LootLockerError",
    "MethodNotAllowed",
    "NotAcceptable",
    "NotFound",
    "OutcomeUnknown",
    "PaginationStopped",
    "PaymentRequired",
    "PlayerBanned",
    "PresenceFailed",
    "RateLimited",
    "ResponseError",
    "ServerError",
    "ServiceUnavailable",
    "SessionExpired",
    "StreamBroken",
    "TimedOut",
    "TransportError",
    "Unauthorized",
    "UnexpectedStatus",
    "UploadFailed",
]
