"""Carries out operations for a client: checks, sends with session, limit and retries, reads."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Generator, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, cast

import attrs

from lootlocker_api.api import AsyncGameResources, AsyncServerResources, GameResources, ServerResources
from lootlocker_api.client import Answer, Operation, RawResponse, Request, prepare, read

from . import _config as config
from ._answers import HEADERS, Outgoing
from ._config import Settings
from ._contents import opened, opened_async, uploaded, uploaded_async
from ._effects import run, run_async
from ._exchange import Effect, NeedToken, Send, Sleep, exchange
from ._http import AsyncTransport, Transport
from ._limit import Limiter
from ._login import Call, Login, Wait
from ._outward import Outward
from ._session import SERVER_IDLE, AsyncSessionKeeper, SessionKeeper
from .errors import ClientClosed, ConfigurationError, InvalidResponse, TimedOut
from .hooks import Hooks

if TYPE_CHECKING:
    from typing import Self

    from ._arriving import Arriving, AsyncArriving
    from .drift._answers import DriftWatch

T = TypeVar("T")
Kind = Literal["game", "server"]

#: Per kind of client: which member of a session's answer is the token, and how many idle seconds end a session.
TOKEN_MEMBER: Final[Mapping[Kind, str]] = {"game": "session_token", "server": "token"}
IDLE: Final[Mapping[Kind, float | None]] = {"game": None, "server": SERVER_IDLE}
FOREVER: Final = float("inf")


@attrs.frozen
class ServerLogin(Login):
    """How a game server starts its session: with the client's own server key."""

    operation = "session"
    group = "session"


def keeper_for(kind: Kind, login: Login | None, on_session: Callable[[Any], Any] | None, *, is_async: bool) -> Any:
    """A session of one's own."""
    keeper = AsyncSessionKeeper if is_async else SessionKeeper
    return keeper(login, TOKEN_MEMBER[kind], IDLE[kind], on_session)


def limiter_for(rate_limit: int | None) -> Limiter | None:
    """A limiter of one's own."""
    return None if rate_limit is None else Limiter(rate_limit)


@attrs.frozen(eq=False, repr=False)
class _Until:
    """What an engine is to a login: it carries out its calls while the time of the call that waits for it lasts."""

    engine: Any
    deadline: float

    def call(
        self, operation: Operation[Any], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> Any:
        return self.engine.call(operation, arguments, body, self.deadline)

    def call_raw(
        self, operation: Operation[Any], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> Any:
        return self.engine.call_raw(operation, arguments, body, self.deadline)

    def open(
        self, operation: Operation[Any], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> Any:
        return self.engine.open(operation, arguments, body)


def _answer(request: Request, operation: Operation[T], response: RawResponse) -> Answer[T]:
    try:
        return Answer(read(operation, response), response)
    except InvalidResponse as error:
        error.arguments = request.shown()
        raise


class _Engine:
    """What the sync and the async engine share.

    Args:
        keeper: The session, perhaps shared with other clients. Its steps run on a copy of the first engine, which
            nobody closes: closing one client leaves the others able to renew.
    """

    def __init__(
        self,
        kind: Kind,
        settings: Settings,
        transport: Any,
        limiter: Limiter | None,
        keeper: Any,
        hooks: Hooks,
        drift: DriftWatch | None = None,
    ) -> None:
        self.kind: Kind = kind
        self.settings = settings
        self.transport = transport
        self.limiter = limiter
        self.keeper = keeper
        self.hooks = hooks
        self.drift = drift
        self.closed = False
        self.renews = True
        self._values = config.client_values(settings, kind)
        transport.pool.share(self)
        if keeper.perform is None:
            keeper.perform = self._copy()._login_step

    def _copy(self) -> Any:
        copied = object.__new__(type(self))
        copied.__dict__.update(self.__dict__)
        return copied

    def _login_step(self, step: Call | Wait, deadline: float) -> Any:
        raise NotImplementedError

    def _until(self, deadline: float) -> _Until:
        """For a login: the time of the call that waits for it, or this client's own, without what a person may take."""
        own = time.monotonic() + self.settings.timeout
        return _Until(self, min(deadline, max(own, deadline - self.keeper.patience)))

    @property
    def _start_timeout(self) -> float:
        patience: float = self.keeper.patience
        return self.settings.timeout + patience

    def _started(self, token: str | None) -> None:
        if token is None:
            raise TimedOut("start_session", "another caller's start of the session takes longer than the timeout", 0)

    def __reduce__(self) -> tuple[Any, ...]:
        parts = (self.kind, self.settings, self.transport, self.limiter, self.keeper, self.hooks, self.drift)
        return (type(self), parts)

    def check_open(self, what: str) -> None:
        """Raise `ClientClosed` if `close` was called."""
        if self.closed:
            raise ClientClosed(f"{what}: the client is closed. Make a new one.")

    def _prepared(
        self, operation: Operation[Any], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> Request:
        self.check_open(operation.name)
        return prepare(operation, arguments, body, self._values)

    def without_renewal(self) -> Self:
        """The same engine, which lets a 401 stand: nobody starts a session just to end it."""
        engine: Self = self._copy()
        engine.renews = False
        return engine

    def _outgoing(self, request: Request, headers: dict[str, str], timeout: float) -> Outgoing:
        origin, operation = self.settings.base_url, request.operation
        content = cast("bytes | None", request.content)
        base = HEADERS[operation.reads]
        return Outgoing(operation.method, origin, request.target, headers, content, timeout, base)

    def _steps(self, request: Request, deadline: float) -> Generator[Effect, Any, RawResponse]:
        return exchange(
            request,
            self.settings,
            self.limiter,
            clock=time.monotonic,
            jitter=random.random,
            hooks=self.hooks,
            renew=self.renews,
            patience=self.keeper.patience,
            deadline=deadline,
            answered=None if self.drift is None else self.drift.answered,
        )


class Engine(_Engine):
    """For threads."""

    transport: Transport
    keeper: SessionKeeper

    def call(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        body: Mapping[str, object] | None,
        deadline: float = FOREVER,
    ) -> T:
        return self.call_raw(operation, arguments, body, deadline).value

    def call_raw(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        body: Mapping[str, object] | None,
        deadline: float = FOREVER,
    ) -> Answer[T]:
        with Outward():
            request = self._prepared(operation, arguments, body)
            if operation.sends == "multipart":
                return _answer(request, operation, uploaded(self, request, deadline))
            response = run(self._steps(request, deadline), lambda effect: self._perform(request, effect))
            return _answer(request, operation, response)

    def open(
        self, operation: Operation[Any], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> Arriving:
        """Carry out an operation, and leave the body of its success to be read while it comes."""
        with Outward():
            return opened(self, self._prepared(operation, arguments, body))

    def start_session(self) -> Any:
        """Start the session, if none runs; its answer."""
        self.session_token("start_session")
        return self.keeper.latest

    def session_token(self, what: str, stale: str | None = None) -> str | None:
        """The token of the running session; of a new one, if there is none or it is `stale`.

        Args:
            what: What it is for, as errors name it.
        """
        self.check_open(what)
        with Outward():
            token = self.keeper.token(stale, self._start_timeout)
            self._started(token)
        return token

    def _perform(self, request: Request, effect: Effect) -> Any:
        match effect:
            case Send(headers, timeout):
                return self.transport.send(self._outgoing(request, headers, timeout))
            case NeedToken(stale, timeout):
                return self.keeper.token(stale, max(0.0, timeout))
            case Sleep(seconds):
                return time.sleep(seconds)

    def _login_step(self, step: Call | Wait, deadline: float) -> Any:
        if isinstance(step, Wait):
            return time.sleep(min(step.seconds, max(0.0, deadline - time.monotonic())))
        caller = self._until(deadline)
        resources = GameResources(caller) if self.kind == "game" else ServerResources(caller)
        return getattr(getattr(resources, step.group), step.method)(**step.arguments)

    def close(self) -> None:
        """Stop using the connection pool; it is closed with its last user."""
        if not self.closed:
            self.closed = True
            self.transport.pool.leave(self)


class AsyncEngine(_Engine):
    """For tasks."""

    transport: AsyncTransport
    keeper: AsyncSessionKeeper

    async def call(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        body: Mapping[str, object] | None,
        deadline: float = FOREVER,
    ) -> T:
        return (await self.call_raw(operation, arguments, body, deadline)).value

    async def call_raw(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        body: Mapping[str, object] | None,
        deadline: float = FOREVER,
    ) -> Answer[T]:
        with Outward():
            request = self._prepared(operation, arguments, body)
            if operation.sends == "multipart":
                return _answer(request, operation, await uploaded_async(self, request, deadline))
            response = await run_async(self._steps(request, deadline), lambda effect: self._perform(request, effect))
            return _answer(request, operation, response)

    async def open(
        self, operation: Operation[Any], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> AsyncArriving:
        """As `Engine.open`."""
        with Outward():
            return await opened_async(self, self._prepared(operation, arguments, body))

    async def start_session(self) -> Any:
        """Start the session, if none runs; its answer."""
        await self.session_token("start_session")
        return self.keeper.latest

    async def session_token(self, what: str, stale: str | None = None) -> str | None:
        """The token of the running session; of a new one, if there is none or it is `stale`."""
        self.check_open(what)
        with Outward():
            token = await self.keeper.token(stale, self._start_timeout)
            self._started(token)
        return token

    async def _perform(self, request: Request, effect: Effect) -> Any:
        match effect:
            case Send(headers, timeout):
                return await self.transport.send(self._outgoing(request, headers, timeout))
            case NeedToken(stale, timeout):
                return await self.keeper.token(stale, max(0.0, timeout))
            case Sleep(seconds):
                return await asyncio.sleep(seconds)

    async def _login_step(self, step: Call | Wait, deadline: float) -> Any:
        if isinstance(step, Wait):
            return await asyncio.sleep(step.seconds)
        # Nobody is held up by a task: it may take the client's own time too, for those who still wait for it.
        caller = self._until(max(deadline, time.monotonic() + self._start_timeout))
        resources = AsyncGameResources(caller) if self.kind == "game" else AsyncServerResources(caller)
        return await getattr(getattr(resources, step.group), step.method)(**step.arguments)

    async def close(self) -> None:
        """Stop using the connection pool; it is closed with its last user."""
        if not self.closed:
            self.closed = True
            await self.transport.pool.leave(self)


def changed(settings: Settings, options: Mapping[str, Any]) -> Settings:
    """The settings with some of them replaced, checked as in a constructor.

    Raises:
        ConfigurationError: A value is not right, or there is no such option.
    """
    checks: dict[str, Callable[[Any], Any]] = {
        "timeout": config.positive_seconds,
        "max_retries": lambda value: int(config.checked_number(value, "max_retries", least=0, whole=True)),
        "rate_limit": config.checked_limit,
        "game_version": config.checked_version,
    }
    if unknown := options.keys() - checks.keys():
        raise ConfigurationError(f"with_options() has no option {', '.join(sorted(unknown))}.")
    return attrs.evolve(settings, **{name: checks[name](value) for name, value in options.items()})
