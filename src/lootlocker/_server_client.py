"""The clients of the Server API: generated operations on an engine with sessions, limits and retries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lootlocker_api.api import AsyncServerResources, ServerResources
from lootlocker_api.types import UNSET, Unset

from . import _config as config
from ._base import AsyncClient, SyncClient, given
from ._engine import ServerLogin, keeper_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    import httpx

    from lootlocker_api.models import ServerSessionResponse

    from .drift import Drift
    from .hooks import Hooks


def _server_settings(server_key: str | None, options: dict[str, Any]) -> config.Settings:
    return config.settings(
        key=config.secret(server_key, "server key", "server_key", "LOOTLOCKER_SERVER_KEY"), **options
    )


class ServerClient(SyncClient, ServerResources):
    """A game server: the Server API. Safe to use from several threads.

    The session starts at the first call, lives 60 minutes after the last one and is started anew by itself.

    Args:
        server_key: A server API key of the game. Default: `LOOTLOCKER_SERVER_KEY`.
        game_version: The game's version, X.Y[.Z[.B]]. Default: `LOOTLOCKER_GAME_VERSION`.
        base_url: Scheme and host. Default: `LOOTLOCKER_BASE_URL`, or https://api.lootlocker.com.
        domain_key: The game's domain key: calls go to the game's own domain. Default: `LOOTLOCKER_DOMAIN_KEY`.
        api_version: The `LL-Version` header of every call; 2021-03-01 is the only documented one.
        timeout: Seconds for a whole call, at most a day: retries, the start of a session and waiting for the limit
            included.
        max_retries: How often a call is sent again at most; a `once` call only if it certainly was not carried out.
        rate_limit: Requests in any 60 seconds, session starts included; None for no limit.
        http_client: A connection pool of your own; the client does not close it. Neither its transport nor its
            auth may repeat requests by themselves: that could carry a grant out twice. A sync one bounds each read
            alone, so a server that drips the head of its answer can hold a call beyond its timeout.
        allow_plain_http: The one host, by its name, that may be called without TLS, on a network that you trust with
            keys and tokens; loopback always may.
        hooks: What to call before a request, after an answer and before a wait; see `lootlocker.hooks`.
        on_drift: Called, as a hook is, with a `lootlocker.drift.Drift` for each difference between an answer and the
            document, once each: to find out whether the document is true. Comparing takes longer than reading.

    Raises:
        ConfigurationError: Something is missing or malformed.
    """

    def __init__(
        self,
        server_key: str | None = None,
        *,
        game_version: str | None = None,
        base_url: str | None = None,
        domain_key: str | None = None,
        api_version: str = config.API_VERSION,
        timeout: float = config.TIMEOUT,
        max_retries: int = config.MAX_RETRIES,
        rate_limit: int | None = None,
        http_client: httpx.Client | None = None,
        allow_plain_http: str | None = None,
        hooks: Hooks | None = None,
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
            "rate_limit": rate_limit,
        }
        settings = _server_settings(server_key, options)
        keeper = keeper_for("server", ServerLogin(), None, is_async=False)
        self._begin("server", settings, keeper, hooks, on_drift, http_client, is_async=False)

    def with_options(
        self,
        *,
        timeout: float | Unset = UNSET,
        max_retries: int | Unset = UNSET,
        rate_limit: int | Unset | None = UNSET,
        game_version: str | Unset = UNSET,
        hooks: Hooks | Unset | None = UNSET,
    ) -> Self:
        """Another client on the same connections and session, with some options changed; nothing changes for this one.

        Raises:
            ConfigurationError: A value is not right.
        """
        options = given(timeout=timeout, max_retries=max_retries, rate_limit=rate_limit, game_version=game_version)
        return self._with(options, hooks)

    @property
    def current_session(self) -> ServerSessionResponse | None:
        """What the session start answered; None before the first call."""
        held = self._engine.keeper.held
        return held.answer if held is not None else None


class AsyncServerClient(AsyncClient, AsyncServerResources):
    """A game server, for asyncio. Arguments as for `ServerClient`; `http_client` is an `httpx.AsyncClient`."""

    def __init__(
        self,
        server_key: str | None = None,
        *,
        game_version: str | None = None,
        base_url: str | None = None,
        domain_key: str | None = None,
        api_version: str = config.API_VERSION,
        timeout: float = config.TIMEOUT,
        max_retries: int = config.MAX_RETRIES,
        rate_limit: int | None = None,
        http_client: httpx.AsyncClient | None = None,
        allow_plain_http: str | None = None,
        hooks: Hooks | None = None,
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
            "rate_limit": rate_limit,
        }
        settings = _server_settings(server_key, options)
        keeper = keeper_for("server", ServerLogin(), None, is_async=True)
        self._begin("server", settings, keeper, hooks, on_drift, http_client, is_async=True)

    def with_options(
        self,
        *,
        timeout: float | Unset = UNSET,
        max_retries: int | Unset = UNSET,
        rate_limit: int | Unset | None = UNSET,
        game_version: str | Unset = UNSET,
        hooks: Hooks | Unset | None = UNSET,
    ) -> Self:
        """As `ServerClient.with_options`."""
        options = given(timeout=timeout, max_retries=max_retries, rate_limit=rate_limit, game_version=game_version)
        return self._with(options, hooks)

    @property
    def current_session(self) -> ServerSessionResponse | None:
        """As `ServerClient.current_session`."""
        held = self._engine.keeper.held
        return held.answer if held is not None else None
