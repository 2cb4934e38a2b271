"""A grant that is carried out twice costs its owner money; one that is reported and was not, costs a player theirs."""

from __future__ import annotations

from typing import Any

import pytest

from lootlocker.errors import APIError, ConnectionFailed, LootLockerError, OutcomeUnknown, RateLimited, TimedOut
from lootlocker_api.client import Headers, RawResponse

from .lane import Ending, Outcome
from .never_twice import problems_in_a_crowd, problems_of, run
from .operations import ONCE, REPEATABLE, UNTRIED, operations
from .plan import GENEROUS, Fault, Idle, Kind, Plan

SEED = 20261121
RUNS = 400


def test_no_call_is_carried_out_twice_and_every_error_tells_the_truth() -> None:
    tally = run(SEED, RUNS)
    assert not tally.violations, str(tally)
    assert tally.runs == RUNS
    # Had these not happened, the runs would show nothing.
    assert [each.name for each in Kind if tally.faults[each.name] < 5] == []
    endings = ("succeeded", "unknown and carried out", "unknown and not carried out", "certainly not carried out")
    assert all(tally.endings["once", ending] >= 10 for ending in endings), tally.endings
    assert tally.succeeded_after_faults > RUNS / 4
    granting = [call.name for call in ONCE if call.weight >= 3]
    assert all(tally.calls[name] >= 5 for name in granting), tally.calls


def test_every_operation_that_must_not_run_twice_is_tried_or_has_a_reason_not_to() -> None:
    once = {name for name, operation in operations().items() if operation.retry == "once"}
    tried = {call.name for call in ONCE}
    # Whether a call is sent again hangs on its retry class alone: of the other groups none has to be tried here.
    groups = {name.rpartition(".")[0] for name in tried}
    wanted = {name for name in once if name.rpartition(".")[0] in groups}
    assert tried | UNTRIED.keys() == wanted, "operations.py: add a call to ONCE, or a reason to UNTRIED"
    assert not tried & UNTRIED.keys()
    assert all(UNTRIED.values())
    assert {call.operation.retry for call in REPEATABLE} == {"safe", "idempotent"}


GRANT = next(call for call in ONCE if call.name == "server.inventories.add_asset_to_player_inventory")
READ = next(call for call in REPEATABLE if call.name == "server.inventories.list_player_inventory")
ARGUMENTS = {"player_id": 7, "asset_id": 1}


def outcome(error: Exception | None = None, *, effects: int = 0, **more: Any) -> Outcome:
    ending = Ending(error, more.pop("answer", b"{}") if error is None else None, more.pop("seconds", 0.1))
    facts: dict[str, Any] = {
        "true_answer": b"{}",
        "rows": {"instances": effects},
        "request_ids": frozenset({"id-1"}),
        "secrets": frozenset({"5ecret"}),
        "start_at_risk": False,
        "two_starts": False,
        "log": (),
    }
    return Outcome(ending, effects=effects, **{**facts, **more})


def plan(*kinds: Kind) -> Plan:
    return Plan(tuple(map(Fault, kinds)), GENEROUS, 3, Idle.KEPT)


def unknown(operation: str = GRANT.name, **more: Any) -> OutcomeUnknown:
    return OutcomeUnknown(operation, "it broke", 1, **{"request_id": "id-1", "arguments": ARGUMENTS, **more})


def refused(status: int, *, is_unknown: bool) -> APIError:
    response = RawResponse(status, Headers({}), b"")
    kind = RateLimited if status == 429 else APIError
    return kind(GRANT.name, response, is_unknown, ARGUMENTS)


TRUTHFUL = {
    "succeeded": (plan(), outcome(effects=1)),
    "unknown, carried out": (plan(Kind.LOST), outcome(unknown(), effects=1)),
    "unknown, not carried out": (plan(Kind.LOST), outcome(unknown())),
    "a 503 that may have been carried out": (plan(Kind.LOST), outcome(refused(503, is_unknown=True), effects=1)),
    "no session": (plan(Kind.LOST), outcome(unknown("server.session.session"))),
}
UNTRUTHFUL = {
    "carried out twice": (plan(Kind.LOST), outcome(effects=2)),
    "unknown and carried out twice": (plan(Kind.LOST), outcome(unknown(), effects=2)),
    "a success that was not": (plan(Kind.LOST), outcome()),
    "a grant that the record of requests does not show": (plan(), outcome(effects=1, rows={"instances": 2})),
    "half an answer": (plan(Kind.LOST), outcome(effects=1, answer=b"{")),
    "certain, and carried out": (plan(Kind.LOST), outcome(ConnectionFailed(GRANT.name, "", 1), effects=1)),
    "429, and carried out": (plan(Kind.LOST), outcome(refused(429, is_unknown=False), effects=1)),
    "a 503 that is said to be certain": (plan(Kind.LOST), outcome(refused(503, is_unknown=False))),
    "safe to repeat, says the error": (plan(Kind.LOST), outcome(TimedOut(GRANT.name, "", 1, "id-1", ARGUMENTS))),
    "no session, and carried out": (plan(Kind.LOST), outcome(unknown("server.session.session"), effects=1)),
    "not one of our errors": (plan(Kind.LOST), outcome(KeyError("items"))),
    "no arguments": (plan(Kind.LOST), outcome(unknown(arguments={}))),
    "other arguments": (plan(Kind.LOST), outcome(unknown(arguments={**ARGUMENTS, "asset_id": 2}))),
    "no request id": (plan(Kind.LOST), outcome(unknown(request_id=""))),
    "another request id": (plan(Kind.LOST), outcome(unknown(request_id="id-2"))),
    "a request without an id": (plan(), outcome(effects=1, request_ids=frozenset({""}))),
    "a secret in the message": (plan(Kind.LOST), outcome(OutcomeUnknown(GRANT.name, "5ecret", 1, "id-1", ARGUMENTS))),
    "a secret in the arguments": (plan(Kind.LOST), outcome(unknown(arguments={**ARGUMENTS, "key": "5ecret"}))),
    "too long": (plan(Kind.LOST), outcome(unknown(), seconds=GENEROUS + 2)),
    "given up too early": (plan(Kind.REFUSED), outcome(ConnectionFailed(GRANT.name, "", 1, "id-1", ARGUMENTS))),
    "unknown for no reason": (plan(*[Kind.REFUSED] * 4), outcome(unknown())),
}


@pytest.mark.parametrize("name", TRUTHFUL)
def test_a_truthful_outcome_is_not_held_against_the_client(name: str) -> None:
    assert problems_of(GRANT, ARGUMENTS, *TRUTHFUL[name]) == []


@pytest.mark.parametrize("name", UNTRUTHFUL)
def test_an_outcome_that_is_not_as_promised_is_seen(name: str) -> None:
    assert problems_of(GRANT, ARGUMENTS, *UNTRUTHFUL[name])


def test_an_answer_that_went_to_another_caller_is_seen() -> None:
    mine, others = Ending(None, b'{"name": "Zoe"}', 0.1), Ending(None, b'{"name": "Ada"}', 0.1)
    assert problems_in_a_crowd("Zoe", plan(), mine, 1) == []
    assert problems_in_a_crowd("Zoe", plan(), mine, 2)
    assert problems_in_a_crowd("Zoe", plan(), others, 1)


@pytest.mark.parametrize(
    ("kinds", "fails"),
    [
        ([Kind.LOST, Kind.RESET_MIDWAY, Kind.REFUSED], True),
        ([Kind.LOST] * 4, False),
        ([Kind.LOST, Kind.EXPIRED, Kind.DRIPPED, Kind.REFUSED, Kind.RESET_AT_ONCE], True),
        ([Kind.REFUSED, Kind.STALLED], False),
    ],
)
def test_giving_up_on_what_is_safe_to_repeat_is_seen(kinds: list[Kind], fails: bool) -> None:
    error: LootLockerError = TimedOut(READ.name, "", 4, "id-1", {"player_id": 7, "count": 5})
    assert bool(problems_of(READ, {"player_id": 7, "count": 5}, plan(*kinds), outcome(error))) == fails
