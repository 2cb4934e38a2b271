"""A sandbox for each module, and a world for each test, sync and async."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
import yaml

from lootlocker.sandbox import Sandbox

for name in ("table", "world", "starts", "options", "accounts", "heroes", "servers", "loadouts"):
    pytest.register_assert_rewrite(f"{__package__}.{name}")

from .world import Clients, World  # noqa: E402


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own settings don't count."""
    for name in ("GAME_KEY", "SERVER_KEY", "GAME_VERSION", "DOMAIN_KEY", "BASE_URL"):
        monkeypatch.delenv(f"LOOTLOCKER_{name}", raising=False)


@pytest.fixture(scope="session")
def game_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The game that ships, with one universal asset more: asset 6, which has rental options."""
    text = resources.files("lootlocker.sandbox").joinpath("default_game.yaml").read_text(encoding="utf-8")
    game = yaml.safe_load(text)
    game["universal_assets"].append({"id": 3, "asset": 6})
    path = tmp_path_factory.mktemp("game") / "game.yaml"
    path.write_text(yaml.safe_dump(game), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def sandbox(game_file: Path) -> Iterator[Sandbox]:
    """A sandbox whose players, heroes, characters and items are counted from different numbers."""
    with Sandbox(game_file) as running:
        with running.game_client() as game, running.server_client() as server:
            player = game.start_session().player_id
            for _ in range(200):
                game.heroes.create_player_hero(hero_id=8)
            server.inventories.alter_player_inventory(player, add=[{"asset_id": 5}] * 1000)
            for number in range(5):
                with game.with_options(login=None) as idle:
                    idle.authentication.guest_session(player_identifier=f"bystander {number}")
        running.clear_requests()
        yield running


@pytest.fixture(scope="module", params=["sync", "async"])
def clients(request: pytest.FixtureRequest, sandbox: Sandbox) -> Iterator[Clients]:
    made = Clients(sandbox, request.param)
    yield made
    made.close()


@pytest.fixture
def world(clients: Clients) -> Iterator[World]:
    """A new player, beside a game server."""
    clients.sandbox.clear_requests()
    yield World(clients)
    clients.sandbox.clear_faults()
