"""What survives: a restart, a killed process; what does not: a foreign database, a game that lacks what is kept."""

from __future__ import annotations

import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from lootlocker.sandbox import Sandbox, SandboxError
from lootlocker.sandbox import _game as game_module
from support.sandbox import VERSION, Api
from support.sandbox_command import end, sandbox_command

Open = Callable[[Sandbox], Api]


def test_a_restart_keeps_sessions_heroes_items_and_the_order_of_ids(tmp_path: Path, open_api: Open) -> None:
    db = tmp_path / "state.db"
    with Sandbox(db=db) as first:
        api = open_api(first)
        player, server = api.player(player_identifier="me"), api.server()
        hero = player.hero(8, name="Ada")
        items = [server.grant(player.id)["instance_id"] for _ in range(3)]
        path = f"/game/v1/player/heroes/{hero['id']}/loadout"
        player.send("POST", path, json={"instance_id": items[0]})
        server.send("PATCH", f"/player/{player.id}/inventory", json={"remove": [items[2]]})
    with Sandbox(db=db) as second:
        api = open_api(second)
        headers = {"x-session-token": player.session["session_token"]}
        assert api.send("GET", "/game/v1/player/heroes", headers=headers).json()["heroes"] == [hero]
        assert [each["instance_id"] for each in api.send("GET", path, headers=headers).json()["loadout"]] == [items[0]]
        again = api.player(player_identifier="me")
        assert (again.id, again.session["seen_before"]) == (player.id, True)
        server.api = api
        assert server.inventory(f"/player/{player.id}") == (1, [items[1]])
        assert server.grant(player.id)["instance_id"] > items[2]


def test_without_a_db_nothing_is_kept_and_nothing_is_left_behind(open_api: Open) -> None:
    with Sandbox() as first:
        folder = Path(first._folder.name)  # type: ignore[union-attr]
        assert open_api(first).player(player_identifier="me").id == 1
        assert folder.is_dir()
    assert not folder.exists()
    with Sandbox() as second:
        assert open_api(second).player(player_identifier="me").session["seen_before"] is False


def test_two_sandboxes_side_by_side_share_nothing(open_api: Open) -> None:
    with Sandbox() as one, Sandbox() as two:
        assert one.base_url != two.base_url
        token = open_api(one).player().session["session_token"]
        assert open_api(two).send("GET", "/game/ping", headers={"x-session-token": token}).status_code == 401


def test_a_killed_process_loses_no_acknowledged_write(tmp_path: Path, open_api: Open) -> None:
    db = tmp_path / "state.db"
    acknowledged: list[int] = []
    removed: list[int] = []
    enough = threading.Event()

    with sandbox_command("--db", str(db)) as (process, settings):
        base_url = settings["LOOTLOCKER_BASE_URL"]
        keys = {"game_key": settings["LOOTLOCKER_GAME_KEY"], "game_version": "1.0.0.0"}
        guest = {**keys, "player_identifier": "me"}
        player = httpx.post(base_url + "/game/v2/session/guest", json=guest).json()["player_id"]
        headers = {"x-server-key": settings["LOOTLOCKER_SERVER_KEY"], **VERSION}
        answer = httpx.post(base_url + "/server/session", json={"game_version": "1.0.0.0"}, headers=headers)
        headers = {"x-auth-token": answer.json()["token"], **VERSION}

        def load() -> None:
            with httpx.Client(base_url=base_url, headers=headers, timeout=20) as http:
                try:
                    while True:
                        body: dict[str, Any] = {"asset_id": 1}
                        item = http.post(f"/server/player/{player}/inventory", json=body).json()["items"][0][
                            "instance_id"
                        ]
                        if item % 5 == 0:
                            body = {"remove": [item]}
                            assert http.patch(f"/server/player/{player}/inventory", json=body).status_code == 200
                            removed.append(item)
                        else:
                            acknowledged.append(item)
                        if len(acknowledged) >= 200:
                            enough.set()
                except httpx.TransportError:
                    return

        threads = [threading.Thread(target=load) for _ in range(4)]
        for thread in threads:
            thread.start()
        assert enough.wait(30)
        process.send_signal(signal.SIGKILL)
        for thread in threads:
            thread.join()
        assert process.wait() == -signal.SIGKILL

    with closing(sqlite3.connect(db)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with Sandbox(db=db) as sandbox:
        server = open_api(sandbox).server()
        kept: list[int] = []
        while True:
            _, page = server.inventory(f"/player/{player}", count=200, after=kept[-1] if kept else 0)
            if not page:
                break
            kept += page
    assert len(acknowledged) >= 200
    assert set(acknowledged) <= set(kept)
    assert not set(removed) & set(kept)
    # One write a thread may have been carried out without its answer.
    assert len(kept) <= len(acknowledged) + 4


def test_writes_to_a_kept_file_are_flushed_to_the_disk(tmp_path: Path) -> None:
    with Sandbox(db=tmp_path / "state.db") as sandbox, sandbox._running.store.transaction() as transaction:
        assert transaction.value("PRAGMA synchronous") == 2
        assert transaction.value("PRAGMA journal_mode") == "wal"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_prints_what_a_client_needs_and_ends_cleanly(number: signal.Signals) -> None:
    with sandbox_command() as (process, settings):
        names = ("BASE_URL", "GAME_KEY", "SERVER_KEY", "DOMAIN_KEY", "GAME_VERSION")
        assert settings.keys() == {f"LOOTLOCKER_{name}" for name in names}
        assert httpx.get(settings["LOOTLOCKER_BASE_URL"] + "/game/ping").status_code == 401
        assert end(process, number) == (0, "")


def test_a_port_in_use_is_told_in_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        line = [sys.executable, "-m", "lootlocker.sandbox", "--port", str(port)]
        run = subprocess.run(line, capture_output=True, text=True, timeout=30, check=False)
        assert run.returncode == 1
        assert run.stderr == f"Port {port} on 127.0.0.1 is in use: choose another one, or 0 for any.\n"
        with pytest.raises(SandboxError, match="is in use"):
            Sandbox(port=port).start()
    with Sandbox() as one, pytest.raises(SandboxError, match="is in use"):
        Sandbox(port=int(one.base_url.rsplit(":", 1)[1])).start()


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE precious (id)")
    connection.close()
    before = other.read_bytes()
    with pytest.raises(SandboxError, match=r"other\.db belongs to something else"):
        Sandbox(db=other).start()
    assert other.read_bytes() == before
    text = tmp_path / "text.db"
    text.write_text("no database at all, but long enough to be looked at " * 10)
    with pytest.raises(SandboxError, match=r"text\.db can't be used"):
        Sandbox(db=text).start()
    with pytest.raises(SandboxError, match=r"missing/state\.db can't be used"):
        Sandbox(db=tmp_path / "missing" / "state.db").start()


def test_a_game_that_lacks_what_is_kept_is_refused(tmp_path: Path, open_api: Open) -> None:
    db, game = tmp_path / "state.db", tmp_path / "game.yaml"
    with Sandbox(db=db) as sandbox:
        api = open_api(sandbox)
        player = api.player()
        player.hero(8)
        api.server().grant(player.id, 12)
    shipped = Path(game_module.__file__).with_name("default_game.yaml").read_text(encoding="utf-8")
    game.write_text(shipped.replace("- id: 12\n", "- id: 13\n"))
    with pytest.raises(SandboxError, match=r"game\.yaml: the database .* holds asset 12, which the game lacks"):
        Sandbox(game=game, db=db).start()
    with Sandbox(db=db) as sandbox:
        assert open_api(sandbox).server().inventory(f"/player/{player.id}")[0] == 1


def test_a_stopped_sandbox_says_so_and_can_start_again(open_api: Open) -> None:
    sandbox = Sandbox()
    for _ in range(2):
        with pytest.raises(SandboxError, match="not running"):
            _ = sandbox.base_url
        with pytest.raises(SandboxError, match="not running"):
            sandbox.fail_next()
        with sandbox:
            assert open_api(sandbox).start().status_code == 200
            with pytest.raises(SandboxError, match="running already"):
                sandbox.start()
    assert repr(sandbox) == "Sandbox(stopped)"
