"""Players of both APIs: names, lookups, key data, deletion, bans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._call import Call
from .._errors import Refused, invalid
from .._people import KINDS, identifier_on, info_json, name_json, own, player_by, players_by
from .._players import ban_json, find_or_make_player, name_taken
from . import handles

if TYPE_CHECKING:
    import sqlite3

DELETION_SECONDS = 30 * 24 * 3600
#: Where a server may make players.
PLATFORMS = (
    "steam",
    "psn",
    "apple_sign_in",
    "apple_game_center",
    "google_sign_in",
    "google_play_games",
    "xbox_one",
    "nintendo_switch",
    "amazon_luna",
    "white_label_login",
    "guest",
    "epic_games",
    "meta",
    "discord",
)


@handles("game_get_player_name")
def get_name(call: Call) -> dict[str, Any]:
    return {"success": True, "name": own(call)["name"]}


@handles("game_set_player_name")
def set_name(call: Call) -> dict[str, Any]:
    name = call.body["name"]
    if not name.strip():
        raise invalid("name", "it is empty.")
    if name_taken(call, call.player_id, name):
        raise Refused(409, "Another player has this name.")
    call.store.run("UPDATE players SET name = ? WHERE id = ?", name, call.player_id)
    return {"success": True, "name": name}


def _looked_up(call: Call) -> list[sqlite3.Row]:
    """The players whom the query names, each once. An id that names nobody is passed over."""
    found = [row for kind in KINDS for text in call.query.get(kind, []) for row in players_by(call, kind, text)]
    return list({row["id"]: row for row in found}.values())


@handles("game_lookup_player_names_by_ids", "server_lookup_player_names_by_ids")
def lookup_names(call: Call) -> dict[str, Any]:
    return {"players": [name_json(call, row) for row in _looked_up(call)]}


@handles("game_lookup_player_platform_ids")
def lookup_platform_ids(call: Call) -> dict[str, Any]:
    def number(row: sqlite3.Row, platform: str) -> int | None:
        text = identifier_on(call, row["id"], platform)
        return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 20 else None

    players = [
        {
            "player_id": row["id"],
            "player_public_uid": row["public_uid"],
            "name": row["name"],
            "last_active_platform": row["last_platform"],
            "platform_ids": {
                "steam_id": number(row, "steam"),
                "xbox_id": identifier_on(call, row["id"], "xbox_one"),
                "psn_id": number(row, "psn"),
            },
        }
        for row in _looked_up(call)
    ]
    return {"players": players}


@handles("game_get_info_from_session")
def own_info(call: Call) -> dict[str, Any]:
    return {"info": info_json(own(call))}


@handles("game_list_multiple_players_info")
def infos(call: Call) -> dict[str, Any]:
    members = {"player_id": "player_ulid", "player_legacy_id": "player_id", "player_public_uid": "player_public_uid"}
    found = [
        row
        for member, kind in members.items()
        for text in call.body.get(member, [])
        for row in players_by(call, kind, text)
    ]
    return {"info": [info_json(row) for row in {row["id"]: row for row in found}.values()]}


@handles("server_get_player_info_by_game_session_tokens")
def infos_by_token(call: Call) -> dict[str, Any]:
    known: list[dict[str, Any]] = []
    failed: list[str] = []
    for token in call.body["tokens"]:
        row = call.store.one(
            "SELECT p.id, p.ulid FROM game_sessions s JOIN players p ON p.id = s.player_id "
            "WHERE s.token = ? AND s.expires > ?",
            token,
            call.seconds,
        )
        if row is None:
            failed.append(token)
        else:
            known.append({"id": row["ulid"], "legacy_id": row["id"], "token": token})
    return {"player_info_list": known, "failed_tokens": failed}


@handles("server_create_player")
def create(call: Call) -> dict[str, Any]:
    platform, identifier = call.body["platform"], call.body["player_identifier"]
    if platform not in PLATFORMS:
        raise invalid("platform", f"it has to be one of {', '.join(PLATFORMS)}.")
    if not identifier.strip():
        raise invalid("player_identifier", "it is empty.")
    player = player_by(call, "player_id", find_or_make_player(call, platform, identifier))
    return {"player_id": player["id"], "player_ulid": player["ulid"]}


@handles("game_delete_player")
def delete(call: Call) -> None:
    """Only marked; `remove_due` lets go of the player when the time has come."""
    call.store.run(
        "INSERT OR IGNORE INTO deletions (player_id, due) VALUES (?, ?)",
        call.player_id,
        call.seconds + DELETION_SECONDS,
    )
    for table in ("refresh_tokens", "game_sessions"):
        call.store.run(f"DELETE FROM {table} WHERE player_id = ?", call.player_id)


@handles("game_set_player_profile_public")
def show_profile(call: Call) -> dict[str, Any]:
    call.store.run("INSERT OR IGNORE INTO public_profiles (player_id) VALUES (?)", call.player_id)
    return {"success": True}


@handles("game_set_player_profile_private")
def hide_profile(call: Call) -> dict[str, Any]:
    call.store.run("DELETE FROM public_profiles WHERE player_id = ?", call.player_id)
    return {"success": True}


@handles("game_get_ban_status")
def ban_status(call: Call) -> dict[str, Any]:
    ban = ban_json(call, player_by(call, "player_ulid", call.body["player_id"])["id"])
    return {"is_banned": ban is not None, "ban": ban}
