"""What every client can do, whichever API it is for: share connections, change options, be closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lootlocker_api.types import UNSET, Unset

from ._config import checked_function, checked_hooks, checked_pool
from ._engine import AsyncEngine, Engine, Kind, changed, keeper_for, limiter_for
from ._http import AsyncTransport, Transport
from ._pool import AsyncPool, Pool
from .errors import ConfigurationError
from .hooks import Hooks

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from lootlocker_api.client import AsyncCaller, Caller
    from lootlocker_api.streams import Progress, Target

    from ._config import Settings
    from .auth import Login
    from .drift._answers import DriftWatch


def given(**options: object) -> dict[str, object]:
    """The options that were given."""
    return {name: value for name, value in options.items() if value is not UNSET}


def drift_watch(on_drift: object) -> DriftWatch | None:
    """What compares answers with the document, for those who want to be told."""
    if on_drift is None:
        return None
    from .drift._answers import DriftWatch

    if isinstance(on_drift, DriftWatch):
        return on_drift
    return DriftWatch(checked_function(on_drift, "on_drift"))


class _Client:
    """What sync and async clients share."""

    def _use(self, engine: Any) -> None:
        self._engine = self._caller = engine

    def _begin(
        self,
        kind: Kind,
        settings: Settings,
        keeper: object,
        hooks: Hooks | None,
        on_drift: object,
        http_client: Any,
        *,
        is_async: bool,
    ) -> None:
        checked_pool(http_client, is_async=is_async)
        trust_env = settings.is_remote
        transport: Transport | AsyncTransport
        if is_async:
            transport = AsyncTransport(AsyncPool(http_client, settings.base_url, trust_env=trust_env))
        else:
            transport = Transport(Pool(http_client, settings.base_url, trust_env=trust_env))
        engine = AsyncEngine if is_async else Engine
        limiter = limiter_for(settings.rate_limit)
        told: Hooks = checked_hooks(hooks) or Hooks()
        self._use(engine(kind, settings, transport, limiter, keeper, told, drift_watch(on_drift)))

    def _with(
        self,
        options: dict[str, object],
        hooks: Hooks | Unset | None,
        login: Login | Unset | None = UNSET,
        on_session: Any = UNSET,
    ) -> Self:
        old: Any = self._engine
        old.check_open("with_options")
        settings = changed(old.settings, options)
        same_player = isinstance(login, Unset)
        if same_player and on_session is not UNSET:
            raise ConfigurationError("on_session belongs to a player's session: pass it together with login.")
        limiter = old.limiter if same_player and "rate_limit" not in options else limiter_for(settings.rate_limit)
        keeper = old.keeper
        if not isinstance(login, Unset):
            told = keeper.on_session if on_session is UNSET else on_session
            keeper = keeper_for(old.kind, login, told, is_async=isinstance(old, AsyncEngine))
        hooks = old.hooks if isinstance(hooks, Unset) else checked_hooks(hooks) or Hooks()
        client = object.__new__(type(self))
        client._use(type(old)(old.kind, settings, old.transport, limiter, keeper, hooks, old.drift))
        return client

    def __copy__(self) -> Self:
        return self._with({}, UNSET)  # closing the copy must not close this one

    def __reduce__(self) -> tuple[Any, ...]:
        return (_again, (type(self), self._engine))

    def __repr__(self) -> str:
        engine = self.__dict__.get("_engine")  # a debugger may look before there is one
        return f"{type(self).__name__}({engine.settings.base_url if engine else ''!r})"


def _again(kind: type[_Client], engine: object) -> _Client:
    """A client from its pickle: the same configuration, no connection and, unless it was asked for, no session."""
    client = object.__new__(kind)
    vars(client).update(_engine=engine, _caller=engine)
    return client


class SyncClient(_Client):
    """What the two sync clients share."""

    _engine: Engine
    _caller: Caller

    def close(self) -> None:
        """Close the client. Connections that other clients share stay open until the last one is closed."""
        self._engine.close()

    def __enter__(self) -> Self:
        self._engine.check_open("with")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def download(self, url: str, to: Target, *, progress: Progress | None = None) -> int:
        """Write a file that LootLocker names by its address, such as a player file's `url`, on whichever host it is.

        No credential goes there, and a redirect is not followed. The client's `timeout` counts until the answer begins,
        and then for each wait for more.

        Args:
            url: An https address. Plain http is for loopback and for the host of `allow_plain_http`.
            to: A path, or a binary file that is open for writing. A path holds the whole file or what it held before.
            progress: Called with the bytes that came so far, and with how many there are in all or None.

        Returns:
            How many bytes came.

        Raises:
            InvalidRequest: An argument is not right.
            APIError: The host answered with a status that is no success.
            TransportError: No answer came.
            StreamBroken: The answer broke off.
            OSError: The file can't be written.
        """
        from ._download import download

        return download(self._engine, url, to, progress)


class AsyncClient(_Client):
    """What the two async clients share."""

    _engine: AsyncEngine
    _caller: AsyncCaller

    async def close(self) -> None:
        """Close the client. Connections that other clients share stay open until the last one is closed."""
        await self._engine.close()

    aclose = close

    async def __aenter__(self) -> Self:
        self._engine.check_open("async with")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def download(self, url: str, to: Target, *, progress: Progress | None = None) -> int:
        """As `GameClient.download`."""
        from ._download import download_async

        return await download_async(self._engine, url, to, progress)
