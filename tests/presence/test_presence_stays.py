"""A player who is there is seen as there: through lost connections, old tokens and silence, and never after the end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from lootlocker.auth import GuestLogin, SessionTokenLogin
from lootlocker.errors import ClientClosed, PlayerBanned, PresenceFailed, SessionExpired
from lootlocker.presence import Connected, Disconnected, Pong, Reconnecting, Refused, ServerMessage, StatusSent
from lootlocker.sandbox import Sandbox
from presence.driver import PATIENCE, Driver, Minted, OddServer, accept

STATUS = {"status": "in_game", "metadata": {"map": "harbour"}}


def starts(sandbox: Sandbox) -> int:
    return sum(request.operation == "game_guest_session" for request in sandbox.requests)


def soon(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.005)
    return condition()


def told(sandbox: Sandbox, player: int, count: int) -> list[Any]:
    """The statuses, as soon as there are so many."""
    soon(lambda: len(sandbox.presence_of(player).told) >= count)
    return list(sandbox.presence_of(player).told)


def test_connecting_starts_the_session_and_tells_the_status(driver: Driver, sandbox: Sandbox) -> None:
    game = driver.guest(sandbox)
    presence = driver.opened(game, **STATUS)
    player = game.current_session.player_id
    assert presence.is_open
    assert told(sandbox, player, 1) == [("in_game", {"map": "harbour"})]
    driver.do(presence.set_status("in_menu"))
    assert told(sandbox, player, 2)[1] == ("in_menu", None)
    assert sandbox.presence_of(player).online
    driver.do(presence.close())
    assert soon(lambda: not sandbox.presence_of(player).online)
    assert [type(event) for event in driver.rest(presence)] == [Connected, StatusSent, StatusSent, Disconnected]


def test_a_broken_connection_is_opened_anew_and_told_the_last_status(driver: Driver, sandbox: Sandbox) -> None:
    game = driver.guest(sandbox)
    presence = driver.opened(game, status="first")
    driver.do(presence.set_status("in_game", {"map": "harbour"}))
    player = game.current_session.player_id
    told(sandbox, player, 2)
    before = starts(sandbox)
    for _ in range(3):
        assert sandbox.drop_presence(player) == 1
        events = driver.until(presence, StatusSent, lambda event: event.again)
        assert [event.code for event in events if isinstance(event, Disconnected)] == [1006]
        assert Connected(True, '{"authenticated": true}') in events
    assert told(sandbox, player, 5) == [("first", None)] + [("in_game", {"map": "harbour"})] * 4
    assert starts(sandbox) == before


def test_a_status_without_a_connection_is_told_to_the_next_one(
    driver: Driver, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lootlocker.presence._life.BACKOFF", 1.0)
    game = driver.guest(sandbox)
    presence = driver.opened(game)
    player = game.current_session.player_id
    sandbox.drop_presence(player)
    driver.until(presence, Reconnecting)
    driver.do(presence.set_status("a"))
    driver.do(presence.set_status("b", {"x": "1"}))
    assert not presence.is_open
    driver.until(presence, StatusSent)
    assert told(sandbox, player, 1) == [("b", {"x": "1"})]


def test_a_refused_token_is_renewed_once(driver: Driver, sandbox: Sandbox) -> None:
    game = driver.guest(sandbox)
    player = driver.do(game.start_session()).player_id
    before = starts(sandbox)
    sandbox.expire_sessions(player)
    presence = driver.opened(game, status="here")
    events = driver.until(presence, StatusSent)
    assert [type(event) for event in events] == [Refused, Reconnecting, Connected, StatusSent]
    assert starts(sandbox) == before + 1
    sandbox.expire_sessions()
    driver.until(presence, Connected)
    assert starts(sandbox) == before + 2


def test_presences_and_calls_share_one_renewal(driver: Driver, sandbox: Sandbox) -> None:
    game = driver.guest(sandbox)
    presences = [driver.opened(game) for _ in range(4)]
    for presence in presences:
        driver.until(presence, Connected)
    before = starts(sandbox)
    sandbox.expire_sessions()
    driver.do(game.game.ping())
    for presence in presences:
        driver.until(presence, Connected)
    assert starts(sandbox) == before + 1


def test_a_login_that_makes_one_session_ends_the_presence(driver: Driver, sandbox: Sandbox) -> None:
    game = driver.game(sandbox.base_url, login=SessionTokenLogin("unknown"))
    with pytest.raises(SessionExpired):
        driver.opened(game)


def test_a_token_that_is_refused_again_is_not_renewed_for_ever(driver: Driver, odd: Callable[..., OddServer]) -> None:
    server = odd(lambda connection: connection.send('{"authenticated": false}'))
    login = Minted()
    with pytest.raises(PresenceFailed, match="renewed session"):
        driver.opened(driver.game(server.url, login=login))
    assert login.tokens == ["token-1", "token-2"]
    assert server.first == [{"token": "token-1"}, {"token": "token-2"}]


@pytest.mark.parametrize("refusal", ["close", "error", "drop"])
def test_other_ways_to_refuse_a_token_renew_it_too(driver: Driver, odd: Callable[..., OddServer], refusal: str) -> None:
    def talk(connection: Any) -> None:
        if server.first[-1]["token"] == "token-2":
            accept(connection)
        elif refusal == "close":
            connection.close(4242, "no")
        elif refusal == "error":
            connection.send('{"error": "token expired"}')
        else:
            connection.socket.shutdown(2)

    server = odd(talk)
    login = Minted()
    driver.opened(driver.game(server.url, login=login))
    assert login.tokens == ["token-1", "token-2"]


def test_a_banned_player_is_told_so(driver: Driver, sandbox: Sandbox) -> None:
    game = driver.guest(sandbox)
    presence = driver.opened(game)
    sandbox.ban(game.current_session.player_id)
    with pytest.raises(PlayerBanned):
        driver.rest(presence)
    with pytest.raises(PlayerBanned):
        driver.do(presence.set_status("here"))


def test_keep_alives_avoid_the_idle_limit(driver: Driver) -> None:
    with Sandbox(presence_idle=2.0) as sandbox:
        game = driver.guest(sandbox)
        presence = driver.opened(game, ping_interval=0.25)
        events = driver.until(presence, Pong)
        for _ in range(9):
            events += driver.until(presence, Pong)
        assert not any(isinstance(event, Disconnected) for event in events)
        pongs = [event for event in events if isinstance(event, Pong)]
        assert all(pong.latency is not None and 0 < pong.latency < PATIENCE for pong in pongs)
        assert all(pong.timestamp is not None and "pong" in str(pong.raw) for pong in pongs)
        assert presence.latency == pongs[-1].latency
        driver.do(presence.close())
        idle = driver.opened(game, ping_interval=55)
        assert driver.until(idle, Disconnected)[-1].code == 1001
        driver.until(idle, Connected)
        driver.do(idle.close())
        driver.do(game.close())


def test_the_end_of_the_session_is_the_end_of_the_presence(
    driver: Driver, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody starts a session, and brings the player back, only to be seen."""
    monkeypatch.setattr("lootlocker.presence._life.BACKOFF", 1.0)
    game = driver.guest(sandbox)
    presence = driver.opened(game)
    player = game.current_session.player_id
    before = starts(sandbox)
    driver.do(game.end_session())
    assert [type(event) for event in driver.rest(presence)] == [Connected, Disconnected, Reconnecting]
    assert not sandbox.presence_of(player).online
    assert starts(sandbox) == before
    with pytest.raises(ClientClosed):
        driver.do(presence.set_status("a ghost"))


def test_a_session_that_others_renewed_is_taken_over(driver: Driver, odd: Callable[..., OddServer]) -> None:
    server = odd(accept)
    game = driver.game(server.url, login=Minted())
    presence = driver.opened(game, status="here", ping_interval=0.05)
    driver.do(game._engine.session_token("a call", "token-1"))
    driver.until(presence, StatusSent, lambda event: event.again)
    assert server.first == [{"token": "token-1"}, {"token": "token-2"}]


@pytest.mark.parametrize(
    ("code", "goes_on"), [(1000, False), (1001, True), (1012, True), (1008, True), (4401, True), (4999, True)]
)
def test_what_a_close_code_means(driver: Driver, sandbox: Sandbox, code: int, goes_on: bool) -> None:
    game = driver.guest(sandbox)
    presence = driver.opened(game)
    player = game.current_session.player_id
    driver.until(presence, Connected)
    sandbox.close_presence(code, "words of the server", player_id=player)
    assert driver.until(presence, Disconnected)[-1] == Disconnected(code, "words of the server")
    if goes_on:
        driver.until(presence, Connected)
    else:
        assert driver.rest(presence) == []


def test_what_this_side_says_wrong_is_not_said_again(driver: Driver, sandbox: Sandbox) -> None:
    game = driver.guest(sandbox)
    presence = driver.opened(game, status="too much")
    sandbox.close_presence(1009, "too big", player_id=game.current_session.player_id)
    with pytest.raises(PresenceFailed, match=r"1009: too big.*1 attempt"):
        driver.rest(presence)


def test_a_server_that_is_gone_is_given_up(driver: Driver) -> None:
    with Sandbox() as sandbox:
        game = driver.guest(sandbox)
        presence = driver.opened(game, max_attempts=4)
        url = sandbox.base_url
    with pytest.raises(PresenceFailed, match=r"no connection .*4 attempts in a row") as caught:
        driver.rest(presence)
    assert caught.value.attempts == 4
    with pytest.raises(PresenceFailed):
        driver.do(presence.set_status("too late"))
    with pytest.raises(PresenceFailed, match="3 attempts in a row"):
        driver.opened(driver.game(url, login=Minted()))


def test_connections_that_do_not_last_are_given_up(driver: Driver, odd: Callable[..., OddServer]) -> None:
    def talk(connection: Any) -> None:
        connection.send('{"authenticated": true}')
        connection.close(1011, "failed")

    server = odd(talk)
    presence = driver.opened(driver.game(server.url, login=Minted()), max_attempts=5)
    with pytest.raises(PresenceFailed, match="1011: failed"):
        driver.rest(presence)
    assert len(server.first) == 5


def test_two_players_are_two_presences(driver: Driver, sandbox: Sandbox) -> None:
    one = driver.guest(sandbox)
    two = driver.closing(one.with_options(login=GuestLogin(f"the second of {driver.kind}")))
    first, second = driver.opened(one, status="a"), driver.opened(two, status="b")
    ids = [game.current_session.player_id for game in (one, two)]
    assert ids[0] != ids[1]
    sandbox.drop_presence(ids[0])
    driver.until(first, StatusSent, lambda event: event.again)
    driver.do(first.close())
    assert soon(lambda: not sandbox.presence_of(ids[0]).online)
    assert second.is_open
    assert [told(sandbox, *each) for each in ((ids[0], 2), (ids[1], 1))] == [[("a", None)] * 2, [("b", None)]]
    assert [type(event) for event in driver.until(second, StatusSent)] == [Connected, StatusSent]


def test_unknown_and_garbled_messages_are_handed_out_as_they_came(driver: Driver, sandbox: Sandbox) -> None:
    game = driver.guest(sandbox)
    presence = driver.opened(game)
    player = game.current_session.player_id
    odd: list[str | bytes] = [
        "",
        "{",
        "null",
        "[1]",
        '"pong"',
        "\x00",
        '{"type": "news", "text": "pong error"}',
        b"\xff\x00",
    ]
    odd += ["[" * 30000, '{"error": "e"}', "9" * 20000, '{"authenticated": true}', "x" * 65536]
    for message in odd:
        assert sandbox.send_presence(message, player) == 1
    sandbox.send_presence('{"pong": true, "timestamp": 5}', player)
    events = driver.until(presence, Pong)
    assert [event.raw for event in events if isinstance(event, ServerMessage)] == odd
    assert events[-1] == Pong(None, None, '{"pong": true, "timestamp": 5}')
    assert presence.is_open


def test_a_message_that_is_too_large_costs_no_more_than_the_connection(driver: Driver, sandbox: Sandbox) -> None:
    game = driver.guest(sandbox)
    presence = driver.opened(game)
    sandbox.send_presence("x" * 65537, game.current_session.player_id)
    events = driver.until(presence, Connected, lambda event: event.again)
    assert any("more than 65536 bytes" in event.why for event in events if isinstance(event, Reconnecting))


def test_events_that_nobody_reads_do_not_grow_without_bound(driver: Driver, sandbox: Sandbox) -> None:
    game = driver.guest(sandbox)
    presence = driver.opened(game)
    for number in range(1100):
        sandbox.send_presence(str(number), game.current_session.player_id)
    assert soon(lambda: presence.dropped_events >= 101)
    driver.do(presence.close())
    events = driver.rest(presence)
    assert len(events) == 1000
    assert events[-2].raw == "1099"


def test_statuses_from_many_callers_while_connections_break(driver: Driver, sandbox: Sandbox) -> None:
    """The last one that was set is the last one that is told."""
    game = driver.guest(sandbox)
    presence = driver.opened(game, max_attempts=50)
    player = game.current_session.player_id

    def set_many(name: str) -> None:
        for number in range(30):
            driver.do(presence.set_status(f"{name}{number}"))

    threads = [threading.Thread(target=set_many, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        sandbox.drop_presence(player)
        time.sleep(0.02)
    for thread in threads:
        thread.join()
    driver.do(presence.set_status("last"))
    assert soon(lambda: sandbox.presence_of(player).status == "last")
