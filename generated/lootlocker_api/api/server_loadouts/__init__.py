# Generated from openapi/ by `make generate`. Do not edit.
"""Read and alter what players, characters and heroes wear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...client import AsyncResource, Resource
from ...types import UNSET, Unset

if TYPE_CHECKING:
    from ... import models


class ServerLoadouts(Resource):
    """Read and alter what players, characters and heroes wear."""

    def get_player_loadout(self, player_id: int | str) -> models.ServerLoadoutResponse:
        """Get Player Loadout.

        Lists what the player's default character wears.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.

        `GET /server/player/{player_id}/loadout`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerPlayerInventoryRequest.h; unreal-server-
        sdk@6268cb3 LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_get_player_loadout import OPERATION

        return self._caller.call(OPERATION, {"player_id": player_id}, None)

    def equip_asset_for_player_loadout(
        self,
        player_id: int | str,
        *,
        instance_id: int | Unset = UNSET,
        asset_id: int | Unset = UNSET,
        asset_variation_id: int | Unset = UNSET,
        rental_option_id: int | Unset = UNSET,
    ) -> models.ServerLoadoutResponse:
        """Equip Asset for Player Loadout.

        Equips the player's default character with an item, an asset or a rental, and answers with the whole loadout.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            instance_id: Id of an owned item.
            asset_id: Id of an asset.
            asset_variation_id: Id of the variation. Leave it out for the default one; 0 is refused. Variations were announced to end on
                2026-04-15.
            rental_option_id: Id of the rental option. Leave it out if the asset is not rented; 0 is refused.

        `POST /server/player/{player_id}/loadout`, evidence: sdk, retry: once.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerPlayerInventoryRequest.h; unreal-server-
        sdk@6268cb3 LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_equip_asset_for_player_loadout import OPERATION

        return self._caller.call(
            OPERATION,
            {"player_id": player_id},
            {
                "instance_id": instance_id,
                "asset_id": asset_id,
                "asset_variation_id": asset_variation_id,
                "rental_option_id": rental_option_id,
            },
        )

    def unequip_asset_for_player_loadout(
        self, player_id: int | str, asset_instance_id: int | str
    ) -> models.ServerLoadoutResponse:
        """Unequip Asset for Player Loadout.

        Takes an item off the player's default character and answers with the whole loadout.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            asset_instance_id: The `instance_id` of the item that is equipped.

        `DELETE /server/player/{player_id}/loadout/{asset_instance_id}`, evidence: sdk, retry: idempotent.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerPlayerInventoryRequest.h; unreal-server-
        sdk@6268cb3 LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_unequip_asset_for_player_loadout import OPERATION

        return self._caller.call(OPERATION, {"player_id": player_id, "asset_instance_id": asset_instance_id}, None)

    def get_character_loadout(self, player_id: int | str, character_id: int | str) -> models.ServerLoadoutResponse:
        """Get Character Loadout.

        Lists what one of the player's characters wears.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            character_id: The character's id, a number. The page types it as text, the SDKs as a number.

        `GET /server/player/{player_id}/characters/{character_id}/loadout`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerCharacterRequest.h; unreal-server-
        sdk@6268cb3 LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_get_character_loadout import OPERATION

        return self._caller.call(OPERATION, {"player_id": player_id, "character_id": character_id}, None)

    def equip_asset_for_character_loadout(
        self,
        player_id: int | str,
        character_id: int | str,
        *,
        instance_id: int | Unset = UNSET,
        asset_id: int | Unset = UNSET,
        asset_variation_id: int | Unset = UNSET,
        rental_option_id: int | Unset = UNSET,
    ) -> models.ServerLoadoutResponse:
        """Equip Asset for Character Loadout.

        Equips one of the player's characters with an item, an asset or a rental, and answers with the whole loadout.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            character_id: The character's id, a number. The page types it as text, the SDKs as a number.
            instance_id: Id of an owned item.
            asset_id: Id of an asset.
            asset_variation_id: Id of the variation; 0 is refused. Variations were announced to end on 2026-04-15.
            rental_option_id: Id of the rental option; 0 is refused.

        `POST /server/player/{player_id}/characters/{character_id}/loadout`, evidence: sdk, retry: once.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerCharacterRequest.h; unreal-server-
        sdk@6268cb3 LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_equip_asset_for_character_loadout import OPERATION

        return self._caller.call(
            OPERATION,
            {"player_id": player_id, "character_id": character_id},
            {
                "instance_id": instance_id,
                "asset_id": asset_id,
                "asset_variation_id": asset_variation_id,
                "rental_option_id": rental_option_id,
            },
        )

    def unequip_asset_for_character_loadout(
        self, player_id: int | str, character_id: int | str, asset_instance_id: int | str
    ) -> models.ServerLoadoutResponse:
        """Unequip Asset for Character Loadout.

        Takes an item off one of the player's characters and answers with the whole loadout.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            character_id: The character's id, a number. The page types it as text, the SDKs as a number.
            asset_instance_id: The `instance_id` of the item that is equipped.

        `DELETE /server/player/{player_id}/characters/{character_id}/loadout/{asset_instance_id}`, evidence: sdk,
        retry: idempotent.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerCharacterRequest.h; unreal-server-
        sdk@6268cb3 LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_unequip_asset_for_character_loadout import OPERATION

        return self._caller.call(
            OPERATION,
            {"player_id": player_id, "character_id": character_id, "asset_instance_id": asset_instance_id},
            None,
        )

    def get_hero_loadout(self, player_id: int | str, hero_id: int | str) -> models.ServerLoadoutResponse:
        """Get Hero Loadout.

        Lists what one of the player's heroes wears.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            hero_id: A hero of the player. Whether that is the `id` or the `hero_id` of a player hero is not documented.

        `GET /server/player/{player_id}/heroes/{hero_id}/loadout`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerHeroRequest.h; unreal-server-sdk@6268cb3
        LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_get_hero_loadout import OPERATION

        return self._caller.call(OPERATION, {"player_id": player_id, "hero_id": hero_id}, None)

    def equip_asset_for_hero_loadout(
        self,
        player_id: int | str,
        hero_id: int | str,
        *,
        instance_id: int | Unset = UNSET,
        asset_id: int | Unset = UNSET,
        asset_variation_id: int | Unset = UNSET,
        rental_option_id: int | Unset = UNSET,
    ) -> models.ServerLoadoutResponse:
        """Equip Asset for Hero Loadout.

        Equips one of the player's heroes with an item, an asset or a rental, and answers with the whole loadout.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            hero_id: A hero of the player. Whether that is the `id` or the `hero_id` of a player hero is not documented.
            instance_id: Id of an owned item.
            asset_id: Id of an asset.
            asset_variation_id: Id of the variation; 0 is refused. Variations were announced to end on 2026-04-15.
            rental_option_id: Id of the rental option; 0 is refused.

        `POST /server/player/{player_id}/heroes/{hero_id}/loadout`, evidence: sdk, retry: once.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerHeroRequest.h; unreal-server-sdk@6268cb3
        LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_equip_asset_for_hero_loadout import OPERATION

        return self._caller.call(
            OPERATION,
            {"player_id": player_id, "hero_id": hero_id},
            {
                "instance_id": instance_id,
                "asset_id": asset_id,
                "asset_variation_id": asset_variation_id,
                "rental_option_id": rental_option_id,
            },
        )

    def unequip_asset_for_hero_loadout(
        self, player_id: int | str, hero_id: int | str, asset_instance_id: int | str
    ) -> models.ServerLoadoutResponse:
        """Unequip Asset for Hero Loadout.

        Takes an item off one of the player's heroes and answers with the whole loadout.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            hero_id: A hero of the player. Whether that is the `id` or the `hero_id` of a player hero is not documented.
            asset_instance_id: The `instance_id` of the item that is equipped.

        `DELETE /server/player/{player_id}/heroes/{hero_id}/loadout/{asset_instance_id}`, evidence: sdk, retry:
        idempotent.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerHeroRequest.h; unreal-server-sdk@6268cb3
        LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_unequip_asset_for_hero_loadout import OPERATION

        return self._caller.call(
            OPERATION, {"player_id": player_id, "hero_id": hero_id, "asset_instance_id": asset_instance_id}, None
        )


class AsyncServerLoadouts(AsyncResource):
    """Read and alter what players, characters and heroes wear."""

    async def get_player_loadout(self, player_id: int | str) -> models.ServerLoadoutResponse:
        """Get Player Loadout.

        Lists what the player's default character wears.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.

        `GET /server/player/{player_id}/loadout`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerPlayerInventoryRequest.h; unreal-server-
        sdk@6268cb3 LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_get_player_loadout import OPERATION

        return await self._caller.call(OPERATION, {"player_id": player_id}, None)

    async def equip_asset_for_player_loadout(
        self,
        player_id: int | str,
        *,
        instance_id: int | Unset = UNSET,
        asset_id: int | Unset = UNSET,
        asset_variation_id: int | Unset = UNSET,
        rental_option_id: int | Unset = UNSET,
    ) -> models.ServerLoadoutResponse:
        """Equip Asset for Player Loadout.

        Equips the player's default character with an item, an asset or a rental, and answers with the whole loadout.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            instance_id: Id of an owned item.
            asset_id: Id of an asset.
            asset_variation_id: Id of the variation. Leave it out for the default one; 0 is refused. Variations were announced to end on
                2026-04-15.
            rental_option_id: Id of the rental option. Leave it out if the asset is not rented; 0 is refused.

        `POST /server/player/{player_id}/loadout`, evidence: sdk, retry: once.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerPlayerInventoryRequest.h; unreal-server-
        sdk@6268cb3 LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_equip_asset_for_player_loadout import OPERATION

        return await self._caller.call(
            OPERATION,
            {"player_id": player_id},
            {
                "instance_id": instance_id,
                "asset_id": asset_id,
                "asset_variation_id": asset_variation_id,
                "rental_option_id": rental_option_id,
            },
        )

    async def unequip_asset_for_player_loadout(
        self, player_id: int | str, asset_instance_id: int | str
    ) -> models.ServerLoadoutResponse:
        """Unequip Asset for Player Loadout.

        Takes an item off the player's default character and answers with the whole loadout.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            asset_instance_id: The `instance_id` of the item that is equipped.

        `DELETE /server/player/{player_id}/loadout/{asset_instance_id}`, evidence: sdk, retry: idempotent.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerPlayerInventoryRequest.h; unreal-server-
        sdk@6268cb3 LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_unequip_asset_for_player_loadout import OPERATION

        return await self._caller.call(
            OPERATION, {"player_id": player_id, "asset_instance_id": asset_instance_id}, None
        )

    async def get_character_loadout(
        self, player_id: int | str, character_id: int | str
    ) -> models.ServerLoadoutResponse:
        """Get Character Loadout.

        Lists what one of the player's characters wears.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            character_id: The character's id, a number. The page types it as text, the SDKs as a number.

        `GET /server/player/{player_id}/characters/{character_id}/loadout`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerCharacterRequest.h; unreal-server-
        sdk@6268cb3 LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_get_character_loadout import OPERATION

        return await self._caller.call(OPERATION, {"player_id": player_id, "character_id": character_id}, None)

    async def equip_asset_for_character_loadout(
        self,
        player_id: int | str,
        character_id: int | str,
        *,
        instance_id: int | Unset = UNSET,
        asset_id: int | Unset = UNSET,
        asset_variation_id: int | Unset = UNSET,
        rental_option_id: int | Unset = UNSET,
    ) -> models.ServerLoadoutResponse:
        """Equip Asset for Character Loadout.

        Equips one of the player's characters with an item, an asset or a rental, and answers with the whole loadout.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            character_id: The character's id, a number. The page types it as text, the SDKs as a number.
            instance_id: Id of an owned item.
            asset_id: Id of an asset.
            asset_variation_id: Id of the variation; 0 is refused. Variations were announced to end on 2026-04-15.
            rental_option_id: Id of the rental option; 0 is refused.

        `POST /server/player/{player_id}/characters/{character_id}/loadout`, evidence: sdk, retry: once.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerCharacterRequest.h; unreal-server-
        sdk@6268cb3 LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_equip_asset_for_character_loadout import OPERATION

        return await self._caller.call(
            OPERATION,
            {"player_id": player_id, "character_id": character_id},
            {
                "instance_id": instance_id,
                "asset_id": asset_id,
                "asset_variation_id": asset_variation_id,
                "rental_option_id": rental_option_id,
            },
        )

    async def unequip_asset_for_character_loadout(
        self, player_id: int | str, character_id: int | str, asset_instance_id: int | str
    ) -> models.ServerLoadoutResponse:
        """Unequip Asset for Character Loadout.

        Takes an item off one of the player's characters and answers with the whole loadout.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            character_id: The character's id, a number. The page types it as text, the SDKs as a number.
            asset_instance_id: The `instance_id` of the item that is equipped.

        `DELETE /server/player/{player_id}/characters/{character_id}/loadout/{asset_instance_id}`, evidence: sdk,
        retry: idempotent.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerCharacterRequest.h; unreal-server-
        sdk@6268cb3 LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_unequip_asset_for_character_loadout import OPERATION

        return await self._caller.call(
            OPERATION,
            {"player_id": player_id, "character_id": character_id, "asset_instance_id": asset_instance_id},
            None,
        )

    async def get_hero_loadout(self, player_id: int | str, hero_id: int | str) -> models.ServerLoadoutResponse:
        """Get Hero Loadout.

        Lists what one of the player's heroes wears.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            hero_id: A hero of the player. Whether that is the `id` or the `hero_id` of a player hero is not documented.

        `GET /server/player/{player_id}/heroes/{hero_id}/loadout`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerHeroRequest.h; unreal-server-sdk@6268cb3
        LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_get_hero_loadout import OPERATION

        return await self._caller.call(OPERATION, {"player_id": player_id, "hero_id": hero_id}, None)

    async def equip_asset_for_hero_loadout(
        self,
        player_id: int | str,
        hero_id: int | str,
        *,
        instance_id: int | Unset = UNSET,
        asset_id: int | Unset = UNSET,
        asset_variation_id: int | Unset = UNSET,
        rental_option_id: int | Unset = UNSET,
    ) -> models.ServerLoadoutResponse:
        """Equip Asset for Hero Loadout.

        Equips one of the player's heroes with an item, an asset or a rental, and answers with the whole loadout.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            hero_id: A hero of the player. Whether that is the `id` or the `hero_id` of a player hero is not documented.
            instance_id: Id of an owned item.
            asset_id: Id of an asset.
            asset_variation_id: Id of the variation; 0 is refused. Variations were announced to end on 2026-04-15.
            rental_option_id: Id of the rental option; 0 is refused.

        `POST /server/player/{player_id}/heroes/{hero_id}/loadout`, evidence: sdk, retry: once.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerHeroRequest.h; unreal-server-sdk@6268cb3
        LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_equip_asset_for_hero_loadout import OPERATION

        return await self._caller.call(
            OPERATION,
            {"player_id": player_id, "hero_id": hero_id},
            {
                "instance_id": instance_id,
                "asset_id": asset_id,
                "asset_variation_id": asset_variation_id,
                "rental_option_id": rental_option_id,
            },
        )

    async def unequip_asset_for_hero_loadout(
        self, player_id: int | str, hero_id: int | str, asset_instance_id: int | str
    ) -> models.ServerLoadoutResponse:
        """Unequip Asset for Hero Loadout.

        Takes an item off one of the player's heroes and answers with the whole loadout.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            hero_id: A hero of the player. Whether that is the `id` or the `hero_id` of a player hero is not documented.
            asset_instance_id: The `instance_id` of the item that is equipped.

        `DELETE /server/player/{player_id}/heroes/{hero_id}/loadout/{asset_instance_id}`, evidence: sdk, retry:
        idempotent.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerHeroRequest.h; unreal-server-sdk@6268cb3
        LootLockerServerEndpoints.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_unequip_asset_for_hero_loadout import OPERATION

        return await self._caller.call(
            OPERATION, {"player_id": player_id, "hero_id": hero_id, "asset_instance_id": asset_instance_id}, None
        )
