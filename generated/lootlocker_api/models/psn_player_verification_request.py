# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import Literal

import attrs

from ..types import UNSET, Model, member


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class PsnPlayerVerificationRequest(Model):
    """Shows that a PlayStation Network user is who they say."""

    key: str = member(secret=True)
    """The game's API key, under the name that pages and Unreal use."""
    game_api_key: str = member(secret=True)
    """Another name of `key`."""
    platform: Literal["psn"] = UNSET
    """Always `psn`; tells this operation from the other one on the same path."""
    token: str = member(secret=True)
    """The auth code that PlayStation Network gave the user."""
    psn_issuer_id: int = UNSET
    """The issuer id of PlayStation's environment; 256 is production."""
