"""Session starts of the Game API, verification, End Session, Ping."""

from __future__ import annotations

import uuid
from typing import Any

import attrs

from .._call import Call
from .._errors import Refused, invalid, unauthorized
from .._players import platform_identifier, spend_refresh_token, start_session
from . import handles

VERIFICATION_SECONDS = 300


@attrs.frozen
class Platform:
    """How a platform signs in.

    Args:
        name: The platform's name in LootLocker.
        ticket: The body member that holds the ticket.
        subject: The member that already names the player, where the ticket does not.
        shows: Whether the answer has `player_identifier`.
        refresh: Whether the answer has `refresh_token`.
        stale: The status of a refresh token that is no good.
    """

    name: str
    ticket: str
    subject: str | None = None
    shows: bool = False
    refresh: bool = False
    stale: int = 400


PLATFORMS = {
    "game_steam_session": Platform("steam", "steam_ticket"),
    "game_epic_games_session": Platform("epic_games", "id_token", refresh=True),
    "game_apple_sign_in_session": Platform("apple_sign_in", "apple_authorization_code", shows=True, refresh=True),
    "game_apple_game_center_session": Platform("apple_game_center", "signature", "player_id", refresh=True),
    "game_google_session": Platform("google_sign_in", "id_token", shows=True, refresh=True),
    "game_google_play_games_session": Platform("google_play_games", "auth_code", shows=True, refresh=True, stale=401),
    "game_nintendo_switch_session": Platform("nintendo_switch", "nsa_id_token"),
    "game_xbox_session": Platform("xbox_one", "xbox_user_token"),
    "game_meta_oculus_session": Platform("meta", "nonce", "user_id", refresh=True),
    "game_discord_session": Platform("discord", "access_token", shows=True, refresh=True),
    "game_psn_session_v3": Platform("psn", "auth_code", shows=True),
}
# Platforms of Steam/PSN Session, and whether a verification has to come first.
IDENTIFIED = {"steam": False, "psn": True, "android": False, "amazon_luna": False, "ios": False}


def check_ticket(ticket: str) -> None:
    """Refuse what no platform would give out, and a ticket that says it is expired."""
    if not ticket.strip() or ticket.startswith("expired"):
        raise unauthorized("The platform refused the ticket.")


@handles("game_guest_session")
def guest(call: Call) -> dict[str, Any]:
    identifier = call.body.get("player_identifier") or str(uuid.uuid4())
    return start_session(call, "guest", identifier, show_identifier=True, refresh=False)


@handles(*PLATFORMS)
def platform_session(call: Call) -> dict[str, Any]:
    platform = PLATFORMS[call.operation.id]
    if "refresh_token" in call.body:
        return refreshed(call, platform.name, shows=platform.shows, stale=platform.stale)
    ticket = call.body[platform.ticket]
    check_ticket(ticket)
    if platform.subject:
        identifier = str(call.body[platform.subject])
        check_ticket(identifier)
    else:
        identifier = platform_identifier(platform.name, ticket)
    return start_session(call, platform.name, identifier, show_identifier=platform.shows, refresh=platform.refresh)


def refreshed(call: Call, platform: str, *, shows: bool, stale: int) -> dict[str, Any]:
    """A new session for a refresh token, which is spent by it."""
    identifier = spend_refresh_token(call, platform, call.body["refresh_token"])
    if identifier is None:
        raise Refused(stale, "The refresh token is unknown, spent or expired.")
    return start_session(call, platform, identifier, show_identifier=shows, refresh=True)


@handles("game_steam_player_verification", "game_psn_player_verification")
def verify_player(call: Call) -> dict[str, Any]:
    check_ticket(str(call.body["token"]))
    call.store.run("DELETE FROM verifications WHERE expires <= ?", call.seconds)
    call.store.insert("verifications", platform=call.body["platform"], expires=call.seconds + VERIFICATION_SECONDS)
    return {"success": True}


@handles("game_steam_psn_session")
def identified_session(call: Call) -> dict[str, Any]:
    platform, identifier = call.body["platform"], call.body["player_identifier"]
    if platform not in IDENTIFIED:
        raise invalid("platform", f"it has to be one of {', '.join(IDENTIFIED)}.")
    check_ticket(identifier)
    if IDENTIFIED[platform] and not _verified(call, platform, identifier):
        raise unauthorized("The player has to be verified in the 5 minutes before.")
    return start_session(call, platform, identifier, show_identifier=False, refresh=False)


def _verified(call: Call, platform: str, identifier: str) -> bool:
    """Whether a verification is for this player; one that is for nobody yet is from now on for this one."""
    found = call.store.value(
        "SELECT id FROM verifications WHERE platform = ? AND expires > ? AND (identifier = ? OR identifier IS NULL) "
        "ORDER BY identifier IS NULL, id",
        platform,
        call.seconds,
        identifier,
    )
    if found is not None:
        call.store.run("UPDATE verifications SET identifier = ? WHERE id = ?", identifier, found)
    return found is not None


@handles("game_end_session")
def end_session(call: Call) -> None:
    if call.header.get("logout"):
        call.store.run(
            "DELETE FROM white_label_tokens "
            "WHERE token = (SELECT white_label_token FROM game_sessions WHERE token = ?)",
            call.token,
        )
    call.store.run("DELETE FROM game_sessions WHERE token = ?", call.token)


@handles("game_ping")
def ping(call: Call) -> dict[str, Any]:
    return {"date": call.date}
