"""Server API > Leaderboards: making, changing, schedules, rewards, resets; archives in both APIs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .._call import Call, iso
from .._cron import cron_problem
from .._errors import Refused, invalid, missing, not_found
from .._leaderboards import add_reward, find_board, make_board, schedule_json, set_schedule, settings_json
from .._pages import row_page
from .._store import row_id
from . import handles

if TYPE_CHECKING:
    import sqlite3

_ONE_OF = {"type": ("player", "generic"), "direction_method": ("ascending", "descending")}
_CHANGEABLE = ("key", "name", "direction_method", "enable_game_api_writes", "overwrite_score_on_submit")


def _board(call: Call) -> sqlite3.Row:
    return find_board(call, call.path["leaderboard_key"])


def _check(call: Call, board_id: int | None = None) -> None:
    for name, known in _ONE_OF.items():
        if call.body.get(name, known[0]) not in known:
            raise invalid(name, f"it has to be {' or '.join(known)}.")
    key = call.body.get("key")
    if key is not None and (not key or "/" in key):
        raise invalid("key", "it has to be text without a slash.")
    holder = call.store.value("SELECT id FROM leaderboards WHERE key = ?", key)
    if holder not in (None, board_id):
        raise Refused(409, f"There is a leaderboard {key} already.")


@handles("server_create_leaderboard")
def create(call: Call) -> dict[str, Any]:
    for name in ("key", "name", "type", "direction_method"):
        if name not in call.body:
            raise missing(name)
    _check(call)
    make_board(call.store, call.now, call.body)
    return settings_json(call, find_board(call, call.body["key"]))


@handles("server_update_leaderboard")
def update(call: Call) -> dict[str, Any]:
    board = _board(call)
    _check(call, board["id"])
    for name in _CHANGEABLE:
        if name in call.body:
            call.store.run(f"UPDATE leaderboards SET {name} = ? WHERE id = ?", call.body[name], board["id"])
    call.store.run("UPDATE leaderboards SET updated_at = ? WHERE id = ?", call.date, board["id"])
    return settings_json(call, find_board(call, call.body.get("key", board["key"])))


@handles("server_delete_leaderboard")
def delete(call: Call) -> None:
    call.store.run("DELETE FROM leaderboards WHERE id = ?", _board(call)["id"])


@handles("server_create_leaderboard_schedule")
def schedule(call: Call) -> dict[str, Any]:
    board = _board(call)
    cron = call.body["cron_expression"]
    if (problem := cron_problem(cron)) is not None:
        raise invalid("cron_expression", problem)
    set_schedule(call.store, board["id"], cron, call.now)
    return _schedule(call)


def _schedule(call: Call) -> dict[str, Any]:
    found = schedule_json(call, _board(call))
    if found is None:
        raise not_found("A schedule of this leaderboard")
    return found


@handles("server_get_leaderboard_schedule")
def get_schedule(call: Call) -> dict[str, Any]:
    return _schedule(call)


@handles("server_delete_leaderboard_schedule")
def unschedule(call: Call) -> None:
    _schedule(call)
    statement = "UPDATE leaderboards SET cron = NULL, next_run = NULL, last_run = NULL WHERE id = ?"
    call.store.run(statement, _board(call)["id"])


@handles("server_create_leaderboard_reward")
def reward(call: Call) -> None:
    board = _board(call)
    if "reward_id" not in call.body:
        raise missing("reward_id")
    known = call.game.progress.rewards.get(call.body["reward_id"])
    kind = call.body.get("reward_kind", "").lower()
    if known is None or kind not in ("", known.kind):
        raise not_found(f"A reward {call.body['reward_id']} {kind}".rstrip())
    taken = "SELECT 1 FROM leaderboard_rewards WHERE board_id = ? AND reward_id = ?"
    if call.store.one(taken, board["id"], known.id) is not None:
        raise Refused(409, "The leaderboard gives this reward already.")
    add_reward(call.store, board["id"], known.id, call.body.get("predicates", []))


@handles("server_delete_leaderboard_reward")
def remove_reward(call: Call) -> None:
    statement = "DELETE FROM leaderboard_rewards WHERE board_id = ? AND reward_id = ?"
    if not call.store.run(statement, _board(call)["id"], call.path["reward_id"]):
        raise not_found(f"Reward {call.path['reward_id']} of this leaderboard")


def _reset_json(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "leaderboard_id": row["board_id"],
        "game_id": call.game.id,
        "name": row["name"],
        "status": row["status"],
        "scheduled_for": iso(row["scheduled_for"]),
        "requested_at": iso(row["requested_at"]),
        "processed_at": None if row["processed_at"] is None else iso(row["processed_at"]),
        "error_message": None,
    }


def _reset(call: Call) -> sqlite3.Row:
    board, text = _board(call), call.path["reset_id"]
    number = row_id(text) if text.isascii() and text.isdigit() else -1
    row = call.store.one("SELECT * FROM leaderboard_resets WHERE id = ? AND board_id = ?", number, board["id"])
    if row is None:
        raise not_found(f"Reset {text}")
    return row


@handles("server_request_manual_leaderboard_reset")
def ask_for_reset(call: Call) -> dict[str, Any]:
    board = _board(call)
    number = call.store.insert(
        "leaderboard_resets",
        board_id=board["id"],
        name=call.body.get("name", ""),
        status="pending",
        scheduled_for=_moment(call),
        requested_at=call.seconds,
    )
    row = call.store.one("SELECT * FROM leaderboard_resets WHERE id = ?", number)
    assert row is not None
    return _reset_json(call, row)


def _moment(call: Call) -> float:
    text = call.body.get("scheduled_for")
    if not text:
        return call.seconds
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        raise invalid("scheduled_for", "it has to be a time in ISO 8601.") from None


@handles("server_list_manual_leaderboard_resets")
def resets(call: Call) -> dict[str, Any]:
    rows = call.store.all("SELECT * FROM leaderboard_resets WHERE board_id = ? ORDER BY id", _board(call)["id"])
    return {"items": [_reset_json(call, row) for row in rows]}


@handles("server_get_manual_leaderboard_reset")
def get_reset(call: Call) -> dict[str, Any]:
    return _reset_json(call, _reset(call))


@handles("server_cancel_manual_leaderboard_reset")
def cancel_reset(call: Call) -> None:
    row = _reset(call)
    if row["status"] != "pending":
        raise Refused(409, f"The reset is {row['status']}: it can't be cancelled any more.")
    call.store.run("DELETE FROM leaderboard_resets WHERE id = ?", row["id"])


@handles("game_list_historical_leaderboard_data", "server_list_leaderboard_archives")
def archives(call: Call) -> dict[str, Any]:
    rows = call.store.all("SELECT * FROM leaderboard_archives WHERE board_id = ? ORDER BY id", _board(call)["id"])
    found = [
        {
            "key": row["key"],
            "last_modified": iso(row["made"]),
            "content_type": "application/json",
            "content_length": len(row["content"].encode()),
        }
        for row in rows
    ]
    return {"archives": found}


@handles("game_get_historical_leaderboard_data", "server_download_leaderboard_archive")
def archive(call: Call) -> dict[str, Any]:
    content = call.store.value("SELECT content FROM leaderboard_archives WHERE key = ?", call.query["key"])
    if content is None:
        raise not_found(f"Archive {call.query['key']}")
    items: list[dict[str, Any]] = json.loads(content)
    after = call.query.get("after") or "0"
    if not (after.isascii() and after.isdigit()) or row_id(after) < 0:
        raise invalid("after", "it is no cursor that an answer gave.")
    start, count, pagination = row_page(call, len(items))
    for name in ("next_cursor", "previous_cursor"):
        pagination[name] = None if pagination[name] is None else str(pagination[name])
    return {"pagination": pagination, "items": items[start : start + count]}
