# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import Literal

import attrs

from ..types import UNSET, Model, member


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class SteamPlayerVerificationRequest(Model):
    """Shows that a Steam user is who they say."""

    key: str = member(secret=True)
    """The game's API key, under the name that pages and Unreal use."""
    game_api_key: str = member(secret=True)
    """Another name of `key`."""
    platform: Literal["steam"] = UNSET
    """Always `steam`; tells this operation from the other one on the same path."""
    token: str | int = member(secret=True)
    """The user's session ticket. The page's sample shows a bare number; SDKs send a string."""
    active_steam_app_id: int = UNSET
    """Which app the ticket is for, where the game has several Steam app ids configured."""
