"""Calls operations one after the other with whatever is known, and keeps what differs from the document."""

from __future__ import annotations

import importlib
import pkgutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from lootlocker_api import api

from ..errors import (
    APIError,
    ConfigurationError,
    ConnectionFailed,
    InvalidRequest,
    InvalidResponse,
    LootLockerError,
    SessionExpired,
    Unauthorized,
)
from ._arguments import Given, Known, Wanted, calls

if TYPE_CHECKING:
    from lootlocker_api.client import Operation, RawResponse

Api = Literal["game", "server"]
#: What a client of each API can call: the rest needs a credential that neither has.
_API_OF: Final[Mapping[str, Api]] = {"gameSession": "game", "serverToken": "server", "serverKey": "server"}
_UNFIT: Final = "the arguments do not match the document"


@attrs.frozen
class Called:
    """An operation that was called, and the statuses that it answered."""

    operation: Operation[Any]
    statuses: tuple[int, ...]


@attrs.frozen
class Left:
    """An operation that was not called, and why; `names` are the arguments that are missing."""

    operation: Operation[Any]
    reason: str
    names: tuple[str, ...] = ()


def operations() -> Iterator[Operation[Any]]:
    """Every operation that this client was generated with."""
    for group in pkgutil.iter_modules(api.__path__, f"{api.__name__}."):
        package = importlib.import_module(group.name)
        for module in pkgutil.iter_modules(package.__path__, f"{group.name}."):
            yield importlib.import_module(module.name).OPERATION


def api_of(operation: Operation[Any]) -> Api:
    """Which client calls an operation."""
    return _API_OF.get(operation.security or "", "server" if operation.name.startswith("server.") else "game")


@attrs.define(repr=False)
class Walk:
    """One walk through the operations.

    Args:
        clients: A client for each API that is to be called, with its session started.
        given: What the user gave to call with.
        known: Ids out of earlier answers, those of the session starts to begin with.
        tell: Is told what happens, a line at a time.
        pause: Seconds from one call to the next, at least.
    """

    clients: Mapping[Api, Any]
    given: Given
    known: Known
    tell: Callable[[str], None] = lambda line: None
    pause: float = 0.0
    called: list[Called] = attrs.field(factory=list["Called"], init=False)
    left: list[Left] = attrs.field(factory=list["Left"], init=False)
    #: Why the walk ended before its end, in a sentence; else empty.
    stopped: str = attrs.field(default="", init=False)
    _number: int = attrs.field(default=0, init=False)
    _total: int = attrs.field(default=0, init=False)
    _next: float = attrs.field(default=0.0, init=False)

    def run(self, chosen: Iterable[Operation[Any]]) -> None:
        """Call the operations: first what reads, and of that what needs the fewest ids, so that answers give more."""
        waiting: list[Operation[Any]] = []
        for operation in chosen:
            if operation.reads != "json" or operation.sends == "multipart":
                self.left.append(Left(operation, "it takes or gives what is no JSON"))
            elif api_of(operation) in self.clients:
                waiting.append(operation)
            else:
                self.left.append(Left(operation, f"no login for the {api_of(operation)} API was asked for"))
        waiting.sort(key=lambda each: (each.retry != "safe", each.path.count("{"), each.name))
        self._total = len(waiting)
        try:
            while not self.stopped:
                ready = next((each for each in waiting if not self._calls(each)[1]), None)
                if ready is None:
                    break
                waiting.remove(ready)
                self._call(ready)
        except KeyboardInterrupt:
            self.stopped = "The walk was interrupted."
        for operation in waiting:
            missing = tuple(self._calls(operation)[1])
            self.left.append(Left(operation, "" if missing else "the walk had ended", missing))

    def _calls(self, operation: Operation[Any]) -> tuple[list[Wanted], list[str]]:
        return calls(operation, self.given.of(operation.name), self.known)

    def _call(self, operation: Operation[Any]) -> None:
        self._number += 1
        statuses: list[int] = []
        reason = ""
        for wanted in self._calls(operation)[0]:
            response, reason = self._answer(operation, wanted)
            if response is None:
                if reason == _UNFIT:
                    continue
                break
            statuses.append(response.status)
            if response.status == 404 and operation.retry == "safe":
                continue  # another id may be the right one
            break
        if statuses:
            self.called.append(Called(operation, tuple(statuses)))
        else:
            self.left.append(Left(operation, reason))
        outcome = ", ".join(map(str, statuses)) or reason
        self.tell(f"[{self._number}/{self._total}] {operation.name}: {outcome}")

    def _answer(self, operation: Operation[Any], wanted: Wanted) -> tuple[RawResponse | None, str]:
        """What came, or why nothing did."""
        caller = self.clients[api_of(operation)]._caller
        time.sleep(max(0.0, self._next - time.monotonic()))
        self._next = time.monotonic() + self.pause
        try:
            response: RawResponse = caller.call_raw(operation, wanted.arguments, wanted.body).response
        except (Unauthorized, SessionExpired, ConnectionFailed) as error:
            if isinstance(error, Unauthorized) and operation.security not in _API_OF:
                return error.response, ""  # it refuses an argument, not the credential that all calls have
            self.stopped = f"The walk ended at {operation.name}: {sentence(error)}"
            response_of: RawResponse | None = getattr(error, "response", None)
            return response_of, "no answer"
        except (APIError, InvalidResponse) as error:
            return error.response, ""
        except InvalidRequest as error:
            self.tell(sentence(error))  # not into the report: it quotes the argument
            return None, _UNFIT
        except ConfigurationError as error:
            return None, str(error)
        except LootLockerError as error:
            return None, f"no answer ({type(error).__name__})"
        with suppress(ValueError):  # no JSON, where none is documented
            self.known.learn(response.json(), operation.path)
        return response, ""


def sentence(error: LootLockerError) -> str:
    """What went wrong, for the user's own eyes."""
    text = str(error)
    return text if text.endswith(".") else f"{text}."
