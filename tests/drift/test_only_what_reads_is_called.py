"""The command calls nothing that changes anything, unless it is named."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from drift.player import LOGINS, Player
from lootlocker.drift._walk import operations

READS = {operation.id for operation in operations() if operation.retry == "safe"}
CHANGES = [operation for operation in operations() if operation.retry != "safe"]
STARTS = {"guest": "game_guest_session", "server": "server_session", "session-token": None}


@pytest.mark.parametrize("login", STARTS)
def test_only_reading_operations_and_the_session_that_was_asked_for(
    login: str, true_player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_player.walk(monkeypatch, "--login", login, "--quiet")
    asked = set(true_player.operations)
    assert asked - READS == ({STARTS[login]} - {None})
    assert len(asked & READS) > 5


def test_no_session_is_started_unasked(true_player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    assert true_player.walk(monkeypatch, "--quiet") == 2
    assert true_player.operations == []


def test_a_named_operation_is_called_once_with_what_was_given(
    true_player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "game.heroes.create_player_hero"
    assert true_player.walk(monkeypatch, *LOGINS, "--operation", name, "--argument", "hero_id=7", "--quiet") == 0
    changes = [request for request in true_player.sandbox.requests if request.operation not in READS]
    assert [request.operation for request in changes] == ["server_session", "game_create_player_hero"]
    assert changes[1].json() == {"hero_id": 7}


def test_calls_keep_the_rate(true_player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = time.monotonic()
    names = ("game.game.ping", "game.heroes.get_game_heroes", "game.heroes.list_player_heroes")
    named = [argument for name in names for argument in ("--operation", name)]
    true_player.walk(monkeypatch, "--login", "session-token", "--only", *named, "--quiet", rate=200)
    assert true_player.operations == ["game_ping", "game_get_game_heroes", "game_list_player_heroes"]
    assert time.monotonic() - begun >= 0.6


def test_only_calls_nothing_else(true_player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("--login", "session-token", "--only", "--operation", "game.game.ping", "--quiet")
    assert true_player.walk(monkeypatch, *arguments) == 0
    assert true_player.operations == ["game_ping"]


def test_a_change_never_takes_its_arguments_out_of_answers(
    true_player: Player, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An id that a list happened to hold must not decide what is deleted."""
    incomplete = [each for each in CHANGES if {"hero_id", "character_id", "asset_instance_id"} & each.parameters.keys()]
    assert {each.method for each in incomplete} == {"POST", "PUT", "DELETE"}
    named = [argument for each in incomplete for argument in ("--operation", each.name)]
    report = true_player.report(monkeypatch, capsys, *LOGINS, *named)
    changes = {each.name for each in CHANGES}
    assert {each["operation"] for each in report["not_called"]} & changes == {each.name for each in incomplete}
    assert set(true_player.operations) - READS == {"server_session"}


def test_a_walk_that_ends_early_reports_what_it_has_and_exits_2(
    start: Callable[..., Player], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "drift.yaml"
    file.write_text(
        "- {operation: game.heroes.list_player_heroes, status: 401}\n"
        "- {operation: game.heroes.get_game_heroes, at: more, value: 1}\n"
    )
    player = start(file)
    assert player.walk(monkeypatch, "--login", "session-token") == 2
    out, error = capsys.readouterr()
    assert "The walk ended at game.heroes.list_player_heroes: The session token is not valid any more" in error
    assert "The walk ended early" in out
    assert "| unknown field | `more` |" in out
    assert "`game.heroes.get_player_hero`: the walk had ended" in out
    assert "game_get_game_heroes" in player.operations
    assert player.operations.index("game_list_player_heroes") == len(player.operations) - 1


def test_a_404_tries_another_id_of_the_same_kind(
    start: Callable[..., Player], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "drift.yaml"
    file.write_text(
        "- {operation: game.heroes.list_player_heroes, at: 'heroes[].id', remove: true}\n"
        "- {operation: game.heroes.list_player_heroes, at: 'heroes[].hero_id', value: 999}\n"
    )
    report = start(file).report(monkeypatch, capsys, "--login", "session-token")
    (called,) = [each for each in report["called"] if each["operation"] == "game.heroes.get_player_hero"]
    assert called["statuses"][0] == 404
    assert len(called["statuses"]) > 1
