"""Who follows whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._call import Call
from .._errors import invalid
from .._pages import cursor_page
from .._people import player_by
from .._store import row_id
from . import handles

if TYPE_CHECKING:
    import sqlite3


def _named(call: Call) -> sqlite3.Row:
    return player_by(call, "player_public_uid", call.path["player_public_uid"])


def _place(cursor: str) -> int:
    if not (cursor.isascii() and cursor.isdigit()) or row_id(cursor) < 0:
        raise invalid("cursor", "it is none that an answer gave.")
    return row_id(cursor)


def _answer(call: Call, shown: str, condition: str) -> dict[str, Any]:
    rows = call.store.all(
        f"SELECT p.*, f.id AS place FROM followers f JOIN players p ON p.id = f.{shown} WHERE f.{condition} = ? "
        "ORDER BY f.id",
        _named(call)["id"],
    )
    page, pagination = cursor_page(call, rows, lambda row: row["place"], _place)
    people = [
        {
            "player_id": row["ulid"],
            "player_name": row["name"],
            "publicuid": row["public_uid"],
            "createdat": row["created_at"],
        }
        for row in page
    ]
    return {"followers": people, "pagination": pagination}


@handles("game_list_followers")
def followers(call: Call) -> dict[str, Any]:
    return _answer(call, "player_id", "other_id")


@handles("game_list_following")
def following(call: Call) -> dict[str, Any]:
    return _answer(call, "other_id", "player_id")


@handles("game_follow_player")
def follow(call: Call) -> None:
    other = _named(call)
    if other["id"] == call.player_id:
        raise invalid("player_public_uid", "it is the player of the session.")
    call.store.run("INSERT OR IGNORE INTO followers (player_id, other_id) VALUES (?, ?)", call.player_id, other["id"])


@handles("game_unfollow_player")
def unfollow(call: Call) -> None:
    statement = "DELETE FROM followers WHERE player_id = ? AND other_id = ?"
    call.store.run(statement, call.player_id, _named(call)["id"])
