"""Friends, requests and blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._call import Call
from .._errors import Refused, invalid, not_found
from .._pages import numbered_page
from .._people import own, player_by
from . import handles

if TYPE_CHECKING:
    import sqlite3


def _other(call: Call) -> sqlite3.Row:
    """The other player, whom the path names."""
    other = player_by(call, "player_ulid", call.path["player_id"])
    if other["id"] == call.player_id:
        raise invalid("player_id", "it is the player of the session.")
    return other


def _there(call: Call, table: str, player_id: int, other_id: int) -> bool:
    statement = f"SELECT 1 FROM {table} WHERE player_id = ? AND other_id = ?"
    return call.store.one(statement, player_id, other_id) is not None


def _take(call: Call, table: str, player_id: int, other_id: int) -> bool:
    """Delete a row; tells whether there was one."""
    return bool(call.store.run(f"DELETE FROM {table} WHERE player_id = ? AND other_id = ?", player_id, other_id))


def _person(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "player_id": row["ulid"],
        "name": row["name"],
        "public_uid": row["public_uid"],
        "created_at": row["created_at"],
    }


def _friend(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    sessions = "SELECT 1 FROM game_sessions WHERE player_id = ? AND expires > ?"
    online = call.store.one(sessions, row["id"], call.seconds) is not None
    return {**_person(row), "online": online, "accepted_at": row["since"]}


@handles("game_list_friends", "server_list_friends")
def list_friends(call: Call) -> dict[str, Any]:
    player = player_by(call, "player_ulid", call.path["player_ulid"]) if "player_ulid" in call.path else own(call)
    select, values = "SELECT p.*, f.since FROM friends f JOIN players p ON p.id = f.other_id WHERE f.player_id = ?", []
    if "platform" in call.query:
        select += " AND p.id IN (SELECT player_id FROM identities WHERE platform = ?)"
        values = [call.query["platform"]]
    rows, pagination = numbered_page(call, call.store.all(f"{select} ORDER BY f.since, p.id", player["id"], *values))
    return {"friends": [_friend(call, row) for row in rows], "pagination": pagination}


@handles("game_get_friend")
def get_friend(call: Call) -> dict[str, Any]:
    row = call.store.one(
        "SELECT p.*, f.since FROM friends f JOIN players p ON p.id = f.other_id WHERE f.player_id = ? AND p.id = ?",
        call.player_id,
        _other(call)["id"],
    )
    if row is None:
        raise not_found("A friend of this id")
    return _friend(call, row)


@handles("game_delete_friend")
def delete_friend(call: Call) -> None:
    other_id = _other(call)["id"]
    if not _take(call, "friends", call.player_id, other_id):
        raise not_found("A friend of this id")
    _take(call, "friends", other_id, call.player_id)


@handles("game_send_friend_request")
def send_request(call: Call) -> None:
    other_id = _other(call)["id"]
    if _there(call, "blocks", other_id, call.player_id):
        raise Refused(403, "This player takes no requests from you.")
    for table, player_id, to, why in (
        ("blocks", call.player_id, other_id, "You have blocked this player: lift the block first."),
        ("friends", call.player_id, other_id, "You are friends already."),
        ("friend_requests", call.player_id, other_id, "You have asked this player already."),
        ("friend_requests", other_id, call.player_id, "This player has asked you: accept that request."),
    ):
        if _there(call, table, player_id, to):
            raise Refused(409, why)
    call.store.insert("friend_requests", player_id=call.player_id, other_id=other_id)


@handles("game_list_incoming_friend_requests")
def incoming(call: Call) -> dict[str, Any]:
    select = "SELECT p.* FROM friend_requests r JOIN players p ON p.id = r.player_id WHERE r.other_id = ?"
    rows, pagination = numbered_page(call, call.store.all(f"{select} ORDER BY r.rowid", own(call)["id"]))
    return {"incoming": [_person(row) for row in rows], "pagination": pagination}


@handles("game_list_outgoing_friend_requests")
def outgoing(call: Call) -> dict[str, Any]:
    select = "SELECT p.* FROM friend_requests r JOIN players p ON p.id = r.other_id WHERE r.player_id = ?"
    rows, pagination = numbered_page(call, call.store.all(f"{select} ORDER BY r.rowid", own(call)["id"]))
    return {"outgoing": [_person(row) for row in rows], "pagination": pagination}


@handles("game_cancel_outgoing_friend_request")
def cancel(call: Call) -> None:
    if not _take(call, "friend_requests", call.player_id, _other(call)["id"]):
        raise not_found("A request to this player")


@handles("game_decline_friend_request")
def decline(call: Call) -> None:
    if not _take(call, "friend_requests", _other(call)["id"], call.player_id):
        raise not_found("A request of this player")


@handles("game_accept_friend_request")
def accept(call: Call) -> None:
    decline(call)
    other_id = _other(call)["id"]
    for player_id, friend_id in ((call.player_id, other_id), (other_id, call.player_id)):
        call.store.insert("friends", player_id=player_id, other_id=friend_id, since=call.date)


@handles("game_list_blocked_players")
def blocked(call: Call) -> dict[str, Any]:
    select = "SELECT p.*, b.since FROM blocks b JOIN players p ON p.id = b.other_id WHERE b.player_id = ?"
    rows, pagination = numbered_page(call, call.store.all(f"{select} ORDER BY b.rowid", own(call)["id"]))
    return {"blocked": [{**_person(row), "blocked_at": row["since"]} for row in rows], "pagination": pagination}


@handles("game_block_player")
def block(call: Call) -> None:
    """Friendship and requests end with it, in both directions."""
    other_id = _other(call)["id"]
    for table in ("friends", "friend_requests"):
        _take(call, table, call.player_id, other_id)
        _take(call, table, other_id, call.player_id)
    if not _there(call, "blocks", call.player_id, other_id):
        call.store.insert("blocks", player_id=call.player_id, other_id=other_id, since=call.date)


@handles("game_unblock_player")
def unblock(call: Call) -> None:
    if not _take(call, "blocks", call.player_id, _other(call)["id"]):
        raise not_found("A block of this player")
