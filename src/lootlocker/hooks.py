"""What a client lets you watch: hooks before a request, after its answer and before a wait.

    def after_answer(event):
        metrics.timing(event.request.operation, event.duration)

    game = GameClient("dev_key", login=GuestLogin(), hooks=Hooks(after_answer=after_answer))

Hooks are called in the thread or the task of the call, so they should be quick. An error in a hook is logged and
changes nothing of the call: an answered grant stays answered. No event holds a key, a token or a body.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any, Final, Literal

import attrs

_log: Final = logging.getLogger("lootlocker")


@attrs.define(eq=False)
class RequestEvent:
    """A request that is about to be sent.

    Attributes:
        operation: As in `game.heroes.create_player_hero`.
        method: `GET`, `POST`, ...
        host: Host and port that it goes to.
        path: The path as the document writes it, with its parameters in braces.
        retry: The operation's retry class: `safe`, `idempotent` or `once`.
        request_id: The call's id, sent as `LL-Request-Id`; the same for each attempt.
        attempt: Which attempt of the call this is, from 1.
        headers: More headers to send, empty at first: put a trace's context here. They can't replace the client's own.
        state: Yours: what a hook puts here, a later one finds in `AnswerEvent.request.state`.
    """

    operation: str
    method: str
    host: str
    path: str
    retry: str
    request_id: str
    attempt: int
    headers: dict[str, str] = attrs.field(factory=dict[str, str], repr=False)
    state: dict[Any, Any] = attrs.field(factory=dict[Any, Any], repr=False)


@attrs.frozen(eq=False)
class AnswerEvent:
    """What became of a request.

    Attributes:
        request: The event from before it.
        status: The HTTP status, or None if no answer came.
        duration: Seconds from sending to the end of the answer.
        reason: Why no answer came, in words; else None.
        server_request_id: The `request_id` in the body of an error, for LootLocker's support; else None.
    """

    request: RequestEvent
    status: int | None
    duration: float
    reason: str | None
    server_request_id: str | None


@attrs.frozen(eq=False)
class WaitEvent:
    """A wait that is about to begin.

    Attributes:
        operation: As in `game.heroes.create_player_hero`.
        request_id: The call's id.
        attempt: How many attempts were made before it.
        seconds: How long.
        reason: `retry` (backoff or Retry-After) or `limit` (the client's own rate limit).
    """

    operation: str
    request_id: str
    attempt: int
    seconds: float
    reason: Literal["retry", "limit"]


@attrs.frozen(kw_only=True)
class Hooks:
    """Plain functions of your own, in the async clients too; each may be left out.

    Args:
        before_request: Called before each request, retries and session starts included.
        after_answer: Called after each request, whether an answer came or not, cancellation included.
        before_wait: Called before each wait.
    """

    before_request: Callable[[RequestEvent], object] | None = None
    after_answer: Callable[[AnswerEvent], object] | None = None
    before_wait: Callable[[WaitEvent], object] | None = None


def tell(hook: Callable[[Any], object] | None, event: object) -> object:
    """Call a hook, if there is one; an error of its own is logged and goes no further."""
    if hook is None:
        return None
    outside = sys.exception()
    try:
        return hook(event)
    except Exception as error:
        link: BaseException | None = error
        while link is not None:  # what broke off the call itself is none of the hook's business: its frames hold keys
            link.__context__ = None if link.__context__ is outside else link.__context__
            link = link.__context__
        _log.exception("A hook failed on %s; the call goes on.", type(event).__name__)
        return None


__all__ = ["AnswerEvent", "Hooks", "RequestEvent", "WaitEvent"]
