"""Resets of leaderboards, asked for or by schedule: entries go into an archive, rewards to those who earned them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ._cron import following_run
from ._rewards import Receiver, award

if TYPE_CHECKING:
    import sqlite3

    from ._call import Call


def process(call: Call, board: sqlite3.Row) -> None:
    """Carry out the resets of a board whose time has come, the earliest first."""
    due = call.store.all(
        "SELECT id, scheduled_for FROM leaderboard_resets WHERE board_id = ? AND status = 'pending' "
        "AND scheduled_for <= ? ORDER BY scheduled_for, id",
        board["id"],
        call.seconds,
    )
    moments: list[tuple[float, int | None]] = [(row["scheduled_for"], row["id"]) for row in due]
    if board["cron"] is not None and board["next_run"] <= call.seconds:
        moments.append((board["next_run"], None))
    for moment, reset_id in sorted(moments, key=lambda each: each[0]):
        _reset(call, board, moment)
        if reset_id is not None:
            statement = "UPDATE leaderboard_resets SET status = 'completed', processed_at = ? WHERE id = ?"
            call.store.run(statement, call.seconds, reset_id)
        else:
            _move_on(call, board)


def _move_on(call: Call, board: sqlite3.Row) -> None:
    # Runs that were missed too had nothing left to reset: the board was not touched in between.
    statement = "UPDATE leaderboards SET last_run = ?, next_run = ? WHERE id = ?"
    following = following_run(board["cron"], call.now).timestamp()
    call.store.run(statement, board["next_run"], following, board["id"])


def _reset(call: Call, board: sqlite3.Row, moment: float) -> None:
    direction = "DESC" if board["direction_method"] == "descending" else "ASC"
    rows = call.store.all(
        "SELECT e.*, p.name, p.public_uid, p.ulid FROM leaderboard_entries e "
        "LEFT JOIN players p ON ? AND p.id = CAST(e.member_id AS INTEGER) "
        f"WHERE board_id = ? ORDER BY score {direction}, place",
        board["type"] == "player",
        board["id"],
    )
    if not rows:
        return
    items = [_archived(rank, row) for rank, row in enumerate(rows, 1)]
    key = f"{board['ulid']}/{datetime.fromtimestamp(moment, UTC):%Y-%m-%dT%H-%M-%SZ}"
    same = call.store.value("SELECT count(*) FROM leaderboard_archives WHERE key = ? OR key LIKE ?", key, f"{key}-%")
    call.store.insert(
        "leaderboard_archives",
        board_id=board["id"],
        key=f"{key}-{same + 1}" if same else key,
        made=moment,
        content=json.dumps(items),
    )
    call.store.run("DELETE FROM leaderboard_entries WHERE board_id = ?", board["id"])
    if board["type"] == "player":
        _reward(call, board, items)


def _archived(rank: int, row: sqlite3.Row) -> dict[str, Any]:
    player = None
    if row["ulid"] is not None:
        player = {
            "id": int(row["member_id"]),
            "name": row["name"],
            "public_uid": row["public_uid"],
            "player_ulid": row["ulid"],
        }
    return {
        "member_id": row["member_id"],
        "rank": rank,
        "score": row["score"],
        "metadata": row["metadata"],
        "player": player,
    }


def _reward(call: Call, board: sqlite3.Row, items: list[dict[str, Any]]) -> None:
    rewards = call.store.all("SELECT * FROM leaderboard_rewards WHERE board_id = ? ORDER BY rowid", board["id"])
    for row in rewards:
        reward = call.game.progress.rewards.get(row["reward_id"])
        predicates: list[dict[str, Any]] = json.loads(row["predicates"])
        for item in items:
            if (
                reward is not None
                and item["player"] is not None
                and all(_meets(each, item["rank"], len(items)) for each in predicates)
            ):
                context = [("leaderboard_key", board["key"]), ("rank", str(item["rank"]))]
                receiver = Receiver(item["player"]["id"], source="leaderboard")
                award(call, receiver, reward, source="leaderboard", context=context)


def _meets(predicate: dict[str, Any], rank: int, members: int) -> bool:
    """Whether a rank, or its share of all ranks in percent, is between two bounds, counted from either end.

    No other comparison is known, so that nobody meets one.
    """
    if predicate.get("type") != "between":
        return False
    args: dict[str, Any] = predicate.get("args", {})
    place = members + 1 - rank if args.get("direction") == "desc" else rank
    value = place * 100 / members if args.get("method") == "by_percent" else place
    return bool(args.get("min", 0) <= value <= args.get("max", 2**63))


def scheduled_runs(call: Call, board_id: int) -> list[float]:
    """The moments of the archives that a board has."""
    rows = call.store.all("SELECT made FROM leaderboard_archives WHERE board_id = ? ORDER BY id", board_id)
    return [row["made"] for row in rows]
