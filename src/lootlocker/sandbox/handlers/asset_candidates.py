"""Game API > Asset Candidates: what players make. Nobody reviews it here, so that no asset comes of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .._call import Call
from .._errors import Refused, not_found
from .._files import MOST_FILES, drop_bytes, keep_bytes, signed_url
from . import handles

if TYPE_CHECKING:
    import sqlite3

#: While the player works on it, and once it is handed in.
_OPEN, _HANDED_IN = "draft", "pending"
_LISTS = ("kv_storage", "filters", "data_entities")


def _candidate(call: Call, *, to_change: bool = False) -> sqlite3.Row:
    """The player's candidate that the path names."""
    candidate_id = call.id("asset_candidate_id")
    row = call.store.one("SELECT * FROM asset_candidates WHERE id = ? AND player_id = ?", candidate_id, call.player_id)
    if row is None:
        raise not_found(f"Asset candidate {candidate_id}")
    if to_change and row["status"] != _OPEN:
        raise Refused(409, "The asset candidate was handed in: it can't be changed any more.")
    return row


def _files(call: Call, candidate_id: int) -> list[sqlite3.Row]:
    return call.store.all(
        "SELECT f.*, r.name, r.size FROM candidate_files f JOIN file_revisions r ON r.id = f.revision "
        "WHERE f.candidate_id = ? ORDER BY f.id",
        candidate_id,
    )


def _json(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "asset_id": None,
        "status": row["status"],
        "review_feedback": None,
        "data": json.loads(row["data"]),
        "files": [
            {
                "id": each["id"],
                "url": signed_url(call, each["revision"])[0],
                "size": each["size"],
                "filename": each["name"],
                "content_type": each["content_type"],
                "purpose": each["purpose"],
            }
            for each in _files(call, row["id"])
        ],
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
    }


def _answer(call: Call, candidate_id: int) -> dict[str, Any]:
    row = call.store.one("SELECT * FROM asset_candidates WHERE id = ?", candidate_id)
    assert row is not None
    return {"success": True, "asset_candidate_id": candidate_id, "asset_candidate": _json(call, row)}


def _status(call: Call) -> str:
    return _HANDED_IN if call.body.get("completed") else _OPEN


def _data(call: Call, before: dict[str, Any]) -> str:
    """What the body says over what was there before. A context of 0 is one that was left out."""
    given: dict[str, Any] = {**before, **call.body["data"]}
    if not given.get("context_id"):
        given.pop("context_id", None)
    elif given["context_id"] not in call.game.progress.contexts:
        raise not_found(f"Context {given['context_id']}")
    return json.dumps(given)


@handles("game_list_asset_candidates")
def list_candidates(call: Call) -> dict[str, Any]:
    rows = call.store.all("SELECT * FROM asset_candidates WHERE player_id = ? ORDER BY id", call.player_id)
    return {"success": True, "asset_candidates": [_json(call, row) for row in rows]}


@handles("game_create_asset_candidate")
def create(call: Call) -> dict[str, Any]:
    made = call.store.insert(
        "asset_candidates",
        player_id=call.player_id,
        status=_status(call),
        data=_data(call, {name: [] for name in _LISTS}),
        created_at=call.date,
        updated_at=call.date,
    )
    return _answer(call, made)


@handles("game_get_asset_candidate")
def get(call: Call) -> dict[str, Any]:
    return _answer(call, _candidate(call)["id"])


@handles("game_update_asset_candidate")
def update(call: Call) -> dict[str, Any]:
    row = _candidate(call, to_change=True)
    statement = "UPDATE asset_candidates SET status = ?, data = ?, updated_at = ? WHERE id = ?"
    call.store.run(statement, _status(call), _data(call, json.loads(row["data"])), call.date, row["id"])
    return _answer(call, row["id"])


@handles("game_delete_asset_candidate")
def delete(call: Call) -> None:
    row = _candidate(call)
    for file in _files(call, row["id"]):
        _remove(call, file)
    call.store.run("DELETE FROM asset_candidates WHERE id = ?", row["id"])


def _remove(call: Call, file: sqlite3.Row) -> None:
    call.store.run("DELETE FROM candidate_files WHERE id = ?", file["id"])
    drop_bytes(call, file["revision"])


@handles("game_add_file_to_asset_candidate")
def add_file(call: Call) -> dict[str, Any]:
    row = _candidate(call, to_change=True)
    if len(_files(call, row["id"])) >= MOST_FILES:
        raise Refused(409, f"An asset candidate has at most {MOST_FILES} files.")
    call.store.insert(
        "candidate_files",
        candidate_id=row["id"],
        revision=keep_bytes(call),
        content_type=call.body["file"].content_type,
        purpose=call.body["purpose"].lower(),
    )
    return _answer(call, row["id"])


@handles("game_remove_asset_candidate_file")
def remove_file(call: Call) -> dict[str, Any]:
    row, file_id = _candidate(call, to_change=True), call.id("file_id")
    file = next((each for each in _files(call, row["id"]) if each["id"] == file_id), None)
    if file is None:
        raise not_found(f"File {file_id} of asset candidate {row['id']}")
    _remove(call, file)
    return _answer(call, row["id"])
