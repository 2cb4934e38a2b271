"""Leaderboards of both APIs: boards, scores, ranks."""

from __future__ import annotations

from typing import Any

from .._call import Call
from .._errors import invalid
from .._leaderboards import (
    all_boards,
    board_json,
    entries_of,
    entry_count,
    entry_json,
    find_board,
    find_entry,
    member,
    rank,
    ranked,
    score_json,
    score_of,
    write_score,
)
from .._pages import row_page
from . import handles


@handles("game_list_leaderboards", "server_list_leaderboards")
def list_boards(call: Call) -> dict[str, Any]:
    boards = all_boards(call)
    offset, count, pagination = row_page(call, len(boards))
    items = [board_json(call, each, upcoming=False) for each in boards[offset : offset + count]]
    return {"pagination": pagination, "items": items}


@handles("game_get_leaderboard_details", "server_get_leaderboard")
def details(call: Call) -> dict[str, Any]:
    """The Server API wraps what the Game API answers flat."""
    found = board_json(call, find_board(call, call.path["leaderboard_key"]), upcoming=True)
    return found if call.operation.id.startswith("game_") else {"leaderboard": found}


@handles("game_get_score_list", "server_get_score_list")
def scores(call: Call) -> dict[str, Any]:
    board = find_board(call, call.path["leaderboard_key"])
    offset, count, pagination = row_page(call, entry_count(call, board))
    return {"pagination": pagination, "items": ranked(call, board, offset, count)}


@handles("game_submit_score", "server_submit_score")
def submit(call: Call) -> dict[str, Any]:
    board = find_board(call, call.path["leaderboard_key"])
    overwrite = bool(board["overwrite_score_on_submit"])
    row = write_score(call, board, member(call, board), call.body["score"], overwrite=overwrite)
    return score_json(call, board, row)


@handles("game_increment_score", "server_increment_score")
def increment(call: Call) -> dict[str, Any]:
    board = find_board(call, call.path["leaderboard_key"])
    member_id = member(call, board)
    score = score_of(call, board, member_id) + call.body["amount"]
    return score_json(call, board, write_score(call, board, member_id, score, overwrite=True))


@handles("game_query_score")
def query(call: Call) -> dict[str, Any]:
    board = find_board(call, call.path["leaderboard_key"])
    score = call.body["score"]
    if not -(2**63) < score < 2**63:
        raise invalid("score", "it has to be a whole number of 64 bits.")
    return {"rank": rank(call, board, score), "score": score}


@handles("game_get_member_rank")
def member_rank(call: Call) -> dict[str, Any]:
    board = find_board(call, call.path["leaderboard_key"])
    return entry_json(call, board, find_entry(call, board, call.path["member_id"]))


@handles("game_get_leaderboard_entries_by_members")
def by_members(call: Call) -> dict[str, Any]:
    board = find_board(call, call.path["leaderboard_key"])
    rows = entries_of(call, board, call.body["members"])
    return {"members": [entry_json(call, board, row) for row in rows]}


@handles("game_get_all_member_ranks", "server_get_all_member_ranks")
def all_ranks(call: Call) -> dict[str, Any]:
    found = [(board, row) for board in all_boards(call) for row in entries_of(call, board, [call.path["member_id"]])]
    offset, count, pagination = row_page(call, len(found))
    ranks = [
        {
            "leaderboard_id": board["id"],
            "leaderboard_key": board["key"],
            "ulid": board["ulid"],
            "rank": entry_json(call, board, row),
        }
        for board, row in found[offset : offset + count]
    ]
    return {"leaderboards": ranks, "pagination": pagination}
