# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import SessionOptionals


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class PsnSessionV3Request(Model):
    """Starts a session of a PlayStation Network user."""

    auth_code: str = member(secret=True)
    """The auth code that PlayStation Network gave the user; it starts with `v3`."""
    env_iss_id: int = UNSET
    """The issuer id of PlayStation's environment. 256 is production, and what SDKs send unless told otherwise."""
    game_api_key: str = member(secret=True)
    """The game's API key. Sources call it `game_api_key` or `game_key`; one of the two is enough."""
    game_key: str = member(secret=True)
    """Another name of `game_api_key`."""
    game_version: str = UNSET
    """The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0."""
    optionals: SessionOptionals | None = member(model="SessionOptionals")
    """Things to set on the player while the session starts."""
    development_mode: bool = UNSET
    """Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor `prod_`."""
