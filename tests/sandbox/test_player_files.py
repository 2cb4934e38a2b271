"""Player Files: bytes on disk, revisions, limits, signed addresses; one state behind both APIs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from lootlocker.sandbox import Sandbox
from lootlocker.sandbox._errors import SandboxError
from lootlocker.sandbox._store import Store
from support.sandbox import Api, Clock, Document, Player, Server

OWN = "/game/player/files"


def of(player: Player) -> str:
    return f"/players/{player.id}/files"


def upload(
    caller: Player | Server, path: str = OWN, content: bytes = b"hello", name: str = "save.bin", **fields: str
) -> Any:
    data = {"purpose": "save_game", **fields}
    return caller.send("POST", path, files={"file": (name, content)}, data=data)


def made(caller: Player | Server, path: str = OWN, content: bytes = b"hello", **fields: str) -> dict[str, Any]:
    answer = upload(caller, path, content, **fields)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def names(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["items"]]


def bytes_at(url: str) -> bytes | int:
    answer = httpx.get(url, timeout=20)
    return answer.content if answer.status_code == 200 else answer.status_code


def test_the_bytes_come_back_from_the_address_without_any_key(api: Api) -> None:
    player = api.player()
    content = bytes(range(256)) * 40 + b"\r\n--boundary\r\n"
    file = made(player, content=content, name="sav\u00e9 1.bin", public="true")
    assert (file["name"], file["size"]) == ("sav\u00e9 1.bin", len(content))
    assert (file["purpose"], file["public"]) == ("save_game", True)
    assert bytes_at(file["url"]) == content
    assert player.send("GET", f"{OWN}/{file['id']}").json()["revision_id"] == file["revision_id"]
    assert made(player, content=b"")["size"] == 0


def test_both_apis_see_one_state_and_others_what_is_public(api: Api) -> None:
    player, other, server = api.player(), api.player(), api.server()
    made(player, name="own")
    made(server, of(player), name="shown", public="true")
    assert names(player.send("GET", OWN)) == names(server.send("GET", of(player))) == ["own", "shown"]
    assert names(other.send("GET", f"/game/player/{player.id}/files")) == ["shown"]
    file = server.send("GET", of(player)).json()["items"][0]
    for method in ("GET", "DELETE"):
        assert other.send(method, f"{OWN}/{file['id']}").status_code == 404
        assert server.send(method, f"{of(other)}/{file['id']}").status_code == 404
    assert server.send("DELETE", f"{of(player)}/{file['id']}").status_code == 200
    assert names(player.send("GET", OWN)) == ["shown"]
    assert bytes_at(file["url"]) == 404
    assert server.send("GET", "/players/999999/files").status_code == 404


def test_an_update_is_a_revision_and_five_are_kept(api: Api) -> None:
    player, server = api.player(), api.server()
    file = made(player, public="true")
    revisions = [file]
    for number in range(6):
        path = f"{OWN}/{file['id']}" if number % 2 else f"{of(player)}/{file['id']}"
        caller = player if number % 2 else server
        answer = caller.send("PUT", path, files={"file": (f"v{number}", b"x" * number)})
        assert answer.status_code == 200, answer.text
        revisions.append(answer.json())
    assert {each["id"] for each in revisions} == {file["id"]}
    last = player.send("GET", f"{OWN}/{file['id']}").json()
    assert (last["name"], last["size"], last["public"]) == ("v5", 5, True)
    assert [bytes_at(each["url"]) for each in revisions] == [404, 404, b"x", b"xx", b"xxx", b"xxxx", b"xxxxx"]
    other = api.player()
    assert other.send("PUT", f"{OWN}/{file['id']}", files={"file": ("x", b"")}).status_code == 404


def test_an_address_is_good_for_an_hour_and_can_not_be_made_up(timed: Api, clock: Clock) -> None:
    player = timed.player()
    file = made(player)
    other = made(player, content=b"another")
    url = httpx.URL(file["url"])
    late = str(int(url.params["expires"]) + 1)
    for wrong in (
        url.copy_set_param("expires", late),
        url.copy_set_param("signature", "0" * 64),
        url.copy_set_param("signature", "\u00e9"),
        url.copy_remove_param("signature"),
        url.copy_remove_param("expires"),
        url.copy_with(path=httpx.URL(other["url"]).path),
    ):
        assert bytes_at(str(wrong)) == 403, wrong
    clock.pass_by(seconds=3599)
    assert bytes_at(file["url"]) == b"hello"
    clock.pass_by(seconds=1)
    assert bytes_at(file["url"]) == 403
    fresh = timed.player(player_identifier=player.session["player_identifier"])
    assert bytes_at(fresh.send("GET", f"{OWN}/{file['id']}").json()["url"]) == b"hello"
    assert "signature=***" in repr(timed.sandbox.requests)


@pytest.mark.parametrize(("size", "status"), [(5 * 1024 * 1024, 200), (5 * 1024 * 1024 + 1, 400)])
def test_a_file_has_five_megabytes_at_most(api: Api, size: int, status: int) -> None:
    player = api.player()
    assert upload(player, content=b"\0" * size).status_code == status
    assert len(names(player.send("GET", OWN))) == (status == 200)


def test_what_is_no_upload_is_refused(api: Api) -> None:
    player = api.player()
    assert player.send("POST", OWN, data={"purpose": "x"}).status_code == 400
    assert player.send("POST", OWN, json={"file": "x", "purpose": "x"}).status_code == 400
    assert upload(player, public="maybe").status_code == 400
    assert names(player.send("GET", OWN)) == []


def test_uploads_at_once_stop_at_50_files(api: Api) -> None:
    player, server = api.player(), api.server()
    for number in range(46):
        made(player, name=str(number))
    with ThreadPoolExecutor(8) as pool:
        callers = [(player, OWN), (server, of(player))] * 6
        statuses = sorted(each.status_code for each in pool.map(lambda one: upload(*one), callers))
    assert statuses == [200] * 4 + [409] * 8
    assert len(names(player.send("GET", OWN))) == 50


def test_files_and_addresses_outlive_the_process_and_strays_do_not(tmp_path: Path, document: Document) -> None:
    database, folder = tmp_path / "state.db", tmp_path / "state.db.files"
    with Sandbox(db=database) as sandbox:
        api = Api(sandbox, document)
        player = api.player(player_identifier="keeper")
        file = made(player)
        gone = made(player, name="gone")
        for number in range(6):
            player.send("PUT", f"{OWN}/{gone['id']}", files={"file": (f"v{number}", b"x")})
        assert len(list(folder.iterdir())) == 1 + 5
        player.send("DELETE", f"{OWN}/{gone['id']}")
        assert len(list(folder.iterdir())) == 1
        api.http.close()
    stray = folder / "stray"
    stray.write_bytes(b"of a killed process")
    with Sandbox(db=database) as sandbox:
        api = Api(sandbox, document)
        old = httpx.URL(file["url"])
        assert bytes_at(sandbox.base_url + old.raw_path.decode()) == b"hello"
        assert names(api.player(player_identifier="keeper").send("GET", OWN)) == ["save.bin"]
        assert not stray.exists()
        api.http.close()


def test_what_is_rolled_back_leaves_no_bytes_and_what_is_deleted_goes_with_the_commit(tmp_path: Path) -> None:
    store = Store(tmp_path / "state.db", durable=True)
    folder = tmp_path / "state.db.files"

    def fail(write: str = "", remove: str = "") -> None:
        with store.transaction() as transaction:
            if write:
                transaction.write_file(write, b"1")
            transaction.remove_file(remove)
            raise SandboxError

    with pytest.raises(SandboxError):
        fail(write="one")
    assert list(folder.iterdir()) == []
    with store.transaction() as transaction:
        transaction.write_file("two", b"2")
    with pytest.raises(SandboxError):
        fail(remove="two")
    assert [path.name for path in folder.iterdir()] == ["two"]
    with store.transaction() as transaction:
        transaction.remove_file("two")
        assert transaction.read_file("two") == b"2"
    assert list(folder.iterdir()) == []
    store.close()


def test_a_client_uploads_and_downloads(sandbox: Sandbox, tmp_path: Path) -> None:
    content = bytes(range(256)) * 1000
    source, target = tmp_path / "save.bin", tmp_path / "back.bin"
    source.write_bytes(content)
    with sandbox.game_client() as game, sandbox.server_client() as server:
        player_id = game.start_session().player_id
        file = game.player_files.upload_player_file(file=source, purpose="save_game", public=True)
        assert game.download(file.url, target) == len(content)
        assert target.read_bytes() == content
        server.player_files.update_file_for_player(player_id, file.id, file=b"new")
        (seen,) = game.player_files.list_player_files().items
        assert (seen.size, seen.public) == (3, True)
    fetched = [each for each in sandbox.requests if each.path.startswith("/sandbox/files/")][-1]
    assert (fetched.status, fetched.header("x-session-token")) == (200, None)
