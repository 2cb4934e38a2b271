"""The decision whether a session still serves, and which steps lead to the next one, as tables without a clock."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from lootlocker._login import Call, Login
from lootlocker._session import SERVER_IDLE, starting
from lootlocker._staleness import Held, serves
from lootlocker.auth import EpicLogin, GuestLogin, SessionTokenLogin
from lootlocker.errors import (
    APIError,
    BadRequest,
    ConfigurationError,
    ConnectionLost,
    LootLockerError,
    PlayerBanned,
    ServerError,
    SessionExpired,
    Unauthorized,
)
from lootlocker_api.client import Headers, RawResponse
from lootlocker_api.models import Session

HELD = Held("new", None)


@pytest.mark.parametrize(
    ("held", "stale", "unused", "idle", "expected"),
    [
        (None, None, 0, None, False),
        (None, "old", 0, 10, False),
        (HELD, None, 0, None, True),
        (HELD, None, 1e12, None, True),  # nobody knows how long a player's session lasts: a 401 tells
        (HELD, "old", 0, None, True),  # somebody else has renewed it meanwhile
        (HELD, "new", 0, None, False),
        (HELD, "new", 0, 10, False),
        (HELD, None, 9.9, 10, True),
        (HELD, None, 10, 10, True),
        (HELD, None, 10.1, 10, False),
        (HELD, "old", 10.1, 10, False),
        (HELD, None, SERVER_IDLE, SERVER_IDLE, True),
        (HELD, None, 3600, SERVER_IDLE, False),  # the documented end is never waited for
        (HELD, "NEW", 0, None, True),
        (HELD, "", 0, None, True),
    ],
)
def test_whether_a_session_serves(
    held: Held | None, stale: str | None, unused: float, idle: float | None, expected: bool
) -> None:
    assert serves(held, stale, unused, idle) is expected


def test_what_a_held_session_shows() -> None:
    assert "new" not in repr(HELD)


def refused(kind: type[APIError], status: int) -> APIError:
    return kind("game.authentication.epic_games_session", RawResponse(status, Headers({}), b"{}"))


BAD, UNAUTHORIZED = refused(BadRequest, 400), refused(Unauthorized, 401)
BANNED, BROKEN = refused(PlayerBanned, 403), refused(ServerError, 500)
LOST = ConnectionLost("game.authentication.epic_games_session", "the connection broke", 1)
STARTED = Session.from_dict({"session_token": "s", "refresh_token": "r"})
BARE = Session.from_dict({"session_token": "s"})
EPIC, GUEST = EpicLogin("id"), GuestLogin()
BY_ID, BY_REFRESH = {"id_token": "id"}, {"refresh_token": "r"}
BY_NOTHING: dict[str, Any] = {}


@pytest.mark.parametrize(
    ("login", "last", "answers", "asked", "ended"),
    [
        (EPIC, None, [STARTED], [BY_ID], STARTED),
        (EPIC, STARTED, [STARTED], [BY_REFRESH], STARTED),
        (EPIC, BARE, [STARTED], [BY_ID], STARTED),
        (EPIC, STARTED, [BAD, STARTED], [BY_REFRESH, BY_ID], STARTED),
        (EPIC, STARTED, [UNAUTHORIZED, STARTED], [BY_REFRESH, BY_ID], STARTED),
        (EPIC, STARTED, [UNAUTHORIZED, UNAUTHORIZED], [BY_REFRESH, BY_ID], SessionExpired),
        (EPIC, STARTED, [UNAUTHORIZED, BAD], [BY_REFRESH, BY_ID], SessionExpired),
        (EPIC, STARTED, [UNAUTHORIZED, BANNED], [BY_REFRESH, BY_ID], PlayerBanned),
        (EPIC, STARTED, [UNAUTHORIZED, LOST], [BY_REFRESH, BY_ID], ConnectionLost),
        (EPIC, STARTED, [BANNED], [BY_REFRESH], PlayerBanned),
        (EPIC, STARTED, [BROKEN], [BY_REFRESH], ServerError),
        (EPIC, STARTED, [LOST], [BY_REFRESH], ConnectionLost),
        (EPIC, None, [UNAUTHORIZED], [BY_ID], Unauthorized),
        (GUEST, None, [STARTED], [BY_NOTHING], STARTED),
        (GUEST, STARTED, [BARE], [BY_NOTHING], BARE),  # a guest's refresh token, should there be one, is not used
        (EpicLogin.from_refresh_token("kept"), None, [STARTED], [{"refresh_token": "kept"}], STARTED),
        (EpicLogin.from_refresh_token("kept"), STARTED, [STARTED], [BY_REFRESH], STARTED),
        (EpicLogin.from_refresh_token("kept"), BARE, [STARTED], [{"refresh_token": "kept"}], STARTED),
        (EpicLogin.from_refresh_token("kept"), STARTED, [BAD], [BY_REFRESH], SessionExpired),
        (EpicLogin.from_refresh_token("kept"), STARTED, [LOST], [BY_REFRESH], ConnectionLost),
        (SessionTokenLogin("s"), None, [], [], BARE),
        (SessionTokenLogin("s"), BARE, [], [], SessionExpired),
        (None, None, [], [], ConfigurationError),
    ],
)
def test_the_steps_to_a_session(
    login: Login | None,
    last: Session | None,
    answers: Sequence[Session | LootLockerError],
    asked: list[dict[str, Any]],
    ended: Session | type[LootLockerError],
) -> None:
    steps = starting(login, last)
    calls: list[Any] = []
    left = list(answers)
    outcome = SimpleNamespace(session=None, error=None)
    answer: Session | LootLockerError | None = None
    try:
        while True:
            step = steps.throw(answer) if isinstance(answer, LootLockerError) else steps.send(answer)
            assert isinstance(step, Call)
            calls.append(dict(step.arguments))
            answer = left.pop(0)
    except StopIteration as done:
        outcome.session = done.value
    except LootLockerError as error:
        outcome.error = type(error)
    assert calls == asked
    assert (outcome.error or outcome.session) == ended
    assert left == []
