"""The fields, the text and the pickle of errors."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from client.driver import Driver
from client.fake import Hangup, answer, said
from lootlocker import errors
from lootlocker.errors import APIError, LootLockerError, PlayerBanned, RateLimited
from lootlocker_api.client import Headers

CURRENT = {
    "code": "parameter_missing",
    "doc_url": "https://docs.lootlocker.com/reference/error-codes",
    "message": "The parameter is missing.",
    "param": "hero_id",
    "request_id": "0c8b5a0e-0b0f-4f3e-9d27-6a1f5d3c8d11",
    "trace_id": "0af7651916cd43dd8448eb211c80319c",
}
BAN = {
    "ban_reason": "manual",
    "banned_on": "2025-01-02T03:04:05Z",
    "banned_until": None,
    "permanent": True,
}


def error_of(driver: Driver, *answers: Any) -> Any:
    """The error of a POST that is not repeated."""
    driver.fake.on("POST", "/game/v1/player/heroes", *answers)
    heroes = driver.game(max_retries=0).heroes
    with pytest.raises(LootLockerError) as caught:
        driver.do(heroes.create_player_hero(hero_id=8))
    return caught.value


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequest),
        (402, errors.PaymentRequired),
        (403, errors.Forbidden),
        (404, errors.NotFound),
        (405, errors.MethodNotAllowed),
        (406, errors.NotAcceptable),
        (409, errors.Conflict),
        (429, errors.RateLimited),
        (500, errors.ServerError),
        (502, errors.ServerError),
        (503, errors.ServiceUnavailable),
        (504, errors.ServerError),
        (422, errors.APIError),
    ],
)
def test_each_status_has_its_class(driver: Driver, status: int, kind: type[APIError]) -> None:
    error = error_of(driver, said(CURRENT, status))
    assert type(error) is kind
    assert error.status == error.response.status == status


def test_the_current_form_is_read_whole(driver: Driver) -> None:
    error = error_of(driver, said(CURRENT, 400))
    for name, value in CURRENT.items():
        assert getattr(error, name) == value
    assert error.response.json() == CURRENT
    assert error.ban is None
    assert error.retry_after is None


def test_the_text_names_operation_status_code_message_and_ids(driver: Driver) -> None:
    text = str(error_of(driver, said(CURRENT, 400)))
    assert text.startswith("game.heroes.create_player_hero: [400 parameter_missing] The parameter is missing (")
    assert "param hero_id" in text
    assert f"request_id {CURRENT['request_id']}" in text
    assert f"trace_id {CURRENT['trace_id']}" in text


def test_the_old_form_is_read_too(driver: Driver) -> None:
    old = {"success": False, "error": "Bad things", "messages": ["one", "two"], "error_id": "old-id"}
    error = error_of(driver, said(old, 400))
    assert (error.code, error.message, error.request_id) == (None, "Bad things", "old-id")
    error = error_of(driver, said({"success": False, "messages": ["one", "two"], "error_id": "old-id"}, 400))
    assert error.message == "one; two"
    assert str(error) == "game.heroes.create_player_hero: [400] one; two (request_id old-id)."


def test_the_new_message_goes_before_the_old_error(driver: Driver) -> None:
    error = error_of(driver, said({"error": "old", "message": "new"}, 400))
    assert error.message == "new"


def test_an_error_without_a_code_keeps_the_rest(driver: Driver) -> None:
    body = {name: CURRENT[name] for name in ("message", "request_id", "trace_id")}
    error = error_of(driver, said(body, 403))
    assert type(error) is errors.Forbidden
    assert error.code is None
    assert (error.message, error.request_id, error.trace_id) == tuple(body.values())
    assert "[403] The parameter is missing (" in str(error)


def test_a_ban_says_why_and_until_when(driver: Driver) -> None:
    error = error_of(driver, said({**CURRENT, "code": "player_banned", "ban": BAN}, 403))
    assert type(error) is PlayerBanned
    assert error.ban is not None
    assert error.ban.to_dict() == BAN
    assert error.ban.ban_reason == "manual"
    assert error.ban.permanent is True
    assert error.ban.banned_until is None
    assert "banned" in str(error)


@pytest.mark.parametrize("ban", [None, "manual", [], 7])
def test_a_ban_that_is_no_object_is_none(driver: Driver, ban: Any) -> None:
    error = error_of(driver, said({"code": "player_banned", "ban": ban}, 403))
    assert type(error) is PlayerBanned
    assert error.ban is None


def test_only_403_is_a_ban(driver: Driver) -> None:
    assert type(error_of(driver, said({"code": "player_banned"}, 400))) is errors.BadRequest


@pytest.mark.parametrize("value", [7, None, True, [], {}, "", [1], {"a": 1}], ids=str)
def test_members_of_another_type_do_not_break_the_error(driver: Driver, value: Any) -> None:
    error = error_of(driver, said(dict.fromkeys([*CURRENT, "error", "error_id"], value), 400))
    assert (error.code, error.request_id, error.trace_id, error.doc_url, error.param) == (None,) * 5
    assert error.message
    assert str(error).startswith("game.heroes.create_player_hero: [400] ")


@pytest.mark.parametrize("messages", [[], "text", {"a": 1}, [None, 7, {"a": [1]}], [["deep"]]], ids=str)
def test_messages_of_another_type_do_not_break_the_error(driver: Driver, messages: Any) -> None:
    assert error_of(driver, said({"messages": messages}, 400)).message


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("2.5", 2.5),
        (" 3 ", 3.0),
        ("-5", 0.0),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("nan", None),
        ("inf", None),
        ("1e999", None),
        ("12:30", None),
        ("Mon, 99 Foo 2024 25:61:61 GMT", None),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", None),
        ("\xe4", None),
    ],
    ids=ascii,
)
def test_retry_after_is_seconds_or_none(driver: Driver, text: str, seconds: float | None) -> None:
    error = error_of(driver, answer("{}", 429, retry_after=text))
    assert type(error) is RateLimited
    assert error.retry_after == seconds


def test_retry_after_as_a_date_is_seconds_from_now(driver: Driver) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=90)
    error = error_of(driver, answer("{}", 429, retry_after=format_datetime(moment, usegmt=True)))
    assert 80 < error.retry_after <= 90
    assert "Wait " in str(error)


def test_a_page_of_html_is_counted_and_not_quoted(driver: Driver) -> None:
    error = error_of(driver, answer("<html>" * 1000, 502, content_type="text/html"))
    assert error.message == "the answer is not LootLocker's JSON (text/html, 6000 bytes): a proxy may have sent it"


@pytest.mark.parametrize(
    "scripted",
    [
        said({**CURRENT, "code": "player_banned", "ban": BAN}, 403),
        answer(json.dumps(CURRENT), 429, retry_after="7"),
        answer("<html>", 502),
        answer("<html>", 200),
        answer("", 200),
        Hangup(),
    ],
    ids=["ban", "rate", "html error", "html success", "empty", "hangup"],
)
def test_an_error_survives_pickle_and_copy(driver: Driver, scripted: Any) -> None:
    error = error_of(driver, scripted)
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert str(again) == str(error)
        for name in ("operation", "code", "request_id", "retry_after", "ban", "attempts", "reason", "response"):
            old, new = getattr(error, name, None), getattr(again, name, None)
            if name == "response" and old is not None:
                assert new is not None
                assert (new.status, dict(new.headers), new.content) == (old.status, dict(old.headers), old.content)
            else:
                assert new == old


def test_errors_of_input_survive_pickle(driver: Driver) -> None:
    game = driver.game()
    with pytest.raises(errors.InvalidRequest) as caught:
        driver.do(game.heroes.get_player_hero("x"))
    with pytest.raises(errors.ConfigurationError) as other:
        driver.game("")
    for error in (caught.value, other.value):
        assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_headers_of_the_answer_are_found_in_any_case(driver: Driver) -> None:
    error = error_of(driver, answer("{}", 400, X_Request="1"))
    assert error.response.headers["x-REQUEST"] == error.response.headers["x-request"] == "1"
    assert "x-none" not in error.response.headers


def test_headers_do_not_mind_case_whoever_made_them() -> None:
    headers = Headers({"X-Request-Id": "1"})
    assert headers["x-request-id"] == headers["X-REQUEST-ID"] == "1"
    assert list(headers) == ["x-request-id"]
    assert "1" not in repr(headers)


def test_an_error_without_the_servers_id_names_the_one_that_was_sent(driver: Driver) -> None:
    driver.fake.on("POST", "/game/v1/player/heroes", answer("<h1>busy</h1>", 503), said(CURRENT, 500))
    create = driver.game().heroes.create_player_hero
    for own in (None, CURRENT["request_id"]):
        with pytest.raises(APIError) as caught:
            driver.do(create(hero_id=8))
        error = caught.value
        sent = driver.fake.seen[-1].headers["ll-request-id"]
        assert (error.request_id, error.client_request_id, error.arguments) == (own, sent, {"hero_id": 8})
        assert (sent in str(error)) == (own is None)
        assert pickle.loads(pickle.dumps(error)).client_request_id == sent


def test_a_grant_whose_answer_cannot_be_read_says_what_was_granted(driver: Driver) -> None:
    driver.fake.on("POST", "/game/v1/player/heroes", answer("<h1>done</h1>"))
    with pytest.raises(errors.InvalidResponse) as caught:
        driver.do(driver.game().heroes.create_player_hero(hero_id=8))
    assert caught.value.arguments == {"hero_id": 8}
    assert pickle.loads(pickle.dumps(caught.value)).arguments == {"hero_id": 8}
