"""Bodies in any charset, compression, framing and size: a model, or a `LootLockerError` with the bytes at hand."""

from __future__ import annotations

import codecs
import functools
import gzip
import inspect
import json
import math
import subprocess
import sys
import zlib
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.driver import Driver
from client.fake import Action, FakeServer, Raw, answer, said
from faults.operations import operations
from lootlocker._body import BOUND
from lootlocker.errors import APIError, InvalidResponse, LootLockerError, ResponseError, ServerError
from lootlocker_api import codec, models
from lootlocker_api.client import Operation
from support.payloads import any_json, payloads, text_of, walk

HERO = "/game/v1/player/heroes/7"
GOOD = b'{"hero": {"id": 7, "hero_name": "Zo\xc3\xab"}}'
TEXT = GOOD.decode()


def asked(driver: Driver, script: Action) -> Any:
    """What comes of a call that is answered so: a model or an error."""
    driver.fake.on("GET", HERO, script)
    heroes = driver.game(max_retries=0).heroes
    return outcome(driver, lambda: heroes.get_player_hero(7))


def outcome(driver: Driver, call: Callable[[], Any]) -> Any:
    try:
        return driver.do(call())
    except LootLockerError as error:
        return error


def raw_deflate(content: bytes) -> bytes:
    made = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return made.compress(content) + made.flush()


PACKED = gzip.compress(GOOD)
READABLE: dict[str, Action] = {
    "plain": answer(GOOD),
    "utf-8 with a mark": answer(codecs.BOM_UTF8 + GOOD),
    "utf-16": answer(TEXT.encode("utf-16")),
    "utf-16 without a mark": answer(TEXT.encode("utf-16-be"), content_type="application/json; charset=utf-16"),
    "utf-32": answer(TEXT.encode("utf-32")),
    "blanks around": answer(b"\r\n\t " + GOOD + b" \n"),
    "gzip": answer(PACKED, content_encoding="gzip"),
    "GZIP": answer(PACKED, content_encoding="GZIP"),
    "x-gzip": answer(PACKED, content_encoding="x-gzip"),
    "gzip in members": answer(
        gzip.compress(GOOD[:9]) + gzip.compress(b"") + gzip.compress(GOOD[9:]), content_encoding="gzip"
    ),
    "gzip with garbage after it": answer(PACKED + b"garbage", content_encoding="gzip"),
    "gzip with padding": answer(PACKED + bytes(512), content_encoding="gzip"),
    "deflate": answer(zlib.compress(GOOD), content_encoding="deflate"),
    "deflate without its header": answer(raw_deflate(GOOD), content_encoding="deflate"),
    "identity": answer(GOOD, content_encoding="identity"),
    "no length": Raw(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n" + GOOD),
    "HTTP/1.0": Raw(b"HTTP/1.0 200 OK\r\n\r\n" + GOOD),
    "chunks and trailers": Raw(
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: x-sum\r\n\r\n"
        + b"".join(b"%x;ext=1\r\n%s\r\n" % (len(part), part) for part in (GOOD[:1], GOOD[1:20], GOOD[20:]))
        + b"0\r\nx-sum: 1\r\nx-session-token: t\r\n\r\n",
        keep=True,
    ),
    "chunks of gzip": Raw(
        b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n"
        + b"".join(b"1\r\n%c\r\n" % byte for byte in PACKED)
        + b"0\r\n\r\n",
        keep=True,
    ),
    "a key twice": answer(b'{"hero": {"id": 1}, "hero": {"id": 9, "id": 7, "hero_name": "Zo\xc3\xab"}}'),
}


@pytest.mark.parametrize("name", READABLE)
def test_what_can_be_read_is_read(driver: Driver, name: str) -> None:
    found = asked(driver, READABLE[name])
    assert found.hero.id == 7
    assert found.hero["hero_name"] == "Zoë"


HALF = PACKED[: len(PACKED) // 2]
#: Answers whose bytes are not the body, and what the message says of them.
BROKEN: dict[str, tuple[bytes, str, str]] = {
    "gzip cut off": (HALF, "gzip", "end too early"),
    "second member cut off": (PACKED + HALF, "gzip", "end too early"),
    "deflate cut off": (zlib.compress(GOOD)[:-6], "deflate", "end too early"),
    "wrong sum": (PACKED[:-8] + bytes(8), "gzip", "can't be decompressed"),
    "garbage": (b"garbage", "gzip", "can't be decompressed"),
    "garbage as deflate": (b"garbage", "deflate", "can't be decompressed"),
    "not packed at all": (GOOD, "gzip", "can't be decompressed"),
    "packed twice": (gzip.compress(PACKED), "gzip, gzip", "not asked for"),
    "brotli": (b"\x0b\x02\x80{}\x03", "br", "not asked for"),
    "zstandard": (b"\x28\xb5\x2f\xfd\x04\x00", "zstd", "not asked for"),
    "nobody's": (GOOD, "rot13", "not asked for"),
}


@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("name", BROKEN)
def test_what_can_not_be_decompressed_is_an_error_with_the_bytes_as_they_came(
    driver: Driver, name: str, status: int
) -> None:
    content, encoding, said_of_it = BROKEN[name]
    error = asked(driver, answer(content, status, content_encoding=encoding))
    assert type(error) is (InvalidResponse if status == 200 else ServerError)
    assert error.response.content == content
    assert said_of_it in (error.response.problem or "")
    assert said_of_it in str(error)
    assert driver.fake.seen[0].headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize("charset", ["latin-1", "cp1252", "shift-jis"])
def test_a_charset_that_json_does_not_have_is_an_error_with_the_bytes(driver: Driver, charset: str) -> None:
    content = ('{"hero": {"hero_name": "ソ"}}' if charset == "shift-jis" else TEXT).encode(charset)
    error = asked(driver, answer(content, content_type=f"application/json; charset={charset}"))
    assert type(error) is InvalidResponse
    assert error.response.content == content


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "-1e400"])
def test_numbers_that_json_does_not_have_are_kept_as_python_reads_them(driver: Driver, number: str) -> None:
    found = asked(driver, answer(f'{{"hero": {{"id": {number}, "asset": {{"id": {number}}}}}}}'))
    walk(found)
    for value in (found.hero.id, found.hero.asset.id):
        assert math.isnan(value) if number == "NaN" else value == float(number)
    again = models.PlayerHeroResponse.from_dict(found.to_dict())
    assert again.to_json() == found.to_json()
    error = asked(driver, answer(f'{{"code": {number}, "message": {number}, "ban": {{"permanent": {number}}}}}', 403))
    assert isinstance(error, APIError)
    assert error.code is None


@pytest.mark.parametrize(("digits", "readable"), [(20, True), (4000, True), (5000, False)])
def test_a_whole_number_of_any_length_is_exact_or_an_error(driver: Driver, digits: int, readable: bool) -> None:
    content = b'{"hero": {"id": %s}}' % (b"9" * digits)
    found = asked(driver, answer(content))
    if readable:
        assert found.hero.id == 10**digits - 1
        assert found.to_json() == content.decode().replace(" ", "")
    else:
        assert type(found) is InvalidResponse
        assert found.response.content == content


@pytest.mark.parametrize("status", [204, 304])
def test_a_body_where_http_has_none_breaks_no_later_call(driver: Driver, status: int) -> None:
    driver.fake.on("DELETE", HERO, answer(b'{"hero": {"id": 1}}', status, content_length="19"))
    driver.fake.on("GET", HERO, said({"hero": {"id": 7}}))
    heroes = driver.game(max_retries=0).heroes
    if status == 204:
        assert driver.do(heroes.delete_player_hero(7)) is None
    else:
        with pytest.raises(APIError):
            driver.do(heroes.delete_player_hero(7))
    assert driver.do(heroes.get_player_hero(7)).hero.id == 7


def test_a_page_of_10_megabytes_is_read(driver: Driver) -> None:
    item = {"instance_id": 2**63, "asset": {"name": "Sword " * 20, "id": 5}}
    content = json.dumps({"items": [item] * 55_000}).encode()
    assert len(content) > 10_000_000
    packed = answer(gzip.compress(content, 1), content_encoding="gzip")
    server = driver.server()
    driver.fake.on("GET", "/server/player/1/inventory", answer(content) if driver.kind == "sync" else packed)
    found = driver.do(server.inventories.list_player_inventory(1, count=100))
    assert len(found.items) == 55_000
    assert found.items[-1].asset.name == "Sword " * 20


@functools.cache
def bomb(size: int) -> bytes:
    """So many blanks, a thousand to a byte."""
    made = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    parts = [made.compress(b" " * 1024 * 1024) for _ in range(size // (1024 * 1024))]
    return b"".join([*parts, made.compress(b"{}"), made.flush()])


@pytest.mark.parametrize("status", [200, 500])
def test_a_body_beyond_the_bound_is_an_error_with_the_bytes_as_they_came(driver: Driver, status: int) -> None:
    content = bomb(BOUND)
    assert len(content) * 900 < BOUND
    error = asked(driver, answer(content, status, content_encoding="gzip"))
    assert type(error) is (InvalidResponse if status == 200 else ServerError)
    assert "larger than" in (error.response.problem or "")
    assert content.startswith(error.response.content)
    assert len(error.response.content) > 1000


#: A program that may take 256 MB more than it has when it begins to call.
STARVED = """
import asyncio, json, resource, sys
from lootlocker import AsyncGameClient, GameClient
from lootlocker.auth import SessionTokenLogin
from lootlocker.errors import LootLockerError

options = {"login": SessionTokenLogin("t"), "game_version": "1.0", "base_url": sys.argv[1], "max_retries": 0}
found = {}

def limit():
    size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize() + (256 << 20)
    resource.setrlimit(resource.RLIMIT_AS, (size, resource.RLIM_INFINITY))

with GameClient("dev_key", **options) as game:
    game.heroes.get_player_hero(7)
    limit()
    for number in range(6):
        try:
            game.heroes.get_player_hero(number)
        except LootLockerError as error:
            found[f"sync {number}"] = type(error).__name__
    assert game.heroes.get_player_hero(7).hero.id == 7

async def main():
    async with AsyncGameClient("dev_key", **options) as game:
        await game.heroes.get_player_hero(7)
        limit()
        for number in range(6):
            try:
                await game.heroes.get_player_hero(number)
            except LootLockerError as error:
                found[f"async {number}"] = type(error).__name__
        assert (await game.heroes.get_player_hero(7)).hero.id == 7

asyncio.run(main())
print(json.dumps({**found, "fast": "orjson" in sys.modules}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the memory of a process has no bound")
def test_no_body_takes_more_memory_than_there_is(fake: FakeServer) -> None:
    """Bombs in a row, a body without an end, and objects that take twenty times their text when decoded."""
    bombs = gzip.compress(bytes(1 << 20)) * 256
    bodies = [(bombs, "gzip"), (bytes(BOUND + 1), "identity"), (b'{"x": [' + b"{}," * (9 << 19) + b"1]}", "")]
    for number, (body, encoding) in enumerate(bodies):
        fake.on("GET", f"/game/v1/player/heroes/{number}", answer(body, content_encoding=encoding))
        fake.on("GET", f"/game/v1/player/heroes/{number + 3}", answer(body, 500, content_encoding=encoding))
    fake.on("GET", HERO, said({"hero": {"id": 7}}))
    child = [sys.executable, "-c", STARVED, fake.url]
    done = subprocess.run(child, capture_output=True, text=True, timeout=100, check=False)
    found = json.loads(done.stdout)
    # With orjson the garbage collector may find no memory and say so, in orjson's name.
    noise = "" if found["fast"] and "orjson.loads" in done.stderr else done.stderr
    assert (done.returncode, noise) == (0, "")
    for kind in ("sync", "async"):
        names = [found.get(f"{kind} {number}") for number in range(6)]
        if names[2] is None and found["fast"]:
            names[2] = "InvalidResponse"  # with orjson the objects may fit
        assert names == ["InvalidResponse"] * 3 + ["ServerError"] * 3


def test_an_error_with_a_long_body_is_not_decoded(driver: Driver) -> None:
    """It is not LootLocker's, and a loop with other calls would stand still for it."""
    content = b'{"message": "%s"}' % (b"x" * 2_000_000)
    error = asked(driver, answer(content, 502))
    assert isinstance(error, ServerError)
    assert error.response.content == content
    assert len(str(error)) < 300


def nested(depth: int, *, lists: bool) -> bytes:
    return b"[" * depth + b"]" * depth if lists else b'{"hero":' * depth + b"1" + b"}" * depth


def at_depth(frames: int, function: Callable[[], Any]) -> Any:
    """Call it from so far down in the stack."""
    return function() if frames <= 0 else at_depth(frames - 1, function)


@pytest.mark.parametrize("lists", [True, False])
@pytest.mark.parametrize("status", [200, 403])
def test_deep_nesting_is_typed_however_deep_in_the_stack_the_caller_is(
    driver: Driver, status: int, lists: bool
) -> None:
    """Down to where there is no room for a call at all."""
    room = sys.getrecursionlimit() - len(inspect.stack(0))
    game = driver.game(max_retries=0)
    driver.fake.on("GET", HERO, said({"hero": {"id": 7}}))
    driver.do(game.heroes.get_player_hero(7))
    content = b'{"hero":%s,"ban":%s,"messages":[%s]}' % ((nested(250, lists=lists),) * 3)
    driver.fake.on("GET", HERO, answer(content, status))
    outcomes: set[str] = set()
    whole = True
    for left in range(400, 100, -13):
        try:
            found = at_depth(room - left, lambda: driver.do(game.heroes.get_player_hero(7)))
        except ResponseError as error:
            found = error
            outcomes.add(type(error).__name__)
            whole &= error.response.content == content
        else:
            outcomes.add("model")
            found.to_json()
        str(found)
    assert whole
    # Neither orjson nor, since 3.12, json counts its own depth with the caller's.
    counted = vars(codec)["orjson"] is None and sys.version_info < (3, 12)
    decoded = {"InvalidResponse", "model"} if counted else {"model"}
    assert outcomes == (decoded if status == 200 else {"Forbidden"})


@st.composite
def answers(draw: st.DrawFn) -> tuple[Operation[Any], int, Any]:
    """Any operation, some status, and any JSON at all, mostly with keys of the operation's answer."""
    documented = draw(st.sampled_from(sorted(name for name, each in operations().items() if each.reads == "json")))
    operation = attrs.evolve(
        operations()[documented], method="GET", path="/any", security=None, parameters={}, body=None, retry="once"
    )
    operation = attrs.evolve(operation, sends="json")
    payload = payloads(getattr(models, operation.answer)) if operation.answer else any_json
    return (
        operation,
        draw(st.sampled_from([200, 200, 201, 299, 400, 403, 404, 500])),
        draw(st.one_of(payload, any_json)),
    )


def test_any_json_is_a_model_that_gives_it_back_or_an_error_that_holds_it(driver: Driver) -> None:
    game = driver.game(max_retries=0)

    @settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(answers())
    def check(example: tuple[Operation[Any], int, Any]) -> None:
        operation, status, payload = example
        text = text_of(payload)
        driver.fake.on("GET", "/any", answer(text, status))
        found = outcome(driver, lambda: game._engine.call(operation, {}, None))
        if isinstance(found, ResponseError):
            assert found.response.content == text.encode()
            assert isinstance(found, InvalidResponse) == (status < 300)
            assert status >= 300 or type(payload) is not dict
            assert operation.name in str(found)
            repr(found)
        elif operation.answer is None:
            assert (found, status < 300) == (None, True)
        else:
            assert status < 300
            assert text_of(found.to_dict()) == text
            walk(found)
            assert text_of(json.loads(found.to_json())) == text

    check()
