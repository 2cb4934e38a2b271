"""Neither the report nor a `Drift` nor what the command prints holds a value out of an answer, a key or a token."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drift.player import LOGINS, STEAM_ID, Player
from lootlocker.drift import Drift
from lootlocker.drift._document import bundled
from lootlocker.drift._report import Report, shown_host
from support.clients import game_client
from support.http import LoopbackServer, Reply

MARKERS = ("Mallory", "mallory@example.org", "tok_7f3a9c1e55d0", "0049301234567", "01HZX4M6Q8W2E4R6T8Y0M1A2R3")
#: Places of the answers that the walk gets, each with a value of another kind than the document says, or a new one.
PLACES: list[tuple[str, str, Any]] = [
    ("game.heroes.get_game_heroes", "game_heroes[].nickname", MARKERS[0]),
    ("game.heroes.get_game_heroes", "game_heroes[].owners", {MARKERS[1]: {MARKERS[0]: MARKERS[2]}, "names": MARKERS}),
    ("game.heroes.get_game_heroes", "game_heroes[].hero_id", MARKERS[2]),
    ("game.heroes.get_game_heroes", "game_heroes[]." + MARKERS[3], True),
    ("game.heroes.get_game_heroes", "game_heroes[]." + MARKERS[4], MARKERS[4]),
    ("game.heroes.list_player_heroes", "heroes[].asset.updated", MARKERS[0] + " " + MARKERS[3]),
    ("game.heroes.list_player_heroes", "heroes[].asset.default_loadouts", {name: name for name in MARKERS}),
    ("game.heroes.list_player_heroes", "heroes[].asset.links", dict.fromkeys(MARKERS, 1)),
    ("game.heroes.list_player_hero_inventory", "inventory[].acquisition_source", MARKERS[1]),
    ("game.heroes.list_player_hero_inventory", "inventory[].acquisition_date", MARKERS[3]),
    ("server.inventories.list_universal_assets", "global_assets[].acquisition_source", MARKERS[2]),
    ("server.inventories.list_player_inventory", "items[].asset", [[MARKERS[0]], MARKERS[1]]),
]
#: A place in the document that has a pattern.
PATTERN = "/components/schemas/GrantItem/properties/asset_rental_option_id"
#: Members that the document does not know, by names that no developer chose.
NAMES = {
    MARKERS[0]: 0,
    MARKERS[1]: 1,
    MARKERS[2]: 2,
    MARKERS[3]: 3,
    MARKERS[4]: 4,
    "a b": 5,
    "": 6,
    "x" * 41: 7,
    "évé": 8,
    "|`\n": 9,
}


def deviations(folder: Path) -> Path:
    found: list[dict[str, Any]] = [
        {"operation": operation, "at": place, "value": value} for operation, place, value in PLACES
    ]
    found += [
        {"operation": "game.game.ping", "value": NAMES},
        {"operation": "server.session.ping", "text": " ".join(MARKERS), "content_type": f"text/{MARKERS[2]}"},
        {"operation": "server.loadouts.get_player_loadout", "value": {name: name for name in MARKERS}},
        {
            "operation": "game.heroes.get_default_player_hero_by_steam_id_64",
            "when": "error",
            "value": {"message": [MARKERS[0]], "code": MARKERS[2], "trace_id": 7, "error": MARKERS[1]},
        },
    ]
    file = folder / "drift.json"
    file.write_text(json.dumps(found), encoding="utf-8")
    return file


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_no_value_is_in_the_report_or_the_progress(
    form: str,
    start: Callable[..., Player],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    player = start(deviations(tmp_path))
    assert player.walk(monkeypatch, *LOGINS, "--format", form) == 1
    printed = "".join(capsys.readouterr())
    secrets = [player.token, player.sandbox.game_key, player.sandbox.server_key, player.sandbox.domain_key, STEAM_ID]
    for text in (*MARKERS, *secrets, player.sandbox.base_url.partition("//")[2]):
        assert text not in printed
    for operation, place, _ in PLACES:
        assert operation in printed, place


def test_one_such_name_makes_all_of_an_object_keys_of_a_map(server: LoopbackServer) -> None:
    told: list[Drift] = []
    server.on("GET", "/game/ping", Reply.json({**NAMES, "zone": 1}))
    with game_client(server, on_drift=told.append) as game:
        game.game.ping()
    assert {drift.place for drift in told} == {"{*}"}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_no_developer_chose_is_not_shown(name: str, server: LoopbackServer) -> None:
    told: list[Drift] = []
    server.on("GET", "/game/ping", Reply.json({name: 1}))
    with game_client(server, on_drift=told.append) as game:
        game.game.ping()
    assert [drift.place for drift in told] == ["{*}"]


def test_many_unknown_members_are_keys_of_a_map(server: LoopbackServer) -> None:
    told: list[Drift] = []
    server.on("GET", "/game/ping", Reply.json({f"player_{chr(97 + n)}": n for n in range(26)}))
    with game_client(server, on_drift=told.append) as game:
        game.game.ping()
    assert [drift.place for drift in told] == ["{*}"]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://api.lootlocker.com", "api.lootlocker.com"),
        ("https://mine1.api.lootlocker.io", "api.lootlocker.io"),
        ("https://games.example.org:8443", "a host that is not LootLocker's"),
        ("https://api.lootlocker.com.example.org", "a host that is not LootLocker's"),
    ],
)
def test_a_host_of_ones_own_is_not_shown(address: str, shown: str) -> None:
    assert shown_host(address) == shown


def test_a_line_in_a_pattern_does_not_break_the_table() -> None:
    drift = Drift("game.game.ping", 200, "other_format", "", "text of the form ^a|b$", "text of another form", PATTERN)
    report = Report(bundled(), "a host", [drift], {}, [], [], stopped=False)
    (row,) = [line for line in report.to_markdown().splitlines() if line.startswith("| other format")]
    assert row.replace("\\|", "").count("|") == 7


def test_a_report_stays_a_table_whatever_the_names(
    server: LoopbackServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from lootlocker.drift._command import main

    server.on("POST", "/server/session", Reply.json({"token": "t"}))
    server.on("GET", "/server/ping", Reply.json({"pong": "now", **NAMES}, content_type="text/html|x"))
    for name, value in {"BASE_URL": server.url, "SERVER_KEY": "key", "GAME_VERSION": "1.0"}.items():
        monkeypatch.setenv(f"LOOTLOCKER_{name}", value)
    assert main(["--login", "server", "--only", "--operation", "server.session.ping", "--quiet"]) == 1
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("|")]
    assert len(rows) > 3
    assert {line.replace("\\|", "").count("|") for line in rows} == {7}
