"""What differs from the document is told of lists and of pages, too."""

from __future__ import annotations

from typing import Any

import pytest

from client.fake import FakeServer, said
from forms.books import Book, iterator, number_of
from forms.driver import Driver


def told_by(driver: Driver) -> tuple[Any, list[tuple[str, str]]]:
    """A client, and what it tells: kind and place of each difference."""
    told: list[tuple[str, str]] = []
    return driver.game(on_drift=lambda drift: told.append((drift.kind, drift.place))), told


def test_what_differs_in_a_list_is_told(driver: Driver, fake: FakeServer) -> None:
    game, told = told_by(driver)
    fake.on("GET", "/game/currencies", said([{"code": "a", "balance": "1"}, {"balance": 5, "new": 1}, None]))
    driver.do(game.amounts.list_currencies())
    assert sorted(told) == [("other_type", "[]"), ("other_type", "[].balance"), ("unknown_field", "[].new")]


def test_an_object_in_place_of_a_list_is_told(driver: Driver, fake: FakeServer) -> None:
    game, told = told_by(driver)
    fake.on("POST", "/game/rewards", said({"rewards": []}))
    with pytest.raises(driver.forms.errors.InvalidResponse):
        driver.do(game.amounts.grant_rewards([{"amount": 1}]))
    assert told == [("other_type", "")]


def test_pages_as_documented_tell_nothing(driver: Driver, fake: FakeServer) -> None:
    game, told = told_by(driver)
    book = Book("page", [[1], [], [2]])
    fake.on("GET", book.path, book)
    assert [number_of(item) for item in driver.all_of(iterator(game, "page"))] == [1, 2]
    assert told == []


def test_the_walk_of_the_drift_command_calls_each_operation_for_its_first_page(forms: Any) -> None:
    from lootlocker.drift._arguments import Known, calls
    from lootlocker.drift._walk import operations

    for operation in operations():
        if operation.pagination is None:
            continue
        wanted, missing = calls(operation, {"board_id": 7}, Known())
        assert (len(wanted), missing) == (1, [])
        assert operation.pagination.after not in wanted[0].arguments
