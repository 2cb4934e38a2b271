# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import SessionOptionals


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class GooglePlayGamesSessionRequest(Model):
    """Starts a session of a Google Play Games user, with an auth code or a refresh token."""

    auth_code: str = member(secret=True)
    """The server auth code that Google Play Games gave the user."""
    refresh_token: str = member(secret=True)
    """The `refresh_token` of the last answer, instead of a new sign-in. The answer carries a new one."""
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
