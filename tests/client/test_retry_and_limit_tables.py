"""The pure decisions: retry or not, when, and whether a call fits under the limit."""

from __future__ import annotations

import threading
import time
from collections import deque
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lootlocker._config import Settings
from lootlocker._exchange import NeedToken, Send, Sleep, exchange
from lootlocker._limit import WINDOW, Limiter
from lootlocker._retry import (
    BACKOFF_CAP,
    Fault,
    GiveUp,
    NoAnswer,
    Retry,
    RetryClass,
    after_fault,
    after_status,
    backoff,
    retry_after_seconds,
)
from lootlocker._secret import Secret
from lootlocker.errors import ConnectionFailed, ConnectionLost, NotFound
from lootlocker_api.api.game_game.game_ping import OPERATION
from lootlocker_api.api.game_heroes.game_delete_player_hero import OPERATION as DELETION
from lootlocker_api.client import Headers, Operation, RawResponse, Request, prepare

CLASSES: list[RetryClass] = ["safe", "idempotent", "once"]
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def whole() -> float:
    return 1.0


@pytest.mark.parametrize("retry", CLASSES)
@pytest.mark.parametrize("fault", Fault)
def test_faults(fault: Fault, retry: RetryClass) -> None:
    tried_again = fault is Fault.NOT_SENT or retry != "once"
    assert isinstance(after_fault(fault, retry, 1, 3, whole), Retry) == tried_again
    assert isinstance(after_fault(fault, retry, 3, 3, whole), Retry) == tried_again
    assert after_fault(fault, retry, 4, 3, whole) == GiveUp()
    assert after_fault(fault, retry, 1, 0, whole) == GiveUp()


@pytest.mark.parametrize("retry", CLASSES)
@pytest.mark.parametrize(
    "status", [100, 301, 400, 401, 403, 404, 408, 409, 422, 425, 429, 500, 501, 502, 503, 504, 520, 599]
)
def test_statuses(status: int, retry: RetryClass) -> None:
    transient = status in (408, 500, 502, 503, 504)
    tried_again = status == 429 or (transient and retry != "once")
    assert isinstance(after_status(status, None, retry, 1, 3, whole), Retry) == tried_again
    assert after_status(status, None, retry, 4, 3, whole) == GiveUp()
    assert after_status(status, 1.0, retry, 1, 0, whole) == GiveUp()


@pytest.mark.parametrize(
    ("wanted", "attempt", "delay"), [(None, 1, 0.2), (0.0, 1, 0.2), (0.1, 1, 0.2), (7.0, 1, 7.0), (100.0, 2, 100.0)]
)
def test_retry_after_is_the_least_wait(wanted: float | None, attempt: int, delay: float) -> None:
    assert after_status(429, wanted, "once", attempt, 9, whole) == Retry(delay)


def test_backoff_doubles_up_to_its_cap_with_full_jitter() -> None:
    assert [backoff(attempt, whole) for attempt in range(1, 9)] == [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 8.0, 8.0]
    assert backoff(10**9, whole) == BACKOFF_CAP
    assert backoff(3, lambda: 0.0) == 0.0
    assert backoff(3, lambda: 0.5) == 0.4


@given(
    st.integers(100, 999),
    st.none() | st.floats(0, 1e9),
    st.sampled_from(CLASSES),
    st.integers(1, 200),
    st.integers(0, 200),
    st.floats(0, 1),
)
def test_a_wait_is_never_shorter_than_retry_after_and_never_negative(
    status: int, wanted: float | None, retry: RetryClass, attempt: int, most: int, jitter: float
) -> None:
    decision = after_status(status, wanted, retry, attempt, most, lambda: jitter)
    if isinstance(decision, Retry):
        assert attempt <= most
        assert decision.delay >= (wanted or 0.0)
        assert decision.delay <= max(BACKOFF_CAP, wanted or 0.0)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("7", 7.0),
        ("0.5", 0.5),
        (".5", 0.5),
        (" \t7 ", 7.0),
        ("-1", 0.0),
        ("-.5", 0.0),
        ("", None),
        (".", None),
        ("5s", None),
        ("1e3", None),
        ("2, 7, 3", 7.0),
        ("nonsense, 7", 7.0),
        ("2, Friday, 02-Jan-26 03:04:35 GMT, Fri Jan  2 03:05:05 2026, 3", 60.0),
        ("Friday, 02-Jan-26 03:04:35 GMT", 30.0),
        ("Fri Jan  2 03:04:35 2026", 30.0),
        (format_datetime(NOW + timedelta(seconds=30), usegmt=True), 30.0),
        (format_datetime(NOW - timedelta(seconds=30), usegmt=True), 0.0),
        ("Fri, 02 Jan 2026 05:04:35 +0200", 30.0),
        ("Fri, 02 Jan 2026 03:04:35 -0000", 30.0),
        ("nonsense", None),
        ("inf", None),
        ("-inf", None),
        ("1_0", None),
        ("\uff11", None),
        ("nan", None),
        ("9" * 400, float("inf")),
        ("9" * 10_000, float("inf")),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(value, now=NOW) == seconds


DATE = st.from_regex(r"\A[A-Z][a-z]{2}, -?\d{1,25} [A-Z][a-z]{2} \d{1,25} \d{1,20}:\d{1,3}:\d{1,3} ([+-]\d{1,9}|GMT)\Z")
DATE_WITH_A_MONTH = st.builds(
    "Mon, {} {} {} {}:00:00 {}".format,
    st.integers(0, 10**20),
    st.sampled_from(["Jan", "Feb", "Dec"]),
    st.integers(0, 10**20),
    st.integers(0, 10**10),
    st.sampled_from(["GMT", "-0000", "+2359", "-2359", "+9999", "-99999999"]),
)


@given(st.text() | DATE | DATE_WITH_A_MONTH)
def test_retry_after_never_raises(value: str) -> None:
    seconds = retry_after_seconds(value, value)
    assert seconds is None or seconds >= 0


def test_a_date_to_wait_for_is_measured_by_the_clock_that_wrote_it() -> None:
    wrong = NOW - timedelta(days=365)
    date, until = (format_datetime(NOW + timedelta(seconds=later), usegmt=True) for later in (0, 20))
    assert retry_after_seconds(until, date, wrong) == 20.0
    assert retry_after_seconds(until, "nonsense", NOW) == 20.0


@given(
    st.integers(1, 6),
    st.lists(st.floats(0, 40) | st.sampled_from([0.0, 0.1, 10.0, 59.9, 60.0]), min_size=1, max_size=60),
)
def test_no_window_holds_more_than_the_limit(limit: int, gaps: list[float]) -> None:
    """A virtual clock: each caller asks, waits as told, sends."""
    limiter = Limiter(limit)
    now, sent = 0.0, []
    for gap in gaps:
        now += gap
        wait = limiter.reserve(now)
        assert wait is not None
        assert wait >= 0
        sent.append(now + wait)
    assert sent == sorted(sent)
    for early, late in zip(sent, sent[limit:], strict=False):
        assert late - early >= 60 - 1e-6


@given(st.integers(1, 4), st.lists(st.tuples(st.floats(0, 30), st.floats(0, 90)), min_size=1, max_size=60))
def test_impatient_callers_neither_break_the_limit_nor_use_it_up(limit: int, asks: list[tuple[float, float]]) -> None:
    limiter = Limiter(limit)
    now = 0.0
    sent: list[float] = []
    for gap, patience in asks:
        now += gap
        wait = limiter.reserve(now, patience)
        if wait is None:
            assert sum(slot > now - 60 for slot in sent) >= limit
        else:
            assert 0 <= wait <= patience
            sent.append(now + wait)
    for early, late in zip(sent, sent[limit:], strict=False):
        assert late - early >= 60 - 1e-6


@given(st.integers(1, 4), st.lists(st.tuples(st.floats(0, 30), st.floats(0, 1)), min_size=1, max_size=60))
def test_a_slot_that_is_given_back_is_used_again_and_keeps_the_limit(
    limit: int, asks: list[tuple[float, float]]
) -> None:
    """Every other caller who has to wait gives up at some point of it."""
    limiter = Limiter(limit)
    now, sent, given_up = 0.0, [], 0
    for gap, share in asks:
        now += gap
        wait = limiter.reserve(now)
        assert wait is not None
        if wait and (given_up := given_up + 1) % 2:
            slot, now = now + wait, now + share * wait
            limiter.release(slot)
            if slot > now:
                assert limiter.reserve(now) == pytest.approx(slot - now)
                sent.append(slot)
        else:
            sent.append(now + wait)
    sent.sort()
    for early, late in zip(sent, sent[limit:], strict=False):
        assert late - early >= 60 - 1e-6


def test_a_slot_that_was_given_back_too_late_is_gone() -> None:
    limiter = Limiter(1)
    assert [limiter.reserve(0.0), limiter.reserve(0.0)] == [0.0, WINDOW]
    limiter.release(WINDOW)
    assert limiter.reserve(WINDOW + 1) == WINDOW - 1


@given(st.integers(1, 5), st.integers(1, 40))
def test_a_call_is_held_back_only_when_the_window_is_full(limit: int, calls: int) -> None:
    limiter = Limiter(limit)
    waits = [limiter.reserve(0.0) for _ in range(calls)]
    assert waits == [WINDOW * (number // limit) for number in range(calls)]


class Leisurely(deque[float]):
    """Slots that let other threads run between looking and taking."""

    def __getitem__(self, index: Any) -> Any:
        slot = super().__getitem__(index)
        time.sleep(0.0005)
        return slot


def test_the_limit_holds_for_threads() -> None:
    limiter = Limiter(20)
    limiter._slots = Leisurely(maxlen=20)
    waits: list[float] = []

    def ask() -> None:
        for _ in range(20):
            waits.append(limiter.reserve(1000.0) or 0.0)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(waits) == [WINDOW * (number // 20) for number in range(160)]


SETTINGS = Settings(
    key=Secret("dev_key"),
    base_url="https://api.lootlocker.com",
    game_version="1.0",
    domain_key=None,
    api_version="2021-03-01",
    timeout=10.0,
    max_retries=3,
    rate_limit=None,
)


@attrs.define
class World:
    """A virtual clock, and answers by turns."""

    operation: Operation[Any] = OPERATION
    now: float = 0.0
    sent: list[tuple[float, float]] = attrs.field(factory=list)

    def run(self, limiter: Limiter | None, *outcomes: Any, **changes: Any) -> RawResponse:
        request: Request = prepare(self.operation, {"hero_id": 7} if self.operation is DELETION else {}, None, {})
        settings = attrs.evolve(SETTINGS, **changes)
        answers = iter(outcomes)
        steps = exchange(request, settings, limiter, clock=lambda: self.now, jitter=whole)
        outcome: Any = None
        try:
            while True:
                match steps.send(outcome):
                    case Send(_, timeout):
                        self.sent.append((self.now, timeout))
                        outcome = next(answers)
                    case Sleep(seconds):
                        self.now += seconds
                        outcome = None
                    case NeedToken():
                        outcome = "token"
        except StopIteration as done:
            value: RawResponse = done.value
            return value


def answered(status: int, **headers: str) -> RawResponse:
    return RawResponse(status, Headers({name.replace("_", "-"): text for name, text in headers.items()}), b"{}")


def test_a_call_waits_for_the_limit_within_its_timeout() -> None:
    world, limiter = World(), Limiter(1, window=4.0)
    for _ in range(3):
        world.run(limiter, answered(200))
    assert [when for when, _ in world.sent] == [0.0, 4.0, 8.0]


def test_a_call_that_the_limit_holds_beyond_its_timeout_is_not_sent() -> None:
    world, limiter = World(), Limiter(1)
    world.run(limiter, answered(200))
    with pytest.raises(ConnectionFailed, match="limit holds the call back"):
        world.run(limiter, answered(200))
    assert len(world.sent) == 1


def test_calls_that_were_not_sent_do_not_use_up_the_limit() -> None:
    """Who asks once a second must get through again when the window is over."""
    world, limiter = World(), Limiter(2)
    world.run(limiter, answered(200))
    world.run(limiter, answered(200))
    for second in range(1, 50):
        world.now = float(second)
        with pytest.raises(ConnectionFailed):
            world.run(limiter, answered(200))
    world.now = 61.0
    assert world.run(limiter, answered(200)).status == 200


def test_a_call_that_is_cancelled_while_the_limit_holds_it_leaves_its_slot_to_the_next() -> None:
    world, limiter = World(), Limiter(1, window=4.0)
    world.run(limiter, answered(200))
    request: Request = prepare(OPERATION, {}, None, {})
    steps = exchange(request, SETTINGS, limiter, clock=lambda: 1.0, jitter=whole)
    assert isinstance(next(steps), NeedToken)
    assert steps.send("token") == Sleep(3.0)
    steps.close()
    world.run(limiter, answered(200))
    assert [when for when, _ in world.sent] == [0.0, 4.0]


def test_a_retry_counts_against_the_limit_too() -> None:
    world, limiter = World(), Limiter(2, window=5.0)
    world.run(limiter, answered(503), answered(503), answered(200))
    times = [when for when, _ in world.sent]
    assert times[2] - times[0] >= 5.0


def test_each_attempt_gets_the_time_that_is_left() -> None:
    world = World()
    world.run(None, answered(503, retry_after="4"), answered(503, retry_after="5"), answered(200))
    assert world.sent == [(0.0, 10.0), (4.0, 6.0), (9.0, 1.0)]


UNSENT = NoAnswer(Fault.NOT_SENT, "no connection")
LOST = NoAnswer(Fault.BROKEN, "reset")


@pytest.mark.parametrize("first", [LOST, answered(503)], ids=["lost", "503"])
def test_a_call_whose_first_attempt_may_have_happened_is_never_called_not_carried_out(first: Any) -> None:
    with pytest.raises(ConnectionLost):
        World().run(None, first, UNSENT, UNSENT, max_retries=2)
    with pytest.raises(ConnectionLost):
        World().run(Limiter(1), first, max_retries=2)


def test_a_call_of_which_no_attempt_was_sent_certainly_did_not_happen() -> None:
    with pytest.raises(ConnectionFailed):
        World().run(None, UNSENT, UNSENT, UNSENT, max_retries=2)


def test_a_404_is_in_doubt_only_where_an_earlier_attempt_was_sent() -> None:
    for first, doubtful in ((UNSENT, False), (LOST, True)):
        with pytest.raises(NotFound) as caught:
            World(operation=DELETION).run(None, first, answered(404))
        assert caught.value.outcome_unknown is doubtful
