# Generated from openapi/ by `make generate`. Do not edit.
"""The models of both APIs. Each is imported when its name is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .add_asset_to_player_inventory_response import (
        AddAssetToPlayerInventoryResponse as AddAssetToPlayerInventoryResponse,
    )
    from .added_item import AddedItem as AddedItem
    from .alter_player_inventory_request import AlterPlayerInventoryRequest as AlterPlayerInventoryRequest
    from .alter_player_inventory_response import AlterPlayerInventoryResponse as AlterPlayerInventoryResponse
    from .apple_game_center_session_request import AppleGameCenterSessionRequest as AppleGameCenterSessionRequest
    from .apple_sign_in_session_request import AppleSignInSessionRequest as AppleSignInSessionRequest
    from .asset import Asset as Asset
    from .asset_candidate_author import AssetCandidateAuthor as AssetCandidateAuthor
    from .asset_file import AssetFile as AssetFile
    from .asset_filter import AssetFilter as AssetFilter
    from .asset_rarity import AssetRarity as AssetRarity
    from .asset_storage_item import AssetStorageItem as AssetStorageItem
    from .asset_variation import AssetVariation as AssetVariation
    from .asset_variation_property import AssetVariationProperty as AssetVariationProperty
    from .ban import Ban as Ban
    from .create_player_hero_request import CreatePlayerHeroRequest as CreatePlayerHeroRequest
    from .discord_session_request import DiscordSessionRequest as DiscordSessionRequest
    from .epic_games_session_request import EpicGamesSessionRequest as EpicGamesSessionRequest
    from .equip_asset_for_character_loadout_request import (
        EquipAssetForCharacterLoadoutRequest as EquipAssetForCharacterLoadoutRequest,
    )
    from .equip_asset_for_hero_loadout_request import EquipAssetForHeroLoadoutRequest as EquipAssetForHeroLoadoutRequest
    from .equip_asset_for_player_loadout_request import (
        EquipAssetForPlayerLoadoutRequest as EquipAssetForPlayerLoadoutRequest,
    )
    from .equip_asset_to_hero_request import EquipAssetToHeroRequest as EquipAssetToHeroRequest
    from .error import Error as Error
    from .external_identifiers import ExternalIdentifiers as ExternalIdentifiers
    from .game_hero import GameHero as GameHero
    from .game_heroes_response import GameHeroesResponse as GameHeroesResponse
    from .game_ping_response import GamePingResponse as GamePingResponse
    from .google_play_games_session_request import GooglePlayGamesSessionRequest as GooglePlayGamesSessionRequest
    from .google_session_request import GoogleSessionRequest as GoogleSessionRequest
    from .grant_item import GrantItem as GrantItem
    from .granted_item import GrantedItem as GrantedItem
    from .guest_session_request import GuestSessionRequest as GuestSessionRequest
    from .hero_equip_exception import HeroEquipException as HeroEquipException
    from .hero_inventory_item import HeroInventoryItem as HeroInventoryItem
    from .hero_inventory_response import HeroInventoryResponse as HeroInventoryResponse
    from .inventory_item import InventoryItem as InventoryItem
    from .inventory_response import InventoryResponse as InventoryResponse
    from .level_thresholds import LevelThresholds as LevelThresholds
    from .loadout_item import LoadoutItem as LoadoutItem
    from .loadout_response import LoadoutResponse as LoadoutResponse
    from .meta_oculus_session_request import MetaOculusSessionRequest as MetaOculusSessionRequest
    from .nintendo_switch_session_request import NintendoSwitchSessionRequest as NintendoSwitchSessionRequest
    from .package_content import PackageContent as PackageContent
    from .player_characters_response import PlayerCharactersResponse as PlayerCharactersResponse
    from .player_hero import PlayerHero as PlayerHero
    from .player_hero_response import PlayerHeroResponse as PlayerHeroResponse
    from .player_heroes_response import PlayerHeroesResponse as PlayerHeroesResponse
    from .poll_remote_session_lease_request import PollRemoteSessionLeaseRequest as PollRemoteSessionLeaseRequest
    from .psn_identifiers import PsnIdentifiers as PsnIdentifiers
    from .psn_player_verification_request import PsnPlayerVerificationRequest as PsnPlayerVerificationRequest
    from .psn_session_v3_request import PsnSessionV3Request as PsnSessionV3Request
    from .refresh_remote_session_request import RefreshRemoteSessionRequest as RefreshRemoteSessionRequest
    from .remote_session import RemoteSession as RemoteSession
    from .rental import Rental as Rental
    from .rental_option import RentalOption as RentalOption
    from .request_reset_password_request import RequestResetPasswordRequest as RequestResetPasswordRequest
    from .request_verification_request import RequestVerificationRequest as RequestVerificationRequest
    from .server_character import ServerCharacter as ServerCharacter
    from .server_loadout_response import ServerLoadoutResponse as ServerLoadoutResponse
    from .server_ping_response import ServerPingResponse as ServerPingResponse
    from .server_player_heroes_response import ServerPlayerHeroesResponse as ServerPlayerHeroesResponse
    from .server_session_request import ServerSessionRequest as ServerSessionRequest
    from .server_session_response import ServerSessionResponse as ServerSessionResponse
    from .session import Session as Session
    from .session_optionals import SessionOptionals as SessionOptionals
    from .sign_in_request import SignInRequest as SignInRequest
    from .sign_up_request import SignUpRequest as SignUpRequest
    from .steam_player_verification_request import SteamPlayerVerificationRequest as SteamPlayerVerificationRequest
    from .steam_psn_session_request import SteamPsnSessionRequest as SteamPsnSessionRequest
    from .steam_session_request import SteamSessionRequest as SteamSessionRequest
    from .store_product import StoreProduct as StoreProduct
    from .success import Success as Success
    from .universal_asset_item import UniversalAssetItem as UniversalAssetItem
    from .universal_assets_response import UniversalAssetsResponse as UniversalAssetsResponse
    from .update_player_hero_request import UpdatePlayerHeroRequest as UpdatePlayerHeroRequest
    from .verify_session_request import VerifySessionRequest as VerifySessionRequest
    from .white_label_custom_field import WhiteLabelCustomField as WhiteLabelCustomField
    from .white_label_session import WhiteLabelSession as WhiteLabelSession
    from .white_label_session_request import WhiteLabelSessionRequest as WhiteLabelSessionRequest
    from .white_label_user import WhiteLabelUser as WhiteLabelUser
    from .white_label_verification import WhiteLabelVerification as WhiteLabelVerification
    from .xbox_session_request import XboxSessionRequest as XboxSessionRequest

_HOME = {
    "AddAssetToPlayerInventoryResponse": ".add_asset_to_player_inventory_response",
    "AddedItem": ".added_item",
    "AlterPlayerInventoryRequest": ".alter_player_inventory_request",
    "AlterPlayerInventoryResponse": ".alter_player_inventory_response",
    "AppleGameCenterSessionRequest": ".apple_game_center_session_request",
    "AppleSignInSessionRequest": ".apple_sign_in_session_request",
    "Asset": ".asset",
    "AssetCandidateAuthor": ".asset_candidate_author",
    "AssetFile": ".asset_file",
    "AssetFilter": ".asset_filter",
    "AssetRarity": ".asset_rarity",
    "AssetStorageItem": ".asset_storage_item",
    "AssetVariation": ".asset_variation",
    "AssetVariationProperty": ".asset_variation_property",
    "Ban": ".ban",
    "CreatePlayerHeroRequest": ".create_player_hero_request",
    "DiscordSessionRequest": ".discord_session_request",
    "EpicGamesSessionRequest": ".epic_games_session_request",
    "EquipAssetForCharacterLoadoutRequest": ".equip_asset_for_character_loadout_request",
    "EquipAssetForHeroLoadoutRequest": ".equip_asset_for_hero_loadout_request",
    "EquipAssetForPlayerLoadoutRequest": ".equip_asset_for_player_loadout_request",
    "EquipAssetToHeroRequest": ".equip_asset_to_hero_request",
    "Error": ".error",
    "ExternalIdentifiers": ".external_identifiers",
    "GameHero": ".game_hero",
    "GameHeroesResponse": ".game_heroes_response",
    "GamePingResponse": ".game_ping_response",
    "GooglePlayGamesSessionRequest": ".google_play_games_session_request",
    "GoogleSessionRequest": ".google_session_request",
    "GrantItem": ".grant_item",
    "GrantedItem": ".granted_item",
    "GuestSessionRequest": ".guest_session_request",
    "HeroEquipException": ".hero_equip_exception",
    "HeroInventoryItem": ".hero_inventory_item",
    "HeroInventoryResponse": ".hero_inventory_response",
    "InventoryItem": ".inventory_item",
    "InventoryResponse": ".inventory_response",
    "LevelThresholds": ".level_thresholds",
    "LoadoutItem": ".loadout_item",
    "LoadoutResponse": ".loadout_response",
    "MetaOculusSessionRequest": ".meta_oculus_session_request",
    "NintendoSwitchSessionRequest": ".nintendo_switch_session_request",
    "PackageContent": ".package_content",
    "PlayerCharactersResponse": ".player_characters_response",
    "PlayerHero": ".player_hero",
    "PlayerHeroResponse": ".player_hero_response",
    "PlayerHeroesResponse": ".player_heroes_response",
    "PollRemoteSessionLeaseRequest": ".poll_remote_session_lease_request",
    "PsnIdentifiers": ".psn_identifiers",
    "PsnPlayerVerificationRequest": ".psn_player_verification_request",
    "PsnSessionV3Request": ".psn_session_v3_request",
    "RefreshRemoteSessionRequest": ".refresh_remote_session_request",
    "RemoteSession": ".remote_session",
    "Rental": ".rental",
    "RentalOption": ".rental_option",
    "RequestResetPasswordRequest": ".request_reset_password_request",
    "RequestVerificationRequest": ".request_verification_request",
    "ServerCharacter": ".server_character",
    "ServerLoadoutResponse": ".server_loadout_response",
    "ServerPingResponse": ".server_ping_response",
    "ServerPlayerHeroesResponse": ".server_player_heroes_response",
    "ServerSessionRequest": ".server_session_request",
    "ServerSessionResponse": ".server_session_response",
    "Session": ".session",
    "SessionOptionals": ".session_optionals",
    "SignInRequest": ".sign_in_request",
    "SignUpRequest": ".sign_up_request",
    "SteamPlayerVerificationRequest": ".steam_player_verification_request",
    "SteamPsnSessionRequest": ".steam_psn_session_request",
    "SteamSessionRequest": ".steam_session_request",
    "StoreProduct": ".store_product",
    "Success": ".success",
    "UniversalAssetItem": ".universal_asset_item",
    "UniversalAssetsResponse": ".universal_assets_response",
    "UpdatePlayerHeroRequest": ".update_player_hero_request",
    "VerifySessionRequest": ".verify_session_request",
    "WhiteLabelCustomField": ".white_label_custom_field",
    "WhiteLabelSession": ".white_label_session",
    "WhiteLabelSessionRequest": ".white_label_session_request",
    "WhiteLabelUser": ".white_label_user",
    "WhiteLabelVerification": ".white_label_verification",
    "XboxSessionRequest": ".xbox_session_request",
}

__all__ = [
    "AddAssetToPlayerInventoryResponse",
    "AddedItem",
    "AlterPlayerInventoryRequest",
    "AlterPlayerInventoryResponse",
    "AppleGameCenterSessionRequest",
    "AppleSignInSessionRequest",
    "Asset",
    "AssetCandidateAuthor",
    "AssetFile",
    "AssetFilter",
    "AssetRarity",
    "AssetStorageItem",
    "AssetVariation",
    "AssetVariationProperty",
    "Ban",
    "CreatePlayerHeroRequest",
    "DiscordSessionRequest",
    "EpicGamesSessionRequest",
    "EquipAssetForCharacterLoadoutRequest",
    "EquipAssetForHeroLoadoutRequest",
    "EquipAssetForPlayerLoadoutRequest",
    "EquipAssetToHeroRequest",
    "Error",
    "ExternalIdentifiers",
    "GameHero",
    "GameHeroesResponse",
    "GamePingResponse",
    "GooglePlayGamesSessionRequest",
    "GoogleSessionRequest",
    "GrantedItem",
    "GrantItem",
    "GuestSessionRequest",
    "HeroEquipException",
    "HeroInventoryItem",
    "HeroInventoryResponse",
    "InventoryItem",
    "InventoryResponse",
    "LevelThresholds",
    "LoadoutItem",
    "LoadoutResponse",
    "MetaOculusSessionRequest",
    "NintendoSwitchSessionRequest",
    "PackageContent",
    "PlayerCharactersResponse",
    "PlayerHero",
    "PlayerHeroesResponse",
    "PlayerHeroResponse",
    "PollRemoteSessionLeaseRequest",
    "PsnIdentifiers",
    "PsnPlayerVerificationRequest",
    "PsnSessionV3Request",
    "RefreshRemoteSessionRequest",
    "RemoteSession",
    "Rental",
    "RentalOption",
    "RequestResetPasswordRequest",
    "RequestVerificationRequest",
    "ServerCharacter",
    "ServerLoadoutResponse",
    "ServerPingResponse",
    "ServerPlayerHeroesResponse",
    "ServerSessionRequest",
    "ServerSessionResponse",
    "Session",
    "SessionOptionals",
    "SignInRequest",
    "SignUpRequest",
    "SteamPlayerVerificationRequest",
    "SteamPsnSessionRequest",
    "SteamSessionRequest",
    "StoreProduct",
    "Success",
    "UniversalAssetItem",
    "UniversalAssetsResponse",
    "UpdatePlayerHeroRequest",
    "VerifySessionRequest",
    "WhiteLabelCustomField",
    "WhiteLabelSession",
    "WhiteLabelSessionRequest",
    "WhiteLabelUser",
    "WhiteLabelVerification",
    "XboxSessionRequest",
]


if not TYPE_CHECKING:  # a checker knows the names above and shall miss the others

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_HOME[name], __name__), name)
        return value


def __dir__() -> list[str]:
    return __all__
