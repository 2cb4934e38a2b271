# Generated from openapi/ by `make generate`. Do not edit.
"""The game's heroes, the player's heroes, their inventories and loadouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...client import AsyncPager, AsyncResource, Pager, Resource
from ...types import UNSET, Unset

if TYPE_CHECKING:
    from ... import models


class GameHeroes(Resource):
    """The game's heroes, the player's heroes, their inventories and loadouts."""

    def get_game_heroes(self) -> models.GameHeroesResponse:
        """Get Game Heroes.

        Lists the heroes that the game offers, and whether the player owns each.

        `GET /game/v1/heroes`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_get_game_heroes import OPERATION

        return self._caller.call(OPERATION, {}, None)

    def list_player_heroes_by_steam_id_64(self, steam_id_64: int | str) -> models.PlayerHeroesResponse:
        """List Player Heroes By SteamID64.

        Lists the heroes of the player with this SteamID64.

        Args:
            steam_id_64: The player's SteamID64. It needs 64 bits.

        `GET /game/v1/heroes/list/{steam_id_64}`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_list_player_heroes_by_steam_id_64 import OPERATION

        return self._caller.call(OPERATION, {"steam_id_64": steam_id_64}, None)

    def list_player_heros_loadout_by_id(self, hero_id: int | str) -> models.LoadoutResponse:
        """List Player Heros Loadout By ID.

        Lists what a hero of any player wears.

        Args:
            hero_id: The hero of any player. Whether that is the `id` or the `hero_id` of a player hero is not documented.

        `GET /game/v1/heroes/{hero_id}/loadout`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_list_player_heros_loadout_by_id import OPERATION

        return self._caller.call(OPERATION, {"hero_id": hero_id}, None)

    def list_player_heroes(self) -> models.PlayerHeroesResponse:
        """List Player Heroes.

        Lists the player's heroes.

        `GET /game/v1/player/heroes`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_list_player_heroes import OPERATION

        return self._caller.call(OPERATION, {}, None)

    def create_player_hero(
        self,
        *,
        hero_id: int,
        name: str | Unset = UNSET,
        is_default: bool | Unset = UNSET,
        asset_variation_id: int | Unset = UNSET,
    ) -> models.PlayerHeroResponse:
        """Create Player Hero.

        Gives the player a hero, made from one of the game's heroes. The page shows `hero_id` alone; the other members
        come from the SDKs. The two halves of the page's example do not belong together: it asks for hero 8 and shows
        hero 6. One SDK ends the path in a slash; the page does not.

        Args:
            hero_id: Id of the game hero to make it from.
            name: The player's own name for the hero. It most likely comes back as `character_name`.
            is_default: Whether to make it the player's default hero.
            asset_variation_id: Id of the variation of the hero's asset. Leave it out for none; 0 is refused. Variations were announced
                to end on 2026-04-15.

        `POST /game/v1/player/heroes`, evidence: documented, retry: once.
        Source: https://ref.lootlocker.com/game (Create Player Hero, modified 2025-01-23); unity-sdk@03f5eb20
        Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_create_player_hero import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {"hero_id": hero_id, "name": name, "is_default": is_default, "asset_variation_id": asset_variation_id},
        )

    def get_player_hero(self, hero_id: int | str) -> models.PlayerHeroResponse:
        """Get Player Hero.

        Reads one of the player's heroes.

        Args:
            hero_id: The hero that the player owns. Whether that is the `id` or the `hero_id` of a player hero is not
                documented; the SDKs only say "the hero that the current player owns".

        `GET /game/v1/player/heroes/{hero_id}`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_get_player_hero import OPERATION

        return self._caller.call(OPERATION, {"hero_id": hero_id}, None)

    def update_player_hero(
        self, hero_id: int | str, *, name: str | Unset = UNSET, is_default: bool | Unset = UNSET
    ) -> models.PlayerHeroResponse:
        """Update Player Hero.

        Changes the hero's name and whether it is the default one. The SDKs always send both.

        Args:
            hero_id: The hero that the player owns. Whether that is the `id` or the `hero_id` of a player hero is not
                documented; the SDKs only say "the hero that the current player owns".
            name: The player's own name for the hero.
            is_default: Whether it is the player's default hero.

        `PUT /game/v1/player/heroes/{hero_id}`, evidence: sdk, retry: idempotent.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_update_player_hero import OPERATION

        return self._caller.call(OPERATION, {"hero_id": hero_id}, {"name": name, "is_default": is_default})

    def delete_player_hero(self, hero_id: int | str) -> models.Success | None:
        """Delete Player Hero.

        Deletes the hero for good. Its inventory goes back to the player and its loadout is reset. Whether the answer
        has a body is not known: one SDK reads nothing but success, another a hero.

        Args:
            hero_id: The hero that the player owns. Whether that is the `id` or the `hero_id` of a player hero is not
                documented; the SDKs only say "the hero that the current player owns".

        `DELETE /game/v1/player/heroes/{hero_id}`, evidence: sdk, retry: idempotent.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h; unreal-sdk@61b32b9 LootLockerSDKManager.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_delete_player_hero import OPERATION

        return self._caller.call(OPERATION, {"hero_id": hero_id}, None)

    def list_player_hero_inventory(
        self, hero_id: int | str, *, count: int | Unset = UNSET, after: int | Unset = UNSET
    ) -> models.HeroInventoryResponse:
        """List Player Hero Inventory.

        Lists what the hero owns, by default the first 50 items. An SDK says that the answer comes in pages, but no
        source names the parameters: `count` and `after` are taken from LootLocker's other inventories.

        Args:
            hero_id: The hero that the player owns. Whether that is the `id` or the `hero_id` of a player hero is not
                documented; the SDKs only say "the hero that the current player owns".
            count: Number of items to return. An SDK says that 50 come by default; the name and the bounds are taken from
                LootLocker's other inventories.
            after: The greatest `instance_id` already received. The name is taken from LootLocker's other inventories.

        `GET /game/v1/player/heroes/{hero_id}/inventory`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h; unreal-sdk@61b32b9.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_list_player_hero_inventory import OPERATION

        return self._caller.call(OPERATION, {"hero_id": hero_id, "count": count, "after": after}, None)

    def iter_player_hero_inventory(
        self, hero_id: int | str, *, count: int | Unset = UNSET, after: int | Unset | None = UNSET
    ) -> Pager[models.HeroInventoryItem, models.HeroInventoryResponse]:
        """Every item of every page of `list_player_hero_inventory`, asked for as needed; same arguments and errors.

        Its `cursor`, passed as `after`, lets one go on later.
        """
        from .game_list_player_hero_inventory import OPERATION

        return Pager(self._caller, OPERATION, {"hero_id": hero_id, "count": count, "after": after}, None)

    def get_default_player_hero_by_steam_id_64(self, steam_id_64: int | str) -> models.PlayerHeroResponse:
        """Get Default Player Hero By SteamID64.

        Reads the default hero of the player with this SteamID64.

        Args:
            steam_id_64: The player's SteamID64. It needs 64 bits.

        `GET /game/v1/player/heroes/default/{steam_id_64}`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_get_default_player_hero_by_steam_id_64 import OPERATION

        return self._caller.call(OPERATION, {"steam_id_64": steam_id_64}, None)

    def get_player_hero_loadout(self, hero_id: int | str) -> models.LoadoutResponse:
        """Get Player Hero Loadout.

        Lists what one of the player's heroes wears.

        Args:
            hero_id: The hero that the player owns. Whether that is the `id` or the `hero_id` of a player hero is not
                documented; the SDKs only say "the hero that the current player owns".

        `GET /game/v1/player/heroes/{hero_id}/loadout`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_get_player_hero_loadout import OPERATION

        return self._caller.call(OPERATION, {"hero_id": hero_id}, None)

    def equip_asset_to_hero(
        self,
        hero_id: int | str,
        *,
        instance_id: int | Unset = UNSET,
        asset_id: int | Unset = UNSET,
        asset_variation_id: int | Unset = UNSET,
    ) -> models.LoadoutResponse:
        """Equip Asset to Hero.

        Equips one of the player's heroes with an item or with a universal asset. The answer most likely is the whole
        loadout after the change.

        Args:
            hero_id: The hero that the player owns. Whether that is the `id` or the `hero_id` of a player hero is not
                documented; the SDKs only say "the hero that the current player owns".
            instance_id: Id of an owned item.
            asset_id: Id of a universal asset, also called global.
            asset_variation_id: Id of the variation. Leave it out for the default one; 0 is refused. Variations were announced to end on
                2026-04-15.

        `POST /game/v1/player/heroes/{hero_id}/loadout`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_equip_asset_to_hero import OPERATION

        return self._caller.call(
            OPERATION,
            {"hero_id": hero_id},
            {"instance_id": instance_id, "asset_id": asset_id, "asset_variation_id": asset_variation_id},
        )

    def unequip_asset_from_hero(self, hero_id: int | str, asset_instance_id: int | str) -> models.LoadoutResponse:
        """Unequip Asset from Hero.

        Takes an item off one of the player's heroes. The hero comes first in the path; one SDK has the two swapped.

        Args:
            hero_id: The hero that the player owns. Whether that is the `id` or the `hero_id` of a player hero is not
                documented; the SDKs only say "the hero that the current player owns".
            asset_instance_id: The `instance_id` of the item that is equipped.

        `DELETE /game/v1/player/heroes/{hero_id}/loadout/{asset_instance_id}`, evidence: sdk, retry: idempotent.
        Source: unreal-sdk@a14318f LootLockerHeroRequestHandler.h; unity-sdk@03f5eb20
        Runtime/Game/Requests/HeroRequest.cs.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_unequip_asset_from_hero import OPERATION

        return self._caller.call(OPERATION, {"hero_id": hero_id, "asset_instance_id": asset_instance_id}, None)


class AsyncGameHeroes(AsyncResource):
    """The game's heroes, the player's heroes, their inventories and loadouts."""

    async def get_game_heroes(self) -> models.GameHeroesResponse:
        """Get Game Heroes.

        Lists the heroes that the game offers, and whether the player owns each.

        `GET /game/v1/heroes`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_get_game_heroes import OPERATION

        return await self._caller.call(OPERATION, {}, None)

    async def list_player_heroes_by_steam_id_64(self, steam_id_64: int | str) -> models.PlayerHeroesResponse:
        """List Player Heroes By SteamID64.

        Lists the heroes of the player with this SteamID64.

        Args:
            steam_id_64: The player's SteamID64. It needs 64 bits.

        `GET /game/v1/heroes/list/{steam_id_64}`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_list_player_heroes_by_steam_id_64 import OPERATION

        return await self._caller.call(OPERATION, {"steam_id_64": steam_id_64}, None)

    async def list_player_heros_loadout_by_id(self, hero_id: int | str) -> models.LoadoutResponse:
        """List Player Heros Loadout By ID.

        Lists what a hero of any player wears.

        Args:
            hero_id: The hero of any player. Whether that is the `id` or the `hero_id` of a player hero is not documented.

        `GET /game/v1/heroes/{hero_id}/loadout`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_list_player_heros_loadout_by_id import OPERATION

        return await self._caller.call(OPERATION, {"hero_id": hero_id}, None)

    async def list_player_heroes(self) -> models.PlayerHeroesResponse:
        """List Player Heroes.

        Lists the player's heroes.

        `GET /game/v1/player/heroes`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_list_player_heroes import OPERATION

        return await self._caller.call(OPERATION, {}, None)

    async def create_player_hero(
        self,
        *,
        hero_id: int,
        name: str | Unset = UNSET,
        is_default: bool | Unset = UNSET,
        asset_variation_id: int | Unset = UNSET,
    ) -> models.PlayerHeroResponse:
        """Create Player Hero.

        Gives the player a hero, made from one of the game's heroes. The page shows `hero_id` alone; the other members
        come from the SDKs. The two halves of the page's example do not belong together: it asks for hero 8 and shows
        hero 6. One SDK ends the path in a slash; the page does not.

        Args:
            hero_id: Id of the game hero to make it from.
            name: The player's own name for the hero. It most likely comes back as `character_name`.
            is_default: Whether to make it the player's default hero.
            asset_variation_id: Id of the variation of the hero's asset. Leave it out for none; 0 is refused. Variations were announced
                to end on 2026-04-15.

        `POST /game/v1/player/heroes`, evidence: documented, retry: once.
        Source: https://ref.lootlocker.com/game (Create Player Hero, modified 2025-01-23); unity-sdk@03f5eb20
        Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_create_player_hero import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {"hero_id": hero_id, "name": name, "is_default": is_default, "asset_variation_id": asset_variation_id},
        )

    async def get_player_hero(self, hero_id: int | str) -> models.PlayerHeroResponse:
        """Get Player Hero.

        Reads one of the player's heroes.

        Args:
            hero_id: The hero that the player owns. Whether that is the `id` or the `hero_id` of a player hero is not
                documented; the SDKs only say "the hero that the current player owns".

        `GET /game/v1/player/heroes/{hero_id}`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_get_player_hero import OPERATION

        return await self._caller.call(OPERATION, {"hero_id": hero_id}, None)

    async def update_player_hero(
        self, hero_id: int | str, *, name: str | Unset = UNSET, is_default: bool | Unset = UNSET
    ) -> models.PlayerHeroResponse:
        """Update Player Hero.

        Changes the hero's name and whether it is the default one. The SDKs always send both.

        Args:
            hero_id: The hero that the player owns. Whether that is the `id` or the `hero_id` of a player hero is not
                documented; the SDKs only say "the hero that the current player owns".
            name: The player's own name for the hero.
            is_default: Whether it is the player's default hero.

        `PUT /game/v1/player/heroes/{hero_id}`, evidence: sdk, retry: idempotent.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_update_player_hero import OPERATION

        return await self._caller.call(OPERATION, {"hero_id": hero_id}, {"name": name, "is_default": is_default})

    async def delete_player_hero(self, hero_id: int | str) -> models.Success | None:
        """Delete Player Hero.

        Deletes the hero for good. Its inventory goes back to the player and its loadout is reset. Whether the answer
        has a body is not known: one SDK reads nothing but success, another a hero.

        Args:
            hero_id: The hero that the player owns. Whether that is the `id` or the `hero_id` of a player hero is not
                documented; the SDKs only say "the hero that the current player owns".

        `DELETE /game/v1/player/heroes/{hero_id}`, evidence: sdk, retry: idempotent.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h; unreal-sdk@61b32b9 LootLockerSDKManager.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_delete_player_hero import OPERATION

        return await self._caller.call(OPERATION, {"hero_id": hero_id}, None)

    async def list_player_hero_inventory(
        self, hero_id: int | str, *, count: int | Unset = UNSET, after: int | Unset = UNSET
    ) -> models.HeroInventoryResponse:
        """List Player Hero Inventory.

        Lists what the hero owns, by default the first 50 items. An SDK says that the answer comes in pages, but no
        source names the parameters: `count` and `after` are taken from LootLocker's other inventories.

        Args:
            hero_id: The hero that the player owns. Whether that is the `id` or the `hero_id` of a player hero is not
                documented; the SDKs only say "the hero that the current player owns".
            count: Number of items to return. An SDK says that 50 come by default; the name and the bounds are taken from
                LootLocker's other inventories.
            after: The greatest `instance_id` already received. The name is taken from LootLocker's other inventories.

        `GET /game/v1/player/heroes/{hero_id}/inventory`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h; unreal-sdk@61b32b9.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_list_player_hero_inventory import OPERATION

        return await self._caller.call(OPERATION, {"hero_id": hero_id, "count": count, "after": after}, None)

    def iter_player_hero_inventory(
        self, hero_id: int | str, *, count: int | Unset = UNSET, after: int | Unset | None = UNSET
    ) -> AsyncPager[models.HeroInventoryItem, models.HeroInventoryResponse]:
        """Every item of every page of `list_player_hero_inventory`, asked for as needed; same arguments and errors.

        Its `cursor`, passed as `after`, lets one go on later.
        """
        from .game_list_player_hero_inventory import OPERATION

        return AsyncPager(self._caller, OPERATION, {"hero_id": hero_id, "count": count, "after": after}, None)

    async def get_default_player_hero_by_steam_id_64(self, steam_id_64: int | str) -> models.PlayerHeroResponse:
        """Get Default Player Hero By SteamID64.

        Reads the default hero of the player with this SteamID64.

        Args:
            steam_id_64: The player's SteamID64. It needs 64 bits.

        `GET /game/v1/player/heroes/default/{steam_id_64}`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_get_default_player_hero_by_steam_id_64 import OPERATION

        return await self._caller.call(OPERATION, {"steam_id_64": steam_id_64}, None)

    async def get_player_hero_loadout(self, hero_id: int | str) -> models.LoadoutResponse:
        """Get Player Hero Loadout.

        Lists what one of the player's heroes wears.

        Args:
            hero_id: The hero that the player owns. Whether that is the `id` or the `hero_id` of a player hero is not
                documented; the SDKs only say "the hero that the current player owns".

        `GET /game/v1/player/heroes/{hero_id}/loadout`, evidence: sdk, retry: safe.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_get_player_hero_loadout import OPERATION

        return await self._caller.call(OPERATION, {"hero_id": hero_id}, None)

    async def equip_asset_to_hero(
        self,
        hero_id: int | str,
        *,
        instance_id: int | Unset = UNSET,
        asset_id: int | Unset = UNSET,
        asset_variation_id: int | Unset = UNSET,
    ) -> models.LoadoutResponse:
        """Equip Asset to Hero.

        Equips one of the player's heroes with an item or with a universal asset. The answer most likely is the whole
        loadout after the change.

        Args:
            hero_id: The hero that the player owns. Whether that is the `id` or the `hero_id` of a player hero is not
                documented; the SDKs only say "the hero that the current player owns".
            instance_id: Id of an owned item.
            asset_id: Id of a universal asset, also called global.
            asset_variation_id: Id of the variation. Leave it out for the default one; 0 is refused. Variations were announced to end on
                2026-04-15.

        `POST /game/v1/player/heroes/{hero_id}/loadout`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/HeroRequest.cs; unreal-sdk@a14318f
        LootLockerHeroRequestHandler.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_equip_asset_to_hero import OPERATION

        return await self._caller.call(
            OPERATION,
            {"hero_id": hero_id},
            {"instance_id": instance_id, "asset_id": asset_id, "asset_variation_id": asset_variation_id},
        )

    async def unequip_asset_from_hero(self, hero_id: int | str, asset_instance_id: int | str) -> models.LoadoutResponse:
        """Unequip Asset from Hero.

        Takes an item off one of the player's heroes. The hero comes first in the path; one SDK has the two swapped.

        Args:
            hero_id: The hero that the player owns. Whether that is the `id` or the `hero_id` of a player hero is not
                documented; the SDKs only say "the hero that the current player owns".
            asset_instance_id: The `instance_id` of the item that is equipped.

        `DELETE /game/v1/player/heroes/{hero_id}/loadout/{asset_instance_id}`, evidence: sdk, retry: idempotent.
        Source: unreal-sdk@a14318f LootLockerHeroRequestHandler.h; unity-sdk@03f5eb20
        Runtime/Game/Requests/HeroRequest.cs.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_unequip_asset_from_hero import OPERATION

        return await self._caller.call(OPERATION, {"hero_id": hero_id, "asset_instance_id": asset_instance_id}, None)
