"""Carries out operations for a client: checks, sends with session, limit and retries, reads."""

from __future__ import annotations

import asyncio
import copy
import random
import time
from collections.abc import Callable, Generator, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import attrs

from lootlocker_api.api import AsyncGameResources, AsyncServerResources, GameResources, ServerResources
from lootlocker_api.client import Answer, Operation, RawResponse, Request, prepare, read

from . import _config as config
from ._config import Settings
from ._effects import run, run_async
from ._exchange import Effect, NeedToken, Send, Sleep, exchange
from ._http import AsyncTransport, Transport
from ._limit import Limiter
from ._session import SERVER_IDLE, AsyncSessionKeeper, SessionKeeper
from .auth import Call, Login, Wait
from .errors import ClientClosed, ConfigurationError

if TYPE_CHECKING:
    from typing import Self

T = TypeVar("T")
Kind = Literal["game", "server"]

#: Per kind of client: which member of a session's answer is the token, and how many idle seconds end a session.
TOKEN_MEMBER: Final[Mapping[Kind, str]] = {"game": "session_token", "server": "token"}
IDLE: Final[Mapping[Kind, float | None]] = {"game": None, "server": SERVER_IDLE}


@attrs.frozen
class ServerLogin(Login):
    """How a game server starts its session: with the client's own server key."""

    operation = "session"
    group = "session"


def limiter_for(rate_limit: int | None) -> Limiter | None:
    """A limiter of one's own."""
    return None if rate_limit is None else Limiter(rate_limit)


class _Engine:
    """What the sync and the async engine share."""

    def __init__(self, kind: Kind, settings: Settings, limiter: Limiter | None) -> None:
        self.kind: Kind = kind
        self.settings = settings
        self.limiter = limiter
        self.closed = False
        self.renews = True
        self._values = config.client_values(settings, kind)

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
        engine = copy.copy(self)
        engine.renews = False
        return engine

    def _steps(self, request: Request, patience: float) -> Generator[Effect, Any, RawResponse]:
        return exchange(
            request,
            self.settings,
            self.limiter,
            clock=time.monotonic,
            jitter=random.random,
            renew=self.renews,
            patience=patience,
        )


class Engine(_Engine):
    """For threads.

    Args:
        login: How sessions start; ignored where `keeper` is given.
        keeper: The session to share with another client. Its steps run on a copy of the first engine, which nobody
            closes: closing one client leaves the others able to renew.
    """

    def __init__(
        self,
        kind: Kind,
        settings: Settings,
        transport: Transport,
        limiter: Limiter | None,
        login: Login | None = None,
        keeper: SessionKeeper | None = None,
    ) -> None:
        super().__init__(kind, settings, limiter)
        self.transport = transport
        transport.share(self)
        self.keeper = keeper or SessionKeeper(login, TOKEN_MEMBER[kind], IDLE[kind])
        if keeper is None:
            self.keeper.perform = copy.copy(self)._login_step

    def call(self, operation: Operation[T], arguments: Mapping[str, object], body: Mapping[str, object] | None) -> T:
        return self.call_raw(operation, arguments, body).value

    def call_raw(
        self, operation: Operation[T], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> Answer[T]:
        request = self._prepared(operation, arguments, body)
        steps = self._steps(request, self.keeper.patience)
        response = run(steps, lambda effect: self._perform(request, effect))
        return Answer(read(operation, response), response)

    def _perform(self, request: Request, effect: Effect) -> Any:
        match effect:
            case Send(headers, timeout):
                url = self.settings.base_url + request.target
                return self.transport.send(request.operation.method, url, headers, request.content, timeout)
            case NeedToken(stale, timeout):
                return self.keeper.token(stale, max(0.0, timeout))
            case Sleep(seconds):
                return time.sleep(seconds)

    def _login_step(self, step: Call | Wait) -> Any:
        if isinstance(step, Wait):
            time.sleep(step.seconds)
            return None
        resources = GameResources(self) if self.kind == "game" else ServerResources(self)
        return getattr(getattr(resources, step.group), step.method)(**step.arguments)

    def close(self) -> None:
        """Stop using the connection pool; it is closed with its last user."""
        if not self.closed:
            self.closed = True
            self.transport.leave(self)


class AsyncEngine(_Engine):
    """For tasks."""

    def __init__(
        self,
        kind: Kind,
        settings: Settings,
        transport: AsyncTransport,
        limiter: Limiter | None,
        login: Login | None = None,
        keeper: AsyncSessionKeeper | None = None,
    ) -> None:
        super().__init__(kind, settings, limiter)
        self.transport = transport
        transport.share(self)
        self.keeper = keeper or AsyncSessionKeeper(login, TOKEN_MEMBER[kind], IDLE[kind])
        if keeper is None:
            self.keeper.perform = copy.copy(self)._login_step

    async def call(
        self, operation: Operation[T], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> T:
        return (await self.call_raw(operation, arguments, body)).value

    async def call_raw(
        self, operation: Operation[T], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> Answer[T]:
        request = self._prepared(operation, arguments, body)
        response = await run_async(
            self._steps(request, self.keeper.patience), lambda effect: self._perform(request, effect)
        )
        return Answer(read(operation, response), response)

    async def _perform(self, request: Request, effect: Effect) -> Any:
        match effect:
            case Send(headers, timeout):
                url = self.settings.base_url + request.target
                return await self.transport.send(request.operation.method, url, headers, request.content, timeout)
            case NeedToken(stale, timeout):
                return await self.keeper.token(stale, max(0.0, timeout))
            case Sleep(seconds):
                return await asyncio.sleep(seconds)

    async def _login_step(self, step: Call | Wait) -> Any:
        if isinstance(step, Wait):
            await asyncio.sleep(step.seconds)
            return None
        resources = AsyncGameResources(self) if self.kind == "game" else AsyncServerResources(self)
        return await getattr(getattr(resources, step.group), step.method)(**step.arguments)

    async def close(self) -> None:
        """Stop using the connection pool; it is closed with its last user."""
        if not self.closed:
            self.closed = True
            await self.transport.leave(self)


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
