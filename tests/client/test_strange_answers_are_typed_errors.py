"""Whatever comes back, a call returns a model or raises a `LootLockerError` that says what came."""

from __future__ import annotations

import gzip
import time
from contextlib import suppress
from typing import Any

import pytest

from client.driver import Driver
from client.fake import Drip, FakeServer, Hangup, Raw, Reset, answer, said
from lootlocker.errors import (
    APIError,
    BadRequest,
    Conflict,
    ConnectionFailed,
    Forbidden,
    InvalidResponse,
    LootLockerError,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    OutcomeUnknown,
    PaymentRequired,
    RateLimited,
    ResponseError,
    ServerError,
    ServiceUnavailable,
    TransportError,
    Unauthorized,
)

HERO = "/game/v1/player/heroes/7"
HEROES = "/game/v1/player/heroes"
HTML = "<!doctype html><title>Gateway</title>"
NOT_OBJECTS = [
    b"[]",
    b'[{"hero": 1}]',
    b'"text"',
    b"null",
    b"true",
    b"7",
    b"1e999",
    b"NaN",
]
NOT_JSON = [
    HTML.encode(),
    b'{"hero": {"id": 1',
    b"{",
    b"{'hero': 1}",
    b'{"hero": 1} trailing',
    b'{"name": "Zo\xeb"}',
    b"\xff\xfe\x00garbage",
    b"\x00",
    b'{"id": ' + b"7" * 10_000 + b"}",
    b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    b"[" * 100_000,
    b"[" * 100_000 + b"]" * 100_000,
]


def raised(driver: Driver, outcome: Any) -> LootLockerError:
    with pytest.raises(LootLockerError) as caught:
        driver.do(outcome())
    return caught.value


def name_of(content: object) -> str:
    return ascii(content)[:30] if isinstance(content, bytes) else str(content)


@pytest.mark.parametrize("content", [*NOT_JSON, *NOT_OBJECTS, b"", b" \r\n"], ids=name_of)
def test_a_success_that_is_no_json_object_is_an_invalid_response_with_its_bytes(driver: Driver, content: bytes) -> None:
    driver.fake.on("GET", HERO, answer(content))
    driver.fake.on("POST", HEROES, answer(content, 201))
    heroes = driver.game().heroes
    for call, name, status in (
        (lambda: heroes.get_player_hero(7), "game.heroes.get_player_hero", 200),
        (lambda: heroes.create_player_hero(hero_id=8), "game.heroes.create_player_hero", 201),
    ):
        error = raised(driver, call)
        assert type(error) is InvalidResponse
        assert (error.operation, error.response.status, error.response.content) == (name, status, content)
        assert name in str(error)
        assert str(status) in str(error)
        assert len(str(error)) < 1000
    assert len(driver.fake.seen) == 2


@pytest.mark.parametrize("status", [400, 500])
@pytest.mark.parametrize("content", [*NOT_JSON, *NOT_OBJECTS, b"", b" \r\n"], ids=name_of)
def test_an_error_that_is_no_json_object_keeps_its_status_and_bytes(
    driver: Driver, content: bytes, status: int
) -> None:
    driver.fake.on("GET", HERO, answer(content, status, content_type="text/html"))
    heroes = driver.game(max_retries=0).heroes
    error = raised(driver, lambda: heroes.get_player_hero(7))
    assert type(error) is {400: BadRequest, 500: ServerError}[status]
    assert isinstance(error, APIError)
    assert (error.response.content, error.code, error.request_id) == (content, None, None)
    assert f"[{status}]" in str(error)
    assert len(str(error)) < 1000


@pytest.mark.parametrize("depth", range(870, 1000, 16))
@pytest.mark.parametrize("member", ["ban", "messages", "message"])
def test_an_error_nested_about_as_deep_as_python_reads_stays_an_api_error(
    driver: Driver, member: str, depth: int
) -> None:
    nested = b"[" * depth + b"]" * depth
    content = b'{"%s": %s}' % (member.encode(), {"ban": b'{"x": %s}' % nested, "messages": nested}.get(member, nested))
    driver.fake.on("GET", HERO, answer(content, 403))
    heroes = driver.game().heroes
    error = raised(driver, lambda: heroes.get_player_hero(7))
    assert isinstance(error, APIError)
    assert error.response.content == content
    assert "[403]" in str(error)


CLASSES: dict[int, type[APIError]] = {
    400: BadRequest,
    401: Unauthorized,
    402: PaymentRequired,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    406: NotAcceptable,
    409: Conflict,
    429: RateLimited,
    503: ServiceUnavailable,
}


def test_every_status_has_its_outcome(driver: Driver) -> None:
    """200 to 999, all of them, over one connection."""
    status = 200
    driver.fake.on("GET", HERO, lambda _: answer(b"" if status in (204, 304) else b'{"hero": {"id": 7}}', status))
    driver.fake.on("POST", "/game/v2/session/guest", said({"session_token": "t"}))
    heroes = driver.guest(max_retries=0).heroes
    wrong: list[object] = []
    for status in range(200, 1000):
        try:
            found: object = driver.do(heroes.get_player_hero(7)).hero.id
        except ResponseError as error:
            found = (type(error), error.response.status)
        expected: object = 7
        if status == 204:
            expected = (InvalidResponse, status)
        elif status >= 300:
            expected = (CLASSES.get(status, ServerError if 500 <= status < 600 else APIError), status)
        if found != expected:
            wrong.append((status, found))
    assert wrong == []
    assert driver.fake.connections == 1


def test_every_interim_status_is_skipped(driver: Driver) -> None:
    """But 101, after which no HTTP follows."""
    heroes = driver.game(max_retries=0).heroes
    for status in range(100, 200):
        interim = answer(b"", status).data
        driver.fake.on("GET", HERO, Raw(interim * 3 + said({"hero": {"id": 7}}).data, keep=status != 101))
        if status == 101:
            assert isinstance(raised(driver, lambda: heroes.get_player_hero(7)), (TransportError, ResponseError))
        else:
            assert driver.do(heroes.get_player_hero(7)).hero.id == 7


@pytest.mark.parametrize("status", [520, 599, 600, 700, 999, 418, 451, 300, 304, 305, 399])
def test_a_status_that_nobody_documents_is_an_api_error(driver: Driver, status: int) -> None:
    driver.fake.on("GET", HERO, answer("" if status == 304 else HTML, status, content_type="text/html"))
    heroes = driver.game().heroes
    error = raised(driver, lambda: heroes.get_player_hero(7))
    assert isinstance(error, APIError)
    assert error.status == error.response.status == status
    assert isinstance(error, ServerError) == (500 <= status < 600)
    assert str(error).startswith(f"game.heroes.get_player_hero: [{status}]")
    assert len(driver.fake.seen) == 1


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 199 Odd\r\n\r\n",
        b"HTTP/1.1 099 Odd\r\n\r\n",
        b"HTTP/1.1 1000 Odd\r\n\r\n",
        b"HTTP/1.1 20 Odd\r\n\r\n",
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/3 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nx: " + b"a" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: abc\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: gibberish\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}",
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"\x15\x03\x01\x00\x02\x02\x28",
        b"",
    ],
    ids=name_of,
)
def test_an_answer_that_is_hardly_http_is_a_typed_error(driver: Driver, head: bytes) -> None:
    driver.fake.on("GET", HERO, Raw(head))
    driver.fake.on("POST", HEROES, Raw(head))
    heroes = driver.game(max_retries=0).heroes
    assert isinstance(raised(driver, lambda: heroes.get_player_hero(7)), (TransportError, ResponseError))
    assert isinstance(raised(driver, lambda: heroes.create_player_hero(hero_id=8)), (OutcomeUnknown, ResponseError))
    assert len(driver.fake.seen) == 2


def test_interim_answers_are_skipped(driver: Driver) -> None:
    interim = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n"
    driver.fake.on("GET", HERO, Raw(interim + said({"hero": {"id": 7}}).data))
    assert driver.do(driver.game().heroes.get_player_hero(7)).hero.id == 7


@pytest.mark.parametrize("sent", [b"", b"{}", b'{"hero": {"id":'])
def test_a_body_shorter_than_announced_is_a_lost_connection(driver: Driver, sent: bytes) -> None:
    cut = Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n" + sent)
    driver.fake.on("GET", HERO, cut)
    driver.fake.on("POST", HEROES, cut)
    heroes = driver.game(max_retries=0).heroes
    assert isinstance(raised(driver, lambda: heroes.get_player_hero(7)), TransportError)
    assert isinstance(raised(driver, lambda: heroes.create_player_hero(hero_id=8)), OutcomeUnknown)


def test_a_body_longer_than_announced_is_cut(driver: Driver) -> None:
    longer = Raw(b'HTTP/1.1 200 OK\r\ncontent-length: 19\r\n\r\n{"hero": {"id": 7}}HTTP/1.1 200 OK\r\n\r\n{}')
    driver.fake.on("GET", HERO, longer, said({"hero": {"id": 8}}))
    heroes = driver.game().heroes
    assert driver.do(heroes.get_player_hero(7)).hero.id == 7
    assert driver.do(heroes.get_player_hero(7)).hero.id == 8


@pytest.mark.parametrize("status", [200, 204, 304, 404])
def test_what_comes_behind_an_answer_is_not_the_answer_to_the_next_call(driver: Driver, status: int) -> None:
    """Which may be another player's: they share their connections."""
    behind = said({"hero": {"id": 666}}).data
    first = answer(b"" if status in (204, 304) else b"{}", status)
    driver.fake.on("DELETE", HERO, Raw(first.data + behind, keep=True))
    driver.fake.on("POST", HEROES, said({"hero": {"id": 7}}))
    heroes = driver.game(max_retries=0).heroes
    for _ in range(2):
        with suppress(APIError):
            driver.do(heroes.delete_player_hero(7))
        assert driver.do(heroes.create_player_hero(hero_id=8)).hero.id == 7
    assert driver.do(heroes.create_player_hero(hero_id=8)).hero.id == 7
    assert driver.fake.connections == 3


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_garbage_that_claims_to_be_compressed_is_a_typed_error(driver: Driver, encoding: str) -> None:
    whole = gzip.compress(b'{"hero": {"id": 7, "hero_name": "Zoe"}}')
    for content in (b"\x00garbage", whole[: len(whole) // 2], b""):
        driver.fake.on("GET", HERO, answer(content, content_encoding=encoding))
        heroes = driver.game(max_retries=0).heroes
        assert isinstance(raised(driver, lambda h=heroes: h.get_player_hero(7)), (TransportError, ResponseError))


def test_a_compressed_answer_is_read_decompressed(driver: Driver) -> None:
    driver.fake.on("GET", HERO, answer(gzip.compress(b'{"hero": {"id": 7}}'), content_encoding="gzip"))
    assert driver.do(driver.game().heroes.get_player_hero(7)).hero.id == 7


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "nonsense", ""])
def test_json_is_utf_8_whatever_the_content_type_says(driver: Driver, charset: str) -> None:
    for content_type in (f"application/json; charset={charset}", f"text/html; charset={charset}"):
        content = '{"hero": {"hero_name": "Zoë"}}'.encode()
        driver.fake.on("GET", HERO, answer(content, content_type=content_type))
        assert driver.do(driver.game().heroes.get_player_hero(7)).hero["hero_name"] == "Zoë"


def test_an_empty_success_is_none_where_documented_and_an_error_where_not(driver: Driver) -> None:
    for status in (200, 204):
        driver.fake.on("DELETE", HERO, answer(b"", status))
        driver.fake.on("GET", HERO, answer(b"", status))
        game = driver.game()
        assert driver.do(game.heroes.delete_player_hero(7)) is None
        error = raised(driver, lambda g=game: g.heroes.get_player_hero(7))
        assert isinstance(error, InvalidResponse)
        assert error.response.status == status
        assert "without a body" in str(error)


def test_a_body_where_none_is_documented_does_not_matter(driver: Driver) -> None:
    white_label = driver.game(domain_key="domain").white_label_login
    for content in (b"", b'{"success": true}', HTML.encode()):
        driver.fake.on("POST", "/white-label-login/request-reset-password", answer(content))
        assert driver.do(white_label.request_reset_password(email="ada@example.com")) is None


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "location", ["other", "/game/ping", "//", "http://[", "\xe4", "ftp://x", "http://a:b", "", None]
)
def test_a_redirect_is_not_followed_and_the_token_stays(driver: Driver, status: int, location: str | None) -> None:
    other = FakeServer()
    try:
        target = f"{other.url}/elsewhere" if location == "other" else location
        redirect = answer(b"", status) if target is None else answer(b"", status, location=target)
        driver.fake.on("GET", HERO, redirect)
        driver.fake.on("POST", HEROES, redirect)
        heroes = driver.game(max_retries=0).heroes
        assert isinstance(raised(driver, lambda: heroes.get_player_hero(7)), LootLockerError)
        assert isinstance(raised(driver, lambda: heroes.create_player_hero(hero_id=8)), LootLockerError)
        assert driver.fake.calls == [f"GET {HERO}", f"POST {HEROES}"]
        assert other.connections == 0
        if location in ("other", "/game/ping"):
            error = raised(driver, lambda: heroes.get_player_hero(7))
            assert isinstance(error, APIError)
            assert error.status == status
    finally:
        other.close()


def test_a_dead_server_is_a_failed_connection_that_names_the_address(driver: Driver) -> None:
    dead = FakeServer(listening=False)
    game = driver.game(base_url=dead.url, max_retries=2)
    try:
        for call in (lambda: game.game.ping(), lambda: game.heroes.create_player_hero(hero_id=8)):
            error = raised(driver, call)
            assert type(error) is ConnectionFailed
            assert error.attempts == 3
            assert f"127.0.0.1:{dead.port}" in str(error)
    finally:
        dead.close()


@pytest.mark.parametrize("fault", [Hangup(), Reset(), Reset(b"HTTP/1.1 200 OK\r\n")], ids=str)
def test_a_connection_that_breaks_is_a_typed_error(driver: Driver, fault: Any) -> None:
    driver.fake.on("GET", "/game/ping", fault)
    game = driver.game(max_retries=0)
    error = raised(driver, lambda: game.game.ping())
    assert isinstance(error, TransportError)
    assert "game.game.ping" in str(error)


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nx-slow:",
        b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 50\r\n\r\n" + gzip.compress(b"{}")[:10],
    ],
    ids=["nothing", "head", "body", "gzip"],
)
def test_an_answer_of_a_byte_now_and_then_ends_with_the_timeout(driver: Driver, begun: bytes) -> None:
    """The timeout is for the whole call, as the constructor says, and not for each read."""
    driver.fake.on("GET", "/game/ping", Drip(begun))
    game = driver.game(max_retries=0, timeout=0.3)
    started = time.monotonic()
    assert isinstance(raised(driver, lambda: game.game.ping()), TransportError)
    assert time.monotonic() - started < 1.0


@pytest.mark.parametrize("token", ["s3crét", "s3cr\nx", "s3cr x\x00", "", None, 7, ["s3cr"]], ids=ascii)
def test_a_session_token_that_no_header_can_carry_is_a_typed_error(driver: Driver, token: Any) -> None:
    driver.fake.on("POST", "/game/v2/session/guest", said({"session_token": token}))
    driver.fake.on("GET", "/game/ping", said({"date": "now"}))
    game = driver.guest()
    error = raised(driver, lambda: game.game.ping())
    assert "session_token" in str(error)
    assert "s3cr" not in f"{error}{error!r}"
    assert "GET /game/ping" not in driver.fake.calls
