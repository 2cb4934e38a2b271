"""Importing the package costs next to nothing, and a model brings only what it needs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import lootlocker
from lootlocker import models
from lootlocker_api.types import Model
from support.http import LoopbackServer, Reply

DOCUMENT = Path(models.__file__).resolve().parents[1] / "openapi.json"


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh interpreter has after running `code`, beyond those that it starts with."""
    script = f"import sys\nbefore = set(sys.modules)\n{code}\nprint(*(set(sys.modules) - before), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())


def ours(modules: set[str]) -> set[str]:
    return {name for name in modules if name.partition(".")[0] in ("lootlocker", "lootlocker_api")}


def test_importing_lootlocker_imports_nothing_else() -> None:
    found = loaded_by("import lootlocker")
    assert ours(found) == {"lootlocker"}
    assert not {name.partition(".")[0] for name in found} & {"httpx", "httpcore", "attr", "attrs", "dateutil", "ssl"}


def test_importing_the_generated_package_imports_nothing_else() -> None:
    assert ours(loaded_by("import lootlocker_api")) == {"lootlocker_api"}


def test_naming_the_clients_imports_neither_httpx_nor_a_model() -> None:
    found = loaded_by(
        "from lootlocker import GameClient\nGameClient('k', game_version='1.0', base_url='http://127.0.0.1:1')"
    )
    assert not {name.partition(".")[0] for name in found} & {"httpx", "httpcore", "dateutil"}
    assert not {name for name in found if name.startswith("lootlocker_api.models.")} - {"lootlocker_api.models.ban"}


FIRST_CALL = """
from lootlocker import GameClient
from lootlocker.auth import SessionTokenLogin
game = GameClient('k', login=SessionTokenLogin('t'), game_version='1.0', base_url={url!r})
assert game.heroes.get_player_hero(1).hero.id == 1
"""


def test_a_call_imports_neither_httpx_nor_what_it_does_not_read(server: LoopbackServer) -> None:
    server.on("GET", "/game/v1/player/heroes/1", Reply.json({"hero": {"id": 1}}))
    found = loaded_by(FIRST_CALL.format(url=server.url))
    assert {"httpcore", "httpcore2"} & found
    assert not {name.partition(".")[0] for name in found} & {"httpx", "dateutil"}
    assert {name for name in found if name.startswith("lootlocker_api.models.")} == {
        "lootlocker_api.models.ban",  # of an error
        "lootlocker_api.models.player_hero",
        "lootlocker_api.models.player_hero_response",
        "lootlocker_api.models.session",
    }


def test_a_model_imports_only_itself_and_the_base() -> None:
    found = loaded_by("from lootlocker import models\nmodels.Asset")
    assert ours(found) == {
        "lootlocker",
        "lootlocker_api",
        "lootlocker_api.codec",
        "lootlocker_api.models",
        "lootlocker_api.models.asset",
        "lootlocker_api.types",
    }
    assert not {name.partition(".")[0] for name in found} & {"httpx", "httpcore", "dateutil"}


def test_reading_a_child_imports_that_child_alone() -> None:
    found = loaded_by("from lootlocker import models\nmodels.Asset.adopt({'rarity': {}, 'files': 1}).rarity")
    assert {name for name in found if name.startswith("lootlocker_api.models.")} == {
        "lootlocker_api.models.asset",
        "lootlocker_api.models.asset_rarity",
    }


def test_every_documented_model_is_reachable_and_listed() -> None:
    documented = set(json.loads(DOCUMENT.read_text(encoding="utf-8"))["components"]["schemas"])
    assert set(dir(models)) == documented
    for name in documented:
        model = getattr(models, name)
        assert issubclass(model, Model)
        assert model.__name__ == name


def test_every_public_name_is_reachable_and_listed() -> None:
    assert set(lootlocker.__all__) <= set(dir(lootlocker))
    for name in dir(lootlocker):
        assert getattr(lootlocker, name) is not None


@pytest.mark.parametrize("module", [lootlocker, models])
def test_a_name_that_is_not_there_says_so(module: Any) -> None:
    with pytest.raises(AttributeError, match="NoSuchName"):
        module.NoSuchName  # noqa: B018
