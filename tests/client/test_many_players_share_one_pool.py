"""Hundreds of players in one process: one pool, one TLS context, and nothing of one player in another's call."""

from __future__ import annotations

import asyncio
import gc
import random
import ssl
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from client.crowd import crowd, dates, errors, later, wait_until
from client.driver import GAME_KEY, VERSION, Driver, Sessions
from client.fake import FakeServer, Raw, Seen, said
from lootlocker import AsyncGameClient, _pool
from lootlocker.auth import GuestLogin
from lootlocker.errors import ClientClosed, ConnectionFailed
from lootlocker.hooks import Hooks

GUEST = "/game/v2/session/guest"
PLAYERS = 200
WORKERS = 40


class Players:
    """A server that knows whose token is whose. Player 7 reads hero 7, and nobody else may.

    Attributes:
        starts: How many sessions each player has started.
        crossed: Every call that came with a token of another player.
    """

    def __init__(self, fake: FakeServer) -> None:
        self.starts: Counter[str] = Counter()
        self.crossed: list[str] = []
        self._live: dict[str, str] = {}
        self._lock = threading.Lock()
        fake.on("POST", GUEST, self._start)
        for number in range(PLAYERS):
            fake.on("GET", f"/game/v1/player/heroes/{number}", self._hero)

    def _start(self, seen: Seen) -> Raw:
        name = seen.json()["player_identifier"]
        with self._lock:
            self.starts[name] += 1
            self._live[name] = f"token-{self.starts[name]}-of-{name}"
            return said({"session_token": self._live[name], "player_identifier": name})

    def _hero(self, seen: Seen) -> Raw:
        name = seen.target.rpartition("/")[2]
        token = seen.headers["x-session-token"]
        if not token.endswith(f"-of-{name}"):
            self.crossed.append(f"{seen.call} with {token}")
        with self._lock:
            if token != self._live[name]:
                return said({"message": "session_token is invalid"}, 401)
        return said({"hero": {"id": int(name), "hero_name": f"hero of {name}"}})

    def expire(self, number: int) -> None:
        """Let a player's session run out."""
        with self._lock:
            self._live[str(number)] = "none"


@pytest.fixture
def players(fake: FakeServer) -> Players:
    return Players(fake)


def family(driver: Driver, count: int, **options: Any) -> list[Any]:
    """So many players on one pool."""
    first = driver.game(login=GuestLogin("0"), timeout=60, **options)
    return [first, *(driver.closing(first.with_options(login=GuestLogin(f"{n}"))) for n in range(1, count))]


@pytest.fixture
def contexts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[ssl.SSLContext]]:
    """The TLS contexts that are made."""
    made: list[ssl.SSLContext] = []
    make = ssl.create_default_context

    def making(*args: Any, **options: Any) -> ssl.SSLContext:
        made.append(make(*args, **options))
        return made[-1]

    monkeypatch.setattr(ssl, "create_default_context", making)
    _pool._tls_for.cache_clear()
    yield made
    _pool._tls_for.cache_clear()


def test_hundreds_of_players_have_one_pool(driver: Driver, players: Players) -> None:
    games = family(driver, PLAYERS)
    assert len({id(game._engine.transport.pool) for game in games}) == 1
    for number in (0, 1, PLAYERS - 1):
        driver.do(games[number].heroes.get_player_hero(number))
    assert driver.fake.connections == 1


def test_the_process_has_one_tls_context_and_without_tls_none(
    driver: Driver, players: Players, contexts: list[ssl.SSLContext]
) -> None:
    driver.do(driver.game(login=GuestLogin("0")).heroes.get_player_hero(0))
    assert contexts == []
    encrypted = driver.fake.url.replace("http:", "https:")
    game = driver.game(base_url=encrypted)
    pools = {
        client._engine.transport.pool
        for client in (game, game.with_options(timeout=5), driver.game(base_url=encrypted))
    }
    used: list[Any] = [driver.do(pool.connections())._ssl_context for pool in pools]
    assert len(contexts) == 1
    assert used == [contexts[0], contexts[0]]


def test_interleaved_calls_of_many_players_never_cross(driver: Driver, players: Players) -> None:
    """`make soak` takes 10,000 of them, against the sandbox."""
    chance = random.Random(11)
    games = family(driver, PLAYERS)
    turns = [chance.randrange(PLAYERS) for _ in range(1000 if driver.kind == "sync" else 500)]
    last = {number: turn for turn, number in enumerate(turns)}
    ending = {turn for number, turn in last.items() if number % 2}  # one end a player: two could end one call

    def play(own: list[int]) -> list[Any]:
        return [games[number].heroes.get_player_hero(number) for number in each_with_its_end(own)]

    async def play_async(own: list[int]) -> list[Any]:
        return [await games[number].heroes.get_player_hero(number) for number in each_with_its_end(own)]

    def each_with_its_end(own: list[int]) -> Iterator[int]:
        for turn in own:
            if turn in ending:
                players.expire(turns[turn])
            yield turns[turn]

    workers = [list(range(worker, len(turns), WORKERS)) for worker in range(WORKERS)]
    outcomes = crowd(driver, [partial(play if driver.kind == "sync" else play_async, own) for own in workers])
    assert errors(outcomes) == []
    for own, answers in zip(workers, outcomes, strict=True):
        expected = [(turns[turn], f"hero of {turns[turn]}") for turn in own]
        assert [(answer.hero.id, answer.hero.hero_name) for answer in answers] == expected
    assert players.crossed == []
    assert set(players.starts) == {str(number) for number in turns}
    assert len(last) < players.starts.total() <= len(last) + len(ending)


def test_players_are_closed_in_any_order_and_the_others_go_on(driver: Driver, players: Players) -> None:
    games = dict(enumerate(family(driver, 12)))
    for number, game in games.items():
        driver.do(game.heroes.get_player_hero(number))
    for number in [0, *random.Random(5).sample(range(1, 12), 11)]:  # the one that was made first is first to go
        closed = games.pop(number)
        driver.do(closed.close())
        with pytest.raises(ClientClosed):
            driver.do(closed.heroes.get_player_hero(number))
        if games:
            assert driver.fake.open == 1
        for other, game in games.items():
            if other % 3 == number % 3:
                players.expire(other)
            assert driver.do(game.heroes.get_player_hero(other)).hero.id == other
    wait_until(lambda: not driver.fake.open)
    assert driver.fake.connections == 1


def test_one_players_options_are_for_that_player_alone(driver: Driver, players: Players) -> None:
    heard: list[str] = []
    told: list[str] = []
    first = driver.game(login=GuestLogin("0"), timeout=5)
    hooks = Hooks(before_request=lambda event: heard.append(event.operation))
    limited = driver.closing(
        first.with_options(
            login=GuestLogin("1"),
            rate_limit=2,
            hooks=hooks,
            timeout=1,
            on_session=lambda session: told.append(session.player_identifier),
        )
    )
    third = driver.closing(first.with_options(login=GuestLogin("2")))
    for _ in range(3):
        driver.do(first.heroes.get_player_hero(0))
        driver.do(third.heroes.get_player_hero(2))
    driver.do(limited.heroes.get_player_hero(1))
    with pytest.raises(ConnectionFailed, match="own limit"):
        driver.do(limited.heroes.get_player_hero(1))
    driver.do(first.heroes.get_player_hero(0))
    assert heard == ["game.authentication.guest_session", "game.heroes.get_player_hero"]
    assert told == ["1"]


def test_many_callers_at_once_keep_their_connections(driver: Driver) -> None:
    """Beyond the number to keep, httpcore closes each one after its answer: with TLS, one handshake a call."""
    sessions = Sessions(driver.fake)
    driver.fake.on("GET", "/game/ping", later(sessions._ping, 0.02))
    game = driver.guest(timeout=60)
    driver.do(game.start_session())
    for _ in range(3):
        assert dates(crowd(driver, [game.game.ping] * 35)) == ["now"] * 35
    assert driver.fake.connections <= 36


def test_a_call_in_an_event_loop_searches_for_no_module(fake: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search costs more than a lock, and whoever forks in the middle of one leaves Python's import lock held."""
    Sessions(fake)
    searched: list[str] = []

    class Finder:
        @staticmethod
        def find_spec(name: str, path: object = None, target: object = None) -> None:
            searched.append(name)

    async def main() -> None:
        async with AsyncGameClient(GAME_KEY, login=GuestLogin(), game_version=VERSION, base_url=fake.url) as game:
            await game.game.ping()
            monkeypatch.setattr(sys, "meta_path", [Finder, *sys.meta_path])
            await asyncio.gather(*(game.game.ping() for _ in range(3)))

    asyncio.run(main())
    assert searched == []


def test_a_client_goes_from_one_event_loop_to_the_next(fake: FakeServer, caplog: pytest.LogCaptureFixture) -> None:
    sessions = Sessions(fake)
    game = AsyncGameClient(GAME_KEY, login=GuestLogin(), game_version=VERSION, base_url=fake.url)

    async def play() -> list[str]:
        return dates(await asyncio.gather(*(game.game.ping() for _ in range(5))))

    for turn in range(3):
        assert asyncio.run(play()) == ["now"] * 5
        wait_until(lambda: not fake.open)  # what belonged to the loop went with it
        if turn == 1:
            sessions.expire()
    asyncio.run(game.close())
    gc.collect()
    assert sessions.started == 2
    assert [record for record in caplog.records if record.levelname != "INFO"] == []


def test_two_event_loops_use_one_client_at_the_same_time(fake: FakeServer, caplog: pytest.LogCaptureFixture) -> None:
    sessions = Sessions(fake)
    fake.on("GET", "/game/ping", later(sessions._ping, 0.005))
    game = AsyncGameClient(GAME_KEY, login=GuestLogin(), game_version=VERSION, base_url=fake.url, timeout=60)
    outcomes: list[Any] = []
    together = threading.Barrier(3)

    async def play() -> None:
        together.wait(30)
        for _ in range(5):
            outcomes.extend(await asyncio.gather(*(game.game.ping() for _ in range(5)), return_exceptions=True))

    threads = [threading.Thread(target=lambda: asyncio.run(play())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    asyncio.run(game.close())
    gc.collect()
    wait_until(lambda: not fake.open)
    assert dates(outcomes) == ["now"] * 75
    assert sessions.started == 1
    assert [record for record in caplog.records if record.levelname != "INFO"] == []
