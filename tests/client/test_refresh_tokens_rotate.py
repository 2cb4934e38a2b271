"""A renewal spends the newest refresh token, hands the next one to the user, and loses none to a fault."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from client.crowd import Gate, crowd, dates, errors, later, player
from client.driver import GAME_KEY, VERSION, Driver, Sessions
from client.fake import Action, FakeServer, Hangup, Raw, Reset, Seen, answer, said
from lootlocker import AsyncGameClient, GameClient
from lootlocker.auth import (
    AppleGameCenterLogin,
    AppleLogin,
    DiscordLogin,
    EpicLogin,
    GoogleLogin,
    GooglePlayGamesLogin,
    GuestLogin,
    Login,
    MetaLogin,
    RemoteLogin,
)
from lootlocker.errors import (
    APIError,
    ConfigurationError,
    LootLockerError,
    PlayerBanned,
    SessionExpired,
    Unauthorized,
)
from lootlocker.sandbox import Sandbox

EPIC = "/game/session/epic"
WITH_REFRESH_TOKENS: list[Login] = [
    EpicLogin("ticket"),
    AppleLogin("ticket"),
    AppleGameCenterLogin(bundle_id="b", player_id="p", public_key_url="u", signature="s", salt="t", timestamp=1),
    GoogleLogin("ticket"),
    GooglePlayGamesLogin("ticket"),
    MetaLogin(user_id="u", nonce="n"),
    DiscordLogin("ticket"),
    RemoteLogin("lease", "nonce"),
]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


class Rotating(Sessions):
    """Epic sessions whose refresh tokens are good for one use; `id_token` may be too.

    Args:
        credentials: How often the id token is taken.
    """

    def __init__(self, fake: FakeServer, credentials: int = 1) -> None:
        super().__init__(fake, EPIC)
        self.refused = 400
        self._credentials = credentials
        self._good: set[str] = set()
        fake.on("POST", EPIC, self.start)

    def start(self, seen: Seen) -> Raw:
        body = seen.json()
        if "refresh_token" in body:
            taken = body["refresh_token"] in self._good
            self._good.discard(body["refresh_token"])
        else:
            taken = self._credentials > 0
            self._credentials -= 1
        if not taken:
            return said({"message": "expired"}, self.refused)
        self.started += 1
        self.live.add(f"token-{self.started}")
        self._good.add(f"refresh-{self.started}")
        return said({"session_token": f"token-{self.started}", "refresh_token": f"refresh-{self.started}"})

    def forget_refresh_tokens(self) -> None:
        """As if they had lain about for too long."""
        self._good.clear()


def sent(fake: FakeServer) -> list[Any]:
    """What each session start was asked with."""
    asked = [seen.json() for seen in fake.to(EPIC)]
    return [body.get("refresh_token") or body.get("id_token") for body in asked]


def epic(driver: Driver, **options: Any) -> Any:
    return driver.game(login=EpicLogin("id-token"), **options)


@pytest.mark.parametrize("login", WITH_REFRESH_TOKENS, ids=lambda login: type(login).__name__)
def test_each_provider_renews_with_the_token_of_the_session_before(
    driver: Driver, sandbox: Sandbox, login: Login
) -> None:
    told: list[Any] = []
    game = player(driver, sandbox, login=login, on_session=told.append)
    sandbox.clear_requests()
    for _ in range(3):
        driver.do(game.game.ping())
        sandbox.expire_sessions()
    starts = [each.json() for each in sandbox.requests if each.operation != "game_ping"]
    assert [start.get("refresh_token") for start in starts] == [None, told[0].refresh_token, told[1].refresh_token]
    assert len({session.refresh_token for session in told}) == 3
    assert {session.player_id for session in told} == {game.current_session.player_id}
    assert told[-1].session_token == game.current_session.session_token


def test_a_stored_refresh_token_goes_on_in_another_client(driver: Driver, sandbox: Sandbox) -> None:
    stored: list[str] = []

    def store(session: Any) -> None:
        stored.append(session.refresh_token)

    first = player(driver, sandbox, login=EpicLogin("to be stored"), on_session=store)
    who = driver.do(first.start_session()).player_id
    second = player(driver, sandbox, login=EpicLogin.from_refresh_token(stored[-1]), on_session=store)
    sandbox.clear_requests()
    for _ in range(3):
        driver.do(second.game.ping())
        assert second.current_session.player_id == who
        sandbox.expire_sessions(who)
    starts = [each.json() for each in sandbox.requests if each.operation == "game_epic_games_session"]
    assert [start["refresh_token"] for start in starts] == stored[:3]
    assert "id_token" not in starts[0]


def test_a_login_without_refresh_tokens_can_go_on_with_none() -> None:
    with pytest.raises(ConfigurationError, match="GuestLogin has no refresh tokens"):
        GuestLogin.from_refresh_token("stored")


def test_many_callers_spend_a_refresh_token_once(driver: Driver) -> None:
    sessions, gate = Rotating(driver.fake), Gate(20)
    game = epic(driver, hooks=gate.hooks, timeout=60)
    driver.do(game.start_session())
    sessions.expire()
    driver.fake.on("POST", EPIC, gate.behind(sessions.start))
    assert dates(crowd(driver, [game.game.ping] * 20)) == ["now"] * 20
    assert sent(driver.fake) == ["id-token", "refresh-1"]


def test_the_hook_has_the_session_before_anyone_who_waits_goes_on(driver: Driver) -> None:
    """Whoever stores the refresh token has it stored before the first call that could end the program."""
    sessions, gate = Rotating(driver.fake), Gate(10)
    used_during_hook: list[int] = []

    def used() -> int:
        return sum(seen.headers["x-session-token"] == "token-2" for seen in driver.fake.to("/game/ping"))

    def hook(session: Any) -> None:
        if session.session_token == "token-2":
            threading.Event().wait(0.2)
            used_during_hook.append(used())

    async def hook_async(session: Any) -> None:
        if session.session_token == "token-2":
            await asyncio.sleep(0.2)
            used_during_hook.append(used())

    on_session = hook if driver.kind == "sync" else hook_async
    game = epic(driver, hooks=gate.hooks, on_session=on_session, timeout=60)
    driver.do(game.start_session())
    sessions.expire()
    driver.fake.on("POST", EPIC, gate.behind(sessions.start))
    assert dates(crowd(driver, [game.game.ping] * 10)) == ["now"] * 10
    assert used_during_hook == [0]
    assert used() == 10


async def failing_later(session: Any) -> None:
    await asyncio.sleep(0)
    raise OSError("the disk is full")


def failing(session: Any) -> None:
    raise OSError("the disk is full")


def test_an_error_in_the_hook_is_logged_and_changes_nothing(driver: Driver, caplog: pytest.LogCaptureFixture) -> None:
    sessions = Rotating(driver.fake)
    hooks: list[Callable[[Any], Any]] = [failing, failing_later] if driver.kind == "async" else [failing]
    for hook in hooks:
        game = epic(driver, on_session=hook)
        sessions._credentials = 1
        caplog.clear()
        with caplog.at_level(logging.ERROR, "lootlocker"):
            assert driver.do(game.game.ping()).date == "now"
            sessions.expire()
            assert driver.do(game.game.ping()).date == "now"
        assert [record.getMessage() for record in caplog.records] == [
            "on_session failed; the session is kept and the call goes on."
        ] * 2
        assert "the disk is full" in caplog.text
    assert sessions.started == 2 * len(hooks)


def test_the_hook_may_use_the_client(driver: Driver) -> None:
    Rotating(driver.fake)
    found: list[Any] = []

    def hook(session: Any) -> None:
        found.append(game.game.ping().date)

    async def hook_async(session: Any) -> None:
        found.append((await game.game.ping()).date)

    game = epic(driver, on_session=hook if driver.kind == "sync" else hook_async)
    driver.do(game.start_session())
    assert found == ["now"]


def test_a_hook_that_a_client_without_async_could_not_await_is_refused(fake: FakeServer) -> None:
    """It would be called, never run, and the refresh token lost."""
    game = GameClient(GAME_KEY, login=GuestLogin(), game_version=VERSION, base_url=fake.url)
    with pytest.raises(ConfigurationError, match="async clients"):
        GameClient(GAME_KEY, login=GuestLogin(), game_version=VERSION, base_url=fake.url, on_session=failing_later)
    with pytest.raises(ConfigurationError, match="async clients"):
        game.with_options(login=GuestLogin(), on_session=failing_later)


def test_a_hook_goes_with_a_login_and_stays_with_the_players_it_was_given_for(driver: Driver) -> None:
    Rotating(driver.fake, credentials=4)
    told: dict[str, list[str]] = {"first": [], "second": []}

    def hook(name: str) -> Callable[[Any], None]:
        return lambda session: told[name].append(session.session_token)

    first = epic(driver, on_session=hook("first"))
    with pytest.raises(ConfigurationError, match="together with login"):
        first.with_options(on_session=hook("second"))
    with pytest.raises(ConfigurationError, match="together with login"):
        first.with_options(on_session=None)
    driver.do(driver.closing(first.with_options(login=EpicLogin("b"), on_session=hook("second"))).start_session())
    driver.do(driver.closing(first.with_options(login=EpicLogin("c"))).start_session())
    driver.do(driver.closing(first.with_options(login=EpicLogin("d"), on_session=None)).start_session())
    driver.do(first.start_session())
    assert told == {"first": ["token-2", "token-4"], "second": ["token-1"]}


@pytest.mark.parametrize("status", [400, 401])
def test_a_refused_refresh_token_falls_back_to_the_credentials(driver: Driver, status: int) -> None:
    sessions = Rotating(driver.fake, credentials=2)
    sessions.refused = status
    game = epic(driver)
    driver.do(game.start_session())
    sessions.expire()
    sessions.forget_refresh_tokens()
    assert driver.do(game.game.ping()).date == "now"
    sessions.expire()
    assert driver.do(game.game.ping()).date == "now"
    assert sent(driver.fake) == ["id-token", "refresh-1", "id-token", "refresh-2"]


@pytest.mark.parametrize("status", [400, 401])
@pytest.mark.parametrize("stored", [False, True])
def test_when_nothing_is_taken_any_more_the_error_says_what_to_do(driver: Driver, status: int, stored: bool) -> None:
    sessions = Rotating(driver.fake)
    sessions.refused = status
    game = epic(driver)
    driver.do(game.start_session())
    expected = ["id-token", "refresh-1", "id-token"]
    if stored:
        game = driver.game(login=EpicLogin.from_refresh_token("refresh-1"))
        expected = ["id-token", "refresh-1"]
    sessions.forget_refresh_tokens()
    sessions.expire()
    raised = errors(crowd(driver, [game.game.ping]))
    assert [type(error) for error in raised] == [SessionExpired]
    assert "EpicLogin" in str(raised[0])
    assert f"({status})" in str(raised[0])
    assert "Sign the player in again and make a client with the new credentials" in str(raised[0])
    assert isinstance(raised[0].__cause__, APIError)
    assert sent(driver.fake) == expected


def test_the_first_sign_in_that_is_refused_is_no_expiry(driver: Driver) -> None:
    Rotating(driver.fake, credentials=0).refused = 401
    with pytest.raises(Unauthorized, match="epic_games_session"):
        driver.do(epic(driver).start_session())


def test_a_ban_at_the_refresh_is_not_tried_again_with_the_credentials(driver: Driver) -> None:
    sessions = Rotating(driver.fake, credentials=5)
    game = epic(driver)
    driver.do(game.start_session())
    sessions.expire()
    driver.fake.on("POST", EPIC, said({"code": "player_banned", "message": "no"}, 403))
    with pytest.raises(PlayerBanned):
        driver.do(game.game.ping())
    assert sent(driver.fake) == ["id-token", "refresh-1"]


FAULTS: dict[str, Action] = {
    "reset": Reset(),
    "hung up": Hangup(),
    "500": said({}, 500),
    "truncated": Raw(b'HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"session_token": "t'),
    "not json": answer("<html>"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("stored", [False, True])
def test_a_fault_during_the_renewal_keeps_what_the_next_one_needs(driver: Driver, fault: str, stored: bool) -> None:
    sessions = Rotating(driver.fake)
    login: Login = EpicLogin("id-token")
    if stored:
        sessions._good.add("kept")
        login = EpicLogin.from_refresh_token("kept")
    game = driver.game(login=login)
    driver.do(game.start_session())
    sessions.expire()
    driver.fake.on("POST", EPIC, FAULTS[fault], sessions.start)
    with pytest.raises(LootLockerError, match="epic_games_session"):
        driver.do(game.game.ping())
    assert game.current_session.refresh_token == "refresh-1"
    assert driver.do(game.game.ping()).date == "now"
    assert sent(driver.fake) == ["kept" if stored else "id-token", "refresh-1", "refresh-1"]


def test_a_refresh_token_whose_answer_was_lost_is_not_the_end(driver: Driver) -> None:
    """The server has spent it and nobody has the next one; the credentials are still there."""
    sessions = Rotating(driver.fake, credentials=2)
    game = epic(driver)
    driver.do(game.start_session())
    sessions.expire()

    def lost(seen: Seen) -> Action:
        sessions.start(seen)
        return Reset()

    driver.fake.on("POST", EPIC, lost, sessions.start)
    with pytest.raises(LootLockerError):
        driver.do(game.game.ping())
    assert driver.do(game.game.ping()).date == "now"
    assert sent(driver.fake) == ["id-token", "refresh-1", "refresh-1", "id-token"]


def test_cancelling_the_renewal_keeps_the_refresh_token(fake: FakeServer) -> None:
    sessions = Rotating(fake)
    go_on = threading.Event()

    async def main() -> str:
        login = EpicLogin("id-token")
        async with AsyncGameClient(GAME_KEY, login=login, game_version=VERSION, base_url=fake.url) as game:
            await game.start_session()
            sessions.expire()
            fake.on("POST", EPIC, later(Hangup(), go_on), sessions.start)
            call = asyncio.create_task(game.game.ping())
            while len(fake.to(EPIC)) < 2:
                await asyncio.sleep(0.005)
            call.cancel()
            await asyncio.gather(call, return_exceptions=True)
            go_on.set()
            return str((await game.game.ping()).date)

    assert asyncio.run(main()) == "now"
    assert sent(fake) == ["id-token", "refresh-1", "refresh-1"]


@pytest.mark.parametrize("token", [None, "", 5], ids=repr)
def test_going_on_without_a_refresh_token_is_refused_at_once(token: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"EpicLogin\.from_refresh_token"):
        EpicLogin.from_refresh_token(token)
