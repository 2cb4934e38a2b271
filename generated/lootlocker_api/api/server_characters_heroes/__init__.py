# Generated from openapi/ by `make generate`. Do not edit.
"""A player's characters and heroes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...client import AsyncResource, Resource

if TYPE_CHECKING:
    from ... import models


class ServerCharactersHeroes(Resource):
    """A player's characters and heroes."""

    def get_player_characters(self, player_id: int | str) -> models.PlayerCharactersResponse:
        """Get Player Characters.

        Lists the player's characters. If the player has heroes, the characters underlying them are listed too.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.

        `GET /server/player/{player_id}/characters`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerCharacterRequest.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_get_player_characters import OPERATION

        return self._caller.call(OPERATION, {"player_id": player_id}, None)

    def get_player_heroes(self, player_id: int | str) -> models.ServerPlayerHeroesResponse:
        """Get Player Heroes.

        Lists the player's heroes.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.

        `GET /server/player/{player_id}/heroes`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerHeroRequest.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_get_player_heroes import OPERATION

        return self._caller.call(OPERATION, {"player_id": player_id}, None)


class AsyncServerCharactersHeroes(AsyncResource):
    """A player's characters and heroes."""

    async def get_player_characters(self, player_id: int | str) -> models.PlayerCharactersResponse:
        """Get Player Characters.

        Lists the player's characters. If the player has heroes, the characters underlying them are listed too.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.

        `GET /server/player/{player_id}/characters`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerCharacterRequest.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_get_player_characters import OPERATION

        return await self._caller.call(OPERATION, {"player_id": player_id}, None)

    async def get_player_heroes(self, player_id: int | str) -> models.ServerPlayerHeroesResponse:
        """Get Player Heroes.

        Lists the player's heroes.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.

        `GET /server/player/{player_id}/heroes`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerHeroRequest.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_get_player_heroes import OPERATION

        return await self._caller.call(OPERATION, {"player_id": player_id}, None)
