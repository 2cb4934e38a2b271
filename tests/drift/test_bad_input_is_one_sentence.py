"""What keeps the command from running is said in one sentence, with exit status 2, and without a secret."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from drift.player import Player
from lootlocker.drift._command import main
from lootlocker.sandbox import Sandbox, SandboxError
from lootlocker.sandbox.__main__ import main as sandbox_main

SECRET = "dev_a0secret0that0nobody0sees"


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("LOOTLOCKER_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs the command with settings of the environment; what it says on standard error."""

    def make(*arguments: str, **settings: str) -> str:
        for name, value in settings.items():
            monkeypatch.setenv(f"LOOTLOCKER_{name}", value)
        try:
            status = main(arguments)
        except SystemExit as stopped:
            status = stopped.code if isinstance(stopped.code, int) else -1
        out, error = capsys.readouterr()
        assert (status, out) == (2, "")
        assert "Traceback" not in error
        assert SECRET not in error
        return error

    return make


def only(text: str) -> str:
    """The one line that was said."""
    (line,) = text.splitlines()
    return line


def test_no_login(run: Callable[..., str]) -> None:
    assert only(run()).startswith("Say who calls: --login guest (makes a new player)")


@pytest.mark.parametrize(("login", "key"), [("guest", "game key"), ("server", "server key")], ids=["guest", "server"])
def test_no_key(run: Callable[..., str], login: str, key: str) -> None:
    assert only(run("--login", login, GAME_VERSION="1.0")).startswith(f"There is no {key}: pass")


def test_no_session_token(run: Callable[..., str]) -> None:
    assert "LOOTLOCKER_SESSION_TOKEN" in only(run("--login", "session-token", GAME_KEY=SECRET, GAME_VERSION="1.0"))


@pytest.mark.parametrize("login", ["guest", "server", "session-token"])
def test_wrong_keys(run: Callable[..., str], login: str, true_player: Player) -> None:
    said = run(
        "--login",
        login,
        BASE_URL=true_player.sandbox.base_url,
        GAME_KEY=SECRET,
        SERVER_KEY=SECRET,
        SESSION_TOKEN=SECRET,
        GAME_VERSION="1.0",
    )
    assert "401" in said or "session token is not valid" in said
    assert said.endswith(".\n")


def test_an_unreachable_host(run: Callable[..., str]) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
    said = run("--login", "server", "--timeout", "2", BASE_URL=address, SERVER_KEY=SECRET, GAME_VERSION="1.0")
    assert f"no connection to {address}" in only(said)


@pytest.mark.parametrize("option", ["--game-key", "--server-key", "--session-token", "--domain-key"])
@pytest.mark.parametrize("form", ["{} {}", "{}={}"], ids=["apart", "joined"])
def test_keys_on_the_command_line(run: Callable[..., str], option: str, form: str) -> None:
    said = run("--login", "guest", *form.format(option, SECRET).split())
    assert "keys and tokens are not taken from the command line" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--login", "guest", "--login", "session-token"], "One player at a time"),
        (["--login", "steam"], "invalid choice"),
        (["--login", "server", "--operation", "game.heroes.get_game_heros"], "is it game.heroes.get_game_heroes?"),
        (["--login", "server", "--only"], "--only needs an --operation"),
        (["--login", "server", "--argument", "character_id"], "has the form NAME=VALUE"),
        (
            ["--login", "server", "--argument", "caracter_id=1"],
            "No operation has an argument 'caracter_id'",
        ),
        (["--login", "server", "--rate-limit", "0"], "argument --rate-limit: it has to be a number above 0"),
        (["--login", "server", "--timeout", "-1"], "timeout has to be"),
        (["--colour"], "unrecognized arguments"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_options_that_do_not_do(run: Callable[..., str], arguments: list[str], said: str) -> None:
    assert said in run(*arguments, SERVER_KEY="key", GAME_KEY="key", GAME_VERSION="1.0")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("absent.yaml", None, "can't be read: No such file or directory"),
        ("a.json", "{", "is not valid json"),
        ("a.yaml", "a: [", "is not valid yaml"),
        ("a.yaml", "[1]", "has to hold NAME: VALUE pairs"),
    ],
    ids=["absent", "json", "yaml", "list"],
)
def test_a_file_of_arguments(
    run: Callable[..., str], tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_text(content)
    assert said in only(run("--login", "server", "--arguments", str(file), SERVER_KEY="key", GAME_VERSION="1.0"))


def test_a_report_that_cannot_be_written_is_told_before_anything_is_sent(
    run: Callable[..., str], tmp_path: Path, true_player: Player
) -> None:
    settings = {name.removeprefix("LOOTLOCKER_"): value for name, value in true_player.settings.items()}
    said = run("--login", "server", "--output", str(tmp_path / "absent" / "report.md"), **settings)
    assert "can't be written" in only(said)
    assert true_player.operations == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "can't be read: No such file or directory"),
        ("a: [", "is not valid YAML"),
        ("a: 1", "has to be a list"),
        ("- 1", "deviation 1: it has to be a mapping"),
        ("- {operation: game.heroes.fly, status: 201}", "there is no operation 'game.heroes.fly'"),
        ("- {operation: game.game.ping, at: date}", "it needs value, remove"),
        ("- {operation: game.game.ping, values: 1}", "there is no key values"),
        ("- {operation: game.game.ping, status: 99}", "status has to be a number"),
        ("- {operation: game.game.ping, at: [], value: 1}", "at has to be text"),
        ("- {operation: game.game.ping, value: 2024-07-09}", "no JSON"),
    ],
    ids=lambda value: None if value is None else value[:40],
)
def test_a_drift_file_of_the_sandbox(
    content: str | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "drift.yaml"
    if content is not None:
        file.write_text(content)
    with pytest.raises(SandboxError, match=r"drift\.yaml"):
        Sandbox(drift=file)
    assert sandbox_main(["--drift", str(file)]) == 1
    assert said in only(capsys.readouterr().err)
