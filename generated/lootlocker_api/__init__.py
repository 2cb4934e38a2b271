# Generated from openapi/ by `make generate`. Do not edit.
"""LootLocker's Game API and Server API, generated from the document in `openapi.json`. The package `lootlocker` is the way to use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import api as api
    from . import models as models
    from .client import Answer as Answer
    from .client import AsyncClient as AsyncClient
    from .client import Client as Client
    from .client import RawResponse as RawResponse
    from .client import raw as raw
    from .types import UNSET as UNSET
    from .types import Unset as Unset

_HOME = {
    "Answer": "client",
    "AsyncClient": "client",
    "Client": "client",
    "RawResponse": "client",
    "UNSET": "types",
    "Unset": "types",
    "raw": "client",
}

__all__ = ["UNSET", "Answer", "AsyncClient", "Client", "RawResponse", "Unset", "api", "models", "raw"]


if not TYPE_CHECKING:  # a checker knows the names above and shall miss the others

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        if name in ("api", "models"):
            return import_module(f".{name}", __name__)
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(f".{_HOME[name]}", __name__), name)
        return value
