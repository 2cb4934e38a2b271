"""Players, their characters, sessions and bans."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from ._call import iso
from ._errors import Refused, not_found
from ._store import new_public_uid, new_token, new_ulid, row_id

if TYPE_CHECKING:
    import sqlite3

    from ._call import Call
    from ._game import CharacterType
    from ._store import Transaction

GAME_SESSION_SECONDS = 24 * 3600
SERVER_SESSION_SECONDS = 3600
REFRESH_TOKEN_SECONDS = 30 * 24 * 3600
NAME_LENGTH = 100


def platform_identifier(platform: str, ticket: str) -> str:
    """The platform's id of the player whose ticket it is: the same ticket is the same player."""
    number = int.from_bytes(hashlib.sha256(f"{platform}\0{ticket}".encode()).digest()[:8], "big")
    if platform == "steam":
        return (
            ticket
            if ticket.isascii() and ticket.isdigit() and len(ticket) == 17
            else str(76561197960265728 + number % 2**32)
        )
    if platform == "psn":
        return str(10**18 + number % 10**18)
    return f"{platform}-{number:016x}"


def find_player(call: Call, platform: str, identifier: str) -> int | None:
    """The player whom a platform knows by an identifier."""
    remove_due(call)
    found: int | None = call.store.value(
        "SELECT player_id FROM identities WHERE platform = ? AND identifier = ?", platform, identifier
    )
    return found


def find_or_make_player(call: Call, platform: str, identifier: str) -> int:
    """The same, and a new player with a default character if there is none."""
    found = find_player(call, platform, identifier)
    if found is not None:
        return found
    player_id = call.store.insert(
        "players",
        ulid=new_ulid(call.now),
        public_uid=new_public_uid(),
        wallet_id=new_ulid(call.now),
        created_at=call.date,
    )
    call.store.insert("identities", platform=platform, identifier=identifier, player_id=player_id)
    make_character(call, player_id, call.game.default_type, is_default=True)
    return player_id


def make_character(call: Call, player_id: int, kind: CharacterType, *, is_default: bool, name: str = "") -> int:
    """A new character of a player."""
    return call.store.insert(
        "characters",
        ulid=new_ulid(call.now),
        player_id=player_id,
        character_type_id=kind.id,
        is_default=is_default,
        name=name,
    )


def default_character(call: Call, player_id: int) -> int:
    """The character whose inventory and loadout are the player's own."""
    found = call.store.value("SELECT id FROM characters WHERE player_id = ? AND is_default", row_id(player_id))
    if found is None:
        raise not_found(f"Player {player_id}")
    return int(found)


def character_of(call: Call, player_id: int, character_id: int) -> int:
    """A character, if it is the player's."""
    default_character(call, player_id)
    found = call.store.value("SELECT id FROM characters WHERE id = ? AND player_id = ?", character_id, player_id)
    if found is None:
        raise not_found(f"Character {character_id}")
    return int(found)


def ban_of(store: Transaction, player_id: int, seconds: float) -> sqlite3.Row | None:
    """The ban that holds for a player now, if there is one."""
    ban = store.one("SELECT * FROM bans WHERE player_id = ?", player_id)
    if ban is None or (ban["banned_until"] is not None and ban["banned_until"] <= seconds):
        return None
    return ban


def remove_due(call: Call) -> None:
    """Let go of the players whose deletion is due: no sign-in and no search finds them, no list shows them."""
    due = "SELECT player_id FROM deletions WHERE due <= ? AND NOT gone"
    if call.store.one(due, call.seconds) is None:
        return
    for table in ("friends", "friend_requests", "blocks", "followers"):
        call.store.run(f"DELETE FROM {table} WHERE other_id IN ({due})", call.seconds)
    for table in ("friends", "friend_requests", "blocks", "followers", "identities"):
        call.store.run(f"DELETE FROM {table} WHERE player_id IN ({due})", call.seconds)
    call.store.run(
        "DELETE FROM leaderboard_entries WHERE board_id IN (SELECT id FROM leaderboards WHERE type = 'player') "
        f"AND member_id IN (SELECT CAST(player_id AS TEXT) FROM ({due}))",
        call.seconds,
    )
    call.store.run("UPDATE deletions SET gone = 1 WHERE due <= ?", call.seconds)


def check_ban(call: Call, player_id: int) -> None:
    """Refuse a banned player."""
    detail = ban_json(call, player_id)
    if detail is not None:
        raise Refused(403, "The player is banned.", "player_banned", extra={"ban": detail})


def ban_json(call: Call, player_id: int) -> dict[str, Any] | None:
    """Why and for how long a player is banned, or None."""
    ban = ban_of(call.store, player_id, call.seconds)
    if ban is None:
        return None
    until = ban["banned_until"]
    return {
        "ban_reason": ban["reason"],
        "banned_on": iso(ban["banned_on"]),
        "banned_until": None if until is None else iso(until),
        "permanent": until is None,
    }


def start_session(
    call: Call,
    platform: str,
    identifier: str,
    *,
    show_identifier: bool,
    refresh: bool,
    white_label_token: str | None = None,
) -> dict[str, Any]:
    """A new session of a player, made if need be; answers what session starts answer."""
    player_id = find_or_make_player(call, platform, identifier)
    check_ban(call, player_id)
    before = _player(call, player_id)["last_seen"]
    errors = _apply_optionals(call, player_id)
    call.store.run("UPDATE players SET last_seen = ?, last_platform = ? WHERE id = ?", call.date, platform, player_id)
    token = new_token()
    call.store.insert(
        "game_sessions",
        token=token,
        player_id=player_id,
        expires=call.seconds + GAME_SESSION_SECONDS,
        white_label_token=white_label_token,
    )
    player = _player(call, player_id)
    answer: dict[str, Any] = {
        "session_token": token,
        "player_id": player_id,
        "player_name": player["name"],
        "player_ulid": player["ulid"],
        "player_created_at": player["created_at"],
        "public_uid": player["public_uid"],
        "seen_before": before is not None,
        "last_seen": before,
        "check_grant_notifications": unread_grants(call, player_id),
        "check_deactivation_notifications": False,
        "check_dlcs": [],
        "wallet_id": player["wallet_id"],
        "success": True,
    }
    if errors:
        answer["errors"] = errors
    if show_identifier:
        answer["player_identifier"] = identifier
    if refresh:
        answer["refresh_token"] = new_token()
        call.store.insert(
            "refresh_tokens",
            token=answer["refresh_token"],
            player_id=player_id,
            platform=platform,
            identifier=identifier,
            expires=call.seconds + REFRESH_TOKEN_SECONDS,
        )
    return answer


def spend_refresh_token(call: Call, platform: str, token: str) -> str | None:
    """The identifier that a refresh token stands for. The token is good for one use."""
    found = call.store.one("SELECT * FROM refresh_tokens WHERE token = ? AND platform = ?", token, platform)
    if found is None or found["expires"] <= call.seconds:
        return None
    call.store.run("DELETE FROM refresh_tokens WHERE token = ?", token)
    return str(found["identifier"])


def unread_grants(call: Call, player_id: int) -> bool:
    """Whether items came that the player was not told of yet."""
    statement = (
        "SELECT 1 FROM grant_notifications n JOIN instances i ON i.id = n.instance_id WHERE i.player_id = ? LIMIT 1"
    )
    return call.store.one(statement, player_id) is not None


def _apply_optionals(call: Call, player_id: int) -> list[str]:
    optionals: dict[str, Any] = call.body.get("optionals") or {}
    if "timezone" in optionals:
        call.store.run("UPDATE players SET timezone = ? WHERE id = ?", optionals["timezone"], player_id)
    name = optionals.get("player_name")
    if name is None:
        return []
    if not name.strip() or len(name) > NAME_LENGTH:
        return [f"player_name: it has to have 1 to {NAME_LENGTH} characters."]
    if name_taken(call, player_id, name):
        return ["player_name: another player has this name."]
    call.store.run("UPDATE players SET name = ? WHERE id = ?", name, player_id)
    return []


def name_taken(call: Call, player_id: int, name: str) -> bool:
    """Whether the game keeps names unique and another player has this one."""
    others = "SELECT id FROM players WHERE name = ? AND id != ?"
    return call.game.social.unique_player_names and call.store.one(others, name, player_id) is not None


def _player(call: Call, player_id: int) -> sqlite3.Row:
    row = call.store.one("SELECT * FROM players WHERE id = ?", player_id)
    assert row is not None
    return row
