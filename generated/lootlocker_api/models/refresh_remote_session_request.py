# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model, member


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class RefreshRemoteSessionRequest(Model):
    """Starts a new session with the refresh token of a remote session."""

    refresh_token: str = member(secret=True)
    """The `refresh_token` of the last answer. The answer carries a new one."""
    game_key: str = member(secret=True)
    """The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough."""
    game_api_key: str = member(secret=True)
    """Another name of `game_key`."""
    game_version: str = UNSET
    """The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0."""
