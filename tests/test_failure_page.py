"""The tables of docs/when-it-fails.md say what the code does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest

from lootlocker import errors
from lootlocker._exchange import transport_error
from lootlocker._retry import Fault, NoAnswer, Retry, after_fault, after_status
from lootlocker_api.api.game_game.game_ping import OPERATION as PING
from lootlocker_api.api.game_heroes.game_create_player_hero import OPERATION as CREATE
from lootlocker_api.client import Headers, RawResponse, Request

PAGE = (Path(__file__).parent.parent / "docs" / "when-it-fails.md").read_text()
STATUSES = re.findall(r"^\| (\d{3}) \| (.+?) \| (.+?) \| `(\w+)` \| (yes|no) \|$", PAGE, re.MULTILINE)
FAULTS: dict[str, Fault] = {
    "connection refused": Fault.NOT_SENT,
    "no answer in time": Fault.TIMEOUT,
    "the connection breaks": Fault.BROKEN,
}


def request(operation: object) -> Request:
    return Request(operation, "/", {}, None)  # type: ignore[arg-type]


def half() -> float:
    return 0.5


def test_every_class_of_a_status_is_in_the_table() -> None:
    named = {name for *_, name, _ in STATUSES}
    kinds = {name for name in errors.__all__ if issubclass(getattr(errors, name), errors.APIError)}
    assert kinds - named == {"PlayerBanned"}
    assert "`PlayerBanned`" in PAGE


@pytest.mark.parametrize(("status", "repeatable", "once", "kind", "unknown"), STATUSES)
def test_a_row_of_the_status_table(status: str, repeatable: str, once: str, kind: str, unknown: str) -> None:
    raw = RawResponse(int(status), Headers({}), b"{}")
    error = errors.api_error(request(CREATE), raw)
    assert type(error).__name__ == kind
    assert error.outcome_unknown == (unknown == "yes")
    if status == "401":  # the session's business, which the exchange decides
        return
    classes: list[tuple[Literal["safe", "idempotent", "once"], str]] = [
        ("safe", repeatable),
        ("idempotent", repeatable),
        ("once", once),
    ]
    for retry, said in classes:
        assert isinstance(after_status(raw.status, None, retry, 1, 3, half), Retry) == (said == "tried again")


@pytest.mark.parametrize("what", FAULTS)
def test_a_row_of_the_fault_table(what: str) -> None:
    (row,) = re.findall(rf"^\| {what}[^|]*\| (.+?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
    repeatable, once, seen = row
    fault = FAULTS[what]
    assert isinstance(after_fault(fault, "safe", 1, 3, half), Retry) == (repeatable == "tried again")
    assert isinstance(after_fault(fault, "once", 1, 3, half), Retry) == (once == "tried again")
    outcomes = [transport_error(request(operation), NoAnswer(fault, ""), 1) for operation in (PING, CREATE)]
    assert re.findall(r"`([A-Z]\w+)`", seen) == list(dict.fromkeys(type(error).__name__ for error in outcomes))
