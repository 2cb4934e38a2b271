"""With the extra `fast` every value is the one that the standard library gives, and every JSON text means the same."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from types import ModuleType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import WITHOUT_EXTRAS
from lootlocker import models
from lootlocker_api import codec, types
from support.payloads import text_of

NAN, INFINITY = float("nan"), float("inf")
#: Whole numbers around the borders of 64 bits, and far beyond.
NUMBERS = st.integers() | st.sampled_from(
    [sign * (2**bits + step) for bits in (53, 63, 64, 70, 200) for step in (-1, 0, 1) for sign in (1, -1)]
)
SCALARS = st.none() | st.booleans() | NUMBERS | st.floats() | st.text() | st.from_regex(r"[0-9]{15,25}", fullmatch=True)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


def _loaded(monkeypatch: pytest.MonkeyPatch, orjson: ModuleType | None) -> Any:
    monkeypatch.setitem(sys.modules, "orjson", orjson)
    spec = importlib.util.spec_from_file_location("codec_under_test", codec.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (module.orjson is None) == (orjson is None)
    return module


def _orjson() -> ModuleType:
    """The real one, which the tests' own path may hide."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [each for each in sys.path if each != str(WITHOUT_EXTRAS)])
        patch.delitem(sys.modules, "orjson", raising=False)
        found = importlib.import_module("orjson")
        patch.delitem(sys.modules, "orjson")
    return found


@pytest.fixture(scope="module")
def fast() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        return _loaded(patch, _orjson())


@pytest.fixture(scope="module")
def plain() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        return _loaded(patch, None)


def outcome(codec: Any, content: bytes) -> str:
    """The value as text that tells 1 from 1.0 and true, or that there is none."""
    try:
        return text_of(codec.loads(content))
    except ValueError:
        return "not JSON"


@given(value=VALUES, ascii_only=st.booleans())
@example(value={"id": 18446744073709551616}, ascii_only=True)
@example(value=[-9223372036854775809], ascii_only=True)
@example(value=["9" * 19, 10**25], ascii_only=True)
@example(value=[{"a": INFINITY}, NAN, 1e308], ascii_only=True)
def test_a_text_decodes_to_the_same_value(fast: Any, plain: Any, value: Any, ascii_only: bool) -> None:
    content = json.dumps(value, ensure_ascii=ascii_only).encode(errors="surrogatepass")
    assert outcome(fast, content) == outcome(plain, content)


@given(content=st.binary() | st.text('0123456789-+.eE[]{},:" \\untrefalsNI\n').map(str.encode))
@example(content=b'\xef\xbb\xbf{"a": 1}')
@example(content='{"a": 1}'.encode("utf-16"))
@example(content=b'"\\ud800"')
@example(content=b'"\xed\xa0\x80"')
@example(content=b"1e400")
@example(content=b"-Infinity")
@example(content=b"[" * 5000 + b"]" * 5000)
@example(content=b"-0")
@example(content=b"")
def test_any_bytes_decode_to_the_same_or_are_not_json(fast: Any, plain: Any, content: bytes) -> None:
    try:
        expected = outcome(plain, content)
    except RecursionError:
        with pytest.raises(RecursionError):
            outcome(fast, content)
    else:
        assert outcome(fast, content) == expected


@pytest.mark.parametrize("before", range(9))
@pytest.mark.parametrize("number", [2**64, -(2**63) - 1, 10**30])
def test_a_long_number_is_found_wherever_it_stands(fast: Any, number: int, before: int) -> None:
    for after in (0, 1, 100):
        content = b"[" + b" " * before + str(number).encode() + b" " * after + b"]"
        assert fast.loads(content) == [number]
        assert type(fast.loads(content)[0]) is int


@pytest.mark.parametrize("number", [10**17, 2**64 - 1, 2**64, 10**30])
def test_a_long_number_is_found_among_many_that_look_like_one(fast: Any, number: int) -> None:
    numbers = [10**17 + each for each in range(3000)] + [number]
    found = fast.loads(json.dumps(numbers).encode())
    assert found == numbers
    assert {type(each) for each in found} == {int}


@given(value=VALUES)
def test_what_came_in_goes_out_again(fast: Any, value: Any) -> None:
    """Infinities and NaN too, which orjson alone would write as null."""
    text = text_of(value)
    assert text_of(json.loads(fast.dumps(fast.loads(text.encode()), types.encode))) == text


@given(value=st.dictionaries(st.text(), VALUES))
def test_a_model_is_written_as_its_json_object(fast: Any, plain: Any, value: dict[str, Any]) -> None:
    text = text_of({**value, "rarity": {"name": "rare"}, "files": [{"url": "x"}], "package_contents": [value]})
    written: list[str] = []
    for each in (fast, plain):
        asset = models.Asset.adopt(each.loads(text.encode()))
        assert asset.rarity
        assert asset.files
        assert asset.package_contents
        written.append(text_of(json.loads(each.dumps(asset, types.encode))))
    assert written == [text, text]


@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes"])
def test_what_json_does_not_have_is_refused_by_both(fast: Any, plain: Any, value: object) -> None:
    for each in (fast, plain):
        with pytest.raises(TypeError):
            each.dumps({"a": value}, types.encode)


def test_what_holds_itself_is_refused_by_both(fast: Any, plain: Any) -> None:
    asset = models.Asset.adopt({})
    asset["files"] = [asset]
    for each in (fast, plain):
        with pytest.raises(ValueError, match="Circular"):
            each.dumps(asset, types.encode)
    with pytest.raises(ValueError, match="Circular"):
        asset.to_json()


@pytest.mark.parametrize("length", [1, 800, 1500])
def test_a_circle_of_any_length_ends_in_an_error(length: int) -> None:
    first = inner = models.Asset.adopt({})
    for _ in range(length):
        inner = models.Asset.adopt({"linked": inner, "list": [1, {"more": True}]})
    first["linked"] = inner
    for write in (first.to_json, first.to_json_bytes, first.to_dict):
        with pytest.raises(ValueError, match="Circular"):
            write()


#: One thread writes a page while others read it for the first time, and throw away what stood there before.
RACING = """
import sys, threading
from lootlocker_api import codec, models
assert codec.FAST
sys.setswitchinterval(1e-5)
Page = models.InventoryResponse
kept = [models.InventoryItem.adopt({"instance_id": number}) for number in range(20000)]
for _ in range(12):
    page = Page.adopt({"items": list(kept)})
    reader = threading.Thread(target=lambda: (page.items, [[None] * 20000 for _ in range(5)]))
    reader.start()
    assert page.to_json_bytes().count(b"instance_id") == 20000
    reader.join()
"""


def test_writing_with_orjson_while_others_read_does_not_break_the_process() -> None:
    shown = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-c", RACING]
    done = subprocess.run(command, env=shown, capture_output=True, text=True, check=False, timeout=100)
    assert (done.returncode, done.stderr) == (0, "")


#: An object's `__del__` that reads a model is called in the middle of another conversion, in the same thread.
REENTERED = """
import faulthandler
from lootlocker_api import models
faulthandler.dump_traceback_later(30, exit=True)
Page = models.InventoryResponse
models.InventoryItem
class Held:
    def __init__(self):
        self.me, self.page = self, Page.adopt({"items": [{"instance_id": 1}]})
    def __del__(self):
        self.page.items
page = Page.adopt({"items": [{"instance_id": number} for number in range(3000)]})
Held()
assert len(page.items) == 3000
"""


def test_reading_a_model_while_another_is_read_in_the_same_thread_does_not_wait_for_ever() -> None:
    done = subprocess.run([sys.executable, "-c", REENTERED], capture_output=True, text=True, check=False, timeout=100)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_model_nested_beyond_any_recursion_is_written() -> None:
    inner = models.Asset.adopt({})
    for _ in range(400):
        inner = models.Asset.adopt({"linked": inner})
    content = inner.to_json_bytes()
    assert content == inner.to_json().encode()
    assert content.count(b"linked") == 400
