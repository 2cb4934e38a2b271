"""Multipart bodies: every byte arrives, what can't be sent is refused, a repeat sends everything again."""

from __future__ import annotations

import email
import email.policy
import io
import os
import tracemalloc
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import pytest

from client.fake import FakeServer, Hangup, Reset, Seen, answer, said
from forms.driver import Driver

STORED = said({"id": 7, "name": "a.png", "size": 3})


def parts_of(seen: Seen) -> dict[str, EmailMessage]:
    """The parts of a body by name, read by the standard library."""
    head = f"Content-Type: {seen.headers['content-type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + seen.body, policy=email.policy.HTTP)
    assert message.is_multipart()
    assert not message.defects
    parts = [cast("EmailMessage", part) for part in message.iter_parts()]
    return {str(part.get_param("name", header="content-disposition")): part for part in parts}


def content_of(part: EmailMessage) -> bytes:
    return cast("bytes", part.get_payload(decode=True))


def clients(driver: Driver) -> list[Any]:
    """The wrapper over its own connections and over a user's client, and the generated client."""
    import httpx

    given = httpx.Client() if driver.kind == "sync" else httpx.AsyncClient()
    made = [driver.game(), driver.game(http_client=given), driver.plain().game]
    driver.closing(given)
    return [each.files for each in made]


EVERY_BYTE = bytes(range(256)) * 3 + b"\r\n--\r\n"


@pytest.mark.parametrize("kind", ["bytes", "path", "stream", "unseekable", "upload"])
def test_every_byte_of_a_file_arrives(driver: Driver, fake: FakeServer, tmp_path: Path, kind: str) -> None:
    fake.on("POST", "/game/files", STORED)
    path = tmp_path / "every byte.bin"
    path.write_bytes(EVERY_BYTE)
    for files in clients(driver):
        with path.open("rb") as stream:
            content: Any = {
                "bytes": EVERY_BYTE,
                "path": path,
                "stream": stream,
                "unseekable": Unseekable(EVERY_BYTE),
                "upload": driver.forms.lootlocker.Upload(path),
            }[kind]
            stored = driver.do(files.upload_file(file=content, purpose="säve\r\n", public=False, revision=0))
        assert stored.id == 7
        parts = parts_of(fake.seen[-1])
        assert list(parts) == ["purpose", "public", "revision", "file"]
        assert content_of(parts["file"]) == EVERY_BYTE
        assert fake.seen[-1].body.count(b"\r\n\r\ns\xc3\xa4ve\r\n\r\n--") == 1
        assert [content_of(parts[name]) for name in ("public", "revision")] == [b"false", b"0"]
        name = parts["file"].get_filename()
        assert name == ("every byte.bin" if kind in ("path", "stream", "upload") else "file")
        assert parts["file"].get_content_type() == "application/octet-stream"
        assert "transfer-encoding" not in fake.seen[-1].headers


class Unseekable(io.RawIOBase):
    """A stream that gives its bytes once."""

    def __init__(self, content: bytes) -> None:
        self._inner = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._inner.read(size)


def test_a_stream_is_sent_from_where_it_stands_and_again_on_a_repeat(driver: Driver, fake: FakeServer) -> None:
    for stream in (io.BytesIO(b"skipped, sent"), Unseekable(b"sent")):
        if stream.seekable():
            stream.seek(9)
        fake.on("PUT", "/game/files/7", Reset(), answer("{}", 503), STORED)
        before = len(fake.seen)
        driver.do(driver.game().files.replace_file(7, file=stream))
        sent = fake.seen[before:]
        assert [content_of(parts_of(seen)["file"]) for seen in sent] == [b"sent"] * 3
        assert len({seen.headers["content-type"] for seen in sent}) == 3, "each attempt has a boundary of its own"


def test_a_refused_token_sends_the_whole_file_again(driver: Driver, fake: FakeServer, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"pixels" * 100_000)
    fake.on("POST", "/game/files", said({"message": "expired"}, 401), STORED)
    told: list[tuple[int, int]] = []
    upload = driver.forms.lootlocker.Upload(path, progress=lambda sent, total: told.append((sent, total)))
    game = driver.game(login=driver.forms.lootlocker.auth.GuestLogin())
    assert driver.do(game.files.upload_file(file=upload, purpose="save")).id == 7
    first, second = fake.to("/game/files")
    assert content_of(parts_of(first)["file"]) == content_of(parts_of(second)["file"]) == path.read_bytes()
    assert parts_of(second)["file"].get_content_type() == "image/png"
    assert told == sorted(set(told))
    assert told[-1] == (600_000, 600_000)


def test_a_server_that_answers_401_before_it_has_read_the_file_gets_it_again(
    driver: Driver, fake: FakeServer, early: Any
) -> None:
    content = os.urandom(8_000_000)
    game = driver.game(login=driver.forms.lootlocker.auth.GuestLogin(), base_url=early.url)
    assert driver.do(game.files.upload_file(file=content, purpose="save")).id == 7
    assert early.lengths[0] < len(content)
    assert early.bodies[-1].count(content) == 1


@pytest.mark.parametrize("broken", [Reset(), Hangup(), answer("{}", 500)])
def test_an_upload_that_may_have_been_carried_out_is_not_repeated(
    driver: Driver, fake: FakeServer, broken: Any
) -> None:
    fake.on("POST", "/game/files", broken, STORED)
    errors = driver.forms.errors
    with pytest.raises((errors.OutcomeUnknown, errors.ServerError)) as caught:
        driver.do(driver.game().files.upload_file(file=b"content", purpose="save"))
    assert len(fake.to("/game/files")) == 1
    assert caught.value.arguments["file"] == "<7 bytes>"
    assert "content" not in str(caught.value)


def test_progress_never_goes_back_and_ends_at_the_total(driver: Driver, fake: FakeServer, tmp_path: Path) -> None:
    fake.on("PUT", "/game/files/7", STORED)
    path = tmp_path / "large"
    for size in (0, 1, 3_000_000):
        path.write_bytes(b"x" * size)
        for files in clients(driver):
            told: list[tuple[int, int]] = []
            for content in (path, path.read_bytes()):
                told.clear()
                upload = driver.forms.lootlocker.Upload(content, progress=lambda *both, told=told: told.append(both))
                driver.do(files.replace_file(7, file=upload))
                assert told == sorted(set(told))
                assert told[-1] == (size, size)
                assert len(told) >= size // 300_000


def test_a_file_name_can_not_break_out_of_its_header(driver: Driver, fake: FakeServer) -> None:
    fake.on("PUT", "/game/files/7", STORED)
    upload = driver.forms.lootlocker.Upload(b"x", filename='a"\r\nX-Evil: 1\r\n\r\n; name="päth".png')
    driver.do(driver.game().files.replace_file(7, file=upload))
    part = parts_of(fake.seen[-1])["file"]
    assert part.keys() == ["Content-Disposition", "Content-Type"]
    assert b'filename="a%22%0D%0AX-Evil: 1%0D%0A%0D%0A; name=%22p\xc3\xa4th%22.png"\r\n' in fake.seen[-1].body


def refused(driver: Driver, **arguments: Any) -> str:
    with pytest.raises(driver.forms.errors.InvalidRequest) as caught:
        driver.do(driver.game().files.upload_file(**{"purpose": "save", **arguments}))
    return str(caught.value)


def test_what_is_no_file_is_refused_before_anything_is_sent(driver: Driver, fake: FakeServer, tmp_path: Path) -> None:
    upload = driver.forms.lootlocker.Upload
    with pytest.raises(driver.forms.errors.InvalidRequest, match="file is missing"):
        driver.do(driver.game().files.upload_file(purpose="save", file=driver.forms.lootlocker.UNSET))
    assert "pass a pathlib.Path for a file, or bytes" in refused(driver, file="a.png")
    assert "not int" in refused(driver, file=7)
    assert "not NoneType" in refused(driver, file=None)
    assert "open as text" in refused(driver, file=io.StringIO("text"))
    assert "can't be read" in refused(driver, file=tmp_path / "absent")
    assert "no regular file" in refused(driver, file=tmp_path)
    assert "content_type" in refused(driver, file=upload(b"", content_type="image/png\r\nX-Evil: 1"))
    assert "filename" in refused(driver, file=upload(b"", filename=""))
    assert "filename=..." in refused(driver, file=upload(b"", filename="\ud800"))
    assert "progress" in refused(driver, file=upload(b"", progress=7))
    assert "purpose" in refused(driver, file=b"", purpose="\ud800")
    assert "purpose" in refused(driver, file=b"", purpose="")
    closed = (tmp_path / "closed").open("wb")
    closed.close()
    assert "can't be read" in refused(driver, file=closed)
    assert fake.seen == []


def test_a_file_that_shrinks_while_it_is_sent_breaks_the_call_off(
    driver: Driver, fake: FakeServer, tmp_path: Path
) -> None:
    path = tmp_path / "shrinks"
    path.write_bytes(b"x" * 5_000_000)
    fake.on("POST", "/game/files", STORED)
    for files in clients(driver):
        path.write_bytes(b"x" * 5_000_000)
        upload = driver.forms.lootlocker.Upload(path, progress=lambda sent, total: os.truncate(path, 1000))
        with pytest.raises(driver.forms.errors.UploadFailed, match="became shorter"):
            driver.do(files.upload_file(file=upload, purpose="save"))
    assert fake.to("/game/files") == []


def test_an_error_of_progress_breaks_the_call_off(driver: Driver, fake: FakeServer) -> None:
    def give_up(sent: int, total: int) -> None:
        raise RuntimeError("the user pressed cancel")

    for files in clients(driver):
        with pytest.raises(driver.forms.errors.UploadFailed, match="pressed cancel") as caught:
            driver.do(files.replace_file(7, file=driver.forms.lootlocker.Upload(b"x" * 900_000, progress=give_up)))
        assert isinstance(caught.value.cause, RuntimeError)


def test_a_large_file_does_not_fill_the_memory(driver: Driver, tmp_path: Path, sink: Any) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    game = driver.game(base_url=sink.url)
    driver.do(game.files.replace_file(7, file=b"warm"))
    tracemalloc.start()
    try:
        driver.do(game.files.replace_file(7, file=path))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sink.lengths[-1] > 200 * 1024 * 1024
    assert peak < 8 * 1024 * 1024
