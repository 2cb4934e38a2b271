"""A server that repeats a token: whole, spelled with escapes, or cut off at the end of a close frame."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lootlocker.presence._mask import Mask

TOKEN = "0123456789abcdef0123456789abcdef01234567"
OTHER = "fedcba9876543210fedcba9876543210fedcba98"


def mask() -> Mask:
    made = Mask()
    made.add(TOKEN)
    made.add(OTHER)
    return made


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(character):04x}" for character in text)


@given(before=st.text(), after=st.text(), token=st.sampled_from([TOKEN, OTHER]))
def test_a_token_is_hidden_wherever_it_stands(before: str, after: str, token: str) -> None:
    for text in (f"{before}{token}{after}", json.dumps({"said": [before, {token: after}]})):
        assert token not in str(mask().message(text))
        assert token not in str(mask().message(text.encode(errors="surrogatepass")))
        assert token not in mask().reason(text)


@pytest.mark.parametrize("more", ["", "\\ud800", "ä", "\\\\", '\\"'])
def test_a_token_with_escapes_is_not_in_what_the_json_says(more: str) -> None:
    text = f'{{"a": "{more}{TOKEN[:9]}{escaped(TOKEN[9:])}", "{escaped(OTHER)}": 1}}'
    for found in (mask().message(text), mask().message(text.encode())):
        said = json.dumps(json.loads(found), ensure_ascii=False)
        assert TOKEN not in said
        assert OTHER not in said
        assert said.count("***") == 2


@given(text=st.text(st.characters(exclude_characters="0123456789abcdef")))
def test_what_holds_no_token_stays_as_it_came(text: str) -> None:
    said = json.dumps({"a\n": text})
    assert mask().message(said) == said
    assert mask().message(said.encode()) == said.encode()
    assert mask().message(b"\xff\\" + said.encode()) == b"\xff\\" + said.encode()
    assert mask().reason(text) == text


@pytest.mark.parametrize("kept", range(8, len(TOKEN)))
def test_a_token_that_was_cut_off_is_hidden(kept: int) -> None:
    assert mask().reason(f"bad token {TOKEN[:kept]}") == "bad token ***"
    assert mask().reason(f"{TOKEN[:kept]} is bad") == f"{TOKEN[:kept]} is bad"


def test_a_word_that_begins_as_a_token_does_stays() -> None:
    assert mask().reason("error 0123456") == "error 0123456"
