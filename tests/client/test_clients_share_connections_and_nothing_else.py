"""Several clients on one connection pool: what they share, what they don't, and how they are closed."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from collections.abc import Iterator
from typing import Any

import attrs
import httpx
import pytest

from client.driver import GAME_KEY, TOKEN, VERSION, Driver
from client.fake import FakeServer, Raw, Seen, answer, credentials, said
from lootlocker import AsyncGameClient, GameClient
from lootlocker.auth import GuestLogin, SessionTokenLogin
from lootlocker.errors import ClientClosed, LootLockerError, RateLimited

GUEST = "/game/v2/session/guest"


def players(fake: FakeServer) -> None:
    """Guests whose token, date and identifier carry their own name."""

    def start(seen: Seen) -> Raw:
        name = seen.json()["player_identifier"]
        return said({"session_token": f"token-of-{name}", "player_identifier": name})

    fake.on("POST", GUEST, start)
    fake.on("GET", "/game/ping", lambda seen: said({"date": seen.headers["x-session-token"]}))


def closed_soon(fake: FakeServer) -> bool:
    """Whether every connection is gone within a moment."""
    deadline = time.monotonic() + 2
    while fake.open and time.monotonic() < deadline:
        time.sleep(0.005)
    return not fake.open


def test_with_options_changes_nothing_for_the_client_it_came_from(driver: Driver) -> None:
    game = driver.game(timeout=9, max_retries=2, rate_limit=50)
    before = attrs.asdict(game._engine.settings, recurse=False)
    changed = driver.closing(
        game.with_options(timeout=1, max_retries=0, rate_limit=7, game_version="2.0", login=GuestLogin("other"))
    )
    assert attrs.asdict(game._engine.settings, recurse=False) == before
    settings = changed._engine.settings
    assert (settings.timeout, settings.max_retries, settings.rate_limit) == (1, 0, 7)
    assert settings.game_version == "2.0"
    assert settings.base_url == before["base_url"]
    assert type(changed) is type(game)


def test_with_options_takes_effect(driver: Driver) -> None:
    driver.fake.on("GET", "/game/ping", answer("{}", 429, retry_after="0"))
    driver.fake.on("POST", GUEST, said({"session_token": "t"}))
    game = driver.game(max_retries=4)
    changed = driver.closing(game.with_options(max_retries=1, login=GuestLogin("g"), game_version="3.1"))
    with pytest.raises(RateLimited):
        driver.do(changed.game.ping())
    assert len(driver.fake.to("/game/ping")) == 2
    assert driver.fake.to(GUEST)[0].json()["game_version"] == "3.1"


def test_clients_of_one_family_use_one_connection_and_one_session(driver: Driver) -> None:
    players(driver.fake)
    game = driver.game(login=GuestLogin("ada"))
    family = [game, driver.closing(game.with_options(timeout=5)), driver.closing(game.with_options(max_retries=0))]
    for each in family * 3:
        assert driver.do(each.game.ping()).date == "token-of-ada"
    assert driver.fake.connections == 1
    assert len(driver.fake.to(GUEST)) == 1
    assert family[1].current_session is game.current_session


def test_another_login_is_another_player_on_the_same_connection(driver: Driver) -> None:
    players(driver.fake)
    ada = driver.game(login=GuestLogin("ada"))
    bob = driver.closing(ada.with_options(login=GuestLogin("bob")))
    for _ in range(2):
        assert driver.do(ada.game.ping()).date == "token-of-ada"
        assert driver.do(bob.game.ping()).date == "token-of-bob"
    assert driver.fake.connections == 1
    assert ada.current_session.player_identifier == "ada"
    assert bob.current_session.player_identifier == "bob"


def test_players_in_threads_never_see_each_others_session(fake: FakeServer) -> None:
    players(fake)
    wrong: list[object] = []
    with GameClient(GAME_KEY, login=GuestLogin("p0"), game_version=VERSION, base_url=fake.url) as first:
        clients = [first, *(first.with_options(login=GuestLogin(f"p{number}")) for number in range(1, 4))]

        def play(number: int) -> None:
            for _ in range(25):
                date = clients[number].game.ping().date
                if date != f"token-of-p{number}":
                    wrong.append(date)

        threads = [threading.Thread(target=play, args=(number % 4,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for client in clients:
            client.close()
    assert wrong == []
    assert len(fake.to(GUEST)) == 4


def test_players_in_tasks_never_see_each_others_session(fake: FakeServer) -> None:
    players(fake)

    async def main() -> set[tuple[int, str]]:
        first = AsyncGameClient(GAME_KEY, login=GuestLogin("p0"), game_version=VERSION, base_url=fake.url)
        clients = [first, *(first.with_options(login=GuestLogin(f"p{number}")) for number in range(1, 4))]

        async def play(number: int) -> set[tuple[int, str]]:
            return {(number, (await clients[number].game.ping()).date) for _ in range(10)}

        found = set().union(*await asyncio.gather(*(play(number % 4) for number in range(12))))
        for client in clients:
            await client.close()
        return found

    assert asyncio.run(main()) == {(number, f"token-of-p{number}") for number in range(4)}
    assert len(fake.to(GUEST)) == 4


def test_a_cookie_of_one_player_does_not_reach_another(driver: Driver) -> None:
    players(driver.fake)
    driver.fake.on("GET", "/game/ping", answer("{}", set_cookie="player=ada; Path=/"))
    ada = driver.game(login=GuestLogin("ada"))
    bob = driver.closing(ada.with_options(login=GuestLogin("bob")))
    driver.do(ada.game.ping())
    driver.do(bob.game.ping())
    driver.do(ada.game.ping())
    assert credentials(driver.fake.seen, "cookie") == [None] * 5


@pytest.mark.parametrize("first", ["original", "derived"])
@pytest.mark.parametrize("started", [False, True])
def test_closing_one_leaves_the_other_working(driver: Driver, first: str, started: bool) -> None:
    players(driver.fake)
    original = driver.game(login=GuestLogin("ada"))
    derived = driver.closing(original.with_options(timeout=5))
    closed, left = (original, derived) if first == "original" else (derived, original)
    if started:
        driver.do(closed.game.ping())
    driver.do(closed.close())
    assert driver.do(left.game.ping()).date == "token-of-ada"
    with pytest.raises(ClientClosed):
        driver.do(closed.game.ping())


def test_closing_one_leaves_the_other_able_to_renew(driver: Driver) -> None:
    driver.fake.on("POST", GUEST, said({"session_token": "t-1"}), said({"session_token": "t-2"}))
    driver.fake.on("GET", "/game/ping", said({}), said({}, 401), said({"date": "now"}))
    original = driver.game(login=GuestLogin("ada"))
    derived = driver.closing(original.with_options(timeout=5))
    driver.do(original.game.ping())
    driver.do(original.close())
    assert driver.do(derived.game.ping()).date == "now"


def test_the_last_one_closes_the_connections(driver: Driver) -> None:
    players(driver.fake)
    ada = driver.game(login=GuestLogin("ada"))
    bob = ada.with_options(login=GuestLogin("bob"))
    driver.do(ada.game.ping())
    driver.do(bob.game.ping())
    driver.do(ada.close())
    driver.do(ada.close())
    assert driver.fake.open == 1
    driver.do(bob.close())
    assert closed_soon(driver.fake)


def test_a_derived_client_that_was_thrown_away_keeps_no_connection_open(fake: FakeServer) -> None:
    """`game.with_options(timeout=60).game.ping()` inside of a with block is all that a user writes."""
    players(fake)
    with GameClient(GAME_KEY, login=GuestLogin("ada"), game_version=VERSION, base_url=fake.url) as game:
        game.with_options(timeout=60).game.ping()
        gc.collect()
    left_open = not closed_soon(fake)
    assert not left_open


def test_closing_twice_is_nothing_and_a_closed_client_says_so(driver: Driver) -> None:
    game, server = driver.game(), driver.server()
    for client in (game, server):
        driver.do(client.close())
        driver.do(client.close())
    with pytest.raises(ClientClosed, match=r"game\.heroes\.get_player_hero"):
        driver.do(game.heroes.get_player_hero(7))
    with pytest.raises(ClientClosed, match=r"server\.session\.ping"):
        driver.do(server.session.ping())
    with pytest.raises(ClientClosed):
        driver.all_of(server.inventories.iter_player_inventory(363))
    assert driver.fake.connections == 0


def test_a_with_block_closes(fake: FakeServer) -> None:
    players(fake)
    with GameClient(GAME_KEY, login=GuestLogin("ada"), game_version=VERSION, base_url=fake.url) as game:
        game.game.ping()
    with pytest.raises(ClientClosed):
        game.game.ping()

    async def main() -> None:
        async with AsyncGameClient(GAME_KEY, login=GuestLogin("ada"), game_version=VERSION, base_url=fake.url) as game:
            await game.game.ping()
        with pytest.raises(ClientClosed):
            await game.game.ping()

    asyncio.run(main())
    assert closed_soon(fake)


@pytest.fixture
def pool(driver: Driver) -> Iterator[Any]:
    """A pool of the user's own, which follows redirects and has a header and a cookie."""
    options: dict[str, Any] = {"follow_redirects": True, "headers": {"x-own": "1"}}
    own: Any = httpx.Client(**options) if driver.kind == "sync" else httpx.AsyncClient(**options)
    yield own
    driver.do(own.close() if driver.kind == "sync" else own.aclose())


def test_a_pool_of_the_users_own_is_used_and_not_closed(driver: Driver, pool: Any) -> None:
    players(driver.fake)
    game = driver.game(login=GuestLogin("ada"), http_client=pool)
    other = driver.closing(game.with_options(timeout=3))
    driver.do(game.game.ping())
    driver.do(other.game.ping())
    assert credentials(driver.fake.seen, "x-own") == ["1"] * 3
    assert driver.fake.connections == 1
    driver.do(game.close())
    driver.do(other.close())
    assert not pool.is_closed
    driver.do(pool.get(f"{driver.fake.url}/anything"))


def test_a_pool_of_the_users_own_follows_no_redirect_with_a_token(driver: Driver, pool: Any) -> None:
    other = FakeServer()
    driver.fake.on("GET", "/game/ping", answer("", 302, location=f"{other.url}/elsewhere"))
    game = driver.game(http_client=pool)
    try:
        with pytest.raises(LootLockerError, match=r"\[302\]"):
            driver.do(game.game.ping())
        assert other.connections == 0
    finally:
        other.close()


def test_a_pool_that_the_user_closed_is_a_typed_error(driver: Driver, pool: Any) -> None:
    game = driver.game(http_client=pool)
    driver.do(pool.close() if driver.kind == "sync" else pool.aclose())
    with pytest.raises(LootLockerError, match=r"game\.game\.ping"):
        driver.do(game.game.ping())


def test_requests_say_who_sends_them(driver: Driver) -> None:
    driver.fake.on("GET", "/game/ping", said({}))
    game = driver.game(login=SessionTokenLogin(TOKEN))
    driver.do(game.game.ping())
    headers = driver.fake.seen[0].headers
    assert headers["user-agent"].startswith("lootlocker-client/")
    assert headers["accept"] == "application/json"
    assert headers["host"] == f"127.0.0.1:{driver.fake.port}"
    assert "content-type" not in headers
    assert driver.fake.seen[0].body == b""
