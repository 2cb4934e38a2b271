"""A session that is over is started anew by one caller for all of them, whatever happens to that one."""

from __future__ import annotations

import asyncio
import random
import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

import attrs
import pytest

from client.crowd import Call, Gate, crowd, dates, errors, in_tasks, player, unkept, wait_until
from client.driver import GAME_KEY, VERSION, Driver, Sessions
from client.fake import FakeServer, Raw, Reset, answer, said
from lootlocker import AsyncGameClient
from lootlocker.auth import GuestLogin, Login
from lootlocker.errors import (
    ConfigurationError,
    InvalidResponse,
    LootLockerError,
    OutcomeUnknown,
    PlayerBanned,
    RateLimited,
    ServerError,
    SessionExpired,
    Unauthorized,
)
from lootlocker.sandbox import Sandbox

GUEST = "/game/v2/session/guest"
WAITING = 20


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.mark.parametrize("end", ["expire_sessions", "revoke_sessions"])
def test_many_calls_on_a_dead_token_start_one_session(driver: Driver, sandbox: Sandbox, end: str) -> None:
    count = 200 if (driver.kind, end) != ("async", "revoke_sessions") else 80  # `make soak` takes 1,000 of each
    game = player(driver, sandbox)
    old = driver.do(game.start_session()).session_token
    calls: list[Call] = [game.game.ping] * (count - 20) + [partial(game.heroes.create_player_hero, hero_id=8)] * 20
    random.Random(7).shuffle(calls)
    getattr(sandbox, end)()
    sandbox.clear_requests()
    assert errors(crowd(driver, calls)) == []
    called = Counter(game_ping=count - 20, game_create_player_hero=20)
    assert unkept(sandbox, called, old=old, new=game.current_session.session_token) == []
    assert len(driver.do(game.heroes.list_player_heroes()).heroes) == 20


def test_many_calls_of_a_server_start_one_session(driver: Driver, sandbox: Sandbox) -> None:
    make = sandbox.server_client if driver.kind == "sync" else sandbox.async_server_client
    server = driver.closing(make())
    driver.do(server.session.ping())
    sandbox.expire_sessions()
    sandbox.clear_requests()
    assert errors(crowd(driver, [server.session.ping] * 40)) == []
    assert [each.operation for each in sandbox.requests].count("server_session") == 1


def test_the_end_of_one_players_session_is_renewed_for_that_player_alone(driver: Driver, sandbox: Sandbox) -> None:
    first = player(driver, sandbox, login=GuestLogin("ada"))
    ids = {"ada": driver.do(first.start_session()).player_id}
    games = {"ada": first}
    for name in ("bob", "cyd"):
        games[name] = driver.closing(first.with_options(login=GuestLogin(name)))
        ids[name] = driver.do(games[name].start_session()).player_id
    sandbox.expire_sessions(ids["bob"])
    sandbox.clear_requests()
    assert errors(crowd(driver, [game.game.ping for game in games.values()] * 10)) == []
    starts = [each.json() for each in sandbox.requests if each.operation == "game_guest_session"]
    assert [start["player_identifier"] for start in starts] == ["bob"]


FAILURES: dict[str, tuple[Raw | Reset, type[LootLockerError], int]] = {
    "refused": (said({"message": "no"}, 401), Unauthorized, 1),
    "banned": (said({"code": "player_banned", "message": "no"}, 403), PlayerBanned, 1),
    "broken": (said({"message": "no"}, 500), ServerError, 1),
    "busy": (said({"message": "no"}, 429, retry_after="0"), RateLimited, 3),
    "reset": (Reset(), OutcomeUnknown, 1),
    "garbage": (answer("<html>", content_type="text/html"), InvalidResponse, 1),
    "no token": (said({"player_id": 7}), SessionExpired, 1),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_renewal_that_fails_fails_once_for_each_who_waits(driver: Driver, failure: str) -> None:
    script, kind, logins = FAILURES[failure]
    sessions, gate = Sessions(driver.fake), Gate(WAITING)
    game = driver.guest(hooks=gate.hooks, max_retries=2, timeout=60)
    driver.do(game.start_session())
    sessions.expire()
    driver.fake.seen.clear()
    driver.fake.on("POST", GUEST, gate.behind(script))
    raised = errors(crowd(driver, [game.game.ping] * WAITING))
    assert [type(error) for error in raised] == [kind] * WAITING
    assert len({str(error) for error in raised}) == 1
    assert len({id(error) for error in raised}) == WAITING  # one that they shared would show all their tracebacks
    assert max(len(list(traceback.walk_tb(error.__traceback__))) for error in raised) < 12
    assert len(driver.fake.to(GUEST)) == logins
    assert len(driver.fake.to("/game/ping")) == WAITING
    driver.fake.on("POST", GUEST, sessions._start)
    assert driver.do(game.game.ping()).date == "now"
    assert sessions.started == 2


def test_a_ban_is_not_renewed_and_ends_when_it_is_lifted(driver: Driver, sandbox: Sandbox) -> None:
    game = player(driver, sandbox)
    who = driver.do(game.start_session()).player_id
    sandbox.ban(who)
    sandbox.clear_requests()
    for expired, expected in (
        (False, [("game_ping", 403)]),
        (True, [("game_ping", 401), ("game_guest_session", 403)]),
    ):
        if expired:
            sandbox.expire_sessions(who)
        with pytest.raises(PlayerBanned) as caught:
            driver.do(game.game.ping())
        assert caught.value.ban is not None
        assert [(each.operation, each.status) for each in sandbox.requests] == expected
        sandbox.clear_requests()
    sandbox.unban(who)
    driver.do(game.game.ping())
    assert game.current_session.player_id == who


@pytest.mark.parametrize("kind", ["game", "server"])
def test_the_machines_calendar_has_no_say(driver: Driver, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clocks are wrong, are set right, and stand still: by years, in the middle of a session."""
    sessions = Sessions(driver.fake)
    client = driver.guest() if kind == "game" else driver.server()
    driver.fake.on("GET", "/server/ping", said({"date": "now"}))
    ping = client.game.ping if kind == "game" else client.session.ping
    years = [0.0, 4e9, 1.5, 1.7e9, 86400.0]
    for now in years * 2:
        monkeypatch.setattr(time, "time", lambda now=now: now)
        driver.do(ping())
    path = GUEST if kind == "game" else "/server/session"
    assert len(driver.fake.to(path)) == 1
    if kind == "game":
        sessions.expire()
        assert dates(crowd(driver, [ping] * 5)) == ["now"] * 5
        assert sessions.started == 2


@attrs.frozen
class CircularLogin(Login):
    """A login that calls an operation which needs the session that it is to start."""

    group = "game"
    operation = "ping"


def test_a_login_that_needs_its_own_session_is_told_so(driver: Driver) -> None:
    game = driver.game(login=CircularLogin())
    raised = errors(crowd(driver, [game.game.ping] * 5))
    assert [type(error) for error in raised] == [ConfigurationError] * 5
    assert {str(error)[:60] for error in raised} == {"The login calls an operation that needs the very session whi"}
    assert driver.fake.seen == []


def test_a_session_that_ends_while_its_hook_is_told_of_it_is_renewed(driver: Driver) -> None:
    """A caller whose token is refused then must not be given that very token, which the start under way brought."""
    sessions = Sessions(driver.fake)
    outcomes: list[Any] = []

    def refused() -> bool:
        return len(driver.fake.to("/game/ping")) == 1

    def hook(_: object) -> None:
        if sessions.started == 1:
            sessions.expire()
            other = threading.Thread(target=lambda: outcomes.extend(crowd(driver, [game.game.ping])))
            other.start()
            wait_until(refused)
            time.sleep(0.15)
            threads.append(other)

    async def hook_async(_: object) -> None:
        if sessions.started == 1:
            sessions.expire()
            tasks.append(asyncio.create_task(in_tasks([game.game.ping])))
            while not refused():
                await asyncio.sleep(0.005)
            await asyncio.sleep(0.15)

    threads: list[threading.Thread] = []
    tasks: list[asyncio.Task[list[Any]]] = []
    game = driver.guest(on_session=hook if driver.kind == "sync" else hook_async)
    driver.do(game.start_session())
    if driver.kind == "sync":
        threads[0].join(60)
    else:
        outcomes = driver.do(tasks[0])
    assert dates(outcomes) == ["now"]
    assert sessions.started == 2


def test_two_event_loops_at_once_share_one_renewal(fake: FakeServer, caplog: pytest.LogCaptureFixture) -> None:
    sessions, gate = Sessions(fake), Gate(20)
    game = AsyncGameClient(
        GAME_KEY, login=GuestLogin(), game_version=VERSION, base_url=fake.url, hooks=gate.hooks, timeout=60
    )
    asyncio.run(game.start_session())
    sessions.expire()
    fake.on("POST", GUEST, gate.behind(sessions._start))
    outcomes: list[Any] = []
    threads = [
        threading.Thread(target=lambda: outcomes.extend(asyncio.run(in_tasks([game.game.ping] * 10)))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    asyncio.run(game.close())
    assert dates(outcomes) == ["now"] * 20
    assert sessions.started == 2
    assert [record for record in caplog.records if record.levelname != "INFO"] == []
