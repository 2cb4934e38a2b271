"""What goes wrong in a run: faults drawn from a seed, as data."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from random import Random
from typing import Final

import attrs

#: Seconds for calls that nothing holds up: so long that a slow machine does not end them.
GENEROUS: Final = 20.0
#: Statuses that the client takes for passing trouble.
TRANSIENT: Final = (408, 500, 502, 503, 503, 504)
BEYOND: Final = "3600"
SOON: Final = ("0", "0.02", "0.05")
HTML: Final = b"<html><head><title>Bad gateway</title></head><body><h1>It broke</h1></body></html>"


class Kind(Enum):
    """What happens to one request."""

    NONE = "nothing goes wrong"
    REFUSED = "no connection is accepted"
    UNREACHABLE = "an attempt to connect stays without an answer"
    RESET_AT_ONCE = "the connection is accepted and reset before the request is read"
    RESET_MIDWAY = "the connection is reset while the request is being written"
    BLACK_HOLE = "the request is read, never passed on and never answered"
    REPLACED_BEFORE = "the request is not passed on; an answer comes all the same"
    EXPIRED = "the sessions run out just before the request is passed on"
    LATE = "the request is passed on after the client has given up"
    REPLACED_AFTER = "the request is carried out; another answer comes in place of the true one"
    LOST = "the request is carried out; the connection breaks before the whole answer is there"
    UNFRAMED = "the request is carried out; the answer has no length and ends early"
    STALLED = "the request is carried out; the answer stops coming"
    DRIPPED = "the answer comes in tiny pieces, in time"
    DRIPPED_LATE = "the answer comes byte by byte, for longer than the client waits"


class Idle(Enum):
    """What becomes of the connections that the client keeps for its next call."""

    KEPT = "they stay"
    CLOSED = "they are closed"
    RESET = "they are reset"


class Place(Enum):
    """Where an answer ends."""

    NOTHING = "before its first byte"
    HEAD = "inside its head"
    BODY = "inside its body"


#: The client learns nothing until its timeout ends the call.
WAITING: Final = (Kind.UNREACHABLE, Kind.BLACK_HOLE, Kind.LATE, Kind.STALLED, Kind.DRIPPED_LATE)
#: No call that meets one of these is sent again, whatever it is.
FINAL: Final = (*WAITING, Kind.UNFRAMED)
#: The client is told that the request was not carried out, or what came of it.
CERTAIN: Final = (Kind.REFUSED, Kind.REFUSED, Kind.REPLACED_BEFORE, Kind.EXPIRED, Kind.DRIPPED)
#: These are over at once, whatever the client knows afterwards; by how often they are drawn.
BREAKING: Final[Mapping[Kind, int]] = {
    Kind.REPLACED_AFTER: 8,
    Kind.LOST: 5,
    Kind.REPLACED_BEFORE: 3,
    Kind.RESET_MIDWAY: 2,
    Kind.RESET_AT_ONCE: 2,
    Kind.REFUSED: 2,
    Kind.UNFRAMED: 1,
    Kind.EXPIRED: 1,
    Kind.DRIPPED: 1,
}


@attrs.frozen
class Fault:
    """What happens to one request.

    Attributes:
        place: Where an answer ends that does not come whole; for `RESET_MIDWAY`, where the request does.
        share: How much of that part comes, from 0 to 1.
        orderly: For `LOST`, whether the connection is closed, not reset.
        status: The answer of `REPLACED_BEFORE` and `REPLACED_AFTER`.
        retry_after: Its Retry-After header.
        body: Its body.
    """

    kind: Kind
    place: Place = Place.NOTHING
    share: float = 0.0
    orderly: bool = False
    status: int = 0
    retry_after: str | None = None
    body: bytes = b""

    def __str__(self) -> str:
        if self.status:
            return f"{self.kind.name} {self.status} retry-after={self.retry_after} {len(self.body)} bytes"
        ending = f" {self.place.name} {self.share:.2f}{' orderly' if self.orderly else ''}"
        return self.kind.name + (ending if self.share else "")

    @property
    def is_certain(self) -> bool:
        """Whether the client may send any request again: it knows that this one was not carried out."""
        return self.kind in (Kind.REFUSED, Kind.UNREACHABLE, Kind.EXPIRED) or self.status == 429

    @property
    def uses_a_retry(self) -> bool:
        """Whether another try after it counts against `max_retries`."""
        return self.kind not in (Kind.EXPIRED, Kind.DRIPPED)


@attrs.frozen
class Plan:
    """What goes wrong in one call: one fault a request, none after the last.

    Attributes:
        timeout: Seconds that the client is given for the call.
        idle: What becomes of the connections that are open before the call.
    """

    faults: tuple[Fault, ...]
    timeout: float
    max_retries: int
    idle: Idle

    def __str__(self) -> str:
        faults = ", ".join(map(str, self.faults)) or "no fault"
        return f"[{faults}] timeout={self.timeout:.3f} max_retries={self.max_retries} idle connections {self.idle.name}"

    @property
    def ends_within_the_budget(self) -> bool:
        """Whether the faults end before the client may give up, if it may repeat the call after each of them."""
        gives_up = any(each.kind in FINAL or each.retry_after == BEYOND for each in self.faults)
        retries = sum(each.uses_a_retry for each in self.faults)
        return self.timeout == GENEROUS and not gives_up and retries <= self.max_retries

    @property
    def all_certain(self) -> bool:
        """Whether after each fault the client knows that the request was not carried out, or has its answer."""
        return all(each.is_certain or each.kind is Kind.DRIPPED for each in self.faults)


def draw_plan(random: Random) -> Plan:
    """A plan. A quarter of them leave no doubt, half break, the rest waits or is short of time."""
    number = random.choice((1, 1, 1, 2, 2, 3))
    timeout = GENEROUS
    shape = random.random()
    if shape < 0.25:
        kinds = random.choices(CERTAIN, k=number)
    elif shape < 0.75:
        kinds = _breaking(random, number)
    elif shape < 0.9:
        kinds = [*random.choices(CERTAIN, k=number // 2), random.choice(WAITING)]
        timeout = random.uniform(0.25, 0.4)
    else:
        kinds = random.choice(([], _breaking(random, number), [random.choice(WAITING)]))
        timeout = 10 ** random.uniform(-3, -1.3)
    certain = shape < 0.25 or 0.75 <= shape < 0.9
    faults = _at_most_one_expiry([_draw_fault(random, kind, certain=certain) for kind in kinds])
    enough = sum(each.uses_a_retry for each in faults)
    return Plan(
        faults=tuple(faults),
        timeout=timeout,
        max_retries=random.choice((0, 0, enough, enough, 3, 3)),
        idle=random.choices((Idle.KEPT, Idle.CLOSED, Idle.RESET), (17, 2, 1))[0],
    )


def draw_crowded_plan(random: Random, calls: int) -> Plan:
    """A plan for calls at the same time: any fault may meet any of them, and some of their requests meet none."""
    kinds = random.choices((Kind.NONE, *BREAKING, *WAITING), (8, *BREAKING.values(), *[1] * len(WAITING)), k=calls)
    return Plan(
        faults=tuple(_draw_fault(random, kind, certain=False) for kind in kinds),
        timeout=random.uniform(0.3, 0.6),
        max_retries=random.choice((0, 1, 3)),
        idle=Idle.KEPT,
    )


def _breaking(random: Random, number: int) -> list[Kind]:
    return random.choices(tuple(BREAKING), tuple(BREAKING.values()), k=number)


def _draw_fault(random: Random, kind: Kind, *, certain: bool) -> Fault:
    match kind:
        case Kind.REPLACED_BEFORE | Kind.REPLACED_AFTER:
            # A 429 tells that nothing was done, so it never comes after the effect.
            limited = kind is Kind.REPLACED_BEFORE and (certain or random.random() < 0.4)
            return Fault(
                kind,
                status=429 if limited else random.choice(TRANSIENT),
                retry_after=random.choice((None, None, *SOON, *SOON, BEYOND)),
                body=random.choice((HTML, HTML, b"", b'{"message": "try later"}', b'{"mess')),
            )
        case Kind.RESET_MIDWAY | Kind.LOST | Kind.UNFRAMED | Kind.STALLED | Kind.DRIPPED_LATE:
            return Fault(kind, random.choice(tuple(Place)), random.random(), orderly=random.random() < 0.5)
        case _:
            return Fault(kind)


def _at_most_one_expiry(faults: list[Fault]) -> list[Fault]:
    """A call renews its session once: a second expiry in the same call is no fault that passes."""
    found: list[Fault] = []
    for each in faults:
        if each.kind is not Kind.EXPIRED or all(other.kind is not Kind.EXPIRED for other in found):
            found.append(each)
    return found
