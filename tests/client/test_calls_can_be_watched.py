"""Hooks and log lines tell of every request and every wait, and nothing that a hook does changes a call."""

from __future__ import annotations

import asyncio
import logging
import re
import uuid
from typing import Any

import pytest

from client.driver import TOKEN, Driver
from client.fake import Hangup, Seen, Stall, answer, said
from lootlocker import AsyncGameClient
from lootlocker.auth import SessionTokenLogin
from lootlocker.errors import ConfigurationError, OutcomeUnknown, RateLimited
from lootlocker.hooks import AnswerEvent, Hooks, RequestEvent, WaitEvent

PING = ("GET", "/game/ping")


class Noted:
    """Keeps every event, in order."""

    def __init__(self) -> None:
        self.events: list[Any] = []
        note = self.events.append
        self.hooks = Hooks(before_request=note, after_answer=note, before_wait=note)

    @property
    def kinds(self) -> list[str]:
        return [type(event).__name__ for event in self.events]

    def of(self, kind: type) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]


@pytest.fixture
def noted() -> Noted:
    return Noted()


def request_ids(seen: list[Seen]) -> list[str]:
    return [each.headers["ll-request-id"] for each in seen]


def test_hooks_see_each_attempt_and_each_wait_of_a_call(driver: Driver, noted: Noted) -> None:
    driver.fake.on(*PING, Hangup(), answer("{}", 503, retry_after="0.01"), said({"date": "now"}))
    game = driver.game(hooks=noted.hooks)
    driver.do(game.game.ping())
    once = ["RequestEvent", "AnswerEvent"]
    assert noted.kinds == [*once, "WaitEvent", *once, "WaitEvent", *once]
    requests, answers, waits = (noted.of(kind) for kind in (RequestEvent, AnswerEvent, WaitEvent))
    assert [answered.request for answered in answers] == requests
    assert [(each.operation, each.method, each.path) for each in requests] == [
        ("game.game.ping", "GET", "/game/ping")
    ] * 3
    assert [each.host for each in requests] == [f"127.0.0.1:{driver.fake.port}"] * 3
    assert [each.attempt for each in requests] == [1, 2, 3]
    assert [each.retry for each in requests] == ["safe"] * 3
    assert [each.status for each in answers] == [None, 503, 200]
    assert "connection broke" in answers[0].reason
    assert answers[1].reason is answers[2].reason is None
    assert all(0 <= each.duration < 5 for each in answers)
    assert [each.reason for each in waits] == ["retry", "retry"]
    assert [each.attempt for each in waits] == [1, 2]
    assert waits[1].seconds == 0.01
    (request_id,) = {each.request_id for each in [*requests, *waits]}
    assert str(uuid.UUID(request_id)) == request_id
    assert request_ids(driver.fake.seen) == [request_id] * 3
    assert [each.headers.get("ll-retry-attempt") for each in driver.fake.seen] == [None, "1", "2"]


def test_each_call_has_an_id_of_its_own(driver: Driver) -> None:
    driver.fake.on(*PING, said({}))
    game = driver.game()
    for _ in range(3):
        driver.do(game.game.ping())
    assert len(set(request_ids(driver.fake.seen))) == 3


def test_the_start_of_a_session_is_seen_as_a_call_of_its_own(driver: Driver, noted: Noted) -> None:
    driver.fake.on("POST", "/game/v2/session/guest", said({"session_token": "t"}))
    driver.fake.on(*PING, said({}, 401), said({}))
    game = driver.guest(hooks=noted.hooks)
    driver.do(game.game.ping())
    names = [event.operation for event in noted.of(RequestEvent)]
    start, ping = "game.authentication.guest_session", "game.game.ping"
    assert names == [start, ping, start, ping]
    assert [event.attempt for event in noted.of(RequestEvent)] == [1, 1, 1, 2]


def test_the_wait_for_the_limit_is_told(driver: Driver, noted: Noted) -> None:
    driver.fake.on(*PING, said({}))
    game = driver.game(hooks=noted.hooks, rate_limit=1)
    driver.do(game.game.ping())
    game._engine.limiter._window = 0.2
    driver.do(game.game.ping())
    (wait,) = noted.of(WaitEvent)
    assert wait.reason == "limit"
    assert 0 < wait.seconds <= 0.2


def test_the_servers_own_request_id_is_in_the_event_and_the_log(
    driver: Driver, noted: Noted, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "lootlocker")
    driver.fake.on(*PING, said({"code": "slow_down", "message": "no", "request_id": "r-17\nforged"}, 429))
    with pytest.raises(RateLimited):
        driver.do(driver.game(hooks=noted.hooks, max_retries=0).game.ping())
    assert noted.of(AnswerEvent)[0].server_request_id == "r-17\nforged"
    assert r"server_request_id='r-17\nforged'" in caplog.text  # one line, whatever the server sends


def test_a_hook_can_send_a_trace_along_and_nothing_that_is_the_clients(driver: Driver, caplog: Any) -> None:
    def before(event: RequestEvent) -> None:
        event.state["mine"] = 7
        event.headers["Traceparent"] = "00-1-2-01"
        event.headers["X-Session-Token"] = event.headers["host"] = event.headers["content-length"] = "stolen"
        event.headers["x-bad"] = "two\r\nlines"
        event.headers["bad name"] = "x"
        event.headers["ll-request-id"] = "mine"
        event.headers["x-number"] = 7  # type: ignore[assignment]

    seen: list[object] = []
    driver.fake.on(*PING, said({}))
    hooks = Hooks(before_request=before, after_answer=lambda event: seen.append(event.request.state["mine"]))
    driver.do(driver.game(hooks=hooks).game.ping())
    headers = driver.fake.seen[0].headers
    assert headers["traceparent"] == "00-1-2-01"
    assert headers["x-session-token"] == TOKEN
    assert headers["host"] == f"127.0.0.1:{driver.fake.port}"
    assert str(uuid.UUID(headers["ll-request-id"])) == headers["ll-request-id"]
    assert not {"x-bad", "bad name", "x-number"} & headers.keys()
    assert headers.get("content-length", "0") == "0"
    assert seen == [7]
    assert "x-bad" in caplog.text


def test_a_hook_that_puts_something_else_in_place_of_the_headers_changes_nothing(driver: Driver) -> None:
    def before(event: RequestEvent) -> None:
        event.headers = None  # type: ignore[assignment]

    driver.fake.on(*PING, said({"date": "now"}))
    assert driver.do(driver.game(hooks=Hooks(before_request=before)).game.ping()).date == "now"


def test_a_hook_that_fails_is_logged_and_the_grant_stays_granted(driver: Driver, caplog: Any) -> None:
    def fail(event: object) -> None:
        raise ZeroDivisionError("mine")

    driver.fake.on("POST", "/game/v1/player/heroes", answer("{}", 429, retry_after="0"), said({"hero": {"id": 7}}))
    game = driver.game(hooks=Hooks(before_request=fail, after_answer=fail, before_wait=fail))
    assert driver.do(game.heroes.create_player_hero(hero_id=8)).hero.id == 7
    assert len(driver.fake.seen) == 2
    failures = [record for record in caplog.records if record.exc_info]
    assert len(failures) == 5
    assert {record.name for record in failures} == {"lootlocker"}


def test_with_options_changes_the_hooks_of_one_client_only(driver: Driver, noted: Noted) -> None:
    driver.fake.on(*PING, said({}))
    game = driver.game(hooks=noted.hooks)
    silent = driver.closing(game.with_options(hooks=None))
    same = driver.closing(game.with_options(timeout=9))
    driver.do(silent.game.ping())
    assert noted.events == []
    driver.do(game.game.ping())
    driver.do(same.game.ping())
    assert len(noted.of(RequestEvent)) == 2


def test_hooks_of_another_kind_are_refused(driver: Driver) -> None:
    with pytest.raises(ConfigurationError, match="Hooks"):
        driver.game(hooks=[print])
    with pytest.raises(ConfigurationError, match="Hooks"):
        driver.game().with_options(hooks=print)
    with pytest.raises(ConfigurationError, match="on_session"):
        driver.game(on_session="print")


def test_a_request_is_one_line_of_the_log(driver: Driver, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    driver.fake.on("POST", "/game/v1/player/heroes", answer("{}", 429, retry_after="0"), Hangup())
    with pytest.raises(OutcomeUnknown) as caught:
        driver.do(driver.game().heroes.create_player_hero(hero_id=8))
    lines = [record.getMessage() for record in caplog.records if record.name == "lootlocker"]
    request_id = caught.value.request_id
    refused, broken = lines
    create, end = r"game\.heroes\.create_player_hero", rf"\d+ ms request_id={request_id}"
    assert re.fullmatch(rf"{create} 429 attempt=1 {end}", refused)
    assert re.fullmatch(rf"{create} no answer: the connection broke .* attempt=2 {end}", broken)
    assert request_id in str(caught.value)


def test_waits_are_logged_for_who_looks_closer(driver: Driver, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "lootlocker")
    driver.fake.on(*PING, answer("{}", 503, retry_after="0.01"), said({}))
    driver.do(driver.game().game.ping())
    assert "game.game.ping waits 0.010 s (retry)" in caplog.text


def test_a_cancelled_call_is_told_as_such(fake: Any, noted: Noted) -> None:
    fake.on(*PING, Stall())

    async def main() -> None:
        options: dict[str, Any] = {"login": SessionTokenLogin(TOKEN), "game_version": "1.0", "base_url": fake.url}
        async with AsyncGameClient("dev_k", hooks=noted.hooks, **options) as game:
            call = asyncio.create_task(game.game.ping())
            while not fake.seen:
                await asyncio.sleep(0.01)
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
            (answered,) = noted.of(AnswerEvent)
            assert (answered.status, answered.reason) == (None, "the call was cancelled")

    asyncio.run(main())
