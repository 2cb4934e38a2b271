"""Urlencoded bodies: what is given arrives, secrets stay out of sight, what a form can't hold is refused."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.fake import FakeServer, Hangup, said
from forms.driver import Driver


def exchange(driver: Driver, **arguments: Any) -> Any:
    return driver.do(
        driver.server().storage.exchange_token(**{"client_id": "id", "client_secret": "s3cr3t", **arguments})
    )


def test_a_form_arrives_as_it_was_given(driver: Driver, fake: FakeServer) -> None:
    fake.on("POST", "/server/token", said({"access_token": "t"}))
    answer = exchange(driver, scope="a b&c=ä\n", lifetime=0, offline=False, audiences=["x", "y,z"])
    assert answer.access_token == "t"
    seen = fake.seen[-1]
    assert seen.headers["content-type"] == "application/x-www-form-urlencoded"
    assert parse_qsl(seen.body.decode(), keep_blank_values=True, strict_parsing=True) == [
        ("client_id", "id"),
        ("client_secret", "s3cr3t"),
        ("scope", "a b&c=ä\n"),
        ("lifetime", "0"),
        ("offline", "false"),
        ("audiences", "x"),
        ("audiences", "y,z"),
        ("grant_type", "client_credentials"),
    ]


def test_a_forms_secrets_stay_out_of_errors(driver: Driver, fake: FakeServer) -> None:
    fake.on("POST", "/server/token", Hangup())
    with pytest.raises(driver.forms.errors.OutcomeUnknown) as caught:
        exchange(driver)
    assert "s3cr3t" not in f"{caught.value}{caught.value.arguments}"
    with pytest.raises(driver.forms.errors.InvalidRequest) as refused:
        exchange(driver, lifetime="long", scope="\ud800")
    assert "s3cr3t" not in str(refused.value)
    assert len(fake.to("/server/token")) == 1


@given(texts=st.dictionaries(st.sampled_from(["scope", "client_id"]), st.text(max_size=20)))
def test_any_text_survives_a_form(texts: dict[str, str]) -> None:
    from lootlocker_api.client import Operation
    from lootlocker_api.uploads import write

    operation: Operation[None] = Operation(
        id="o", name="o", method="POST", path="/", evidence="sdk", retry="once", body={}, sends="form"
    )
    content, _, problems = write(operation, texts)
    has_halves = any("\ud800" <= character <= "\udfff" for text in texts.values() for character in text)
    assert bool(problems) == has_halves
    if not problems:
        assert isinstance(content, bytes)
        assert dict(parse_qsl(content.decode(), keep_blank_values=True)) == texts
