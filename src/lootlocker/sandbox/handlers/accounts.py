"""Connected accounts of both APIs."""

from __future__ import annotations

from typing import Any

from .._accounts import account_json, accounts_of, connect, move, platform_of
from .._call import Call
from .._errors import Refused, invalid, missing, not_found, unauthorized
from .._leases import find
from .._people import players_by
from .._players import platform_identifier
from . import handles
from .sessions import check_ticket

MOST_PLAYERS = 25
#: The platform of an operation, and the member that holds the ticket.
_TICKETS = {
    "game_connect_google_account": ("google_sign_in", "id_token"),
    "game_connect_twitch_account": ("twitch", "authorization_code"),
    "game_connect_apple_account": ("apple_sign_in", "authorization_code"),
    "game_connect_epic_account": ("epic_games", "token"),
    "game_connect_psn_account": ("psn", "code"),
    "game_connect_discord_account": ("discord", "token"),
}


@handles("game_list_connected_accounts")
def list_own(call: Call) -> dict[str, Any]:
    return {"connected_accounts": [account_json(row["platform"]) for row in accounts_of(call, call.player_id)]}


@handles(*_TICKETS)
def connect_account(call: Call) -> dict[str, Any]:
    platform, member = _TICKETS[call.operation.id]
    check_ticket(call.body[member])
    return connect(call, platform, platform_identifier(platform, call.body[member]))


@handles("game_attach_provider")
def attach(call: Call) -> dict[str, Any]:
    lease = find(call, call.body["code"], call.body["nonce"])
    if lease is None or lease["asker"] != call.player_id:
        raise not_found("The lease")
    if lease["status"] != "AUTHORIZED" or lease["attached"]:
        raise Refused(409, "The lease is used up." if lease["attached"] else "The lease is not concluded yet.")
    call.store.run("UPDATE leases SET attached = 1 WHERE code = ?", lease["code"])
    return connect(call, lease["platform"], lease["identifier"])


@handles("game_transfer_providers")
def transfer(call: Call) -> dict[str, Any]:
    source, target = (_player_of(call, call.body[name]) for name in ("source_token", "target_token"))
    if source == target:
        raise invalid("target_token", "it is of the same player.")
    if call.player_id != source:
        raise Refused(403, "The session has to be the one of the player who loses the providers.")
    providers = dict.fromkeys(call.body["identity_providers"])
    if not providers:
        raise invalid("identity_providers", "it is empty.")
    for provider in providers:
        move(call, platform_of(provider), source, target)
    return {"connected_accounts": [account_json(row["platform"]) for row in accounts_of(call, target)]}


@handles("game_unlink_platform_provider")
def unlink(call: Call) -> None:
    move(call, platform_of(call.path["provider"]), call.player_id, None)
    if not accounts_of(call, call.player_id):
        raise Refused(409, "It is the player's last provider: nobody could sign in any more.")


@handles("server_list_connected_accounts")
def list_several(call: Call) -> dict[str, Any]:
    ulids, ids = call.body.get("player_ids", []), call.body.get("legacy_player_ids", [])
    if not ulids and not ids:
        raise missing("player_ids")
    if len(ulids) + len(ids) > MOST_PLAYERS:
        raise invalid("player_ids", f"at most {MOST_PLAYERS} players are taken.")
    rows = [row for ulid in ulids for row in players_by(call, "player_ulid", ulid)]
    rows += [row for number in ids for row in players_by(call, "player_id", number)]
    platforms = [
        {
            "legacy_player_id": player["id"],
            "player_id": player["ulid"],
            "connected_accounts": [
                {**account_json(row["platform"]), "player_identifier": row["identifier"]}
                for row in accounts_of(call, player["id"])
            ],
        }
        for player in {row["id"]: row for row in rows}.values()
    ]
    return {"player_platforms": platforms}


def _player_of(call: Call, token: str) -> int:
    found: int | None = call.store.value(
        "SELECT player_id FROM game_sessions WHERE token = ? AND expires > ?", token, call.seconds
    )
    if found is None:
        raise unauthorized("One of the two session tokens is unknown or expired.")
    return found
