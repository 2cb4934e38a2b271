"""The clients of the Game API: generated operations on an engine with sessions, limits and retries."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from lootlocker_api.api import AsyncGameResources, GameResources
from lootlocker_api.types import UNSET, Unset

from . import _config as config
from ._base import AsyncClient, SyncClient, given
from ._engine import changed, keeper_for
from .errors import Unauthorized

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    import httpx

    from lootlocker_api.models import Session

    from .auth import Login
    from .drift import Drift
    from .hooks import Hooks
    from .presence import AsyncPresences, Presences


def _game_settings(game_key: str | None, rate_limit: int | Unset | None, options: dict[str, Any]) -> config.Settings:
    key = config.secret(game_key, "game key", "game_key", "LOOTLOCKER_GAME_KEY")
    found = config.settings(key=key, rate_limit=None if isinstance(rate_limit, Unset) else rate_limit, **options)
    if isinstance(rate_limit, Unset) and found.is_live:
        return changed(found, {"rate_limit": config.PLAYER_RATE_LIMIT})
    return found


class GameClient(SyncClient, GameResources):
    """One player of the Game API. Safe to use from several threads.

    Args:
        game_key: The game's API key, `dev_...` or `prod_...`. Default: `LOOTLOCKER_GAME_KEY`.
        login: How the player signs in; see `lootlocker.auth`. The session starts at the first call that needs one.
        game_version: The game's version, X.Y[.Z[.B]]. Default: `LOOTLOCKER_GAME_VERSION`.
        base_url: Scheme and host. Default: `LOOTLOCKER_BASE_URL`, or https://api.lootlocker.com.
        domain_key: The game's domain key: calls go to the game's own domain, and White Label Login works.
            Default: `LOOTLOCKER_DOMAIN_KEY`.
        api_version: The `LL-Version` header where an operation has one.
        timeout: Seconds for a whole call, at most a day: retries, the start of a session and waiting for the limit
            included.
        max_retries: How often a call is sent again at most; a `once` call only if it certainly was not carried out.
        rate_limit: Requests in any 60 seconds of this player, session starts included; None for no limit. Players made
            with `with_options(login=...)` count for themselves. Default: 279 on LootLocker's own hosts, else none.
        http_client: A connection pool of your own; the client does not close it. Neither its transport nor its
            auth may repeat requests by themselves: that could carry a grant out twice. A sync one bounds each read
            alone, so a server that drips the head of its answer can hold a call beyond its timeout.
        allow_plain_http: The one host, by its name, that may be called without TLS, on a network that you trust with
            keys and tokens; loopback always may.
        hooks: What to call before a request, after an answer and before a wait; see `lootlocker.hooks`.
        on_session: Called with the answer of each session start, once it is in use: store its `refresh_token`, which
            changes with each renewal, and go on later with `EpicLogin.from_refresh_token(...)` or its like. In an
            AsyncGameClient it may be a coroutine function. An error in it is logged and changes nothing.
        on_drift: Called, as a hook is, with a `lootlocker.drift.Drift` for each difference between an answer and the
            document, once each: to find out whether the document is true. Comparing takes longer than reading.

    Raises:
        ConfigurationError: Something is missing or malformed.
    """

    def __init__(
        self,
        game_key: str | None = None,
        *,
        login: Login | None = None,
        game_version: str | None = None,
        base_url: str | None = None,
        domain_key: str | None = None,
        api_version: str = config.API_VERSION,
        timeout: float = config.TIMEOUT,
        max_retries: int = config.MAX_RETRIES,
        rate_limit: int | Unset | None = UNSET,
        http_client: httpx.Client | None = None,
        allow_plain_http: str | None = None,
        hooks: Hooks | None = None,
        on_session: Callable[[Session], object] | None = None,
        on_drift: Callable[[Drift], object] | None = None,
    ) -> None:
        options: dict[str, Any] = {
            "game_version": game_version,
            "base_url": base_url,
            "domain_key": domain_key,
            "allow_plain_http": allow_plain_http,
            "api_version": api_version,
            "timeout": timeout,
            "max_retries": max_retries,
        }
        settings = _game_settings(game_key, rate_limit, options)
        keeper = keeper_for("game", login, on_session, is_async=False)
        self._begin("game", settings, keeper, hooks, on_drift, http_client, is_async=False)

    def with_options(
        self,
        *,
        login: Login | Unset | None = UNSET,
        timeout: float | Unset = UNSET,
        max_retries: int | Unset = UNSET,
        rate_limit: int | Unset | None = UNSET,
        game_version: str | Unset = UNSET,
        hooks: Hooks | Unset | None = UNSET,
        on_session: Callable[[Session], object] | Unset | None = UNSET,
    ) -> Self:
        """Another client on the same connections, with some options changed; nothing changes for this one.

        With `login` it is another player, with a session of its own. Without, it shares this one's session, which
        starts with the game version of the client that was made first. `on_session` goes with `login`; another
        `rate_limit` begins to count anew.

        Raises:
            ConfigurationError: A value is not right.
        """
        options = given(timeout=timeout, max_retries=max_retries, rate_limit=rate_limit, game_version=game_version)
        return self._with(options, hooks, login, on_session)

    @property
    def current_session(self) -> Session | None:
        """What the session start answered (player ids, names, refresh token); None before the first call."""
        held = self._engine.keeper.held
        return held.answer if held is not None else None

    @property
    def presence(self) -> Presences:
        """The WebSocket that shows the player as online: `with game.presence.connect(): ...`; extra `[presence]`."""
        from .presence import Presences

        return Presences(self._engine)

    def start_session(self) -> Session:
        """Start the session now, if it does not run yet.

        Raises:
            APIError: The login was refused.
            SessionExpired: The login can't start another session.
            TransportError: No answer came.
        """
        session: Session = self._engine.start_session()
        return session

    def end_session(self, *, logout: bool = False) -> None:
        """End the session, if one runs. The next call starts a new one.

        Args:
            logout: Whether the White Label login ends too.
        """
        held = self._engine.keeper.held
        if held is None:
            return
        resources = GameResources(self._engine.without_renewal())
        with suppress(Unauthorized):  # it was over already
            resources.authentication.end_session(logout=logout or UNSET)
        self._engine.keeper.forget(held)


class AsyncGameClient(AsyncClient, AsyncGameResources):
    """One player of the Game API, for asyncio. Arguments as for `GameClient`, `http_client` an `httpx.AsyncClient`."""

    def __init__(
        self,
        game_key: str | None = None,
        *,
        login: Login | None = None,
        game_version: str | None = None,
        base_url: str | None = None,
        domain_key: str | None = None,
        api_version: str = config.API_VERSION,
        timeout: float = config.TIMEOUT,
        max_retries: int = config.MAX_RETRIES,
        rate_limit: int | Unset | None = UNSET,
        http_client: httpx.AsyncClient | None = None,
        allow_plain_http: str | None = None,
        hooks: Hooks | None = None,
        on_session: Callable[[Session], object] | None = None,
        on_drift: Callable[[Drift], object] | None = None,
    ) -> None:
        options: dict[str, Any] = {
            "game_version": game_version,
            "base_url": base_url,
            "domain_key": domain_key,
            "allow_plain_http": allow_plain_http,
            "api_version": api_version,
            "timeout": timeout,
            "max_retries": max_retries,
        }
        settings = _game_settings(game_key, rate_limit, options)
        keeper = keeper_for("game", login, on_session, is_async=True)
        self._begin("game", settings, keeper, hooks, on_drift, http_client, is_async=True)

    def with_options(
        self,
        *,
        login: Login | Unset | None = UNSET,
        timeout: float | Unset = UNSET,
        max_retries: int | Unset = UNSET,
        rate_limit: int | Unset | None = UNSET,
        game_version: str | Unset = UNSET,
        hooks: Hooks | Unset | None = UNSET,
        on_session: Callable[[Session], object] | Unset | None = UNSET,
    ) -> Self:
        """As `GameClient.with_options`."""
        options = given(timeout=timeout, max_retries=max_retries, rate_limit=rate_limit, game_version=game_version)
        return self._with(options, hooks, login, on_session)

    @property
    def current_session(self) -> Session | None:
        """As `GameClient.current_session`."""
        held = self._engine.keeper.held
        return held.answer if held is not None else None

    @property
    def presence(self) -> AsyncPresences:
        """As `GameClient.presence`: `async with game.presence.connect(): ...`."""
        from .presence import AsyncPresences

        return AsyncPresences(self._engine)

    async def start_session(self) -> Session:
        """As `GameClient.start_session`."""
        session: Session = await self._engine.start_session()
        return session

    async def end_session(self, *, logout: bool = False) -> None:
        """As `GameClient.end_session`."""
        held = self._engine.keeper.held
        if held is None:
            return
        resources = AsyncGameResources(self._engine.without_renewal())
        with suppress(Unauthorized):
            await resources.authentication.end_session(logout=logout or UNSET)
        self._engine.keeper.forget(held)
