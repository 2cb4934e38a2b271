"""One call from its first attempt to its answer: sessions, limits and retries as decisions, without I/O."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, Final

import attrs

from lootlocker_api.client import SECURITY_HEADERS, Operation, RawResponse, Request

from ._config import Settings
from ._limit import Limiter
from ._retry import Fault, GiveUp, after_fault, after_status, retry_after_seconds
from .errors import (
    ConfigurationError,
    ConnectionFailed,
    ConnectionLost,
    OutcomeUnknown,
    TimedOut,
    TransportError,
    api_error,
)

SESSION_SCHEMES: Final = frozenset({"gameSession", "serverToken"})


@attrs.frozen
class NeedToken:
    """Ask for the session's token, and for another one than `stale`; None, if that takes longer than `timeout`."""

    stale: str | None = attrs.field(repr=False)
    timeout: float


@attrs.frozen
class Send:
    """Send the request with these headers; the answer, or a `NoAnswer`, within `timeout` seconds."""

    headers: dict[str, str] = attrs.field(repr=False)
    timeout: float


@attrs.frozen
class Sleep:
    """Wait so many seconds."""

    seconds: float


@attrs.frozen
class NoAnswer:
    """What is known when no answer came."""

    fault: Fault
    reason: str


Effect = NeedToken | Send | Sleep


def transport_error(
    operation: Operation[Any], outcome: NoAnswer, attempts: int, doubtful: bool = False
) -> TransportError:
    """The error for a call that brought no answer: it says whether the call may have been carried out.

    Args:
        doubtful: Whether an earlier attempt may have been.
    """
    if outcome.fault is Fault.NOT_SENT and not doubtful:
        return ConnectionFailed(operation.name, outcome.reason, attempts)
    if operation.retry == "once":
        return OutcomeUnknown(operation.name, outcome.reason, attempts)
    kind = TimedOut if outcome.fault is Fault.TIMEOUT else ConnectionLost
    return kind(operation.name, outcome.reason, attempts)


def _fixed_credential(operation: Operation[Any], settings: Settings) -> str | None:
    """The credential that is part of the configuration, for the schemes that are no session."""
    if operation.security == "serverKey":
        return settings.key.reveal()
    if operation.security == "domainKey":
        if settings.domain_key is None:
            raise ConfigurationError(
                f"{operation.name} needs the game's domain key: pass domain_key or set LOOTLOCKER_DOMAIN_KEY."
            )
        return settings.domain_key.reveal()
    return None


def exchange(
    request: Request,
    settings: Settings,
    limiter: Limiter | None,
    *,
    clock: Callable[[], float],
    jitter: Callable[[], float],
    renew: bool = True,
    patience: float = 0.0,
) -> Generator[Effect, Any, RawResponse]:
    """Bring a call to its successful answer.

    Args:
        renew: Whether a 401 is answered with a new session and one more try.
        patience: Seconds that a person may take to sign in; they don't count against the call's own time.

    Raises:
        APIError: The answer is not a success and trying again is not right, or did not help.
        TransportError: No answer came.
        ConfigurationError: The operation needs a credential that the client was not given.
    """
    operation = request.operation
    deadline = clock() + settings.timeout
    headers = dict(request.headers)
    fixed = _fixed_credential(operation, settings)
    has_session = operation.security in SESSION_SCHEMES
    token: str | None = None
    stale: str | None = None
    renewed = not renew
    attempt = 0
    doubtful = False
    while True:
        if has_session:
            begun = clock()
            token = yield NeedToken(stale, deadline - begun + patience)
            if token is None:
                held = NoAnswer(Fault.NOT_SENT, "the start of the session took longer than the call's timeout")
                raise transport_error(operation, held, attempt, doubtful)
            deadline += min(clock() - begun, patience)
        if operation.security is not None:
            headers[SECURITY_HEADERS[operation.security]] = token or fixed or ""
        if limiter is not None:
            wait = limiter.reserve(clock(), deadline - clock())
            if wait is None:
                held = NoAnswer(Fault.NOT_SENT, "the client's own limit holds the call back beyond its timeout")
                raise transport_error(operation, held, attempt, doubtful)
            if wait:
                yield Sleep(wait)
        left = deadline - clock()
        if left <= 0:
            held = NoAnswer(Fault.NOT_SENT, "the call's time went into the start of the session or into waiting")
            raise transport_error(operation, held, attempt, doubtful)
        attempt += 1
        outcome: RawResponse | NoAnswer = yield Send(headers, left)
        if isinstance(outcome, NoAnswer):
            decision = after_fault(outcome.fault, operation.retry, attempt, settings.max_retries, jitter)
            error: Exception = transport_error(operation, outcome, attempt, doubtful)
            doubtful = doubtful or outcome.fault is not Fault.NOT_SENT
        elif 200 <= outcome.status < 300:
            return outcome
        elif outcome.status == 401 and has_session and not renewed:
            renewed, stale = True, token
            attempt -= 1  # it was not carried out, so it uses up no retry
            continue
        else:
            wanted = retry_after_seconds(outcome.headers.get("retry-after"))
            decision = after_status(outcome.status, wanted, operation.retry, attempt, settings.max_retries, jitter)
            error = api_error(operation, outcome, doubtful)
            doubtful = doubtful or outcome.status >= 500
        if isinstance(decision, GiveUp) or decision.delay >= deadline - clock():
            raise error
        yield Sleep(decision.delay)
