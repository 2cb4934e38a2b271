"""Sign-in providers of players: an identity on a platform, by the names that the API has for both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._errors import Refused, invalid, not_found
from ._players import find_player

if TYPE_CHECKING:
    import sqlite3

    from ._call import Call

#: What the API calls the provider of a platform, and how it reads. Sign-ins by a lease are no provider.
PROVIDERS = {
    "guest": ("guest", "Guest"),
    "google_sign_in": ("google", "Google"),
    "apple_sign_in": ("apple", "Apple"),
    "steam": ("steam", "Steam"),
    "epic_games": ("epic_games", "Epic Games"),
    "white_label_login": ("credentials", "White Label Login"),
    "nintendo_switch": ("nintendo", "Nintendo"),
    "xbox_one": ("xbox", "Xbox"),
    "psn": ("playstation", "PlayStation"),
    "twitch": ("twitch", "Twitch"),
    "discord": ("discord", "Discord"),
    "google_play_games": ("google_play_games", "Google Play Games"),
    "apple_game_center": ("apple_game_center", "Apple Game Center"),
    "meta": ("meta", "Meta"),
    "android": ("android", "Android"),
    "ios": ("ios", "iOS"),
    "amazon_luna": ("amazon_luna", "Amazon Luna"),
}
_PLATFORMS = {provider: platform for platform, (provider, _) in PROVIDERS.items()}


def platform_of(provider: str) -> str:
    """The platform of a provider, or 400."""
    if provider not in _PLATFORMS:
        raise invalid("provider", f"it has to be one of {', '.join(_PLATFORMS)}.")
    return _PLATFORMS[provider]


def accounts_of(call: Call, player_id: int) -> list[sqlite3.Row]:
    """A player's identities that are providers."""
    rows = call.store.all("SELECT * FROM identities WHERE player_id = ? ORDER BY platform, identifier", player_id)
    return [row for row in rows if row["platform"] in PROVIDERS]


def account_json(platform: str) -> dict[str, Any]:
    """A connected account as answers carry it."""
    provider, name = PROVIDERS[platform]
    return {"provider": provider, "provider_name": name}


def connect(call: Call, platform: str, identifier: str) -> dict[str, Any]:
    """Give the session's player an identity; what the player has already stays as it is."""
    owner = find_player(call, platform, identifier)
    if owner not in (None, call.player_id):
        raise Refused(409, "This account belongs to another player.")
    if owner is None:
        if _has(call, call.player_id, platform):
            raise Refused(409, "The player has another account of this provider.")
        call.store.insert("identities", platform=platform, identifier=identifier, player_id=call.player_id)
    return {"connected_account": account_json(platform)}


def move(call: Call, platform: str, source: int, target: int | None) -> None:
    """Take an identity from a player, for another one or for nobody. What would refresh its sessions ends."""
    if not _has(call, source, platform):
        raise not_found(f"The player's provider {PROVIDERS[platform][0]}")
    if target is None:
        call.store.run("DELETE FROM identities WHERE player_id = ? AND platform = ?", source, platform)
    elif _has(call, target, platform):
        raise Refused(409, f"The player has a provider {PROVIDERS[platform][0]} already.")
    else:
        statement = "UPDATE identities SET player_id = ? WHERE player_id = ? AND platform = ?"
        call.store.run(statement, target, source, platform)
    call.store.run("DELETE FROM refresh_tokens WHERE player_id = ? AND platform = ?", source, platform)


def _has(call: Call, player_id: int, platform: str) -> bool:
    return any(row["platform"] == platform for row in accounts_of(call, player_id))
