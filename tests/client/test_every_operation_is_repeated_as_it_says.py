"""Each operation of the document, broken off or answered with 503: what must not run twice arrives once."""

from __future__ import annotations

from typing import Any

import pytest

from client.driver import Driver
from client.fake import Action, Hangup, answer, said
from lootlocker.errors import LootLockerError, NotFound, OutcomeUnknown, ServiceUnavailable
from operations.from_document import METHODS, Call, calls
from support.document import DOCUMENT

#: Each operation with the least that it needs.
CALLS = list({call.operation["operationId"]: call for call in reversed(list(calls()))}.values())
NOT_THERE = said({"message": "not there"}, 404)
FAULTS: list[tuple[Action, type[LootLockerError]]] = [
    (Hangup(), OutcomeUnknown),
    (answer("{}", 503, retry_after="0"), ServiceUnavailable),
]


def error_of(driver: Driver, client: Any, call: Call) -> LootLockerError:
    function = call.function(client)

    def carry_out() -> None:
        outcome = function(**call.keywords())
        if "x-stream" in call.operation:
            driver.all_of(outcome)
        else:
            driver.do(outcome)

    with pytest.raises(LootLockerError) as caught:
        carry_out()
    return caught.value


def test_there_is_a_call_for_each_operation_of_each_retry_class() -> None:
    documented = [item[method] for item in DOCUMENT["paths"].values() for method in METHODS & item.keys()]
    assert len(CALLS) == len(documented)
    assert {each["x-retry"] for each in documented} == {"safe", "idempotent", "once"}


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_an_operation_arrives_as_often_as_its_retry_class_says(driver: Driver, call: Call) -> None:
    client = driver.game(domain_key="domain") if call.api == "game" else driver.server(domain_key="domain")
    once = call.operation["x-retry"] == "once"
    for fault, unknown in FAULTS:
        driver.fake.on(call.method, call.target, fault, NOT_THERE)
        before = len(driver.fake.to(call.target))
        error = error_of(driver, client, call)
        arrived = [seen for seen in driver.fake.to(call.target)[before:] if seen.method == call.method]
        assert len(arrived) == (1 if once else 2)
        assert len({seen.body for seen in arrived}) == 1 or "multipart" in arrived[0].headers["content-type"]
        assert type(error) is (unknown if once else NotFound)
