"""When a call is sent again, and when it gives up: measured by the server's arrivals, over real sockets."""

from __future__ import annotations

import asyncio
import random
import socket
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import attrs
import pytest

from client.driver import Driver
from client.fake import Drip, Raw, Seen, Stall, said
from lootlocker._limit import Limiter
from lootlocker.errors import (
    ConnectionFailed,
    LootLockerError,
    OutcomeUnknown,
    RateLimited,
    ServerError,
    ServiceUnavailable,
    TransportError,
)
from lootlocker.hooks import Hooks

HEROES = "/game/v1/player/heroes"
GUEST = "/game/v2/session/guest"
#: Seconds by which a call may end later than its timeout: a slow machine, not another wait.
LATE = 1.5


def together(driver: Driver, calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Carry out calls at the same time, in threads or tasks; an error is an outcome too."""
    if driver.kind == "sync":
        with ThreadPoolExecutor(len(calls)) as threads:
            return [_outcome(future) for future in [threads.submit(call) for call in calls]]

    async def gathered() -> list[Any]:
        return await asyncio.gather(*(call() for call in calls), return_exceptions=True)

    return list(driver.do(gathered()))


def _outcome(future: Any) -> Any:
    return future.exception() or future.result()


def raised(driver: Driver, call: Callable[[], Any]) -> tuple[LootLockerError, float]:
    """The error of a call, and how long it took."""
    begun = time.monotonic()
    with pytest.raises(LootLockerError) as caught:
        driver.do(call())
    return caught.value, time.monotonic() - begun


def asking(status: int, *lines: str) -> bytes:
    """An answer with these header lines and no others."""
    head = "\r\n".join([f"HTTP/1.1 {status} Scripted", *lines, "content-length: 2", "", ""])
    return head.encode() + b"{}"


def imf(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)


def rfc850(moment: datetime) -> str:
    return f"{moment:%A, %d-%b-%y %H:%M:%S} GMT"


def asctime(moment: datetime) -> str:
    return f"{moment:%a %b} {moment.day:2d} {moment:%H:%M:%S %Y}"


FORMS = [imf, rfc850, asctime]
#: The server's clock in the tests with a Date header: the local one is wrong by a generation.
THEN = datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)
SOON = THEN + timedelta(seconds=1)
#: Header lines, and the seconds that they ask for.
WANTED: list[tuple[tuple[str, ...], float]] = [
    (("retry-after: 1",), 1.0),
    (("retry-after: 0.4",), 0.4),
    (("retry-after: .4",), 0.4),
    (("retry-after: 00.40",), 0.4),
    (("Retry-After: \t 0.4 \t",), 0.4),
    (("retry-after: 0.1", "retry-after: 0.5"), 0.5),
    (("retry-after: 0.5, soon, 0.1",), 0.5),
    *(((f"retry-after: {form(SOON)}", f"date: {imf(THEN)}"), 1.0) for form in FORMS),
    *(((f"retry-after: {imf(SOON)}", f"date: {form(THEN)}"), 1.0) for form in FORMS),
    ((f"retry-after: {imf(THEN)}", f"retry-after: {rfc850(SOON)}", f"date: {imf(THEN)}"), 1.0),
    ((f"retry-after: {imf(SOON)}", f"retry-after: {imf(THEN)}", f"date: {imf(THEN)}"), 1.0),
    ((f"retry-after: {imf(THEN - timedelta(days=9))}", f"date: {imf(THEN)}"), 0.0),
    (("retry-after: 0",), 0.0),
    (("retry-after: -1000",), 0.0),
    (("retry-after: soon",), 0.0),
    (("retry-after: 10 s",), 0.0),
    (("retry-after: inf",), 0.0),
    (("retry-after:",), 0.0),
    ((), 0.0),
]


@attrs.define
class Gap:
    """Asks to wait once, and keeps when the second request came after that."""

    first: bytes
    asked: float = 0.0
    seconds: float | None = None
    wall: float = 0.0

    def __call__(self, seen: Seen) -> Raw:
        if not self.asked:
            self.asked = time.monotonic()
            return Raw(self.first, keep=True)
        assert self.seconds is None
        self.seconds = time.monotonic() - self.asked
        self.wall = time.time()
        return said({})


def test_the_second_request_comes_when_it_was_asked_for_and_never_earlier(driver: Driver) -> None:
    gaps = [Gap(asking(429 if number % 2 else 503, *lines)) for number, (lines, _) in enumerate(WANTED)]
    soon = datetime.now(UTC) + timedelta(seconds=1)
    by_local_clock = [Gap(asking(429, f"retry-after: {form(soon)}")) for form in FORMS]
    for number, gap in enumerate([*gaps, *by_local_clock]):
        driver.fake.on("GET", f"{HEROES}/{number}", gap)
    heroes = driver.game(timeout=20).heroes
    calls = [lambda n=number: heroes.get_player_hero(n) for number in range(len(gaps) + len(FORMS))]
    outcomes = together(driver, calls)
    assert [each for each in outcomes if isinstance(each, BaseException)] == []
    early = [
        (lines, gap.seconds)
        for (lines, seconds), gap in zip(WANTED, gaps, strict=True)
        if gap.seconds is None or gap.seconds < seconds
    ]
    assert early == []
    assert [gap for gap in by_local_clock if gap.wall < int(soon.timestamp())] == []


BEYOND = [
    (("retry-after: 21",), 21.0),
    (("retry-after: 20",), 20.0),
    (("retry-after: 86400.5",), 86400.5),
    (("retry-after: " + "9" * 400,), float("inf")),
    (("retry-after: 1", "retry-after: 3600"), 3600.0),
    *(((f"retry-after: {form(THEN + timedelta(hours=1))}", f"date: {imf(THEN)}"), 3600.0) for form in FORMS),
]


@pytest.mark.parametrize(("status", "kind"), [(429, RateLimited), (503, ServiceUnavailable)])
@pytest.mark.parametrize(("lines", "seconds"), BEYOND, ids=[str(lines)[:40] for lines, _ in BEYOND])
def test_a_wait_beyond_the_timeout_is_raised_at_once_with_its_length(
    driver: Driver, lines: tuple[str, ...], seconds: float, status: int, kind: type[Exception]
) -> None:
    driver.fake.on("GET", f"{HEROES}/7", Raw(asking(status, *lines), keep=True))
    heroes = driver.game(timeout=20).heroes
    error, took = raised(driver, lambda: heroes.get_player_hero(7))
    assert type(error) is kind
    assert isinstance(error, RateLimited | ServiceUnavailable)
    assert error.retry_after == seconds
    assert f"{seconds:g} seconds" in str(error)
    assert took < 10
    assert len(driver.fake.seen) == 1


def test_a_session_start_that_is_asked_to_wait_too_long_raises_at_once_too(driver: Driver) -> None:
    driver.fake.on("POST", GUEST, Raw(asking(429, "retry-after: 21"), keep=True))
    game = driver.guest(timeout=20)
    error, took = raised(driver, lambda: game.game.ping())
    assert isinstance(error, RateLimited)
    assert error.retry_after == 21.0
    assert took < 10


def test_what_must_not_run_twice_is_raised_with_retry_after_and_not_waited_for(driver: Driver) -> None:
    driver.fake.on("POST", HEROES, Raw(asking(503, "retry-after: 1"), keep=True))
    heroes = driver.game(timeout=20).heroes
    error, _ = raised(driver, lambda: heroes.create_player_hero(hero_id=8))
    assert isinstance(error, ServiceUnavailable)
    assert error.retry_after == 1.0
    assert len(driver.fake.seen) == 1


def test_backoff_is_spread_over_the_whole_range_and_differs_between_callers(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Full jitter: callers that failed together don't come back together."""
    monkeypatch.setattr("lootlocker._engine.random", random)
    waits: list[float] = []
    driver.fake.on("GET", "/game/ping", said({}, 503))
    game = driver.game(max_retries=1, hooks=Hooks(before_wait=lambda event: waits.append(event.seconds)))
    outcomes = together(driver, [lambda: game.game.ping()] * 50)
    assert {type(each) for each in outcomes} == {ServiceUnavailable}
    assert len(driver.fake.seen) == 100
    assert len(set(waits)) == len(waits) == 50
    assert 0 <= min(waits) < 0.06
    assert 0.14 < max(waits) <= 0.2
    assert sum(wait < 0.1 for wait in waits) in range(10, 41)


def late_session(seen: Seen) -> Raw:
    time.sleep(0.2)
    return said({"session_token": "t"})


def busy(limiter: Limiter) -> Limiter:
    """Nobody gets through for a while."""
    while limiter.reserve(time.monotonic(), 0.0) is not None:
        pass
    return limiter


BUSY = asking(503, "retry-after: 0.1")
TOO_MANY = asking(429, "retry-after: 0.1")
TOGETHER: dict[str, tuple[list[Any], list[Any], Callable[[], Limiter | None]]] = {
    "retries": ([said({"session_token": "t"})], [Raw(BUSY, keep=True)], lambda: None),
    "a session start that never ends": ([Stall()], [said({})], lambda: None),
    "a session start that is told to wait": ([Raw(TOO_MANY, keep=True)], [said({})], lambda: None),
    "a renewal that never ends": ([said({"session_token": "t"}), Stall()], [said({}, 401)], lambda: None),
    "the limiter": ([said({"session_token": "t"})], [said({})], lambda: busy(Limiter(1, 3.0))),
    "the limiter, after a session start": ([late_session], [said({})], lambda: Limiter(1, 3.0)),
    "all of them": (
        [Raw(TOO_MANY, keep=True), late_session],
        [Raw(BUSY, keep=True), said({}, 401), Raw(TOO_MANY, keep=True)],
        lambda: busy(Limiter(1, 0.1)),
    ),
}


@pytest.mark.parametrize("name", TOGETHER)
def test_the_timeout_covers_everything_that_a_call_waits_for(
    driver: Driver, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, ping, limiter = TOGETHER[name]
    monkeypatch.setattr("lootlocker._engine.Limiter", lambda _: limiter())
    driver.fake.on("POST", GUEST, *session)
    driver.fake.on("GET", "/game/ping", *ping)
    game = driver.guest(timeout=0.45, max_retries=1000, rate_limit=1)
    error, took = raised(driver, lambda: game.game.ping())
    assert took < 0.45 + LATE
    assert isinstance(error, TransportError | ServerError | RateLimited)
    if name == "all of them":
        assert took > 0.3
        assert len(driver.fake.to(GUEST)) >= 2
    if "limiter" in name:
        assert isinstance(error, ConnectionFailed)
        assert driver.fake.to("/game/ping") == []


CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"


@pytest.mark.parametrize("trap", ["head", "chunks", "interim answers", "long body"])
def test_an_answer_that_never_ends_is_left_at_the_timeout(driver: Driver, trap: str) -> None:
    scripts: dict[str, Any] = {
        "head": Drip(b"HTTP/1.1 200 OK\r\nx: "),
        "chunks": Drip(CHUNKED + b"2\r\n{}\r\n1"),
        "interim answers": Drip(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
        "long body": Drip(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"),
    }
    driver.fake.on("GET", f"{HEROES}/7", scripts[trap])
    driver.fake.on("POST", HEROES, scripts[trap])
    heroes = driver.game(timeout=0.25).heroes
    error, took = raised(driver, lambda: heroes.get_player_hero(7))
    assert isinstance(error, TransportError)
    assert took < 0.25 + LATE
    error, took = raised(driver, lambda: heroes.create_player_hero(hero_id=8))
    assert type(error) is OutcomeUnknown
    assert took < 0.25 + LATE


class Silent:
    """Addresses that accept no connection, or accept it and then say and read nothing.

    Args:
        accepts: False for a black hole: the queue is full, so the machine drops each further attempt.
    """

    def __init__(self, *hosts: str, accepts: bool, port: int = 0) -> None:
        self.port = port
        self._sockets: list[socket.socket] = []
        for host in hosts:
            listener = self._keep(socket.socket())
            listener.bind((host, self.port))
            self.port = listener.getsockname()[1]
            listener.listen(64 if accepts else 0)
            for _ in range(0 if accepts else 3):
                filler = self._keep(socket.socket())
                filler.setblocking(False)
                filler.connect_ex((host, self.port))

    def _keep(self, made: socket.socket) -> socket.socket:
        self._sockets.append(made)
        return made

    def close(self) -> None:
        for each in self._sockets:
            each.close()


@pytest.mark.parametrize(("scheme", "accepts"), [("http", False), ("https", False), ("https", True)])
def test_a_connection_that_is_never_made_ends_with_the_timeout_and_was_not_carried_out(
    driver: Driver, scheme: str, accepts: bool
) -> None:
    """A black hole, and a TLS handshake that stalls."""
    trap = Silent("127.0.0.1", accepts=accepts)
    try:
        heroes = driver.game(timeout=0.25, base_url=f"{scheme}://127.0.0.1:{trap.port}").heroes
        for call in (lambda: heroes.get_player_hero(7), lambda: heroes.create_player_hero(hero_id=8)):
            error, took = raised(driver, call)
            assert type(error) is ConnectionFailed
            assert took < 0.25 + LATE
    finally:
        trap.close()


def test_a_server_that_does_not_read_a_long_request_is_left_at_the_timeout(driver: Driver) -> None:
    trap = Silent("127.0.0.1", accepts=True)
    try:
        heroes = driver.game(timeout=0.25, base_url=f"http://127.0.0.1:{trap.port}").heroes
        error, took = raised(driver, lambda: heroes.create_player_hero(hero_id=8, name="Zoe" * 2_000_000))
        assert type(error) is OutcomeUnknown
        assert took < 0.25 + LATE
    finally:
        trap.close()


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Gives a host name several addresses."""
    real = socket.getaddrinfo
    known: dict[str, Sequence[str]] = {}

    def look_up(host: Any, port: Any, *arguments: Any, **options: Any) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else host
        found = [real(each, port, *arguments, **options) for each in known.get(name, [host])]
        return [entry for entries in found for entry in entries]

    def give(*addresses: str) -> str:
        known["several.test"] = addresses
        return "several.test"

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setenv("NO_PROXY", "*")
    return give


def test_a_name_that_nobody_answers_for_ends_with_the_timeout(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()

    def look_up(*_: Any, **__: Any) -> Any:
        answered.wait(30)
        raise socket.gaierror("too late")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setenv("NO_PROXY", "*")
    game = driver.game(timeout=0.3, base_url="https://nowhere.test")
    try:
        error, took = raised(driver, lambda: game.game.ping())
        assert type(error) is ConnectionFailed
        assert took < 0.3 + LATE
    finally:
        answered.set()


def test_a_name_whose_addresses_are_all_black_holes_ends_with_the_timeout(
    driver: Driver, named: Callable[..., str]
) -> None:
    """The timeout is not for each address anew."""
    addresses = [f"127.0.0.{number}" for number in range(1, 7)]
    trap = Silent(*addresses, accepts=False)
    try:
        name = named(*addresses)
        game = driver.game(timeout=0.5, base_url=f"http://{name}:{trap.port}", allow_plain_http=name)
        error, took = raised(driver, lambda: game.game.ping())
        assert type(error) is ConnectionFailed
        assert took < 0.5 + LATE
    finally:
        trap.close()


def test_an_address_that_is_a_black_hole_leaves_time_for_the_next_one(
    driver: Driver, named: Callable[..., str]
) -> None:
    trap = Silent("127.0.0.2", accepts=False, port=driver.fake.port)
    try:
        name = named("127.0.0.2", "127.0.0.1")
        driver.fake.on("GET", "/game/ping", said({"date": "now"}))
        game = driver.game(timeout=2, max_retries=0, base_url=f"http://{name}:{trap.port}", allow_plain_http=name)
        assert driver.do(game.game.ping()).date == "now"
    finally:
        trap.close()
