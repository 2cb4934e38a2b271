# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import SessionOptionals


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class SteamSessionRequest(Model):
    """Starts a session of a Steam user."""

    steam_ticket: str = member(secret=True)
    """The user's authentication session ticket, as hexadecimal text."""
    steam_app_id: str = UNSET
    """Which app the ticket is for, where the game has several Steam app ids configured."""
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
