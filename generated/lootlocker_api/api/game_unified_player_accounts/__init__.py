# Generated from openapi/ by `make generate`. Do not edit.
"""Sessions that a player opens on this device by signing in on another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...client import AsyncResource, Resource
from ...types import UNSET, Unset

if TYPE_CHECKING:
    from ... import models


class GameUnifiedPlayerAccounts(Resource):
    """Sessions that a player opens on this device by signing in on another one."""

    def poll_remote_session_lease(
        self,
        *,
        lease_code: str,
        nonce: str,
        game_version: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
    ) -> models.RemoteSession:
        """Poll Remote Session Lease.

        Asks for the state of a lease and hands out the session once the lease is authorized. SDKs ask every second
        and stop after 5 minutes.
        May be repeated, as SDKs do on server errors; whether the session is handed out a second time is not known.
        Which status means what is taken over from the Auth Client API, which has the same lease.

        Args:
            lease_code: The `code` of the lease.
            nonce: The `nonce` of the lease.
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.

        `POST /game/session/remote`, evidence: sdk, retry: idempotent.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/RemoteSessionRequest.cs; unreal-sdk@a14318f
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerRemoteSessionRequestHandler.cpp;
        https://ref.lootlocker.com/auth-client/api-9796981 (the same lease in the Auth Client API);
        https://ref.lootlocker.com/auth-client/api-9796983 (the same lease in the Auth Client API).
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_poll_remote_session_lease import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {
                "lease_code": lease_code,
                "nonce": nonce,
                "game_version": game_version,
                "game_key": game_key,
                "game_api_key": game_api_key,
            },
        )

    def refresh_remote_session(
        self,
        *,
        refresh_token: str,
        game_version: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
    ) -> models.RemoteSession:
        """Refresh Remote Session.

        Starts a new session with the refresh token of a remote session. The answer's `refresh_token` replaces the old
        one.
        An expired one gives 400, says Unity, or 401, says a page about Unreal.
        Sent once: whether the old refresh token stays valid is not known, so a repeat could spend one whose answer
        was lost.

        Args:
            refresh_token: The `refresh_token` of the last answer. The answer carries a new one.
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.

        `POST /game/session/remote`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/RemoteSessionRequest.cs; unreal-sdk@a14318f
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerRemoteSessionRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_refresh_remote_session import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {
                "refresh_token": refresh_token,
                "game_version": game_version,
                "game_key": game_key,
                "game_api_key": game_api_key,
            },
        )


class AsyncGameUnifiedPlayerAccounts(AsyncResource):
    """Sessions that a player opens on this device by signing in on another one."""

    async def poll_remote_session_lease(
        self,
        *,
        lease_code: str,
        nonce: str,
        game_version: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
    ) -> models.RemoteSession:
        """Poll Remote Session Lease.

        Asks for the state of a lease and hands out the session once the lease is authorized. SDKs ask every second
        and stop after 5 minutes.
        May be repeated, as SDKs do on server errors; whether the session is handed out a second time is not known.
        Which status means what is taken over from the Auth Client API, which has the same lease.

        Args:
            lease_code: The `code` of the lease.
            nonce: The `nonce` of the lease.
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.

        `POST /game/session/remote`, evidence: sdk, retry: idempotent.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/RemoteSessionRequest.cs; unreal-sdk@a14318f
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerRemoteSessionRequestHandler.cpp;
        https://ref.lootlocker.com/auth-client/api-9796981 (the same lease in the Auth Client API);
        https://ref.lootlocker.com/auth-client/api-9796983 (the same lease in the Auth Client API).
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_poll_remote_session_lease import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {
                "lease_code": lease_code,
                "nonce": nonce,
                "game_version": game_version,
                "game_key": game_key,
                "game_api_key": game_api_key,
            },
        )

    async def refresh_remote_session(
        self,
        *,
        refresh_token: str,
        game_version: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
    ) -> models.RemoteSession:
        """Refresh Remote Session.

        Starts a new session with the refresh token of a remote session. The answer's `refresh_token` replaces the old
        one.
        An expired one gives 400, says Unity, or 401, says a page about Unreal.
        Sent once: whether the old refresh token stays valid is not known, so a repeat could spend one whose answer
        was lost.

        Args:
            refresh_token: The `refresh_token` of the last answer. The answer carries a new one.
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.

        `POST /game/session/remote`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/RemoteSessionRequest.cs; unreal-sdk@a14318f
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerRemoteSessionRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_refresh_remote_session import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {
                "refresh_token": refresh_token,
                "game_version": game_version,
                "game_key": game_key,
                "game_api_key": game_api_key,
            },
        )
