"""What is sent again and what is not, seen from the server."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any

import pytest

from client.driver import Driver
from client.fake import FakeServer, Hangup, Raw, Reset, Seen, Stall, answer, said
from lootlocker.auth import WhiteLabelLogin
from lootlocker.errors import (
    APIError,
    ConnectionFailed,
    ConnectionLost,
    LootLockerError,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    ServerError,
    TimedOut,
    TransportError,
)

HERO = "/game/v1/player/heroes/7"
HEROES = "/game/v1/player/heroes"
CUT = Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{")
BREAKS = [Hangup(), Reset(), Reset(b"HTTP/1.1 200 OK\r\n"), CUT]


def hero(driver: Driver, *scripts: Any, **options: Any) -> Any:
    """A client whose hero can be read, changed, deleted and made."""
    for method, path in (("GET", HERO), ("PUT", HERO), ("DELETE", HERO), ("POST", HEROES)):
        driver.fake.on(method, path, *scripts)
    return driver.game(**options)


def calls(game: Any) -> dict[str, Any]:
    return {
        "GET": lambda: game.heroes.get_player_hero(7),
        "PUT": lambda: game.heroes.update_player_hero(7, name="Zoe"),
        "DELETE": lambda: game.heroes.delete_player_hero(7),
        "POST": lambda: game.heroes.create_player_hero(hero_id=8),
    }


def raised(driver: Driver, call: Any) -> LootLockerError:
    with pytest.raises(LootLockerError) as caught:
        driver.do(call())
    return caught.value


@pytest.mark.parametrize("fault", BREAKS, ids=str)
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_broken_connection_is_tried_again_where_that_is_safe(driver: Driver, method: str, fault: Any) -> None:
    game = hero(driver, fault, fault, said({"hero": {"id": 7}}))
    driver.do(calls(game)[method]())
    assert len(driver.fake.seen) == 3
    assert len({(seen.call, seen.body) for seen in driver.fake.seen}) == 1


@pytest.mark.parametrize("fault", BREAKS, ids=str)
def test_what_must_not_run_twice_is_not_sent_twice(driver: Driver, fault: Any) -> None:
    game = hero(driver, fault, said({"hero": {"id": 7}}))
    error = raised(driver, calls(game)["POST"])
    assert type(error) is OutcomeUnknown
    assert error.attempts == 1
    assert "game.heroes.create_player_hero" in str(error)
    assert "may or may not have been carried out" in str(error)
    assert len(driver.fake.seen) == 1


@pytest.mark.parametrize(("most", "sent"), [(0, 1), (1, 2), (3, 4)])
def test_a_connection_that_stays_broken_is_raised_after_max_retries(driver: Driver, most: int, sent: int) -> None:
    game = hero(driver, Hangup(), max_retries=most)
    error = raised(driver, calls(game)["GET"])
    assert type(error) is ConnectionLost
    assert error.attempts == sent == len(driver.fake.seen)


def test_a_connection_reset_before_the_request_was_read_does_not_carry_it_out_twice(driver: Driver) -> None:
    """Whether the reset comes while connecting (not sent) or while writing (unknown) is a race; both are right."""
    for _ in range(5):
        driver.fake.resets_at_once = 1
        game = hero(driver, said({"hero": {"id": 7}}))
        before = len(driver.fake.seen)
        try:
            driver.do(calls(game)["POST"]())
        except OutcomeUnknown:
            assert len(driver.fake.seen) == before
        else:
            assert len(driver.fake.seen) == before + 1
        driver.fake.resets_at_once = 2
        game = hero(driver, said({"hero": {"id": 7}}))
        assert driver.do(calls(game)["GET"]()).hero.id == 7


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "POST"])
def test_refused_connections_are_tried_again_for_every_call(
    driver: Driver, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lootlocker._engine.random", SimpleNamespace(random=lambda: 0.5))
    late = FakeServer(listening=False)
    game = hero(driver, base_url=late.url)
    for verb, path in (("GET", HERO), ("PUT", HERO), ("DELETE", HERO), ("POST", HEROES)):
        late.on(verb, path, said({"hero": {"id": 7}}))
    opening = threading.Timer(0.15, late.listen)
    opening.start()
    try:
        driver.do(calls(game)[method]())
        assert len(late.seen) == 1
    finally:
        opening.join()
        late.close()


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_server_error_is_tried_again_where_that_is_safe(driver: Driver, method: str, status: int) -> None:
    game = hero(driver, said({}, status), said({}, status), said({}))
    driver.do(calls(game)[method]())
    assert len(driver.fake.seen) == 3
    game = hero(driver, said({}, status), max_retries=2)
    assert isinstance(raised(driver, calls(game)[method]), ServerError)
    assert len(driver.fake.seen) == 6


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_error_is_not_tried_again_where_it_may_have_happened(driver: Driver, status: int) -> None:
    game = hero(driver, answer("{}", status, retry_after="0"), said({}))
    error = raised(driver, calls(game)["POST"])
    assert isinstance(error, ServerError)
    assert error.status == status
    assert error.outcome_unknown
    assert "look at the state before you repeat it" in str(error)
    assert len(driver.fake.seen) == 1


def test_only_a_server_error_to_what_must_not_run_twice_leaves_the_outcome_open(driver: Driver) -> None:
    game = hero(driver, answer("{}", 404), answer("{}", 501))
    for method in ("POST", "GET"):
        error = raised(driver, calls(game)[method])
        assert isinstance(error, APIError)
        assert not error.outcome_unknown


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 422, 501, 520])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_other_statuses_are_final(driver: Driver, method: str, status: int) -> None:
    game = hero(driver, answer("{}", status, retry_after="0"), said({}))
    assert isinstance(raised(driver, calls(game)[method]), APIError)
    assert len(driver.fake.seen) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for_and_never_cut_short(driver: Driver, status: int) -> None:
    game = hero(driver, answer("{}", status, retry_after="0.3"), said({}))
    begun = time.monotonic()
    driver.do(calls(game)["GET"]())
    assert time.monotonic() - begun >= 0.29
    assert len(driver.fake.seen) == 2


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "POST"])
def test_429_was_not_carried_out_and_is_tried_again_for_every_call(driver: Driver, method: str) -> None:
    game = hero(driver, answer("{}", 429, retry_after="0"), answer("{}", 429), said({}))
    driver.do(calls(game)[method]())
    assert len(driver.fake.seen) == 3


@pytest.mark.parametrize("wanted", ["31", "3600", "9" * 300, "date"])
def test_a_retry_after_beyond_the_timeout_is_raised_at_once(driver: Driver, wanted: str) -> None:
    if wanted == "date":
        wanted = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    game = hero(driver, answer("{}", 429, retry_after=wanted))
    begun = time.monotonic()
    error = raised(driver, calls(game)["GET"])
    assert time.monotonic() - begun < 5
    assert type(error) is RateLimited
    assert error.retry_after is not None
    assert error.retry_after > 30
    assert len(driver.fake.seen) == 1


def test_no_retries_means_one_request(driver: Driver) -> None:
    for script in (said({}, 503), answer("{}", 429, retry_after="0"), Hangup()):
        before = len(driver.fake.seen)
        game = hero(driver, script, max_retries=0)
        assert isinstance(raised(driver, calls(game)["GET"]), LootLockerError)
        assert len(driver.fake.seen) == before + 1


@pytest.mark.parametrize(
    "stalled", [Stall(), Stall(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{")], ids=["head", "body"]
)
@pytest.mark.parametrize(("method", "kind"), [("GET", TimedOut), ("PUT", TimedOut), ("POST", OutcomeUnknown)])
def test_a_stalled_answer_ends_in_about_the_timeout(
    driver: Driver, method: str, kind: type[TransportError], stalled: Any
) -> None:
    game = hero(driver, stalled, timeout=0.3)
    begun = time.monotonic()
    error = raised(driver, calls(game)[method])
    assert 0.25 < time.monotonic() - begun < 0.9
    assert type(error) is kind
    assert len(driver.fake.seen) == 1


def test_the_timeout_covers_all_retries_together(driver: Driver) -> None:
    game = hero(driver, answer("{}", 503, retry_after="0.2"), timeout=0.5, max_retries=100)
    begun = time.monotonic()
    assert isinstance(raised(driver, calls(game)["GET"]), ServerError)
    assert time.monotonic() - begun < 0.8
    assert 2 <= len(driver.fake.seen) <= 4


def test_a_session_start_that_stalls_ends_in_about_the_timeout(driver: Driver) -> None:
    driver.fake.on("POST", "/game/v2/session/guest", Stall())
    game = driver.guest(timeout=0.3)
    begun = time.monotonic()
    error = raised(driver, lambda: game.game.ping())
    assert time.monotonic() - begun < 0.9
    assert isinstance(error, TransportError)
    assert "guest_session" in str(error)


def test_a_call_whose_time_went_into_the_session_start_is_not_sent(driver: Driver) -> None:
    """Sent with no time left for its answer, its outcome would be unknown for nothing."""

    def slowly(_: Seen) -> Raw:
        time.sleep(0.25)
        return said({"session_token": "t"})

    driver.fake.on("POST", "/white-label-login/login", slowly)
    driver.fake.on("POST", "/game/v2/session/white-label", slowly)
    game = hero(driver, Stall(), login=WhiteLabelLogin("ada@example.com", "password"), domain_key="dom41n", timeout=0.4)
    error = raised(driver, calls(game)["POST"])
    assert not isinstance(error, OutcomeUnknown)
    assert f"POST {HEROES}" not in driver.fake.calls


def test_a_connection_that_the_server_closed_between_calls_is_replaced(driver: Driver) -> None:
    closing = Raw(said({"hero": {"id": 7}}).data)
    game = hero(driver, closing)
    for _ in range(3):
        driver.do(calls(game)["POST"]())
        time.sleep(0.03)
    assert [seen.connection for seen in driver.fake.seen] == [1, 2, 3]


def test_an_unreachable_host_is_a_failed_connection_for_all(driver: Driver) -> None:
    game = driver.game(base_url="https://127.0.0.1:1", max_retries=1)
    for call in calls(game).values():
        error = raised(driver, call)
        assert type(error) is ConnectionFailed
        assert error.attempts == 2


def test_a_page_that_fails_is_tried_again_and_items_are_not_repeated(driver: Driver) -> None:
    server = driver.server()
    page = {"items": [{"instance_id": 1}, {"instance_id": 2}]}
    driver.fake.on("GET", "/server/player/363/inventory", said(page), Hangup(), said({}, 503), said({"items": []}))
    items = driver.all_of(server.inventories.iter_player_inventory(363, count=2))
    assert [item.instance_id for item in items] == [1, 2]
    targets = [seen.target.partition("?")[2] for seen in driver.fake.to("/server/player/363/inventory")]
    assert targets == ["count=2", *["count=2&after=2"] * 3]


def test_a_second_delete_that_finds_nothing_does_not_say_that_there_was_nothing(driver: Driver) -> None:
    """The first one may have deleted it and lost its answer."""
    game = hero(driver, said({}))
    driver.fake.on("DELETE", f"{HEROES}/7", answer("{}", 503), answer("{}", 404))
    error = raised(driver, lambda: game.heroes.delete_player_hero(7))
    assert isinstance(error, NotFound)
    assert error.outcome_unknown
    driver.fake.on("DELETE", f"{HEROES}/8", answer("{}", 404))
    error = raised(driver, lambda: game.heroes.delete_player_hero(8))
    assert isinstance(error, NotFound)
    assert not error.outcome_unknown
