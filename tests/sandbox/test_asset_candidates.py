"""Asset candidates: what a player makes, with its files, until it is handed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from lootlocker.sandbox import Sandbox
from support.sandbox import Api, Player
from support.strict import StrictApi

PATH = "/game/v1/player/assets/candidates"


def made(player: Player, name: str = "Hat", completed: bool = False, **data: Any) -> dict[str, Any]:
    answer = player.send("POST", PATH, json={"data": {"name": name, **data}, "completed": completed})
    assert answer.status_code == 200, answer.text
    candidate: dict[str, Any] = answer.json()["asset_candidate"]
    assert answer.json()["asset_candidate_id"] == candidate["id"]
    return candidate


def upload(player: Player, candidate_id: int, content: bytes = b"bytes", purpose: str = "FILE") -> httpx.Response:
    files = {"file": ("hat.png", content, "image/png")}
    return player.send("POST", f"{PATH}/{candidate_id}/file", files=files, data={"purpose": purpose})


def listed(player: Player) -> list[str]:
    return [each["data"]["name"] for each in player.send("GET", PATH).json()["asset_candidates"]]


def test_a_candidate_keeps_what_an_update_leaves_out_and_goes_when_deleted(strict: StrictApi) -> None:
    player = strict.player()
    pairs = [{"key": "a", "value": "1"}]
    first = made(player, kv_storage=pairs, context_id=440)
    made(player, "Scarf")
    assert (first["status"], first["asset_id"], first["files"]) == ("draft", None, [])
    path = f"{PATH}/{first['id']}"
    body = {"data": {"name": "Cap", "filters": pairs}}
    changed = player.send("PUT", path, json=body).json()["asset_candidate"]
    assert changed["data"] == {
        "name": "Cap",
        "context_id": 440,
        "kv_storage": pairs,
        "filters": pairs,
        "data_entities": [],
    }
    assert player.send("GET", path).json()["asset_candidate"] == changed
    assert listed(player) == ["Cap", "Scarf"]
    assert player.send("DELETE", path).content == b""
    assert listed(player) == ["Scarf"]
    for method in ("GET", "DELETE"):
        assert player.send(method, path).status_code == 404


def test_nothing_is_kept_of_what_is_refused(strict: StrictApi) -> None:
    player, other = strict.player(), strict.player()
    assert player.send("POST", PATH, json={"data": {"name": "x", "context_id": 999}}).status_code == 404
    assert listed(player) == []
    mine = made(player)["id"]
    for method in ("GET", "PUT", "DELETE"):
        options = {"json": {"data": {"name": "theirs"}}} if method == "PUT" else {}
        assert other.send(method, f"{PATH}/{mine}", **options).status_code == 404
    assert upload(other, mine).status_code == 404
    assert upload(player, mine, b"x" * (5 * 1024 * 1024 + 1)).status_code == 400
    (kept,) = player.send("GET", PATH).json()["asset_candidates"]
    assert (kept["data"]["name"], kept["files"]) == ("Hat", [])


def test_what_is_handed_in_can_be_read_and_deleted_alone(strict: StrictApi) -> None:
    player = strict.player()
    candidate = made(player)["id"]
    file = upload(player, candidate).json()["asset_candidate"]["files"][0]["id"]
    path = f"{PATH}/{candidate}"
    body = {"data": {}, "completed": True}
    assert player.send("PUT", path, json=body).json()["asset_candidate"]["status"] == "pending"
    assert player.send("PUT", path, json=body).status_code == 409
    assert upload(player, candidate).status_code == 409
    assert player.send("DELETE", f"{path}/file/{file}").status_code == 409
    assert len(player.send("GET", path).json()["asset_candidate"]["files"]) == 1
    assert player.send("DELETE", path).status_code == 200
    assert upload(player, made(player, completed=True)["id"]).status_code == 409


def test_files_outlive_a_restart_and_go_with_their_candidate(
    tmp_path: Path, open_api: Callable[[Sandbox], Api]
) -> None:
    db, folder = tmp_path / "state.db", tmp_path / "state.db.files"
    with Sandbox(db=db) as sandbox:
        player = open_api(sandbox).player()
        candidate = made(player)["id"]
        for content in (b"one", b"two", b"three"):
            answer = upload(player, candidate, content)
    files = answer.json()["asset_candidate"]["files"]
    assert [(each["filename"], each["size"], each["purpose"]) for each in files] == [
        ("hat.png", size, "file") for size in (3, 3, 5)
    ]
    assert {each["content_type"] for each in files} == {"image/png"}
    with Sandbox(db=db) as sandbox:
        api = open_api(sandbox)
        player = api.player(player_identifier=player.session["player_identifier"])
        path = f"{PATH}/{candidate}"
        left = player.send("DELETE", f"{path}/file/{files[1]['id']}").json()["asset_candidate"]["files"]
        assert [api.http.get(each["url"]).content for each in left] == [b"one", b"three"]
        assert player.send("DELETE", f"{path}/file/{files[1]['id']}").status_code == 404
        assert len(list(folder.iterdir())) == 2
        assert player.send("GET", "/game/player/files").json()["items"] == []
        player.send("DELETE", path)
        assert list(folder.iterdir()) == []
        assert api.http.get(left[0]["url"]).status_code == 404
