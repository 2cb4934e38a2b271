"""Leaderboards and their entries: who is where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ._call import iso
from ._cron import following_run
from ._errors import Refused, invalid, missing, not_found
from ._people import players_by
from ._players import remove_due
from ._resets import process, scheduled_runs
from ._rewards import reward_json
from ._store import new_ulid, row_id

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from ._call import Call
    from ._game import Game
    from ._store import Transaction

_LARGEST = 2**63 - 1
_SETTINGS = ("enable_game_api_writes", "overwrite_score_on_submit", "has_metadata")
#: Rows before another one: better scores, and equal ones that were there first.
_BEFORE = {
    "descending": "(score > ? OR (score = ? AND place < ?))",
    "ascending": "(score < ? OR (score = ? AND place < ?))",
}
_ORDER = {"descending": "score DESC, place", "ascending": "score, place"}


def seed_boards(transaction: Transaction, game: Game, now: datetime) -> None:
    """Make the boards of the game file that were never made. What was changed or deleted since stays so."""
    for entry in game.progress.leaderboards:
        if transaction.one("SELECT 1 FROM leaderboard_seeds WHERE key = ?", entry["key"]) is not None:
            continue
        transaction.insert("leaderboard_seeds", key=entry["key"])
        if transaction.one("SELECT 1 FROM leaderboards WHERE key = ?", entry["key"]) is not None:
            continue
        board_id = make_board(transaction, now, entry)
        if "schedule" in entry:
            set_schedule(transaction, board_id, entry["schedule"], now)
        for reward_id, predicates in entry["rewards"]:
            add_reward(transaction, board_id, reward_id, predicates)


def make_board(transaction: Transaction, now: datetime, entry: dict[str, Any]) -> int:
    """A new board, without schedule and rewards."""
    return transaction.insert(
        "leaderboards",
        ulid=entry.get("ulid") or new_ulid(now),
        key=entry["key"],
        name=entry.get("name") or entry["key"],
        type=entry.get("type", "player"),
        direction_method=entry.get("direction_method", "descending"),
        **{name: bool(entry.get(name, False)) for name in _SETTINGS},
        created_at=iso(now),
        updated_at=iso(now),
    )


def set_schedule(transaction: Transaction, board_id: int, cron: str, now: datetime) -> None:
    """Give a board a schedule in place of the one it has."""
    following = following_run(cron, now).timestamp()
    transaction.run("UPDATE leaderboards SET cron = ?, next_run = ? WHERE id = ?", cron, following, board_id)


def add_reward(transaction: Transaction, board_id: int, reward_id: str, predicates: list[dict[str, Any]]) -> None:
    """Let a board give a reward at its resets."""
    for number, predicate in enumerate(predicates):
        predicate["id"] = predicate.get("id") or f"{number + 1}"
    transaction.insert("leaderboard_rewards", board_id=board_id, reward_id=reward_id, predicates=json.dumps(predicates))


def find_board(call: Call, key: str) -> sqlite3.Row:
    """A board by its key, else by its number. Resets whose time has come are carried out first."""
    remove_due(call)
    statement = "SELECT * FROM leaderboards WHERE key = ?"
    row = call.store.one(statement, key)
    if row is None and key.isascii() and key.isdigit():
        row = call.store.one("SELECT * FROM leaderboards WHERE id = ?", row_id(key))
    if row is None:
        raise not_found(f"Leaderboard {key}")
    process(call, row)
    again = call.store.one("SELECT * FROM leaderboards WHERE id = ?", row["id"])
    assert again is not None
    return again


def all_boards(call: Call) -> list[sqlite3.Row]:
    """All boards, the oldest first, after the resets whose time has come."""
    remove_due(call)
    for row in call.store.all("SELECT * FROM leaderboards ORDER BY id"):
        process(call, row)
    return call.store.all("SELECT * FROM leaderboards ORDER BY id")


def settings_json(call: Call, board: sqlite3.Row) -> dict[str, Any]:
    """What Create and Update answer."""
    return {
        "id": board["id"],
        "game_id": call.game.id,
        **{name: board[name] for name in ("key", "name", "type", "direction_method")},
        **{name: bool(board[name]) for name in _SETTINGS},
        "created_at": board["created_at"],
        "updated_at": board["updated_at"],
    }


def schedule_json(call: Call, board: sqlite3.Row) -> dict[str, Any] | None:
    """A board's schedule, None if it has none."""
    if board["cron"] is None:
        return None
    return {
        "cron_expression": board["cron"],
        "next_run": iso(board["next_run"]),
        "last_run": None if board["last_run"] is None else iso(board["last_run"]),
        "schedule": [iso(made) for made in scheduled_runs(call, board["id"])],
    }


def board_json(call: Call, board: sqlite3.Row, *, upcoming: bool) -> dict[str, Any]:
    """A board with schedule and rewards; the manual resets that are to come are in the details alone."""
    found = {
        **settings_json(call, board),
        "ulid": board["ulid"],
        "schedule": schedule_json(call, board),
        "rewards": [
            {
                "reward_kind": reward.kind,
                "reward_id": reward.id,
                "predicates": json.loads(row["predicates"]),
                **reward_json(reward),
            }
            for row in call.store.all("SELECT * FROM leaderboard_rewards WHERE board_id = ?", board["id"])
            if (reward := call.game.progress.rewards.get(row["reward_id"])) is not None
        ],
    }
    if upcoming:
        rows = call.store.all(
            "SELECT * FROM leaderboard_resets WHERE board_id = ? AND status = 'pending' ORDER BY scheduled_for, id",
            board["id"],
        )
        found["upcoming_resets"] = [
            {"id": row["id"], "name": row["name"], "scheduled_for": iso(row["scheduled_for"])} for row in rows
        ]
    return found


def member(call: Call, board: sqlite3.Row) -> str:
    """Whom a body's `member_id` means: on a player board a client writes for its own player alone."""
    given: str = call.body.get("member_id", "")
    client = call.operation.id.startswith("game_")
    if client and not board["enable_game_api_writes"]:
        raise Refused(403, f"Leaderboard {board['key']} takes no scores from game clients.")
    if board["type"] == "player":
        if client:
            if given not in ("", str(call.player_id)):
                raise Refused(403, "A game client submits scores of its own player alone.")
            return str(call.player_id)
        if given and _player(call, given) is None:
            raise not_found(f"Player {given}")
    if not given:
        raise missing("member_id")
    return given


def write_score(call: Call, board: sqlite3.Row, member_id: str, score: int, *, overwrite: bool) -> sqlite3.Row:
    """Keep a score, if it is better than the one that is there or replaces any. Metadata goes with the score."""
    if not -_LARGEST <= score <= _LARGEST:
        raise invalid("score", "it has to be a whole number of 64 bits.")
    metadata = call.body.get("metadata", "") if board["has_metadata"] else ""
    row = _entry(call, board, member_id)
    if row is None:
        call.store.insert(
            "leaderboard_entries", board_id=board["id"], member_id=member_id, score=score, metadata=metadata
        )
    elif overwrite or (score > row["score"] if board["direction_method"] == "descending" else score < row["score"]):
        if score != row["score"]:  # A new place among equals: whoever had the score before is ahead.
            place = call.store.value("SELECT max(place) + 1 FROM leaderboard_entries")
            call.store.run("UPDATE leaderboard_entries SET place = ? WHERE place = ?", place, row["place"])
        kept = metadata if "metadata" in call.body else row["metadata"]
        call.store.run(
            "UPDATE leaderboard_entries SET score = ?, metadata = ? WHERE board_id = ? AND member_id = ?",
            score,
            kept,
            board["id"],
            member_id,
        )
    return find_entry(call, board, member_id)


def score_of(call: Call, board: sqlite3.Row, member_id: str) -> int:
    """The score of a member, 0 without one."""
    row = _entry(call, board, member_id)
    return 0 if row is None else int(row["score"])


def find_entry(call: Call, board: sqlite3.Row, member_id: str) -> sqlite3.Row:
    """The entry of a member."""
    row = _entry(call, board, member_id)
    if row is None:
        raise not_found(f"An entry of member {member_id}")
    return row


def entries_of(call: Call, board: sqlite3.Row, members: list[str]) -> list[sqlite3.Row]:
    """The entries that there are of these members, the best first."""
    found = {member_id: row for member_id in members if (row := _entry(call, board, member_id)) is not None}
    return sorted(found.values(), key=lambda row: rank(call, board, row["score"], row["place"]))


def rank(call: Call, board: sqlite3.Row, score: int, place: int = _LARGEST) -> int:
    """The rank of an entry, or of a score that nobody has yet."""
    before = _BEFORE[board["direction_method"]]
    statement = f"SELECT count(*) FROM leaderboard_entries WHERE board_id = ? AND {before}"
    return 1 + int(call.store.value(statement, board["id"], score, score, place))


def entry_count(call: Call, board: sqlite3.Row) -> int:
    """How many members a board has."""
    return int(call.store.value("SELECT count(*) FROM leaderboard_entries WHERE board_id = ?", board["id"]))


def ranked(call: Call, board: sqlite3.Row, offset: int, count: int) -> list[dict[str, Any]]:
    """The entries of a page."""
    rows = call.store.all(
        f"SELECT * FROM leaderboard_entries WHERE board_id = ? ORDER BY {_ORDER[board['direction_method']]} "
        "LIMIT ? OFFSET ?",
        board["id"],
        count,
        offset,
    )
    return [entry_json(call, board, row, offset + number) for number, row in enumerate(rows, 1)]


def entry_json(call: Call, board: sqlite3.Row, row: sqlite3.Row, at: int | None = None) -> dict[str, Any]:
    """An entry with its rank and, on a player board, its player."""
    found = {
        "member_id": row["member_id"],
        "rank": at or rank(call, board, row["score"], row["place"]),
        "score": row["score"],
        "metadata": row["metadata"],
        "player": None,
    }
    if board["type"] == "player" and (player := _player(call, row["member_id"])) is not None:
        found["player"] = {name: player[name] for name in ("id", "public_uid", "name", "ulid")}
    return found


def score_json(call: Call, board: sqlite3.Row, row: sqlite3.Row) -> dict[str, Any]:
    """What submit and increment answer."""
    entry = entry_json(call, board, row)
    del entry["player"]
    return entry


def _entry(call: Call, board: sqlite3.Row, member_id: str) -> sqlite3.Row | None:
    statement = "SELECT * FROM leaderboard_entries WHERE board_id = ? AND member_id = ?"
    return call.store.one(statement, board["id"], member_id)


def _player(call: Call, member_id: str) -> sqlite3.Row | None:
    if member_id.startswith("0"):
        return None
    return next(iter(players_by(call, "player_id", member_id)), None)
