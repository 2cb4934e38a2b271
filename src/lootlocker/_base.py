"""What every client can do, whichever API it is for: share connections, change options, be closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lootlocker_api.types import Unset

from ._engine import AsyncEngine, Engine, changed, limiter_for

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from lootlocker_api.client import AsyncCaller, Caller

    from .auth import Login


class _Client:
    """What sync and async clients share."""

    def _use(self, engine: Any) -> None:
        self._engine = self._caller = engine

    @classmethod
    def _over(cls, engine: Any) -> Self:
        client = cls.__new__(cls)
        client._use(engine)
        return client

    def _with(self, login: Login | Unset | None, options: dict[str, object]) -> Self:
        old: Any = self._engine
        old.check_open("with_options")
        settings = changed(old.settings, options)
        same_player = isinstance(login, Unset)
        limiter = old.limiter if same_player and "rate_limit" not in options else limiter_for(settings.rate_limit)
        session = {"keeper": old.keeper} if same_player else {"login": login}
        return self._over(type(old)(old.kind, settings, old.transport, limiter, **session))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._engine.settings.base_url!r})"


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


class AsyncClient(_Client):
    """What the two async clients share."""

    _engine: AsyncEngine
    _caller: AsyncCaller

    async def close(self) -> None:
        """Close the client. Connections that other clients share stay open until the last one is closed."""
        await self._engine.close()

    async def __aenter__(self) -> Self:
        self._engine.check_open("async with")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
