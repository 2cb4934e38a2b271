"""Answers of text and bytes, and files that are written while they come: whole, or not there."""

from __future__ import annotations

import asyncio
import gzip
import io
import os
from pathlib import Path
from typing import Any

import pytest

from client.fake import FakeServer, Hangup, Raw, Reset, Stall, answer, said
from forms.driver import Driver

CONTENT = bytes(range(256)) * 4000


def file_clients(driver: Driver) -> list[Any]:
    """The files of each client: the wrapper's over its own connections and over a user's, and the generated one's."""
    import httpx

    given = driver.closing(httpx.Client() if driver.kind == "sync" else httpx.AsyncClient())
    made = [driver.game(), driver.game(http_client=given), driver.plain().game]
    return [each.files for each in made]


@pytest.mark.parametrize(
    ("content", "kind", "text"),
    [
        ("häl{lo".encode(), "text/plain; charset=utf-8", "häl{lo"),
        ("hällo".encode("latin-1"), 'text/plain; charset="ISO-8859-1"', "hällo"),
        (b"\xff\x00", "text/plain", "\ufffd\x00"),
        (b"x", "text/plain; charset=nonsense", "x"),
        (b"x", "text/plain; charset=hex", "x"),
        (b'{"a": 1}', "application/json", '{"a": 1}'),
        (b"", "text/plain", ""),
    ],
)
def test_a_text_is_read_whatever_it_holds(
    driver: Driver, fake: FakeServer, content: bytes, kind: str, text: str
) -> None:
    fake.on("GET", "/game/files/7/text", answer(content, content_type=kind))
    for files in file_clients(driver):
        assert driver.do(files.get_file_text(7)) == text


def test_bytes_come_as_they_are(driver: Driver, fake: FakeServer) -> None:
    for content in (CONTENT, b"", b'{"message": "no error"}'):
        fake.on("GET", "/game/files/7/content", answer(content, content_type="image/png"))
        for files in file_clients(driver):
            assert driver.do(files.get_file_content(7, revision=2)) == content
    assert fake.seen[-1].target == "/game/files/7/content?revision=2"
    answered = driver.do(driver.forms.lootlocker.raw(driver.game().files.get_file_content)(7))
    assert answered.response.headers["content-type"] == "image/png"


def test_a_file_is_written_whole(driver: Driver, fake: FakeServer, tmp_path: Path) -> None:
    packed = gzip.compress(CONTENT)
    for sent in (answer(CONTENT), answer(packed, content_encoding="gzip"), answer(b"")):
        content = b"" if sent.data.endswith(b"\r\n\r\n") else CONTENT
        fake.on("GET", "/game/files/7/content", sent)
        for files in file_clients(driver):
            target = tmp_path / "saved"
            target.write_bytes(b"before")
            told: list[tuple[int, int | None]] = []
            count = driver.do(
                files.save_get_file_content(7, to=target, progress=lambda *both, told=told: told.append(both))
            )
            assert count == len(content)
            assert target.read_bytes() == content
            assert [each[0] for each in told] == sorted({each[0] for each in told})
            assert told[-1] == (len(content), None if b"gzip" in sent.data[:200] else len(content))
            stream = io.BytesIO()
            assert driver.do(files.save_get_file_content(7, to=stream)) == len(content)
            assert stream.getvalue() == content
    assert names(tmp_path) == ["saved"]
    assert (tmp_path / "saved").stat().st_mode & 0o777 == 0o666 & ~umask()


def note(told: list[tuple[int, int | None]], received: int, total: int | None) -> None:
    told.append((received, total))


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def cut(content: bytes) -> Raw:
    return Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n" + content)


def test_a_file_that_breaks_off_leaves_what_was_there(driver: Driver, fake: FakeServer, tmp_path: Path) -> None:
    target = tmp_path / "saved"
    target.write_bytes(b"before")
    errors = driver.forms.errors
    refused = said({"message": "no such file"}, 404)
    for sent, error in ((cut(CONTENT), errors.StreamBroken), (refused, errors.UnexpectedStatus)):
        fake.on("GET", "/game/files/7/content", sent)
        for files in file_clients(driver):
            with pytest.raises(error) as caught:
                driver.do(files.save_get_file_content(7, to=target))
            assert target.read_bytes() == b"before"
            assert names(tmp_path) == ["saved"]
            if error is errors.StreamBroken:
                assert caught.value.received <= len(CONTENT)
                assert f"after {caught.value.received} bytes" in str(caught.value)
    fake.on("GET", "/game/files/7/content", answer(CONTENT))

    def give_up(received: int, total: int | None) -> None:
        raise RuntimeError("the user pressed cancel")

    for files in file_clients(driver):
        with pytest.raises(RuntimeError, match="cancel"):
            driver.do(files.save_get_file_content(7, to=target, progress=give_up))
        assert names(tmp_path) == ["saved"]


def test_a_target_that_is_none_is_refused_before_anything_is_sent(
    driver: Driver, fake: FakeServer, tmp_path: Path
) -> None:
    def told(to: Any, progress: Any = None) -> str:
        with pytest.raises(driver.forms.errors.InvalidRequest) as caught:
            driver.do(driver.game().files.save_get_file_content(7, to=to, progress=progress))
        return str(caught.value)

    assert "pass a pathlib.Path" in told("file")
    assert "a folder" in told(tmp_path)
    assert "can't be written" in told(tmp_path / "absent" / "file")
    assert "open as text" in told(io.StringIO())
    assert "not int" in told(7)
    assert "progress" in told(tmp_path / "file", 7)
    assert fake.seen == []
    assert names(tmp_path) == []


def test_a_cancelled_save_leaves_nothing(forms: Any, fake: FakeServer, tmp_path: Path) -> None:
    fake.on("GET", "/game/files/7/content", Stall(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n" + CONTENT))

    async def run() -> None:
        login = forms.lootlocker.auth.SessionTokenLogin("token-0")
        async with forms.lootlocker.AsyncGameClient(
            "dev_0", login=login, game_version="1.0", base_url=fake.url
        ) as game:
            came = asyncio.Event()
            saving = game.files.save_get_file_content(7, to=tmp_path / "saved", progress=lambda *_: came.set())
            task = asyncio.create_task(saving)
            await came.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(run())
    assert names(tmp_path) == []


def test_a_download_takes_no_credential_along(driver: Driver, fake: FakeServer, tmp_path: Path) -> None:
    import httpx

    elsewhere = FakeServer()
    try:
        elsewhere.on("GET", "/bucket/a b.png", answer(CONTENT))
        elsewhere.on("GET", "/bucket/a%20b.png", answer(CONTENT))
        kind = httpx.Client if driver.kind == "sync" else httpx.AsyncClient
        given = driver.closing(kind(headers={"x-own": "s3cr3t"}, auth=("user", "s3cr3t"), cookies={"c": "s3cr3t"}))
        for client in (driver.game(), driver.server(), driver.game(http_client=given)):
            target = tmp_path / "a.png"
            url = f"{elsewhere.url}/bucket/a b.png?signature=s%2Fg#fragment"
            assert driver.do(client.download(url, target)) == len(CONTENT)
            assert target.read_bytes() == CONTENT
            seen = elsewhere.seen[-1]
            assert seen.target == "/bucket/a%20b.png?signature=s%2Fg"
            assert seen.headers.keys() <= {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert fake.seen == []
    finally:
        elsewhere.close()


def test_a_download_is_repeated_at_its_start_and_its_errors_are_typed(
    driver: Driver, fake: FakeServer, tmp_path: Path
) -> None:
    fake.on("GET", "/a", Reset(), answer("", 503), Hangup(), answer(CONTENT))
    game = driver.game()
    assert driver.do(game.download(f"{fake.url}/a", tmp_path / "a")) == len(CONTENT)
    errors = driver.forms.errors
    fake.on("GET", "/a", answer("<Error>expired s3cr3t</Error>", 403, content_type="application/xml"))
    with pytest.raises(errors.Forbidden) as caught:
        driver.do(game.download(f"{fake.url}/a?signature=s3cr3t", tmp_path / "b"))
    assert "s3cr3t" not in f"{caught.value} {caught.value!r}".replace("<Error>expired s3cr3t</Error>", "")
    fake.on("GET", "/a", answer("", 302, location=f"{fake.url}/b"))
    with pytest.raises(errors.APIError):
        driver.do(game.download(f"{fake.url}/a", tmp_path / "b"))
    fake.on("GET", "/a", cut(CONTENT))
    with pytest.raises(errors.StreamBroken):
        driver.do(game.download(f"{fake.url}/a", tmp_path / "b"))
    assert fake.to("/b") == []
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://files.example.com/a?s3cr3t", "begin with https"),
        ("ftp://files.example.com/a", "an address like"),
        ("/a", "an address like"),
        ("https://", "an address like"),
        ("https://[::1", "an address like"),
        ("https://user:s3cr3t@files.example.com/a", "a user and a password"),
        ("https://files.example.com/a\r\nX-Evil: 1", "an address like"),
        (7, "not int"),
        (None, "not NoneType"),
    ],
)
def test_a_download_of_no_safe_address_is_refused(driver: Driver, tmp_path: Path, url: Any, told: str) -> None:
    game = driver.game(allow_plain_http="plain.example.com")
    with pytest.raises(driver.forms.errors.InvalidRequest, match=told) as caught:
        driver.do(game.download(url, tmp_path / "a"))
    assert "s3cr3t" not in str(caught.value)


def test_plain_http_is_for_the_host_that_was_allowed(driver: Driver, tmp_path: Path) -> None:
    game = driver.game(allow_plain_http="absent.invalid", max_retries=0)
    with pytest.raises(driver.forms.errors.ConnectionFailed):
        driver.do(game.download("http://absent.invalid/a", tmp_path / "a"))


def test_a_closed_client_downloads_nothing(driver: Driver, fake: FakeServer, tmp_path: Path) -> None:
    game = driver.game()
    driver.do(game.close())
    with pytest.raises(driver.forms.errors.ClientClosed):
        driver.do(game.download(f"{fake.url}/a", tmp_path / "a"))
