# Generated from openapi/ by `make generate`. Do not edit.
"""The game itself and the state of its service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...client import AsyncResource, Resource

if TYPE_CHECKING:
    from ... import models


class GameGame(Resource):
    """The game itself and the state of its service."""

    def ping(self) -> models.GamePingResponse:
        """Ping.

        Asks for the server's time. It takes a valid session, so it also shows whether the token still works.

        `GET /game/ping`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/MiscRequests.cs; godot-sdk@8ab3c23
        addons/LootLockerSDK/Game/Requests/LL_Miscellaneous.gd; unity-sdk@03f5eb20
        Tests/LootLockerTests/PlayMode/PingTest.cs.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_ping import OPERATION

        return self._caller.call(OPERATION, {}, None)


class AsyncGameGame(AsyncResource):
    """The game itself and the state of its service."""

    async def ping(self) -> models.GamePingResponse:
        """Ping.

        Asks for the server's time. It takes a valid session, so it also shows whether the token still works.

        `GET /game/ping`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/MiscRequests.cs; godot-sdk@8ab3c23
        addons/LootLockerSDK/Game/Requests/LL_Miscellaneous.gd; unity-sdk@03f5eb20
        Tests/LootLockerTests/PlayMode/PingTest.cs.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_ping import OPERATION

        return await self._caller.call(OPERATION, {}, None)
