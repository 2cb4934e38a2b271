# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import SessionOptionals


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class NintendoSwitchSessionRequest(Model):
    """Starts a session of a Nintendo Switch user."""

    nsa_id_token: str = member(secret=True)
    """The id token of the user's Nintendo Service Account."""
    game_key: str = member(secret=True)
    """The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough."""
    game_api_key: str = member(secret=True)
    """Another name of `game_key`."""
    game_version: str = UNSET
    """The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0."""
    optionals: SessionOptionals | None = member(model="SessionOptionals")
    """Things to set on the player while the session starts."""
    development_mode: bool = UNSET
    """Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor `prod_`."""
