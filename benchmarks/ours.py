"""How this client is used here, in one place: where it changes, the benchmark changes here alone."""

from __future__ import annotations

import json
import sys
import tomllib
from typing import Any

from .data import ROOT

#: The operation whose answer the page is, and the one whose answer the hero is.
PAGE_PATH = "/server/player/1/characters/1/inventory"
HERO_PATH = "/game/v1/player/heroes/1"
HEADERS = {"content-type": "application/json"}


def has_fast_extra() -> bool:
    """Whether this version has the extra `fast`."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    return "fast" in project["optional-dependencies"]


def choose_json(*, fast: bool) -> None:
    """Let the client find orjson, or not; to be called before it is imported.

    `sys.modules[name] = None` is what Python itself takes as "there is no such module".
    """
    loaded = [name for name in sys.modules if name.startswith(("lootlocker.", "lootlocker_api."))]
    if loaded:
        raise RuntimeError(f"choose before importing the client; loaded: {loaded[:3]}")
    if not fast:
        sys.modules["orjson"] = None  # type: ignore[assignment]


def page_reader() -> Any:
    """From the bytes of an answer to the model, as a call does it."""
    from lootlocker_api.api.server_inventories.server_get_character_inventory import OPERATION
    from lootlocker_api.client import Headers, RawResponse, read

    headers = Headers(HEADERS)

    def decode(content: bytes) -> Any:
        return read(OPERATION, RawResponse(200, headers, content))

    return decode


def encode(model: Any) -> bytes:
    """The bytes of a model's JSON, by the shortest public way."""
    if hasattr(type(model), "to_json_bytes"):
        found: bytes = model.to_json_bytes()
        return found
    text: str = model.to_json()
    return text.encode()


def document() -> dict[str, Any]:
    """The document that the installed client was generated from."""
    from importlib.resources import files

    found: dict[str, Any] = json.loads((files("lootlocker_api") / "openapi.json").read_text(encoding="utf-8"))
    return found
