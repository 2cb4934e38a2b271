"""Whether a call is tried again, and when. Pure: no clock, no network, no random source of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Final, Literal

import attrs

RetryClass = Literal["safe", "idempotent", "once"]

#: Seconds: the first wait is up to this long, each further one up to twice as long, none longer than the cap.
BACKOFF: Final = 0.2
BACKOFF_CAP: Final = 8.0
_SECONDS: Final = re.compile(r"-?(\d+(\.\d*)?|\.\d+)", re.ASCII)
#: Between the values of several headers of one name; the comma of `Sun, 06 Nov 1994` is none.
_BETWEEN: Final = re.compile(r",(?!\s*\d{1,2}[ -][A-Za-z])", re.ASCII)
#: Statuses that may go away by themselves.
TRANSIENT: Final = frozenset({408, 500, 502, 503, 504})


class Fault(Enum):
    """What is known when no answer came."""

    NOT_SENT = "the request did not reach the server"
    TIMEOUT = "no answer in time"
    BROKEN = "the connection broke"


@attrs.frozen
class NoAnswer:
    """What is known when no answer came."""

    fault: Fault
    reason: str


@attrs.frozen
class Retry:
    """Try again after `delay` seconds."""

    delay: float


@attrs.frozen
class GiveUp:
    """Raise what happened."""


def after_fault(
    fault: Fault, retry: RetryClass, attempt: int, max_retries: int, jitter: Callable[[], float]
) -> Retry | GiveUp:
    """Decide after an attempt that brought no answer.

    Args:
        fault: What happened.
        retry: The operation's class in the document.
        attempt: How many attempts were made, from 1.
        max_retries: How many further ones are allowed in all.
        jitter: A number from 0 to 1; full jitter multiplies the backoff with it.
    """
    if attempt > max_retries or (fault is not Fault.NOT_SENT and retry == "once"):
        return GiveUp()
    return Retry(backoff(attempt, jitter))


def after_status(
    status: int,
    retry_after: float | None,
    retry: RetryClass,
    attempt: int,
    max_retries: int,
    jitter: Callable[[], float],
) -> Retry | GiveUp:
    """Decide after an answer that is not a success.

    429 was not carried out, so every class may be sent again; a 408 or a 5xx may have been, so `once` is not.
    Never earlier than Retry-After says.
    """
    repeatable = status == 429 or (status in TRANSIENT and retry != "once")
    if attempt > max_retries or not repeatable:
        return GiveUp()
    return Retry(max(backoff(attempt, jitter), retry_after or 0.0))


def backoff(attempt: int, jitter: Callable[[], float]) -> float:
    """Seconds to wait after attempt number `attempt`, with full jitter."""
    return min(BACKOFF_CAP, BACKOFF * 2.0 ** min(attempt - 1, 30)) * jitter()


def may_have_happened(status: int) -> bool:
    """Whether a call that was answered so may have been carried out although the answer is not a success.

    A redirect is a common answer after an effect; 408, 499 and all from 500 may come from a gateway that gave up.
    """
    return status >= 500 or status < 200 or 300 <= status < 400 or status in (408, 499)


def retry_after_seconds(value: str | None, date: str | None = None, now: datetime | None = None) -> float | None:
    """Read a Retry-After header: seconds, fractions included, or an HTTP date. Anything else is None.

    Args:
        value: The header; of several, the longest wait counts.
        date: The Date header of the same answer: a date to wait for is measured by the clock that wrote it.
        now: The time where the answer has no Date.

    Returns:
        Seconds from now, never negative; infinity for a number beyond all bounds.
    """
    if value is None:
        return None
    since = _moment(date) or now or datetime.now(UTC)
    waits = [_seconds_of(each.strip(), since) for each in _BETWEEN.split(value)]
    return max((wait for wait in waits if wait is not None), default=None)


def _seconds_of(value: str, since: datetime) -> float | None:
    if _SECONDS.fullmatch(value):
        return max(0.0, float(value))
    until = _moment(value)
    return None if until is None else max(0.0, (until - since).total_seconds())


def _moment(date: str | None) -> datetime | None:
    if date is None:
        return None
    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
