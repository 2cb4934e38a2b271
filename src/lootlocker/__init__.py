"""An unofficial Python client for LootLocker's Game API and Server API.

    from lootlocker import GameClient
    from lootlocker.auth import GuestLogin

    with GameClient("dev_key", login=GuestLogin(), game_version="1.0.0.0") as game:
        hero = game.heroes.create_player_hero(hero_id=8).hero

Every name is imported when it is first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # checkers take it for true; importing typing would take longer than everything else here
if TYPE_CHECKING:
    from typing import Any

    from lootlocker_api import models as models
    from lootlocker_api.client import Answer as Answer
    from lootlocker_api.client import AsyncPager as AsyncPager
    from lootlocker_api.client import Pager as Pager
    from lootlocker_api.client import RawResponse as RawResponse
    from lootlocker_api.client import raw as raw
    from lootlocker_api.streams import AsyncJsonStream as AsyncJsonStream
    from lootlocker_api.streams import JsonStream as JsonStream
    from lootlocker_api.types import UNSET as UNSET
    from lootlocker_api.types import Unset as Unset
    from lootlocker_api.types import parse_date as parse_date
    from lootlocker_api.uploads import Upload as Upload

    from . import auth as auth
    from . import errors as errors
    from . import hooks as hooks
    from ._game_client import AsyncGameClient as AsyncGameClient
    from ._game_client import GameClient as GameClient
    from ._provenance import __api__ as __api__
    from ._secret import pickled_secrets as pickled_secrets
    from ._server_client import AsyncServerClient as AsyncServerClient
    from ._server_client import ServerClient as ServerClient

__version__ = "0.1.0"

_HOME = {
    "Answer": "lootlocker_api.client",
    "AsyncGameClient": "lootlocker._game_client",
    "AsyncJsonStream": "lootlocker_api.streams",
    "AsyncPager": "lootlocker_api.client",
    "AsyncServerClient": "lootlocker._server_client",
    "GameClient": "lootlocker._game_client",
    "JsonStream": "lootlocker_api.streams",
    "Pager": "lootlocker_api.client",
    "RawResponse": "lootlocker_api.client",
    "ServerClient": "lootlocker._server_client",
    "pickled_secrets": "lootlocker._secret",
    "__api__": "lootlocker._provenance",
    "UNSET": "lootlocker_api.types",
    "Unset": "lootlocker_api.types",
    "Upload": "lootlocker_api.uploads",
    "parse_date": "lootlocker_api.types",
    "raw": "lootlocker_api.client",
}
_MODULES = {
    "auth": "lootlocker.auth",
    "errors": "lootlocker.errors",
    "hooks": "lootlocker.hooks",
    "models": "lootlocker_api.models",
}

__all__ = [
    "UNSET",
    "Answer",
    "AsyncGameClient",
    "AsyncJsonStream",
    "AsyncPager",
    "AsyncServerClient",
    "GameClient",
    "JsonStream",
    "Pager",
    "RawResponse",
    "ServerClient",
    "Unset",
    "Upload",
    "auth",
    "errors",
    "hooks",
    "models",
    "parse_date",
    "pickled_secrets",
    "raw",
]


if not TYPE_CHECKING:  # a checker knows the names above and shall miss the others

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        if name in _MODULES:
            value = import_module(_MODULES[name])
        elif name in _HOME:
            value = getattr(import_module(_HOME[name]), name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return [*__all__, "__api__", "__version__"]
