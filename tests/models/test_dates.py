"""Dates come in two formats: both give the right moment, the raw text stays, and what is no date gives None."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lootlocker import models, parse_date
from support.payloads import any_json, text_of

DOCUMENT = Path(models.__file__).resolve().parents[1] / "openapi.json"
MOMENT = datetime(2024, 7, 9, 12, 39, 39, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Tue, 09 Jul 2024 12:39:39 +0000", MOMENT),
        ("Tue, 09 Jul 2024 12:39:39 GMT", MOMENT),
        ("Tue, 9 Jul 2024 14:39:39 +0200", MOMENT),
        ("09 Jul 2024 05:39:39 -0700", MOMENT),
        ("2024-07-09T12:39:39Z", MOMENT),
        ("2024-07-09T12:39:39+00:00", MOMENT),
        ("2024-07-09T14:39:39+02:00", MOMENT),
        ("2024-07-09T12:39:39.639Z", MOMENT + timedelta(milliseconds=639)),
        ("2024-07-09T12:39:39.639123Z", MOMENT + timedelta(microseconds=639123)),
        ("2022-05-30T07:56:01+00:00", datetime(2022, 5, 30, 7, 56, 1, tzinfo=UTC)),
    ],
)
def test_both_formats_give_the_same_moment(text: str, moment: datetime) -> None:
    asset = models.Asset.adopt({"updated": text})
    assert asset.updated_datetime == moment
    assert asset.updated == text
    assert asset.to_dict() == {"updated": text}


def test_the_offset_is_the_one_of_the_text() -> None:
    for text in ("2024-07-09T14:39:39+02:00", "Tue, 09 Jul 2024 14:39:39 +0200"):
        found = parse_date(text)
        assert found is not None
        assert found.utcoffset() == timedelta(hours=2)


def test_a_text_without_an_offset_is_not_given_one() -> None:
    for text in ("2024-07-09T12:39:39", "Tue, 09 Jul 2024 12:39:39 -0000"):
        assert parse_date(text) == datetime(2024, 7, 9, 12, 39, 39)  # noqa: DTZ001


@pytest.mark.parametrize(
    "value",
    [
        "eu cillum eiusmod commodo minim",
        "",
        " ",
        "string",
        "2024-13-01T00:00:00Z",
        "2024-02-30",
        "Tue, 32 Jul 2024 12:39:39 +0000",
        "Tue, 09 Jul 99999 12:39:39 +0000",
        "Tue, 09 Jul 2024 12:39:39 +99999999999",
        "Tue, 09 Jul 2024 12:39:39 +2400",
        "1 Jul 2024 1:1:1 +99999999999999",
        "\ud800",
        "٢٠٢٤",
        None,
        0,
        1720528779,
        1.5,
        True,
        [],
        {},
        ["2024-07-09"],
    ],
    ids=ascii,
)
def test_what_is_no_date_gives_none_and_stays(value: object) -> None:
    asset = models.Asset.adopt({"updated": value})
    assert asset.updated_datetime is None
    assert asset.updated is value
    assert text_of(asset.to_dict()) == text_of({"updated": value})


def test_an_absent_date_gives_none() -> None:
    assert models.Asset.adopt({}).updated_datetime is None


def test_every_date_of_the_document_has_a_view() -> None:
    schemas = json.loads(DOCUMENT.read_text(encoding="utf-8"))["components"]["schemas"]
    dates = [
        (name, key)
        for name, schema in schemas.items()
        for key, spec in schema["properties"].items()
        if "x-date" in spec
    ]
    assert len(dates) >= 20
    for name, key in dates:
        model = getattr(models, name)
        assert getattr(model.adopt({key: "2024-07-09T12:39:39Z"}), f"{key}_datetime") == MOMENT, f"{name}.{key}"


WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
ZONES = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2200, 1, 1), timezones=ZONES))  # noqa: DTZ001
def test_any_moment_is_read_in_both_formats(moment: datetime) -> None:
    assert parse_date(moment.isoformat()) == moment
    day, month = WEEKDAYS[moment.weekday()], moment.strftime("%b")
    whole = moment.replace(microsecond=0)
    assert parse_date(f"{day}, {whole:%d} {month} {whole:%Y %H:%M:%S %z}") == whole


WORDS = ["2024", "07", "-07", "09", "T", "Z", "+0000", "-2500", "Jul", "Tue,", "GMT", "12:39", ":61", "9" * 20, "W31"]
DATES = ["1 Jul 2024 1:1:1 ", "2024-07-09T12:39:39"]
PIECES = st.sampled_from([*WORDS, *DATES, *":.,+-/ ()\x00٣"])


@settings(max_examples=500)
@given(st.one_of(st.lists(PIECES, max_size=10).map("".join), st.lists(PIECES, max_size=10).map(" ".join), any_json))
def test_no_value_makes_it_raise(value: object) -> None:
    assert isinstance(parse_date(value), datetime | None)
