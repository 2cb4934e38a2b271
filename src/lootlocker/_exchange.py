"""One call from its first attempt to its answer: sessions, limits and retries as decisions, without I/O."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, Final

import attrs

from lootlocker_api.client import SECURITY_HEADERS, Operation, RawResponse, Request

from ._config import Settings
from ._limit import Limiter
from ._retry import Fault, GiveUp, NoAnswer, Retry, after_fault, after_status, may_have_happened
from ._watch import REQUEST_ID, RETRY_ATTEMPT, Watch, usable_headers
from .errors import (
    ConfigurationError,
    ConnectionFailed,
    ConnectionLost,
    OutcomeUnknown,
    TimedOut,
    TransportError,
    api_error,
    wanted_wait,
)
from .hooks import Hooks

NO_HOOKS: Final = Hooks()
CANCELLED: Final = NoAnswer(Fault.BROKEN, "the call was cancelled")
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


Effect = NeedToken | Send | Sleep


def transport_error(
    request: Request, outcome: NoAnswer, attempts: int, doubtful: bool = False, request_id: str = ""
) -> TransportError:
    """The error for a call that brought no answer: it says whether the call may have been carried out.

    Args:
        doubtful: Whether an earlier attempt may have been.
    """
    operation = request.operation
    if outcome.fault is Fault.NOT_SENT and not doubtful:
        kind: type[TransportError] = ConnectionFailed
    elif operation.retry == "once":
        kind = OutcomeUnknown
    else:
        kind = TimedOut if outcome.fault is Fault.TIMEOUT else ConnectionLost
    return kind(operation.name, outcome.reason, attempts, request_id, request.shown())


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
    hooks: Hooks = NO_HOOKS,
    renew: bool = True,
    patience: float = 0.0,
    deadline: float = float("inf"),
    answered: Callable[[Operation[Any], RawResponse], None] | None = None,
) -> Generator[Effect, Any, RawResponse]:
    """Bring a call to its successful answer.

    Args:
        hooks: What the user wants to be told of.
        renew: Whether a 401 is answered with a new session and one more try.
        patience: Seconds that a person may take to sign in; they don't count against the call's own time.
        deadline: When the time is up, by `clock`, if somebody else's call says so and not the client's timeout.
        answered: Is given each answer, to compare it with the document.

    Raises:
        APIError: The answer is not a success and trying again is not right, or did not help.
        TransportError: No answer came.
        ConfigurationError: The operation needs a credential that the client was not given.
    """
    operation = request.operation
    deadline = clock() + settings.timeout if deadline == float("inf") else deadline
    watch = Watch(request, settings.host, hooks)
    own = {name.lower(): text for name, text in request.headers.items()} | {REQUEST_ID: watch.request_id}
    fixed = _fixed_credential(operation, settings)
    has_session = operation.security in SESSION_SCHEMES
    token: str | None = None
    stale: str | None = None
    renewed = not renew
    failures = sent = 0
    doubtful = False

    def held_back(reason: str) -> TransportError:
        error = transport_error(request, NoAnswer(Fault.NOT_SENT, reason), sent, doubtful, watch.request_id)
        error.needed = 0.0
        return error

    while True:
        if has_session:
            begun = clock()
            token = yield NeedToken(stale, deadline - begun + patience)
            if token is None:
                raise held_back("the start of the session took longer than the call's timeout")
            deadline += min(clock() - begun, patience)
        if operation.security is not None:
            own[SECURITY_HEADERS[operation.security]] = token or fixed or ""
        if limiter is not None:
            asked = clock()
            wait = limiter.reserve(asked, deadline - asked)
            if wait is None:
                raise held_back(f"the client's own limit holds the call back beyond its timeout: {limiter}")
            if wait:
                watch.waiting(wait, sent, "limit")
                try:
                    yield Sleep(wait)
                except BaseException:  # the caller was cancelled
                    limiter.release(asked + wait)
                    raise
        left = deadline - clock()
        if left <= 0:
            raise held_back("the call's time went into the start of the session or into waiting")
        sent += 1
        if sent > 1:
            own[RETRY_ATTEMPT] = str(sent - 1)
        event = watch.before(sent)
        begun = clock()
        outcome: RawResponse | NoAnswer = CANCELLED
        try:
            outcome = yield Send({**usable_headers(event), **own}, left)
        finally:
            watch.after(event, outcome, clock() - begun)
        if answered is not None and isinstance(outcome, RawResponse):
            answered(operation, outcome)
        if isinstance(outcome, RawResponse) and operation.secret_answer:
            outcome = attrs.evolve(outcome, secret=True)
        if isinstance(outcome, RawResponse) and 200 <= outcome.status < 300:
            return outcome
        if isinstance(outcome, RawResponse) and outcome.status == 401 and has_session and not renewed:
            renewed, stale = True, token  # a 401 was not carried out, so it uses up no retry
            continue
        failures += 1
        if isinstance(outcome, NoAnswer):
            decision = after_fault(outcome.fault, operation.retry, failures, settings.max_retries, jitter)
            may_be_done = outcome.fault is not Fault.NOT_SENT
        else:
            wanted = wanted_wait(outcome)
            decision = after_status(outcome.status, wanted, operation.retry, failures, settings.max_retries, jitter)
            may_be_done = may_have_happened(outcome.status)
        if isinstance(decision, GiveUp) or decision.delay >= deadline - clock():
            late = isinstance(outcome, NoAnswer) and outcome.fault is Fault.TIMEOUT
            needed = decision.delay if isinstance(decision, Retry) else 0.0 if late else None
            if isinstance(outcome, NoAnswer):
                lost = transport_error(request, outcome, sent, doubtful, watch.request_id)
                lost.needed = needed
                raise lost
            refused = api_error(request, outcome, doubtful, watch.request_id)
            refused.needed = needed
            raise refused
        doubtful = doubtful or may_be_done
        watch.waiting(decision.delay, sent, "retry")
        yield Sleep(decision.delay)
