"""Clients that are copied, pickled and forked work on, share nothing by accident, and betray nothing."""

from __future__ import annotations

import asyncio
import copy
import gc
import json
import multiprocessing
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from client.crowd import wait_until
from client.driver import GAME_KEY, SERVER_KEY, VERSION, Driver, Sessions
from client.fake import FakeServer, said
from lootlocker import AsyncGameClient, GameClient, pickled_secrets
from lootlocker.auth import EpicLogin, GuestLogin
from lootlocker.errors import ClientClosed, ConfigurationError

GUEST = "/game/v2/session/guest"
EPIC = "/game/session/epic"
HERE = Path(__file__).parent
#: Newer Pythons warn of each fork of a program with threads, which is the point here.
QUIET = ["-W", "error", "-W", "ignore:This process:DeprecationWarning"]
MARK = "planted"
DOMAIN_KEY = f"{MARK}-domain"


def through_pickle(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))


COPIES: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": through_pickle,
}


def clients(driver: Driver, **options: Any) -> dict[str, tuple[Any, Callable[[Any], Any]]]:
    """A client of each API, and a call of it."""
    Sessions(driver.fake)
    driver.fake.on("GET", "/server/ping", said({"date": "now"}))
    return {
        "game": (driver.guest(**options), lambda client: client.game.ping()),
        "server": (driver.server(), lambda client: client.session.ping()),
    }


@pytest.mark.parametrize("how", COPIES)
@pytest.mark.parametrize("api", ["game", "server"])
def test_a_copy_works_and_is_closed_alone(driver: Driver, how: str, api: str) -> None:
    client, ping = clients(driver)[api]
    assert driver.do(ping(client)).date == "now"
    copied = driver.closing(COPIES[how](client))
    assert type(copied) is type(client)
    assert copied._engine.settings == client._engine.settings
    assert driver.do(ping(copied)).date == "now"
    driver.do(copied.close())
    assert driver.do(ping(client)).date == "now"
    again = driver.closing(COPIES[how](client))
    driver.do(client.close())
    assert driver.do(ping(again)).date == "now"
    with pytest.raises(ClientClosed):
        driver.do(ping(client))


def test_only_a_shallow_copy_shares_session_and_connections(driver: Driver) -> None:
    """As `with_options` does; the others are clients of their own, with a session of their own."""
    client, ping = clients(driver)["game"]
    driver.do(ping(client))
    for how, sessions, connections in (("copy", 1, 1), ("deepcopy", 2, 2), ("pickle", 3, 3)):
        driver.do(ping(driver.closing(COPIES[how](client))))
        assert (len(driver.fake.to(GUEST)), driver.fake.connections) == (sessions, connections)


def test_clients_that_are_pickled_together_still_share_pool_and_session(driver: Driver) -> None:
    base, ping = clients(driver, rate_limit=1000)["game"]
    other = driver.closing(base.with_options(login=GuestLogin("other")))
    same = driver.closing(base.with_options(timeout=5, max_retries=7))
    for value in (through_pickle([other, same, base]), copy.deepcopy([other, same, base])):
        driver.fake.seen.clear()
        before = driver.fake.connections
        for client in value:
            driver.do(ping(driver.closing(client)))
        assert driver.fake.connections == before + 1
        assert len(driver.fake.to(GUEST)) == 2
        assert value[1].current_session is value[2].current_session
        assert value[1]._engine.limiter is value[2]._engine.limiter
        assert value[1]._engine.settings.max_retries == 7
        for client in value:
            driver.do(client.close())


def marked(driver: Driver) -> Any:
    """A client that holds a secret of each kind, with a running session."""
    started = {"session_token": f"{MARK}-session", "refresh_token": f"{MARK}-refresh"}
    driver.fake.on("POST", EPIC, said(started))
    driver.fake.on("GET", "/game/ping", said({"date": "now"}))
    login = EpicLogin(f"{MARK}-id-token")
    return driver.game(f"dev_{MARK}", login=login, domain_key=DOMAIN_KEY, base_url=driver.fake.url)


def test_a_pickle_holds_no_secret_unless_it_was_asked_for(driver: Driver) -> None:
    client = marked(driver)
    driver.do(client.start_session())
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert MARK.encode() not in pickle.dumps(client, protocol)
    with pickled_secrets():
        asked = pickle.dumps(client)
    assert MARK.encode() not in pickle.dumps(client)  # only inside
    assert asked.count(MARK.encode()) >= 5


@pytest.mark.parametrize("api", ["game", "server"])
def test_a_pickle_with_secrets_takes_the_running_session_along(
    driver: Driver, api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also to a machine that has been up for longer than a session of a server lasts without use."""
    client, ping = clients(driver)[api]
    driver.do(ping(client))
    with pickled_secrets():
        data = pickle.dumps([client, client.with_options(timeout=5)])
    started = time.monotonic() - 100_000
    monkeypatch.setattr(
        "lootlocker._session.time", SimpleNamespace(monotonic=lambda: time.monotonic() - started, time=time.time)
    )
    driver.fake.seen.clear()
    for copied in pickle.loads(data):
        assert driver.do(ping(driver.closing(copied))).date == "now"
        assert copied.current_session == client.current_session
    assert driver.fake.to(GUEST) + driver.fake.to("/server/session") == []


def test_a_refresh_token_in_a_pickle_with_secrets_is_the_one_to_renew_with(driver: Driver) -> None:
    client = marked(driver)
    driver.do(client.start_session())
    with pickled_secrets():
        copied = driver.closing(pickle.loads(pickle.dumps(client)))
    driver.fake.on("GET", "/game/ping", said({}, 401), said({"date": "now"}))
    assert driver.do(copied.game.ping()).date == "now"
    assert driver.fake.to(EPIC)[-1].json()["refresh_token"] == f"{MARK}-refresh"


def test_a_pool_of_the_users_own_stays_where_it_is(driver: Driver) -> None:
    own: Any = httpx.Client() if driver.kind == "sync" else httpx.AsyncClient()
    client = driver.game(http_client=own)
    for how in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="http_client of its own can't be pickled"):
            how(client)
    driver.do(own.close() if driver.kind == "sync" else own.aclose())


def in_another_process(*cases: tuple[bytes, dict[str, str]]) -> list[Any]:
    """In a process that was started anew, unpickle clients with this environment and call: what came of each case."""
    done = subprocess.run(
        [sys.executable, *QUIET, str(HERE / "unpickling.py")],
        input=pickle.dumps(cases),
        capture_output=True,
        env={name: text for name, text in os.environ.items() if not name.startswith("LOOTLOCKER_")},
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    outcomes: list[Any] = json.loads(done.stdout)
    return outcomes


def test_in_another_process_keys_come_from_the_environment_or_from_a_pickle_with_secrets(
    fake: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {"LOOTLOCKER_GAME_KEY": GAME_KEY, "LOOTLOCKER_SERVER_KEY": SERVER_KEY, "LOOTLOCKER_DOMAIN_KEY": "domain1"}
    by_argument: list[Any] = []
    by_environment: list[Any] = []
    for kind in ("sync", "async"):
        driver = Driver("sync" if kind == "sync" else "async", fake)
        by_argument += [client for client, _ in clients(driver).values()]
        with monkeypatch.context() as environment:
            for name, text in keys.items():
                environment.setenv(name, text)
            by_environment += [driver.guest(game_key=None), driver.server(server_key=None)]
        driver.close()
    data = pickle.dumps(by_environment)
    for text in keys.values():
        assert text.encode() not in data
    with pickled_secrets():
        asked = pickle.dumps(by_argument)
    found, missed, never_there, taken_along = in_another_process(
        (data, keys), (data, {}), (pickle.dumps(by_argument), keys), (asked, {})
    )
    assert found == taken_along == ["now"] * 4
    assert missed[0] == never_there[0] == "ConfigurationError"
    assert "this process does not hold, and LOOTLOCKER_GAME_KEY is not set" in missed[1]
    assert "this process does not hold, and it did not come from an environment variable" in never_there[1]
    assert "Pass keys by environment variables, or pickle inside lootlocker.pickled_secrets()" in missed[1]


def test_a_reference_outlives_no_client(driver: Driver) -> None:
    data = pickle.dumps(GameClient(GAME_KEY, login=GuestLogin(), game_version=VERSION, base_url=driver.fake.url))
    gc.collect()
    with pytest.raises(ConfigurationError, match="does not hold"):
        pickle.loads(data)


def ping_in_worker(connection: Any) -> None:
    """What a forked worker does: it takes clients from a pipe, and answers what they got."""
    while (data := connection.recv_bytes()) != b"":
        client: Any = pickle.loads(data)
        if isinstance(client, GameClient):
            connection.send(client.game.ping().date)
            client.close()
        else:

            async def main(client: Any = client) -> str:
                async with client:
                    return str((await client.game.ping()).date)

            connection.send(asyncio.run(main()))


def test_a_worker_that_was_forked_earlier_knows_the_keys_of_a_client_from_before(fake: FakeServer) -> None:
    """Process pools fork first and pickle later."""
    Sessions(fake)
    options: dict[str, Any] = {"login": GuestLogin(), "game_version": VERSION, "base_url": fake.url}
    made: list[Any] = [GameClient(GAME_KEY, **options), AsyncGameClient(GAME_KEY, **options)]
    made[0].start_session()
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    worker = context.Process(target=ping_in_worker, args=(theirs,))
    worker.start()
    try:
        for client in made:
            ours.send_bytes(pickle.dumps(client))
            assert ours.poll(60)
            assert ours.recv() == "now"
    finally:
        ours.send_bytes(b"")
        worker.join(60)
    assert worker.exitcode == 0
    assert made[0].game.ping().date == "now"
    made[0].close()
    wait_until(lambda: not fake.open)


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_parent_and_child_of_a_fork_go_on_with_one_client(fake: FakeServer, kind: str) -> None:
    """Forked in the middle of calls and of a renewal, and of them with every lock of the package held."""
    sessions = Sessions(fake)

    def slow_start(seen: Any) -> Any:
        time.sleep(0.2 if sessions.started else 0.0)
        return sessions._start(seen)

    def own_name(seen: Any) -> Any:
        time.sleep(0.02)
        number = int(seen.target.rpartition("/")[2])
        hero = {"id": number, "hero_name": f"hero of {number}"}
        return said({"hero": hero}) if seen.headers["x-session-token"] in sessions.live else said({}, 401)

    def last_call(seen: Any) -> Any:
        sessions.live.discard(seen.headers["x-session-token"])
        return said({"heroes": []})

    fake.on("POST", GUEST, slow_start)
    for number in range(200):
        fake.on("GET", f"/game/v1/player/heroes/{number}", own_name)
    fake.on("GET", "/game/v1/player/heroes", last_call)
    done = subprocess.run(
        [sys.executable, *QUIET, str(HERE / "forking.py"), fake.url, kind],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    assert json.loads(done.stdout) == {"parent": "right", "children": [0, 0]}
