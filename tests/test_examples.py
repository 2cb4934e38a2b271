"""The examples run as they are printed, and say what they are expected to; the quickstart has a test of its own."""

from __future__ import annotations

import asyncio
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from faults.plan import Fault, Kind, Place
from faults.proxy import Network
from lootlocker import AsyncServerClient
from lootlocker.errors import Forbidden
from lootlocker.sandbox import Sandbox

EXAMPLES = Path(__file__).parent.parent / "examples"
MOST_LINES = 59
# Each story's lines, as regular expressions.
STORIES = {
    "purchase": r"""
        credited: 100 gold
        bought: Iron Sword for 10, 90 gold left
        entitlement: one_time_purchase, active; inventory: Iron Sword
        refunded: 10 gold; 100 gold; 0 items
    """,
    "leaderboard_season": r"""
        schedule: @weekly, next \d{4}-\d\d-\d\dT00:00:00\+00:00
        player 1: 120 points, rank 1
        player 2: 300 points, rank 1
        player 3: 50 points, rank 3
        ranks: \[300, 120, 50\]
        after the reset: 0 entries
        archived: rank 1, 300 points
        archived: rank 2, 120 points
        archived: rank 3, 50 points
        player 1 was rewarded with \['Iron Sword'\]
        player 2 was rewarded with \['Iron Sword'\]
        player 3 was rewarded with nothing
    """,
    "friends": r"""
        Bob is asked by Ada, \d\d \w+ \d{4}
        friends of Ada: Bob; friends of Bob: Ada
        Ada sees Bob online: True
        friends of Bob: nobody
        blocked by Bob: Ada
        blocked by Bob: 0
    """,
    "player_files": r"""
        uploaded: save.bin, 700000 bytes, told \d+ to 100 %
        updated: 7 bytes, another revision: True
        downloaded: 7 bytes, b'level 2'
        own files: save_game, notes; seen by others: save_game
        left: 1
    """,
    "loot_box": r"""
        granted: Lucky Crate; the player's inventory: Lucky Crate
        may hold: Healing Potion, 90%
        may hold: Leather Armor, 9%
        may hold: Crown, 1%
        opened: found (Healing Potion|Leather Armor|Crown); inventory: \1
        grant notifications: 1
    """,
    "progression": r"""
        tier 1 from 0 points
        tier 2 from 100 points
        tier 3 from 300 points
        tier 4 from 1000 points
        game: 120 points, tier 2, the next at 300
          reached tier 1: no rewards
          reached tier 2: 100 gold
        server: 320 points, tier 3, the next at 1000
          reached tier 3: asset 4, 10 mastery
        the same points in both APIs: True
        begun: level, mastery; inventory: Steel Armor; wallet: 100 gold, 1 gems
        reset by the server: 0 points, tier 1, the next at 100
          reached tier 1: no rewards
    """,
    "metadata": r"""
        not done: update 'nothing here': There is no entry 'nothing here'.
        the game may not write it: The Game API may not write this entry.
        by key: title is "Dragon's bane"
        a page of 5 of 12: title, settings, best_0, best_1, best_2
        a page of 5 of 12: best_3, best_4, best_5, best_6, best_7
        a page of 2 of 12: best_8, best_9
    """,
    "notifications": r"""
        high: custom.quest.done, quest 3, 30 gold
        low: custom.quest.done, quest 2, 20 gold
        low: custom.quest.done, quest 1, 10 gold
        read 1; new: 2
        read all; the newest was read: True
    """,
    "presence": r"""
        player 1 is online
        told: online
        told: in_game
        connected: True
        after the game: False
    """,
    "bot_fleet": r"""
        50 players played
        50 Healing Potion, 3 Iron Sword
    """,
}


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    with Sandbox() as running:
        monkeypatch.setenv("LOOTLOCKER_BASE_URL", running.base_url)
        monkeypatch.setenv("LOOTLOCKER_GAME_KEY", running.game_key)
        monkeypatch.setenv("LOOTLOCKER_SERVER_KEY", running.server_key)
        monkeypatch.setenv("LOOTLOCKER_GAME_VERSION", running.game_version)
        yield running


def names_of(name: str) -> dict[str, Any]:
    return runpy.run_path(str(EXAMPLES / f"{name}.py"))


def test_opentelemetry_gets_a_span_an_attempt_in_one_trace(sandbox: Sandbox) -> None:
    sandbox.fail_next(429, operation="game.heroes.create_player_hero", headers={"Retry-After": "0"})
    exporter = InMemorySpanExporter()
    names_of("opentelemetry_hooks")["play"](exporter)
    *calls, play = exporter.get_finished_spans()
    start, create = "game.authentication.guest_session", "game.heroes.create_player_hero"
    assert [span.name for span in calls] == [start, create, create]
    told = [dict(span.attributes or {}) for span in calls]
    assert [each["http.response.status_code"] for each in told] == [200, 429, 200]
    assert [each["http.request.resend_count"] for each in told] == [0, 0, 1]
    assert told[1]["lootlocker.request_id"] == told[2]["lootlocker.request_id"] != told[0]["lootlocker.request_id"]
    assert [span.status.status_code for span in calls] == [StatusCode.UNSET, StatusCode.ERROR, StatusCode.UNSET]
    assert len({span.context.trace_id for span in [*calls, play] if span.context}) == 1
    assert [event.name for event in play.events] == ["wait"]
    sent = [dict(request.headers).get("traceparent", "") for request in sandbox.requests]
    spans = [f"{span.context.span_id:016x}" for span in calls if span.context]
    assert [header.split("-")[2] for header in sent] == spans


@pytest.mark.parametrize("name", STORIES)
def test_a_story_ends_as_it_says(name: str, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    ending = names_of(name)["main"]()
    if ending is not None:
        asyncio.run(ending)
    told = capsys.readouterr().out.splitlines()
    expected = [line.removeprefix(" " * 8) for line in STORIES[name].splitlines() if line.strip()]
    assert len(told) == len(expected), told
    for line, pattern in zip(told, expected, strict=True):
        assert re.fullmatch(pattern, line)
    assert [request for request in sandbox.requests if request.status >= 400] == []


def test_every_example_is_tried_and_short() -> None:
    files = {file.stem: file for file in EXAMPLES.glob("*.py")}
    assert files.keys() == {*STORIES, "quickstart", "opentelemetry_hooks"}
    for file in files.values():
        assert len(file.read_text(encoding="utf-8").splitlines()) <= MOST_LINES, file


GRANT = "server.inventories.add_asset_to_player_inventory"


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (Fault(Kind.LOST), "granted, although no answer said so"),
        (Fault(Kind.RESET_MIDWAY, Place.BODY, 0.5), "not granted, so once more"),
        (Fault(Kind.REPLACED_BEFORE, status=500), "not granted, so once more"),
        (Fault(Kind.REPLACED_AFTER, status=500), "granted, although no answer said so"),
    ],
    ids=str,
)
def test_the_bot_fleet_grants_once_whatever_happens_to_the_answer(
    fault: Fault, says: str, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    with sandbox.game_client() as game:
        player_id = game.start_session().player_id
    network = Network()
    wire = network.wire(sandbox.base_url)

    async def grant() -> None:
        async with AsyncServerClient(base_url=wire.url) as server:
            fleet = names_of("bot_fleet")
            none = Fault(Kind.NONE)
            wire.begin([none, none, fault])  # the session, the look at what was there, the grant
            await fleet["grant_once"](server, player_id, 1)
            await asyncio.wrap_future(wire.settle())

    try:
        asyncio.run(grant())
    finally:
        network.close()
    assert wire.failures == []
    assert capsys.readouterr().out == f"player {player_id}: {says}\n"
    with sandbox.server_client() as server:
        assert [item.asset.id for item in server.inventories.iter_player_inventory(player_id)] == [1]


def test_the_bot_fleet_does_not_repeat_a_grant_that_was_refused(sandbox: Sandbox) -> None:
    with sandbox.game_client() as game:
        player_id = game.start_session().player_id
    sandbox.fail_next(403, times=5, operation=GRANT)

    async def grant() -> None:
        async with AsyncServerClient() as server:
            with pytest.raises(Forbidden):
                await names_of("bot_fleet")["grant_once"](server, player_id, 1)

    asyncio.run(grant())
    assert [request.status for request in sandbox.requests].count(403) == 1
