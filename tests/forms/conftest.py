"""The client of this folder's own document, made by the real generator and used by the real wrapper.

`forms` gives both packages as if that document were the project's: the generated package goes by its usual name, so the
two are imported a second time and stand in `sys.modules` while a test runs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import generate
from client.fake import FakeServer, said
from forms.driver import Driver
from forms.servers import Early, Sink

HERE = Path(__file__).parent
PACKAGES = ("lootlocker", "lootlocker_api")


def _ours() -> dict[str, ModuleType]:
    return {name: module for name, module in sys.modules.items() if name.partition(".")[0] in PACKAGES}


def _swap(modules: dict[str, ModuleType]) -> dict[str, ModuleType]:
    """Put these modules in place of those that go by the packages' names; the latter."""
    before = _ours()
    for name in before:
        del sys.modules[name]
    sys.modules.update(modules)
    return before


@pytest.fixture(scope="session")
def forms_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the package that was generated from this folder's document lies."""
    folder = tmp_path_factory.mktemp("forms")
    generate.generate(folder / "lootlocker_api", HERE / "openapi.yaml")
    return folder


@pytest.fixture(scope="session")
def _forms_modules(forms_folder: Path) -> dict[str, ModuleType]:
    return {}  # each test hands on what was imported so far


@pytest.fixture
def forms(forms_folder: Path, _forms_modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The wrapper on this document, as `forms.lootlocker`, and the generated package, as `forms.api`."""
    monkeypatch.syspath_prepend(str(forms_folder))
    before = _swap(_forms_modules)
    try:
        import lootlocker
        import lootlocker.auth
        import lootlocker.errors
        import lootlocker_api

        assert str(lootlocker_api.__file__).startswith(str(forms_folder))
        for name in ("GAME_KEY", "SERVER_KEY", "GAME_VERSION", "DOMAIN_KEY", "BASE_URL"):
            monkeypatch.delenv(f"LOOTLOCKER_{name}", raising=False)
        monkeypatch.setattr("lootlocker._engine.random", SimpleNamespace(random=lambda: 0.0))
        yield SimpleNamespace(
            lootlocker=lootlocker, api=lootlocker_api, errors=lootlocker.errors, models=lootlocker.models
        )
    finally:
        _forms_modules.clear()
        _forms_modules.update(_swap(before))


@pytest.fixture
def fake() -> Iterator[FakeServer]:
    """A server whose every byte a test decides; sessions start."""
    server = FakeServer()
    server.on("POST", "/game/v2/session/guest", said({"session_token": "token-1", "player_id": 1}))
    server.on("POST", "/server/session", said({"token": "server-token"}))
    yield server
    server.close()


@pytest.fixture(params=["sync", "async"])
def driver(request: pytest.FixtureRequest, forms: Any, fake: FakeServer) -> Iterator[Driver]:
    """Runs one test for the sync and the async clients."""
    running = Driver(request.param, forms, fake.url)
    yield running
    running.close()


@pytest.fixture
def early() -> Iterator[Early]:
    """A server that answers the first upload with 401 before it has read it."""
    running = Early()
    yield running
    running.close()


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A server that counts the bytes of a body and keeps none."""
    running = Sink()
    yield running
    running.close()
