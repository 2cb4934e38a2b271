"""A timeout that comes while the pool closes connections would leave the others open, for the garbage to warn of."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from typing import Any

import pytest

from client.driver import TOKEN, VERSION
from client.fake import FakeServer, Raw, Seen, said
from lootlocker import AsyncGameClient
from lootlocker.auth import SessionTokenLogin
from lootlocker.errors import LootLockerError

AT_ONCE = 6


async def test_connections_that_the_server_closed_are_closed_whatever_the_timeout_does(
    fake: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(_: Seen) -> Raw:
        time.sleep(0.05)  # so that each of the calls needs a connection of its own
        return said({"date": "now"})

    fake.on("GET", "/game/ping", slowly)
    login = SessionTokenLogin(TOKEN)
    async with AsyncGameClient("dev_key", login=login, game_version=VERSION, base_url=fake.url) as game:
        await asyncio.gather(*(game.game.ping() for _ in range(AT_ONCE)))
        assert fake.open == AT_ONCE
        fake.hang_up()
        await asyncio.sleep(0.05)
        hurried = game.with_options(timeout=0.01, max_retries=0)
        loop = asyncio.get_running_loop()
        call = asyncio.ensure_future(hurried.game.ping())
        # While the pool closes the first of them the loop hangs, until the call's time is up.
        loop.call_soon(lambda: loop.call_soon(time.sleep, 0.2))
        with pytest.raises(LootLockerError):
            await call
        await hurried.close()
    left: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", left.append)
    gc.collect()
    await asyncio.sleep(0)
    gc.collect()
    assert [str(each.exc_value) for each in left] == []
