# Generated from openapi/ by `make generate`. Do not edit.
"""Read and alter players' inventories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...client import AsyncPager, AsyncResource, Pager, Resource
from ...types import UNSET, Unset

if TYPE_CHECKING:
    from ... import models


class ServerInventories(Resource):
    """Read and alter players' inventories."""

    def list_player_inventory(
        self, player_id: int | str, *, count: int | Unset = UNSET, after: int | Unset = UNSET
    ) -> models.InventoryResponse:
        """List Player Inventory.

        Lists the inventory of the player's default character, page by page.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            count: Number of inventory items to return, 1 to 200, 50 by default. LootLocker takes a number out of range as
                50; the client refuses it.
            after: The greatest `instance_id` already received: items with greater ids follow, it is not among them. 0
                starts with the first item.

        `GET /server/player/{player_id}/inventory`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerPlayerInventoryRequest.h; unreal-server-
        sdk@b368cdc LootLockerServerForCpp.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_list_player_inventory import OPERATION

        return self._caller.call(OPERATION, {"player_id": player_id, "count": count, "after": after}, None)

    def iter_player_inventory(
        self, player_id: int | str, *, count: int | Unset = UNSET, after: int | Unset | None = UNSET
    ) -> Pager[models.InventoryItem, models.InventoryResponse]:
        """Every item of every page of `list_player_inventory`, asked for as needed; same arguments and errors.

        Its `cursor`, passed as `after`, lets one go on later.
        """
        from .server_list_player_inventory import OPERATION

        return Pager(self._caller, OPERATION, {"player_id": player_id, "count": count, "after": after}, None)

    def add_asset_to_player_inventory(
        self,
        player_id: int | str,
        *,
        asset_id: int,
        asset_variation_id: int | Unset = UNSET,
        rental_option_id: int | Unset = UNSET,
        asset_rental_option_id: int | str | Unset = UNSET,
    ) -> models.AddAssetToPlayerInventoryResponse:
        """Add Asset to Player Inventory.

        Grants one asset to the player: the default variation, another one, or a rental. The status 200 was seen by a
        client in use; what the items of the answer look like is not settled.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            asset_id: Id of the asset.
            asset_variation_id: Id of the variation. Leave it out for the default one; 0 is refused. Variations were announced to end on
                2026-04-15.
            rental_option_id: Id of the rental option. Leave it out to grant for good; 0 is refused.
            asset_rental_option_id: Older key for the id of the rental option. That SDK sent it as text. Leave it out to grant for good; 0
                is refused.

        `POST /server/player/{player_id}/inventory`, evidence: sdk, retry: once.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerPlayerInventoryRequest.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_add_asset_to_player_inventory import OPERATION

        return self._caller.call(
            OPERATION,
            {"player_id": player_id},
            {
                "asset_id": asset_id,
                "asset_variation_id": asset_variation_id,
                "rental_option_id": rental_option_id,
                "asset_rental_option_id": asset_rental_option_id,
            },
        )

    def alter_player_inventory(
        self,
        player_id: int | str,
        *,
        add: Sequence[models.GrantItem | Mapping[str, Any]] | Unset = UNSET,
        remove: Sequence[int] | Unset = UNSET,
    ) -> models.AlterPlayerInventoryResponse:
        """Alter Player Inventory.

        Adds assets to the player's inventory and removes items from it, in one call. Whether it happens as a whole or
        in part when one of them fails is not known, nor what unknown or repeated ids do.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            add: What to grant. Whether there is a limit is not known.
            remove: The `instance_id`s of items to take away. Whether there is a limit is not known.

        `PATCH /server/player/{player_id}/inventory`, evidence: sdk, retry: once.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerPlayerInventoryRequest.h; unreal-server-
        sdk@281d77b.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_alter_player_inventory import OPERATION

        return self._caller.call(OPERATION, {"player_id": player_id}, {"add": add, "remove": remove})

    def get_character_inventory(
        self, player_id: int | str, character_id: int | str, *, count: int | Unset = UNSET, after: int | Unset = UNSET
    ) -> models.InventoryResponse:
        """Get Character Inventory.

        Lists the inventory of one of the player's characters, page by page. The page's example was generated from its
        schema, so its numbers and texts mean nothing.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            character_id: The character's id, a number. The page types it as text, the SDKs as a number.
            count: Number of inventory items to return, 1 to 200, 50 by default. LootLocker takes a number out of range as
                50; the client refuses it.
            after: The greatest `instance_id` already received: items with greater ids follow, it is not among them. 0
                starts with the first item.

        `GET /server/player/{player_id}/characters/{character_id}/inventory`, evidence: documented, retry: safe.
        Source: https://ref.lootlocker.com/server (Get Character Inventory, modified 2025-04-07); unreal-server-
        sdk@6268cb3 Public/ServerAPI/LootLockerServerCharacterRequest.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_get_character_inventory import OPERATION

        return self._caller.call(
            OPERATION, {"player_id": player_id, "character_id": character_id, "count": count, "after": after}, None
        )

    def iter_character_inventory(
        self,
        player_id: int | str,
        character_id: int | str,
        *,
        count: int | Unset = UNSET,
        after: int | Unset | None = UNSET,
    ) -> Pager[models.InventoryItem, models.InventoryResponse]:
        """Every item of every page of `get_character_inventory`, asked for as needed; same arguments and errors.

        Its `cursor`, passed as `after`, lets one go on later.
        """
        from .server_get_character_inventory import OPERATION

        return Pager(
            self._caller,
            OPERATION,
            {"player_id": player_id, "character_id": character_id, "count": count, "after": after},
            None,
        )

    def get_hero_inventory(
        self, player_id: int | str, hero_id: int | str, *, count: int | Unset = UNSET, after: int | Unset = UNSET
    ) -> models.InventoryResponse:
        """Get Hero Inventory.

        Lists the inventory of one of the player's heroes, page by page.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            hero_id: A hero of the player. Whether that is the `id` or the `hero_id` of a player hero is not documented.
            count: Number of inventory items to return, 1 to 200, 50 by default. LootLocker takes a number out of range as
                50; the client refuses it.
            after: The greatest `instance_id` already received: items with greater ids follow, it is not among them. 0
                starts with the first item.

        `GET /server/player/{player_id}/heroes/{hero_id}/inventory`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerHeroRequest.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_get_hero_inventory import OPERATION

        return self._caller.call(
            OPERATION, {"player_id": player_id, "hero_id": hero_id, "count": count, "after": after}, None
        )

    def iter_hero_inventory(
        self, player_id: int | str, hero_id: int | str, *, count: int | Unset = UNSET, after: int | Unset | None = UNSET
    ) -> Pager[models.InventoryItem, models.InventoryResponse]:
        """Every item of every page of `get_hero_inventory`, asked for as needed; same arguments and errors.

        Its `cursor`, passed as `after`, lets one go on later.
        """
        from .server_get_hero_inventory import OPERATION

        return Pager(
            self._caller, OPERATION, {"player_id": player_id, "hero_id": hero_id, "count": count, "after": after}, None
        )

    def list_universal_assets(self) -> models.UniversalAssetsResponse:
        """List Universal Assets.

        Lists the universal assets, also called global. No parameters are known.

        `GET /server/inventory/universal`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerPlayerInventoryRequest.h; unreal-server-
        sdk@6389781.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_list_universal_assets import OPERATION

        return self._caller.call(OPERATION, {}, None)


class AsyncServerInventories(AsyncResource):
    """Read and alter players' inventories."""

    async def list_player_inventory(
        self, player_id: int | str, *, count: int | Unset = UNSET, after: int | Unset = UNSET
    ) -> models.InventoryResponse:
        """List Player Inventory.

        Lists the inventory of the player's default character, page by page.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            count: Number of inventory items to return, 1 to 200, 50 by default. LootLocker takes a number out of range as
                50; the client refuses it.
            after: The greatest `instance_id` already received: items with greater ids follow, it is not among them. 0
                starts with the first item.

        `GET /server/player/{player_id}/inventory`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerPlayerInventoryRequest.h; unreal-server-
        sdk@b368cdc LootLockerServerForCpp.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_list_player_inventory import OPERATION

        return await self._caller.call(OPERATION, {"player_id": player_id, "count": count, "after": after}, None)

    def iter_player_inventory(
        self, player_id: int | str, *, count: int | Unset = UNSET, after: int | Unset | None = UNSET
    ) -> AsyncPager[models.InventoryItem, models.InventoryResponse]:
        """Every item of every page of `list_player_inventory`, asked for as needed; same arguments and errors.

        Its `cursor`, passed as `after`, lets one go on later.
        """
        from .server_list_player_inventory import OPERATION

        return AsyncPager(self._caller, OPERATION, {"player_id": player_id, "count": count, "after": after}, None)

    async def add_asset_to_player_inventory(
        self,
        player_id: int | str,
        *,
        asset_id: int,
        asset_variation_id: int | Unset = UNSET,
        rental_option_id: int | Unset = UNSET,
        asset_rental_option_id: int | str | Unset = UNSET,
    ) -> models.AddAssetToPlayerInventoryResponse:
        """Add Asset to Player Inventory.

        Grants one asset to the player: the default variation, another one, or a rental. The status 200 was seen by a
        client in use; what the items of the answer look like is not settled.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            asset_id: Id of the asset.
            asset_variation_id: Id of the variation. Leave it out for the default one; 0 is refused. Variations were announced to end on
                2026-04-15.
            rental_option_id: Id of the rental option. Leave it out to grant for good; 0 is refused.
            asset_rental_option_id: Older key for the id of the rental option. That SDK sent it as text. Leave it out to grant for good; 0
                is refused.

        `POST /server/player/{player_id}/inventory`, evidence: sdk, retry: once.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerPlayerInventoryRequest.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_add_asset_to_player_inventory import OPERATION

        return await self._caller.call(
            OPERATION,
            {"player_id": player_id},
            {
                "asset_id": asset_id,
                "asset_variation_id": asset_variation_id,
                "rental_option_id": rental_option_id,
                "asset_rental_option_id": asset_rental_option_id,
            },
        )

    async def alter_player_inventory(
        self,
        player_id: int | str,
        *,
        add: Sequence[models.GrantItem | Mapping[str, Any]] | Unset = UNSET,
        remove: Sequence[int] | Unset = UNSET,
    ) -> models.AlterPlayerInventoryResponse:
        """Alter Player Inventory.

        Adds assets to the player's inventory and removes items from it, in one call. Whether it happens as a whole or
        in part when one of them fails is not known, nor what unknown or repeated ids do.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            add: What to grant. Whether there is a limit is not known.
            remove: The `instance_id`s of items to take away. Whether there is a limit is not known.

        `PATCH /server/player/{player_id}/inventory`, evidence: sdk, retry: once.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerPlayerInventoryRequest.h; unreal-server-
        sdk@281d77b.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_alter_player_inventory import OPERATION

        return await self._caller.call(OPERATION, {"player_id": player_id}, {"add": add, "remove": remove})

    async def get_character_inventory(
        self, player_id: int | str, character_id: int | str, *, count: int | Unset = UNSET, after: int | Unset = UNSET
    ) -> models.InventoryResponse:
        """Get Character Inventory.

        Lists the inventory of one of the player's characters, page by page. The page's example was generated from its
        schema, so its numbers and texts mean nothing.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            character_id: The character's id, a number. The page types it as text, the SDKs as a number.
            count: Number of inventory items to return, 1 to 200, 50 by default. LootLocker takes a number out of range as
                50; the client refuses it.
            after: The greatest `instance_id` already received: items with greater ids follow, it is not among them. 0
                starts with the first item.

        `GET /server/player/{player_id}/characters/{character_id}/inventory`, evidence: documented, retry: safe.
        Source: https://ref.lootlocker.com/server (Get Character Inventory, modified 2025-04-07); unreal-server-
        sdk@6268cb3 Public/ServerAPI/LootLockerServerCharacterRequest.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_get_character_inventory import OPERATION

        return await self._caller.call(
            OPERATION, {"player_id": player_id, "character_id": character_id, "count": count, "after": after}, None
        )

    def iter_character_inventory(
        self,
        player_id: int | str,
        character_id: int | str,
        *,
        count: int | Unset = UNSET,
        after: int | Unset | None = UNSET,
    ) -> AsyncPager[models.InventoryItem, models.InventoryResponse]:
        """Every item of every page of `get_character_inventory`, asked for as needed; same arguments and errors.

        Its `cursor`, passed as `after`, lets one go on later.
        """
        from .server_get_character_inventory import OPERATION

        return AsyncPager(
            self._caller,
            OPERATION,
            {"player_id": player_id, "character_id": character_id, "count": count, "after": after},
            None,
        )

    async def get_hero_inventory(
        self, player_id: int | str, hero_id: int | str, *, count: int | Unset = UNSET, after: int | Unset = UNSET
    ) -> models.InventoryResponse:
        """Get Hero Inventory.

        Lists the inventory of one of the player's heroes, page by page.

        Args:
            player_id: The player's legacy id, a number. The page types it as text, the SDKs as a number.
            hero_id: A hero of the player. Whether that is the `id` or the `hero_id` of a player hero is not documented.
            count: Number of inventory items to return, 1 to 200, 50 by default. LootLocker takes a number out of range as
                50; the client refuses it.
            after: The greatest `instance_id` already received: items with greater ids follow, it is not among them. 0
                starts with the first item.

        `GET /server/player/{player_id}/heroes/{hero_id}/inventory`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerHeroRequest.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_get_hero_inventory import OPERATION

        return await self._caller.call(
            OPERATION, {"player_id": player_id, "hero_id": hero_id, "count": count, "after": after}, None
        )

    def iter_hero_inventory(
        self, player_id: int | str, hero_id: int | str, *, count: int | Unset = UNSET, after: int | Unset | None = UNSET
    ) -> AsyncPager[models.InventoryItem, models.InventoryResponse]:
        """Every item of every page of `get_hero_inventory`, asked for as needed; same arguments and errors.

        Its `cursor`, passed as `after`, lets one go on later.
        """
        from .server_get_hero_inventory import OPERATION

        return AsyncPager(
            self._caller, OPERATION, {"player_id": player_id, "hero_id": hero_id, "count": count, "after": after}, None
        )

    async def list_universal_assets(self) -> models.UniversalAssetsResponse:
        """List Universal Assets.

        Lists the universal assets, also called global. No parameters are known.

        `GET /server/inventory/universal`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerPlayerInventoryRequest.h; unreal-server-
        sdk@6389781.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_list_universal_assets import OPERATION

        return await self._caller.call(OPERATION, {}, None)
