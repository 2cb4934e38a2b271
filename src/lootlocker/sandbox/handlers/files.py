"""Player Files of both APIs."""

from __future__ import annotations

from typing import Any

from .._call import Call
from .._files import add_revision, file_json, file_of, files_of, make_file, remove_file
from .._people import player_by
from . import handles


def _owner(call: Call) -> int:
    """The player whom the path names; the Game API's is the session's."""
    if "player_id" not in call.path:
        return call.player_id
    return int(player_by(call, "player_id", call.path["player_id"])["id"])


@handles("game_list_player_files", "server_list_files_for_player")
def list_files(call: Call) -> dict[str, Any]:
    return {"items": [file_json(call, row) for row in files_of(call, _owner(call))]}


@handles("game_list_other_player_files")
def list_public(call: Call) -> dict[str, Any]:
    return {"items": [file_json(call, row) for row in files_of(call, _owner(call), public=True)]}


@handles("game_get_player_file", "server_get_file_by_id_for_player")
def get(call: Call) -> dict[str, Any]:
    return file_json(call, file_of(call, _owner(call), call.id("file_id")))


@handles("game_upload_player_file", "server_upload_file_for_player")
def upload(call: Call) -> dict[str, Any]:
    return file_json(call, make_file(call, _owner(call)))


@handles("game_update_player_file", "server_update_file_for_player")
def update(call: Call) -> dict[str, Any]:
    file = file_of(call, _owner(call), call.id("file_id"))
    return file_json(call, add_revision(call, file["player_id"], file["id"]))


@handles("game_delete_player_file", "server_delete_file_by_id_for_player")
def delete(call: Call) -> None:
    remove_file(call, file_of(call, _owner(call), call.id("file_id"))["id"])
