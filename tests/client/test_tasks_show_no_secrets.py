"""asyncio tells much of tasks: in its debug mode, when one is cancelled, or when nobody asks what became of it."""

from __future__ import annotations

import asyncio
import gc
import io
import traceback
import warnings
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest

from client.driver import VERSION
from client.fake import FakeServer, Stall, answer, said
from client.surfaces import MARK, Overheard, leaks, overheard, told_by
from lootlocker import AsyncGameClient
from lootlocker.auth import EpicLogin
from lootlocker.errors import InvalidResponse, Unauthorized
from lootlocker.hooks import Hooks

GAME_KEY = f"dev_{MARK}_game_key"
START, PING = ("POST", "/game/session/epic"), ("GET", "/game/ping")
SESSION = {"session_token": f"{MARK}-session", "refresh_token": f"{MARK}-refresh"}
Play = Callable[[AsyncGameClient], Coroutine[Any, Any, None]]


@pytest.fixture
def log(fake: FakeServer) -> Iterator[Overheard]:
    """Listens to every logger, and looks through what they said when the test is over."""
    fake.on(*START, said(SESSION))
    fake.on(*PING, said({"date": "now"}))
    with overheard() as heard:
        yield heard
        gc.collect()
    assert heard.leaks() == []


def played(fake: FakeServer, play: Play, *, hooks: Hooks | None = None) -> None:
    """Run with asyncio in debug mode, which writes down whatever it does: everything counts as slow."""

    async def main() -> None:
        asyncio.get_running_loop().slow_callback_duration = 0.0
        async with AsyncGameClient(
            GAME_KEY,
            login=EpicLogin(f"{MARK}-id"),
            game_version=VERSION,
            base_url=fake.url,
            max_retries=0,
            hooks=hooks,
        ) as game:
            await play(game)

    asyncio.run(main(), debug=True)


def tasks() -> list[str]:
    """What can be seen of every task."""
    texts = [repr(task) for task in asyncio.all_tasks()]
    for task in asyncio.all_tasks():
        stack = io.StringIO()
        task.print_stack(file=stack)
        texts.append(stack.getvalue())
    return texts


def test_the_debug_mode_shows_no_token(fake: FakeServer, log: Overheard) -> None:
    seen: list[str] = []

    async def play(game: AsyncGameClient) -> None:
        async with asyncio.TaskGroup() as group:
            playing = [group.create_task(game.game.ping()) for _ in range(5)]
            starting = group.create_task(game.start_session())
        fake.on(*PING, said({}, 401), said({"date": "now"}))
        await game.game.ping()
        seen.extend(repr(task) for task in (*playing, starting))

    played(fake, play, hooks=Hooks(before_request=lambda _: seen.extend(tasks())))
    assert len(seen) > 20
    assert leaks(seen) == []
    assert any("wait_for=<Future" in text for text in seen)
    assert any("took" in text for text in log.texts["asyncio"])


def test_a_group_of_errors_shows_no_token(fake: FakeServer, log: Overheard) -> None:
    async def play(game: AsyncGameClient) -> None:
        for script, kind in ((answer(f'{{"session_token": "{MARK}"'), InvalidResponse), (said({}, 401), Unauthorized)):
            fake.on(*START, script)
            with pytest.raises(BaseExceptionGroup) as caught:  # noqa: PT012
                async with asyncio.TaskGroup() as group:
                    for _ in range(3):
                        group.create_task(game.game.ping())
                    group.create_task(game.start_session())
            assert len(caught.value.exceptions) == 4
            assert caught.value.subgroup(kind) is not None
            assert leaks(told_by(caught.value)) == []

    played(fake, play)


@pytest.mark.parametrize("stalled", [START, PING], ids=["login", "call"])
def test_a_call_that_is_cancelled_leaves_no_token_in_the_frames(
    fake: FakeServer, log: Overheard, stalled: tuple[str, str]
) -> None:
    def fail(event: object) -> None:
        raise ValueError("hook")

    async def play(game: AsyncGameClient) -> None:
        await game.start_session()
        fake.on(*PING, said({}, 401))
        fake.on(*stalled, Stall())
        with pytest.raises(TimeoutError) as late:
            async with asyncio.timeout(0.1):
                await game.game.ping()
        assert leaks(told_by(late.value)) == []
        task = asyncio.create_task(game.game.ping())
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError) as cancelled:
            await task
        assert leaks(told_by(cancelled.value)) == []
        assert "call_raw" in [frame.name for frame in traceback.extract_tb(cancelled.value.__traceback__)]

    played(fake, play, hooks=Hooks(after_answer=fail))
    assert any("A hook failed on AnswerEvent" in text for text in log.texts["lootlocker"])


def test_a_task_that_nobody_asks_about_shows_no_token(fake: FakeServer, log: Overheard) -> None:
    async def play(game: AsyncGameClient) -> None:
        fake.on(*START, answer(f'{{"session_token": "{MARK}"'))
        forgotten = asyncio.create_task(game.game.ping())
        await asyncio.wait([forgotten])
        del forgotten
        gc.collect()

    played(fake, play)
    assert any("never retrieved" in text for text in log.texts["asyncio"])


def test_a_warning_of_a_call_that_was_never_awaited_shows_no_password(fake: FakeServer, log: Overheard) -> None:
    async def play(game: AsyncGameClient) -> None:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            game.white_label_login.sign_in(email="ada@example.com", password=f"{MARK}-password")  # type: ignore[unused-coroutine]
            gc.collect()
        assert "never awaited" in str(caught[0].message)
        assert leaks(str(each) for each in caught) == []

    played(fake, play)
