"""Streams of JSON objects: nothing lost, nothing twice, however the bytes arrive and wherever they end."""

from __future__ import annotations

import asyncio
import gzip
import json
import time
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.fake import FakeServer, Hangup, Raw, Reset, Stall, answer, said
from forms.driver import Driver

THREE = [{"id": number, "key": f'k"{{{number}', "value": '}\\" ä'} for number in range(3)]
END = {"streamedObjectCount": 3}
WHOLE = b"".join(json.dumps(each).encode() for each in [*THREE, END])


def raw(body: bytes, *, encoding: str = "", length: int | None = None, chunked: bool = False) -> Raw:
    """An answer whose length may be a lie; the connection is closed behind it."""
    lines = ["HTTP/1.1 200 OK", "content-type: application/octet-stream"]
    lines += [f"content-encoding: {encoding}"] if encoding else []
    if chunked:
        lines.append("transfer-encoding: chunked")
        body = b"".join(b"%x\r\n%s\r\n" % (len(body[at : at + 7]), body[at : at + 7]) for at in range(0, len(body), 7))
        body += b"0\r\n\r\n" if length is None else b""
    else:
        lines.append(f"content-length: {len(body) if length is None else length}")
    return Raw("\r\n".join([*lines, "", ""]).encode() + body, keep=length is None)


def streams(driver: Driver, **options: Any) -> list[Any]:
    """A stream of each client: the wrapper's over its own connections and over a user's, and the generated one's."""
    import httpx

    given = driver.closing(httpx.Client() if driver.kind == "sync" else httpx.AsyncClient())
    made = [driver.game(**options), driver.game(http_client=given, **options), driver.plain().game]
    return [client.files.stream_storage(since=0) for client in made]


def ids(items: list[Any]) -> list[int]:
    return [item.id for item in items]


@pytest.mark.parametrize("between", [b"", b"\n", b",", b" ,\r\n\t", b"\n,\n"])
def test_all_objects_come_whatever_stands_between_them(driver: Driver, fake: FakeServer, between: bytes) -> None:
    body = between.join(json.dumps(each).encode() for each in [*THREE, END]) + b"\n"
    for sent in (raw(body), raw(body, chunked=True)):
        fake.on("GET", "/game/storage", sent)
        for stream in streams(driver):
            counts = [stream.count]
            assert [item.to_dict() for item in driver.all_of(stream)] == THREE
            assert ([*counts, stream.count], stream.objects) == ([None, 3], 3)
            assert driver.all_of(stream) == []


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw"])
def test_a_compressed_stream_is_read(driver: Driver, fake: FakeServer, encoding: str) -> None:
    many = [{"id": number, "value": "x" * 500} for number in range(3000)]
    body = b"\n".join(json.dumps(each).encode() for each in [*many, {"streamedObjectCount": 3000}])
    packed = {"gzip": gzip.compress(body), "deflate": zlib.compress(body), "raw": zlib.compress(body)[2:-4]}[encoding]
    fake.on("GET", "/game/storage", raw(packed, encoding="gzip" if encoding == "gzip" else "deflate"))
    for stream in streams(driver):
        assert ids(driver.all_of(stream)) == list(range(3000))
    assert "gzip" in fake.seen[0].headers["accept-encoding"]


def test_an_empty_answer_holds_no_objects(driver: Driver, fake: FakeServer) -> None:
    for body in (b"", b" \n", b'{"streamedObjectCount": 0}'):
        fake.on("GET", "/game/storage", raw(body))
        for stream in streams(driver):
            assert driver.all_of(stream) == []
            assert stream.count == 0


def came_before(driver: Driver, stream: Any) -> tuple[list[int], Any]:
    """The ids of what came before the stream broke, and the error."""
    found: list[int] = []

    def read_on() -> None:
        while True:
            found.append(driver.next_of(stream).id)

    with pytest.raises(driver.forms.errors.StreamBroken) as caught:
        read_on()
    with pytest.raises(driver.forms.errors.StreamBroken):
        driver.next_of(stream)
    return found, caught.value


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (WHOLE[:-3], "ends within an object"),
        (WHOLE.replace(b'Count": 3', b'Count": 4'), "streamedObjectCount that is 4"),
        (WHOLE.replace(b'Count": 3', b'Count": "3"'), "of the type str"),
        (WHOLE[: WHOLE.index(b'{"streamed')], "without streamedObjectCount"),
        (WHOLE.replace(b'{"streamed', b'[1]{"streamed'), "no object"),
        (WHOLE.replace(b'{"streamed', b'{broken}{"streamed'), "not JSON"),
        (WHOLE.replace(b'{"streamed', b'{"a": \xff}{"streamed'), "not JSON"),
    ],
)
def test_an_end_that_is_not_right_is_told_after_all_that_came(
    driver: Driver, fake: FakeServer, body: bytes, told: str
) -> None:
    fake.on("GET", "/game/storage", raw(body))
    for stream in streams(driver):
        found, error = came_before(driver, stream)
        assert found == [0, 1, 2]
        assert told in str(error)
        assert error.objects == 3
        assert "3 objects" in str(error)


def test_a_stream_that_is_cut_says_how_much_came(driver: Driver, fake: FakeServer) -> None:
    for cut in (raw(WHOLE[:-3], length=999), raw(WHOLE[:-3], length=1, chunked=True)):
        fake.on("GET", "/game/storage", cut)
        for stream in streams(driver):
            found, error = came_before(driver, stream)
            assert found == [0, 1, 2]
            assert "the connection broke" in str(error)
            assert error.received in (len(WHOLE) - 3, (len(WHOLE) - 3) // 7 * 7)
            assert error.__cause__ is error.__context__ is None
    packed = gzip.compress(WHOLE)
    fake.on("GET", "/game/storage", raw(packed[:-9], encoding="gzip"))
    stream = driver.game().files.stream_storage()
    _, error = came_before(driver, stream)
    assert "end too early" in str(error)


def test_an_object_with_the_counter_that_is_not_the_last_is_an_object(driver: Driver, fake: FakeServer) -> None:
    bodies = [{"id": 1, "streamedObjectCount": 9}, {"id": 2}, {"streamedObjectCount": 2}]
    fake.on("GET", "/game/storage", raw(b"".join(json.dumps(each).encode() for each in bodies)))
    for stream in streams(driver):
        assert ids(driver.all_of(stream)) == [1, 2]


def test_objects_come_before_the_answer_ends_and_a_silent_server_is_given_up(driver: Driver, fake: FakeServer) -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n"
    fake.on("GET", "/game/storage", Stall(head + WHOLE[: WHOLE.index(b'{"id": 2')]))
    for stream in streams(driver, timeout=0.5)[:2]:
        found, error = came_before(driver, stream)
        assert found == [0, 1]
        assert "nothing more came within 0.5 seconds" in str(error)


def test_the_start_of_a_stream_is_repeated_and_its_errors_are_whole(driver: Driver, fake: FakeServer) -> None:
    fake.on("GET", "/game/storage", Reset(), answer("{}", 503), Hangup(), raw(WHOLE))
    assert ids(driver.all_of(driver.game().files.stream_storage())) == [0, 1, 2]
    game = driver.game(login=driver.forms.lootlocker.auth.GuestLogin())
    fake.on("GET", "/game/storage", said({}, 401), raw(WHOLE))
    assert ids(driver.all_of(game.files.stream_storage())) == [0, 1, 2]
    fake.on("GET", "/game/storage", said({"message": "no such storage"}, 404))
    for stream in streams(driver)[:2]:
        with pytest.raises(driver.forms.errors.NotFound, match="no such storage"):
            driver.next_of(stream)
    with pytest.raises(driver.forms.errors.UnexpectedStatus):
        driver.next_of(driver.plain().game.files.stream_storage())


def test_bad_arguments_of_a_stream_are_refused_at_once(driver: Driver, fake: FakeServer) -> None:
    with pytest.raises(driver.forms.errors.InvalidRequest):
        driver.game().files.stream_storage(since=-1)
    with pytest.raises(driver.forms.errors.InvalidRequest):
        driver.next_of(driver.server().storage.stream_all_storage(keys=[7]))
    with pytest.raises(TypeError, match="read while it comes"):
        driver.next_of(driver.forms.lootlocker.raw(driver.game().files.stream_storage)())
    assert fake.to("/game/storage") == fake.to("/server/storage") == []


def held(client: Any) -> int:
    """Connections that a client's pool holds for a request."""
    pool = client._engine.transport.pool._made
    made = pool if not isinstance(pool, dict) else next(iter(pool.values()))[0]
    return sum(not connection.is_idle() for connection in made.connections)


def test_a_stream_holds_its_connection_until_it_ends_or_is_closed(driver: Driver, fake: FakeServer) -> None:
    fake.on("GET", "/game/storage", raw(WHOLE))
    game = driver.game()
    for _ in range(3):
        assert len(driver.all_of(game.files.stream_storage())) == 3
        assert held(game) == 0
    assert fake.connections == 1, "a stream that was read to its end gives its connection back"
    fake.on("GET", "/game/storage", Stall(b"HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n" + WHOLE))
    for _ in range(120 if driver.kind == "async" else 3):  # more than there are connections
        stream = game.files.stream_storage()
        assert driver.next_of(stream).id == 0
        assert held(game) == 1
        driver.do(stream.close())
        assert held(game) == 0
        with pytest.raises(driver.forms.errors.StreamBroken, match="was closed"):
            driver.next_of(stream)


def test_a_stream_that_was_forgotten_gives_its_connection_back_with_a_warning(driver: Driver, fake: FakeServer) -> None:
    fake.on("GET", "/game/storage", Stall(b"HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n" + WHOLE))
    game = driver.game()
    stream = game.files.stream_storage()
    driver.next_of(stream)
    with pytest.warns(ResourceWarning, match="not closed"):
        del stream
    for _ in range(300):
        if held(game):
            time.sleep(0.01)
            driver.do(asyncio.sleep(0) if driver.runner else None)
    assert held(game) == 0


def test_a_cancelled_stream_gives_its_connection_back(forms: Any, fake: FakeServer) -> None:
    fake.on("GET", "/game/storage", Stall(b"HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n" + WHOLE[:60]))

    async def run() -> None:
        login = forms.lootlocker.auth.SessionTokenLogin("token-0")
        game = forms.lootlocker.AsyncGameClient("dev_0", login=login, game_version="1.0", base_url=fake.url)
        async with game:
            stream = game.files.stream_storage()
            await anext(stream)
            task = asyncio.create_task(anext(stream))
            await asyncio.sleep(0.05)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert held(game) == 0
            with pytest.raises(forms.errors.StreamBroken):
                await anext(stream)

    asyncio.run(run())


def test_a_closed_client_ends_its_streams(driver: Driver, fake: FakeServer) -> None:
    fake.on("GET", "/game/storage", Stall(b"HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n" + WHOLE[:60]))
    game = driver.game()
    stream = game.files.stream_storage()
    driver.next_of(stream)
    driver.do(game.close())
    with pytest.raises(driver.forms.errors.StreamBroken):
        driver.next_of(stream)


objects = st.dictionaries(
    st.text(max_size=6),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(alphabet='{}[]",\\\n a\u00e4', max_size=12),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


@given(found=st.lists(objects, max_size=6), data=st.data())
def test_objects_are_found_wherever_the_bytes_are_split(found: list[dict[str, Any]], data: st.DataObject) -> None:
    from lootlocker_api.client import Operation
    from lootlocker_api.streams import _Objects

    between = data.draw(st.sampled_from(["", ",", "\n", " , "]))
    is_ascii = data.draw(st.booleans())
    texts = [json.dumps(each, ensure_ascii=is_ascii) for each in [*found, {"n#": len(found)}]]
    body = between.join(texts).encode("utf-8", "surrogatepass" if is_ascii else "replace")
    splits = sorted(data.draw(st.sets(st.integers(0, len(body)), max_size=12)))
    if data.draw(st.booleans()):
        splits = list(range(len(body)))
    operation: Operation[Any] = Operation(
        id="o", name="o", method="GET", path="/", evidence="sdk", retry="safe", reads="stream", counter="n#"
    )
    reading = _Objects(operation)
    came: list[dict[str, Any]] = []
    for start, end in zip([0, *splits], [*splits, len(body)], strict=True):
        reading.feed(body[start:end])
        while (one := reading.take()) is not None:
            came.append(one)
    reading.finish()
    assert came == found
    assert reading.count == len(found)
