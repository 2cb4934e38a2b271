"""Errors of uploads, streams and downloads show no token, not even with the variables of their frames."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import pytest

from client.fake import FakeServer, Raw, Stall, said
from client.surfaces import MARK, leaks, overheard, told_by
from forms.driver import Driver

CUT = Raw(b'HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n{"id": 1}{"id"')


def fail(*_: object) -> None:
    raise RuntimeError("no more")


def marked(driver: Driver, **options: Any) -> Any:
    return driver.game(login=driver.forms.lootlocker.auth.SessionTokenLogin(f"{MARK}-token"), **options)


def test_no_error_of_a_file_or_a_stream_shows_a_token(driver: Driver, fake: FakeServer) -> None:
    errors = driver.forms.errors
    fake.on("GET", "/game/storage", CUT)
    fake.on("GET", "/game/files/7/content", CUT)
    fake.on("GET", "/a", said({"message": "gone"}, 404))
    game = marked(driver)
    with overheard() as heard:
        upload = driver.forms.lootlocker.Upload(b"x" * 900_000, progress=fail)
        for call, kind in (
            (lambda: game.files.replace_file(7, file=upload), errors.UploadFailed),
            (lambda: game.files.replace_file(7, file=io.StringIO(MARK)), errors.InvalidRequest),
            (lambda: driver.all_of(game.files.stream_storage()), errors.StreamBroken),
            (lambda: game.files.save_get_file_content(7, to=io.BytesIO()), errors.StreamBroken),
            (lambda: game.download(f"{fake.url}/a", io.BytesIO()), errors.NotFound),
        ):
            with pytest.raises(kind) as caught:
                driver.do(call())
            error = caught.value
            error.__traceback__ = without_arguments(error.__traceback__)
            if kind is errors.UploadFailed:
                error.cause = None
            assert leaks(told_by(error)) == []
            assert leaks([repr(upload), repr(game.files.stream_storage())]) == []
    assert heard.leaks() == []


def without_arguments(trace: Any) -> Any:
    """A traceback without the frames that hold what the caller passed."""
    return None if trace is None else trace.tb_next and trace.tb_next.tb_next


def test_a_cancelled_stream_shows_no_token(forms: Any, fake: FakeServer) -> None:
    fake.on("GET", "/game/storage", Stall(CUT.data))

    async def run() -> BaseException:
        login = forms.lootlocker.auth.SessionTokenLogin(f"{MARK}-token")
        kind = forms.lootlocker.AsyncGameClient
        async with kind("dev_0", login=login, game_version="1.0", base_url=fake.url) as game:
            stream = game.files.stream_storage()
            await anext(stream)
            task = asyncio.create_task(anext(stream))
            await asyncio.sleep(0.05)
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            return caught.value

    assert leaks(told_by(asyncio.run(run()))) == []
