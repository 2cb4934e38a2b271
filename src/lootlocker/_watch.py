"""Tells the log and the user's hooks what happens to one call."""

from __future__ import annotations

import logging
import re
import uuid
from typing import TYPE_CHECKING, Final, Literal, cast

from lootlocker_api.client import SECURITY_HEADERS

from ._answers import BASE_HEADERS
from ._retry import NoAnswer
from .errors import request_id_of
from .hooks import AnswerEvent, Hooks, RequestEvent, WaitEvent, tell

if TYPE_CHECKING:
    from lootlocker_api.client import RawResponse, Request

#: Headers that LootLocker's own SDKs send: an id of the call, and which repetition an attempt is.
REQUEST_ID: Final = "ll-request-id"
RETRY_ATTEMPT: Final = "ll-retry-attempt"

_log: Final = logging.getLogger("lootlocker")
_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", re.ASCII)
_VALUE: Final = re.compile(r"([!-~]([ -~]*[!-~])?)?", re.ASCII)
_NOT_A_HOOKS: Final = frozenset(
    {"host", "content-length", "transfer-encoding", "connection", "te", "upgrade", "expect", "cookie", "authorization"}
    | {header.lower() for header in SECURITY_HEADERS.values()}
    | {name.decode() for name, _ in BASE_HEADERS}
    | {REQUEST_ID, RETRY_ATTEMPT}
)


class Watch:
    """One call as its log lines and events show it.

    Attributes:
        request_id: An id of the call, sent with each attempt.
    """

    def __init__(self, request: Request, host: str, hooks: Hooks) -> None:
        self.request_id = str(uuid.uuid4())
        self._request = request
        self._host = host
        self._hooks = hooks
        self._is_heard = bool(hooks.before_request or hooks.after_answer) or _log.isEnabledFor(logging.INFO)

    def before(self, attempt: int) -> RequestEvent | None:
        """An attempt begins; None if nobody listens."""
        if not self._is_heard:
            return None
        operation = self._request.operation
        event = RequestEvent(
            operation.name,
            operation.method,
            self._host,
            operation.path,
            operation.retry,
            self.request_id,
            attempt,
        )
        tell(self._hooks.before_request, event)
        return event

    def after(self, event: RequestEvent | None, outcome: RawResponse | NoAnswer, seconds: float) -> None:
        """An attempt is over."""
        if event is None:
            return
        status = reason = server_id = None
        if isinstance(outcome, NoAnswer):
            reason = outcome.reason
        else:
            status = outcome.status
            server_id = request_id_of(outcome) if status >= 400 else None
        _log.info(
            "%s %s attempt=%d %.0f ms request_id=%s%s",
            event.operation,
            status if reason is None else f"no answer: {reason}",
            event.attempt,
            seconds * 1000,
            event.request_id,
            f" server_request_id={server_id!a}" if server_id else "",
        )
        tell(self._hooks.after_answer, AnswerEvent(event, status, seconds, reason, server_id))

    def waiting(self, seconds: float, attempt: int, reason: Literal["retry", "limit"]) -> None:
        """A wait begins."""
        operation = self._request.operation.name
        _log.debug("%s waits %.3f s (%s) request_id=%s", operation, seconds, reason, self.request_id)
        tell(self._hooks.before_wait, WaitEvent(operation, self.request_id, attempt, seconds, reason))


def usable_headers(event: RequestEvent | None) -> dict[str, str]:
    """The headers that a hook asks for, without those that no request can carry."""
    kept: dict[str, str] = {}
    if event is None:
        return kept
    wanted = cast("object", event.headers)
    if not isinstance(wanted, dict):
        _log.error("A hook put something else in place of the headers; it is left out.")
        return kept
    for name, value in cast("dict[object, object]", wanted).items():
        if not (isinstance(name, str) and _NAME.fullmatch(name) and name.lower() not in _NOT_A_HOOKS):
            _log.error("A hook asked for a header that it can't set; it is left out: %r", name)
        elif not (isinstance(value, str) and _VALUE.fullmatch(value)):
            _log.error("A hook asked for a header with a value that can't be sent; it is left out: %r", name)
        else:
            kept[name.lower()] = value
    return kept
