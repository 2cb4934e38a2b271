"""What a presence decides, without a network: tables, and any sequence of what can happen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lootlocker.errors import ConnectionFailed, LootLockerError, PresenceFailed, SessionExpired
from lootlocker.presence import Connected, Disconnected, Pong, Reconnecting, Refused
from lootlocker.presence import _life as life
from lootlocker.presence._wire import Kind, Meaning, address, meaning, read

ACCEPTED, REFUSED = '{"authenticated": true}', '{"authenticated": false}'
BROKEN = life.Closed(None, "")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (ACCEPTED, Kind.ACCEPTED),
        (b'{"authenticated": true}', Kind.ACCEPTED),
        (REFUSED, Kind.REFUSED),
        ('{"authenticated": "true"}', Kind.REFUSED),
        ('{"authenticated": null, "error": "x"}', Kind.REFUSED),
        ('{"text": "authenticated"}', Kind.OTHER),
        ('{"type": "pong", "timestamp": "2026-01-01T00:00:00Z"}', Kind.PONG),
        ('{"timestamp": "2026-01-01T00:00:00Z"}', Kind.PONG),
        ('{"message": "pong"}', Kind.PONG),
        ('{"pong": {}}', Kind.PONG),
        ('{"type": "chat", "text": "pong"}', Kind.OTHER),
        ('{"type": "error"}', Kind.ERROR),
        ('{"error": "no pong"}', Kind.ERROR),
        ('{"error": null}', Kind.OTHER),
        ("pong", Kind.OTHER),
        ("", Kind.OTHER),
        ("[" * 100000, Kind.OTHER),
        ("1" * 10000, Kind.OTHER),
        (b"\xff", Kind.OTHER),
    ],
)
def test_members_decide_what_a_message_is(raw: str | bytes, kind: Kind) -> None:
    assert read(raw)[0] is kind


@pytest.mark.parametrize(
    ("codes", "before", "after"),
    [
        ([None, 1001, 1005, 1006, 1011, 1012, 1013, 1014, 1015], Meaning.AGAIN, Meaning.AGAIN),
        ([1008, 3000, 3003, 4001, 4003, 4401, 4403], Meaning.RENEW, Meaning.RENEW),
        ([1002, 1003, 1007, 1009, 1010], Meaning.WRONG, Meaning.WRONG),
        ([4000, 4999, 1016], Meaning.RENEW, Meaning.AGAIN),
        ([1000], Meaning.RENEW, Meaning.OVER),
    ],
)
def test_close_codes(codes: list[int | None], before: Meaning, after: Meaning) -> None:
    assert {meaning(code, accepted=False) for code in codes} == {before}
    assert {meaning(code, accepted=True) for code in codes} == {after}


@pytest.mark.parametrize(
    ("failed", "least", "most"), [(1, 0.5, 1.0), (2, 1.0, 2.0), (5, 8.0, 16.0), (6, 15.0, 30.0), (10**9, 15.0, 30.0)]
)
def test_backoff_is_bounded_from_below_and_above(
    failed: int, least: float, most: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(life, "BACKOFF", 1.0)
    assert (life.backoff(failed, lambda: 0.0), life.backoff(failed, lambda: 1.0)) == (least, most)


def test_the_address_is_as_safe_as_that_of_the_calls() -> None:
    assert address("https://key.api.lootlocker.com") == "wss://key.api.lootlocker.com/game/presence/v1"
    assert address("http://[::1]:80") == "ws://[::1]:80/game/presence/v1"


class World:
    """Does what a life asks for, as a script says. Time passes where a life waits.

    Args:
        received: What comes, in order; once it is used up, nothing but silence, and the world ends at `until`.
        opened: What becomes of each opening; after the last: None.
        tokens: What becomes of each request for a token; after the last: a new one where one is stale.
    """

    def __init__(self, received: Any = (), opened: Any = (), tokens: Any = (), attempts: int = 10) -> None:
        self.now = 0.0
        self.received, self.opened, self.tokens = iter(received), iter(opened), iter(tokens)
        self.held: str | None = None
        self.minted = 0
        self.did: list[life.Effect] = []
        policy = life.Policy(25.0, 10.0, attempts)
        self.life = life.Life(policy, lambda: self.held, lambda: self.now, lambda: 1.0)

    def run(self, until: float = 1000.0) -> list[life.Effect]:
        steps = self.life.steps()
        try:
            effect = next(steps)
            while self.now < until and len(self.did) < 5000:
                self.did.append(effect)
                try:
                    outcome = self.perform(effect)
                except LootLockerError as error:
                    effect = steps.throw(error)
                else:
                    effect = steps.send(outcome)
        except StopIteration:
            pass
        finally:
            steps.close()
        return self.did

    def perform(self, effect: life.Effect) -> object:
        match effect:
            case life.Token(stale):
                outcome = next(self.tokens, None)
                if isinstance(outcome, LootLockerError):
                    raise outcome
                if self.held is None or self.held == stale:
                    self.minted += 1
                    self.held = f"token-{self.minted}"
                return self.held
            case life.Open():
                return next(self.opened, None)
            case life.Receive(seconds):
                got = next(self.received, None)
                if isinstance(got, str) and got == "ended":
                    self.held, got = None, BROKEN
                self.now += seconds if got is None else 0.001
                return got
            case life.Sleep(seconds):
                self.now += seconds
        return None

    def of(self, kind: type[Any]) -> list[Any]:
        """The effects of a kind, or the events."""
        events = [each.event for each in self.did if isinstance(each, life.Tell)]
        return [each for each in [*self.did, *events] if isinstance(each, kind)]


def test_silence_is_filled_with_pings() -> None:
    world = World([ACCEPTED])
    world.run(until=100.0)
    assert [each.text for each in world.of(life.Send)] == ['{"token": "token-1"}'] + ['{"type": "ping"}'] * 3
    assert len(world.of(life.Open)) == 1


def test_pings_come_in_time_however_much_the_server_says() -> None:
    world = World([ACCEPTED, *["{}"] * 60000])
    steps, sent, effect = world.life.steps(), [], None
    effect = next(steps)
    while world.now < 52.0:
        if isinstance(effect, life.Send):
            sent.append(effect.text)
        effect = steps.send(world.perform(effect))
    assert len(sent) == 3


def test_a_server_that_talks_has_to_accept_the_token_in_time_all_the_same() -> None:
    world = World(["{}"] * 30000)
    steps = world.life.steps()
    effect = next(steps)
    while not isinstance(effect, life.Sleep) and world.now < 20.0:
        effect = steps.send(world.perform(effect))
    assert world.now == pytest.approx(10.0, abs=0.1)


def test_pongs_are_matched_in_order_and_need_no_ping() -> None:
    pong = '{"type": "pong", "timestamp": "2026-01-01T00:00:00Z"}'
    world = World([ACCEPTED, pong, None, None, pong, pong, pong])
    world.run(until=80.0)
    latencies = [event.latency for event in world.of(Pong)]
    assert latencies == [None, pytest.approx(25.001), pytest.approx(0.002), None]


@pytest.mark.parametrize(
    ("received", "opened", "tokens", "minted", "opens", "reason"),
    [
        ([REFUSED, REFUSED], [], [], 2, 2, "renewed session"),
        ([BROKEN] * 3, [], [], 2, 3, "broke"),  # before the first acceptance: 3 attempts, the third with another token
        ([None] * 3, [], [], 2, 3, "did not answer"),
        ([ACCEPTED, *[BROKEN] * 20], [], [], 2, 10, "broke"),
        ([], [life.Fault("no", True)], [], 1, 1, "no"),
        ([], [life.Fault("no")] * 9, [], 1, 3, "no"),
        ([ACCEPTED, life.Closed(1009, "")], [], [], 1, 1, "1009"),
        ([], [], [ConnectionFailed("op", "nobody there", 1)] * 3, 0, 0, "nobody there"),
        ([ACCEPTED, life.Closed(4401, "")] * 20, [], [], 10, 10, "4401"),
        ([ACCEPTED, life.Closed(1001, "")] * 20, [], [], 1, 10, "1001"),
    ],
)
def test_when_it_gives_up(received: Any, opened: Any, tokens: Any, minted: int, opens: int, reason: str) -> None:
    world = World(received, opened, tokens)
    with pytest.raises(PresenceFailed, match=reason):
        world.run()
    assert (world.minted, len(world.of(life.Open))) == (minted, opens)


@pytest.mark.parametrize(
    ("received", "opened", "attempts", "delays"),
    [
        ([ACCEPTED, BROKEN], [None, *[life.Fault("no")] * 9], 6, [1.0, 2.0, 4.0, 8.0, 16.0]),
        ([REFUSED, ACCEPTED], [], 6, [0.0]),  # another token needs no patience
        ([ACCEPTED, life.Closed(4401, "")] * 9, [], 4, [0.0, 2.0, 4.0]),  # a session for each time would be too many
    ],
)
def test_it_waits_for_as_long_as_it_says(
    received: Any, opened: Any, attempts: int, delays: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(life, "BACKOFF", 1.0)
    world = World(received, opened, attempts=attempts)
    with suppress(PresenceFailed):
        world.run()
    assert [each.seconds for each in world.of(life.Sleep)] == delays
    assert [event.delay for event in world.of(Reconnecting)] == delays


@pytest.mark.parametrize(
    ("received", "opened"),
    [
        ([ACCEPTED, BROKEN, BROKEN, BROKEN, ACCEPTED], [None, None, life.Fault("no")]),  # not twice in a row
        ([life.Closed(1011, ""), life.Closed(1011, ""), ACCEPTED], []),  # the server said what it was
    ],
)
def test_a_token_that_is_not_suspect_is_kept(received: Any, opened: Any) -> None:
    world = World(received, opened)
    world.run(until=60.0)
    assert world.of(Connected)
    assert world.minted == 1


def test_a_renewal_is_done_with_once_it_was_asked_for() -> None:
    world = World([REFUSED, ACCEPTED, BROKEN, life.Closed(4401, "no"), ACCEPTED])
    world.run(until=60.0)
    assert [each.stale for each in world.of(life.Token)] == [None, "token-1", None, "token-2"]
    assert [event.raw for event in world.of(Refused)] == [REFUSED, None]
    assert len(world.of(Connected)) == 2


def test_a_session_that_was_ended_is_left_even_if_the_server_keeps_the_connection() -> None:
    world = World([ACCEPTED])
    steps, effect = world.life.steps(), None
    with suppress(StopIteration):
        effect = next(steps)
        while world.now < 200.0:
            world.did.append(effect)
            outcome = world.perform(effect)
            if world.now >= 60.0:
                world.held = None
            effect = steps.send(outcome)
    assert world.now == pytest.approx(75.0, abs=1.0)
    assert (world.minted, len(world.of(Reconnecting))) == (1, 0)
    assert [type(each) for each in world.did[-2:]] == [life.Tell, life.Close]
    assert [event.reason for event in world.of(Disconnected)] == ["the session was ended"]


def test_a_renewal_that_the_network_broke_off_is_asked_for_again() -> None:
    world = World([REFUSED, ACCEPTED], tokens=[None, ConnectionFailed("op", "nobody there", 1)])
    world.run(until=60.0)
    assert [each.stale for each in world.of(life.Token)] == [None, "token-1", "token-1"]
    assert len(world.of(Connected)) == 1


def test_a_connection_that_lasted_starts_the_count_anew() -> None:
    world = World([ACCEPTED, None, BROKEN] * 50)
    world.run(until=40 * 26.1)
    assert {event.attempt for event in world.of(Reconnecting)} == {1}
    assert len(world.of(Connected)) >= 40


def test_a_session_that_was_ended_is_not_started_anew() -> None:
    world = World([ACCEPTED, "ended"])
    world.run()
    assert (world.minted, len(world.of(life.Open))) == (1, 1)


def test_a_login_that_is_refused_is_the_end() -> None:
    world = World([REFUSED], tokens=[None, SessionExpired("over")])
    with pytest.raises(SessionExpired):
        world.run()


def test_the_token_is_cut_out_of_what_the_server_repeats() -> None:
    world = World([ACCEPTED, '{"you": "token-1"}', b"token-1", life.Closed(1000, "bye token-1")])
    world.run()
    assert "token-1" not in repr(world.did)
    assert '{"you": "***"}' in repr(world.did)


MESSAGES = st.sampled_from(
    [None, ACCEPTED, REFUSED, "{}", '{"type": "pong"}', '{"error": 1}', b"\xff", BROKEN, "ended"]
)
CODES = st.integers(1000, 4999).map(lambda code: life.Closed(code, ""))


@given(
    received=st.lists(MESSAGES | CODES, max_size=60),
    opened=st.lists(st.sampled_from([None, life.Fault("f"), life.Fault("f", True)]), max_size=20),
    tokens=st.lists(st.sampled_from([None, None, ConnectionFailed("op", "r", 1)]), max_size=20),
    attempts=st.integers(1, 6),
)
def test_whatever_happens(received: Any, opened: Any, tokens: Any, attempts: int) -> None:
    """It ends or goes on; a token is the first word of each connection; nothing else is said before the acceptance."""
    world = World(received, opened, tokens, attempts)
    with suppress(PresenceFailed):
        world.run(until=300.0)
    assert all(event.attempt < attempts for event in world.of(Reconnecting))
    for said in connections(world.did):
        assert [isinstance(each, life.Send) and "token" in each.text for each in said[:1]] in ([True], [])
        accepted = [isinstance(each, life.Ready) for each in said]
        for number, each in enumerate(said[1:], 1):
            if isinstance(each, life.Send):
                assert any(accepted[:number])
                assert "token" not in each.text


def connections(did: list[life.Effect]) -> Iterator[list[life.Effect]]:
    """What was sent and decided on each connection."""
    found: list[life.Effect] | None = None
    for each in did:
        if isinstance(each, life.Open):
            if found is not None:
                yield found
            found = []
        elif found is not None and isinstance(each, (life.Send, life.Ready)):
            found.append(each)
    if found is not None:
        yield found
