"""The command finds each of the 25 ways in which a sandbox deviates, and nothing in a sandbox that does not."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from drift.conftest import DEVIATIONS
from drift.player import LOGINS, Player
from lootlocker import raw
from lootlocker.drift import compare_answer
from lootlocker.drift._answers import Drift, DriftWatch
from lootlocker.drift._document import Document, bundled, steps
from lootlocker.drift._patch import as_yaml, proposal
from lootlocker.drift._walk import operations
from lootlocker_api.client import RawResponse
from support.sandbox_command import end, sandbox_command

GUEST = ("--login", "guest", "--login", "server")
#: What has no obvious change of the document: the answer may as well be a fault.
WITHOUT_PROPOSAL = {"not_json", "no_body", "not_successful"}


def expected() -> set[tuple[str, str, str]]:
    """What the notes of the deviations say: operation, kind, place."""
    found = [
        (each["operation"], *each["note"].partition(" ")) for each in yaml.safe_load(DEVIATIONS.read_text("utf-8"))
    ]
    return {(operation, kind, place) for operation, kind, _, place in found}


def said(report: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(drift["operation"], drift["kind"], drift["place"]) for drift in report["drifts"]]


def test_all_25_deviations_are_found_and_nothing_else(
    drifting_player: Player, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = said(drifting_player.report(monkeypatch, capsys))
    assert len(expected()) == 25
    assert sorted(found) == sorted(expected())


def test_a_true_document_has_no_differences(
    true_player: Player, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Every reading operation is called: with what answers told, and with what the first report says is missing."""
    first = true_player.report(monkeypatch, capsys)
    file = tmp_path / "arguments.json"
    file.write_text(
        json.dumps({each["operation"]: true_player.complete(each["operation"]) for each in first["not_called"]})
    )
    report = true_player.report(monkeypatch, capsys, *LOGINS, "--arguments", str(file))
    for each in (first, report):
        assert (each["drifts"], each["proposal"]) == ([], [])
    safe = {operation.name: operation for operation in operations() if operation.retry == "safe"}
    assert {each["operation"] for each in report["called"]} == {
        name for name, operation in safe.items() if (operation.reads, operation.sends) == ("json", "json")
    }
    answered = [each["operation"] for each in report["called"] if each["statuses"][-1] < 400]
    assert len(answered) > 0.8 * len(report["called"])
    assert true_player.walk(monkeypatch, *LOGINS) == 0


@pytest.mark.parametrize(
    ("arguments", "status", "differences"),
    [(["--drift", str(DEVIATIONS)], 1, "game_heroes[].colour"), ([], 0, "**0 differences**")],
    ids=["drifting", "true"],
)
def test_both_commands_over_http(arguments: list[str], status: int, differences: str, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    with sandbox_command(*arguments) as (process, settings):
        done = subprocess.run(
            [sys.executable, "-m", "lootlocker.drift", *GUEST, "--rate-limit", "9999", "--output", str(report)],
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert end(process, signal.SIGINT) == (0, "")
    assert (done.returncode, done.stdout) == (status, "")
    assert re.search(r"^\[\d+/\d+\] game\.game\.ping: 200$", done.stderr, re.MULTILINE)
    text = report.read_text(encoding="utf-8")
    assert differences in text
    assert "no steam_id_64 is known: `--argument steam_id_64=...`" in text


class Keeping(DriftWatch):
    """Keeps the answers beside what differs in them."""

    def __init__(self) -> None:
        self.drifts: list[Drift] = []
        self.answers: list[tuple[Any, RawResponse]] = []
        super().__init__(self.drifts.append)

    def answered(self, operation: Any, response: RawResponse) -> None:
        self.answers.append((operation, response))
        super().answered(operation, response)


def patched(changes: list[Any]) -> Document:
    """The bundled document after a JSON Patch."""
    source = json.loads(json.dumps(bundled().source))
    for change in changes:
        *above, name = steps(change["path"])
        node = source
        for step in above:
            node = node[int(step)] if isinstance(node, list) else node[step]
        assert (name in node) == (change["op"] != "add")
        if change["op"] == "remove":
            del node[name]
        else:
            node[name] = change["value"]
    return Document(source)


@pytest.fixture
def kept(drifting_player: Player, monkeypatch: pytest.MonkeyPatch) -> Keeping:
    keeping = Keeping()
    monkeypatch.setattr("lootlocker.drift._command.DriftWatch", lambda told, coverage: keeping)
    drifting_player.walk(monkeypatch, *LOGINS, "--quiet")
    return keeping


def test_the_proposal_makes_the_document_true(kept: Keeping) -> None:
    changes = proposal(kept.drifts, bundled())
    document = patched([change.to_json() for change in changes])
    left = [drift for answer in kept.answers for drift in compare_answer(*answer, document=document)]
    assert {drift.kind for drift in left} == WITHOUT_PROPOSAL
    assert {drift.kind for drift in kept.drifts} > WITHOUT_PROPOSAL


def test_the_fragments_say_what_the_patch_says(kept: Keeping) -> None:
    changes = proposal(kept.drifts, bundled())
    fragments: dict[str, Any] = {}
    for fragment in as_yaml(changes).split("\n\n"):
        file, _, text = fragment.removeprefix("# ").partition("\n")
        fragments[file.partition(",")[0]] = yaml.safe_load(text)
    for change in changes:
        if change.op == "remove" or "$ref" in json.dumps(change.value):
            continue
        node = fragments[change.file]
        names = steps(change.path)
        for step in names if names[0] == "paths" else names[3:]:
            node = node[step]
        assert node == change.value


def drift(kind: Any, place: str, came: str, pointer: str) -> Drift:
    return Drift("game.game.ping", 200, kind, place, "", came, pointer)


@pytest.mark.parametrize(
    ("came", "member"),
    [
        (["string"], {"type": "string"}),
        (["null"], {}),
        (["null", "string"], {"type": ["null", "string"]}),
        (["integer", "number"], {"type": "number"}),
        (["array"], {"type": "array", "items": {}}),
        (["array of integer or null"], {"type": "array", "items": {"type": ["integer", "null"]}}),
        (["array of integer", "array", "array of string"], {"type": "array", "items": {"type": ["integer", "string"]}}),
    ],
    ids=" and ".join,
)
def test_a_new_member_gets_the_types_that_came(came: list[str], member: dict[str, Any]) -> None:
    home = "/components/schemas/Asset"
    (change,) = proposal([drift("unknown_field", "asset.theme", each, home) for each in came], bundled())
    assert (change.op, change.path) == ("add", f"{home}/properties/theme")
    own = {name: value for name, value in change.value.items() if name in ("type", "items")}
    assert own == member
    assert change.value["description"]


def test_a_name_that_is_not_shown_is_not_proposed() -> None:
    assert proposal([drift("unknown_field", "asset.{*}", "string", "/components/schemas/Asset")], bundled()) == []


def test_the_files_that_the_proposal_names_exist(kept: Keeping) -> None:
    root = Path(__file__).parents[2]
    files = {change.file for change in proposal(kept.drifts, bundled())}
    assert len(files) > 5
    assert [file for file in files if not (root / file).is_file()] == []


def test_on_drift_tells_the_same_as_the_command(start: Callable[..., Player]) -> None:
    player = start(DEVIATIONS)
    told: list[Drift] = []
    with player.sandbox.server_client(on_drift=told.append) as server:
        server.inventories.list_player_inventory(player.id)
        raw(server.session.ping)
        server.inventories.list_player_inventory(player.id)
    assert [(drift.operation, drift.kind, drift.place) for drift in told] == [
        ("server.session.session", "unknown_field", "token_type"),
        ("server.inventories.list_player_inventory", "missing_field", "total"),
        ("server.inventories.list_player_inventory", "other_format", "items[].variation_id"),
    ]
