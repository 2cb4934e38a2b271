# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class UpdatePlayerHeroRequest(Model):
    """What to change. The SDKs always send both members; whether either can be left out is not known."""

    name: str = UNSET
    """The player's own name for the hero."""
    is_default: bool = UNSET
    """Whether it is the player's default hero."""
