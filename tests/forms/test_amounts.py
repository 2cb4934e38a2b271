"""Amounts are exact both ways, lists travel in place of objects, and lists in the query as the document says."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from enum import IntEnum
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.fake import FakeServer, answer, said
from forms.driver import Driver
from lootlocker_api.codec import digits, parse_decimal, parse_int


class Small(IntEnum):
    THREE = 3


NO_TEXT = ("", " 1", "1 ", "+1", "1e3", "1.", ".5", "NaN", "Infinity", "1_0", "٣", "1\n")
NO_NUMBER: tuple[object, ...] = (1.5, 1.0, True, None, [], {})
READ: list[tuple[object, int | None, Decimal | None]] = [
    ("0", 0, Decimal(0)),
    ("-007", -7, Decimal(-7)),
    ("9" * 30, int("9" * 30), Decimal("9" * 30)),
    ("1.50", None, Decimal("1.50")),
    ("1.0", None, Decimal("1.0")),
    (12, 12, Decimal(12)),
    *((other, None, None) for other in (*NO_TEXT, *NO_NUMBER)),
]


@pytest.mark.parametrize(("sent", "whole", "exact"), READ, ids=str)
def test_an_amount_stays_as_it_came_and_its_views_are_exact(
    driver: Driver, fake: FakeServer, sent: object, whole: int | None, exact: Decimal | None
) -> None:
    fake.on("GET", "/game/currencies", said([{"balance": sent}]))
    (currency,) = driver.do(driver.game().amounts.list_currencies())
    assert currency.to_dict() == {"balance": sent}
    assert (currency.balance_int, type(currency.balance_int)) == (whole, type(whole))
    assert (currency.balance_decimal, str(currency.balance_decimal)) == (exact, str(exact))


def test_an_amount_that_is_absent_has_no_view(forms: Any) -> None:
    currency = forms.models.Currency.adopt({})
    assert (currency.balance_int, currency.balance_decimal) == (None, None)


@pytest.mark.parametrize("limit", [0, 640, sys.int_info.default_max_str_digits])
def test_no_amount_is_too_long_for_a_view(limit: int) -> None:
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(limit)
    try:
        for length in (600, 641, 5_000, 20_000):
            assert parse_int("-" + "7" * length) == -(7 * (10**length - 1) // 9)
            assert parse_decimal("7" * length) == 7 * (10**length - 1) // 9
            assert digits(7 * (10**length - 1) // 9) == "7" * length
    finally:
        sys.set_int_max_str_digits(before)


@given(st.integers() | st.decimals(allow_nan=False, allow_infinity=False))
def test_what_is_written_reads_as_the_same_value(value: int | Decimal) -> None:
    text = digits(value)
    if isinstance(value, Decimal) and abs(value.as_tuple().exponent) > 10_000:  # type: ignore[arg-type]
        assert text is None
    else:
        assert text is not None
        assert not set(text) - set("-.0123456789")
        assert parse_decimal(text) == value
        if value == int(value):
            assert parse_int(digits(value, whole=True)) == value


SENT: list[tuple[object, str]] = [
    ("12", "12"),
    (12, "12"),
    (-(10**40), str(-(10**40))),
    (Small.THREE, "3"),
    (Decimal("1E+3"), "1000"),
    (Decimal("-0"), "-0"),
]


@pytest.mark.parametrize(("given", "text"), SENT, ids=str)
def test_an_amount_travels_as_plain_digits(driver: Driver, fake: FakeServer, given: object, text: str) -> None:
    fake.on("PUT", "/game/rewards", said({}))
    fake.on("POST", "/game/rewards", said([]))
    fake.on("GET", "/game/currencies", said([]))
    amounts = driver.game().amounts
    driver.do(amounts.set_reward(amount=given, price=given))
    driver.do(amounts.grant_rewards([{"amount": given, "more": [{"amount": given}]}]))
    driver.do(amounts.list_currencies(least=given))
    one, many, query = fake.seen[-3:]
    assert one.json()["amount"] == text
    assert many.json() == [{"amount": text, "more": [{"amount": text}]}]
    assert query.target.rpartition("=")[2] == text


def test_decimals_travel_where_the_document_has_them(driver: Driver, fake: FakeServer) -> None:
    fake.on("PUT", "/game/rewards", said({}))
    driver.do(driver.game().amounts.set_reward(amount=1, price=Decimal("-0.10")))
    driver.do(driver.game().amounts.set_reward(amount=Decimal("5.00"), price=None))
    assert [seen.json() for seen in fake.to("/game/rewards")] == [
        {"amount": "1", "price": "-0.10"},
        {"amount": "5", "price": None},
    ]


NO_AMOUNTS: list[object] = [
    1.5,
    1.0,
    True,
    None,
    [],
    Decimal("NaN"),
    Decimal("Infinity"),
    Decimal("1E+999999999"),
    Decimal("1.5"),
    "1.5",
]


@pytest.mark.parametrize("wrong", [*NO_AMOUNTS, "", "1e3", "+1", " 1", "1\n", "٣"], ids=str)
def test_what_is_no_amount_is_refused_in_a_sentence(driver: Driver, fake: FakeServer, wrong: Any) -> None:
    amounts = driver.game().amounts
    invalid = driver.forms.errors.InvalidRequest
    with pytest.raises(invalid, match=r"set_reward: amount has to be .*\. Nothing was sent\."):
        driver.do(amounts.set_reward(amount=wrong))
    with pytest.raises(invalid, match=r"grant_rewards: rewards\[1\]\.amount has to be"):
        driver.do(amounts.grant_rewards([{"amount": 1}, {"amount": wrong}]))
    assert fake.seen == []


def test_what_was_given_is_not_changed(driver: Driver, fake: FakeServer) -> None:
    fake.on("POST", "/game/rewards", said([]))
    models = driver.forms.models
    rewards = [models.Reward(amount="1"), {"amount": 2, "more": [models.Part(amount="3"), {"amount": Decimal(4)}]}]
    driver.do(driver.game().amounts.grant_rewards(rewards))
    assert fake.seen[-1].json() == [{"amount": "1"}, {"amount": "2", "more": [{"amount": "3"}, {"amount": "4"}]}]
    assert rewards[1]["amount"] == 2
    assert rewards[1]["more"][1] == {"amount": Decimal(4)}


def test_a_list_is_sent_in_place_of_an_object_and_answered_as_models(driver: Driver, fake: FakeServer) -> None:
    fake.on(
        "POST",
        "/game/rewards",
        said([{"code": "a", "new": 1}, None, 5, [{}], {"code": ["b"], "more": [{"amount": "1"}]}]),
    )
    found = driver.do(driver.game().amounts.grant_rewards(rewards=({"amount": "5", "unknown": None},)))
    assert fake.seen[-1].json() == [{"amount": "5", "unknown": None}]
    assert fake.seen[-1].headers["content-type"] == "application/json"
    assert type(found) is list
    assert found[1:4] == [None, 5, [{}]]  # kept as it came
    assert (found[0].code, found[0]["new"], found[4].code) == ("a", 1, ["b"])
    assert found[4].more[0].amount_int == 1


def test_an_empty_list_is_sent_and_nothing_may_come(driver: Driver, fake: FakeServer) -> None:
    fake.on("POST", "/game/rewards", answer(status=204))
    assert driver.do(driver.game().amounts.grant_rewards([])) is None
    assert fake.seen[-1].body == b"[]"


@pytest.mark.parametrize(
    "wrong",
    [{}, {"0": {}}, "[]", None, 5, {1, 2}, iter([])],
    ids=["map", "numbered", "text", "None", "number", "set", "iterator"],
)
def test_what_is_no_list_is_refused(driver: Driver, fake: FakeServer, wrong: Any) -> None:
    with pytest.raises(driver.forms.errors.InvalidRequest, match="rewards has to be a list"):
        driver.do(driver.game().amounts.grant_rewards(wrong))
    with pytest.raises(driver.forms.errors.InvalidRequest, match=r"rewards\[0\]\.amount is missing"):
        driver.do(driver.game().amounts.grant_rewards([{}]))
    assert fake.seen == []


@pytest.mark.parametrize("wrong", [{}, {"items": []}, "text", 5, None])
def test_an_answer_that_is_no_list_is_an_error_that_holds_it(driver: Driver, fake: FakeServer, wrong: object) -> None:
    fake.on("GET", "/game/currencies", said(wrong))
    with pytest.raises(driver.forms.errors.InvalidResponse, match="in place of a list") as told:
        driver.do(driver.game().amounts.list_currencies())
    assert json.loads(told.value.response.content) == wrong


QUERIES: list[tuple[dict[str, Any], str]] = [
    ({"codes": ["a", "b,c"]}, "codes=a&codes=b%2Cc"),
    ({"codes": []}, ""),
    ({"ids": [1, 22]}, "ids=1,22"),
    ({"ids": [], "names": ()}, ""),
    ({"names": ("a b", "c&d")}, "names=a+b,c%26d"),
    ({"names": [""]}, "names="),
]


@pytest.mark.parametrize(("arguments", "query"), QUERIES, ids=str)
def test_a_list_in_the_query_travels_as_the_document_says(
    driver: Driver, fake: FakeServer, arguments: dict[str, Any], query: str
) -> None:
    fake.on("GET", "/game/currencies", said([]))
    assert driver.do(driver.game().amounts.list_currencies(**arguments)) == []
    assert fake.seen[-1].target.partition("?")[2] == query


@pytest.mark.parametrize(
    "wrong", [{"names": ["a", "b,c"]}, {"names": "ab"}, {"ids": [True]}, {"codes": [1]}, {"codes": "ab"}]
)
def test_a_list_that_the_server_would_read_otherwise_is_refused(
    driver: Driver, fake: FakeServer, wrong: dict[str, Any]
) -> None:
    with pytest.raises(
        driver.forms.errors.InvalidRequest, match=rf"{next(iter(wrong))}.* (can't hold a comma|has to be)"
    ):
        driver.do(driver.game().amounts.list_currencies(**wrong))
    assert fake.seen == []


def test_the_help_says_when_an_operation_ends(forms: Any) -> None:
    groups = import_module("lootlocker_api.api.game_amounts")
    for group in (groups.GameAmounts, groups.AsyncGameAmounts):
        assert "Deprecated: it ends on 2026-04-15." in (group.list_currencies.__doc__ or "")


def test_operations_of_one_path_are_methods_of_their_own(driver: Driver, fake: FakeServer) -> None:
    fake.on("GET", "/game/storage/values", said({"values": [{"key": "a"}], "key": "a"}))
    fake.on("POST", "/game/purchases", said({"success": True}))
    shared = driver.game().shared
    assert driver.do(shared.list_values()).values[0].key == "a"
    assert driver.do(shared.get_value(key="a")).key == "a"
    driver.do(shared.buy_assets([{"asset_id": 1}]))
    driver.do(shared.buy_asset(asset_id=1))
    driver.do(shared.rent_asset(asset_id=1, rental_option_id=2))
    assert fake.calls[:2] == ["GET /game/storage/values", "GET /game/storage/values?key=a"]
    assert [seen.json() for seen in fake.to("/game/purchases")] == [
        [{"asset_id": 1}],
        {"asset_id": 1},
        {"asset_id": 1, "rental_option_id": 2},
    ]
