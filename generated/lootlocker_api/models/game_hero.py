# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import Asset


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class GameHero(Model):
    """A hero that the game offers."""

    hero_id: int = UNSET
    """Id of the game hero, what creating a player's hero names."""
    character_type_id: int = UNSET
    """Id of the character type."""
    character_type_name: str = UNSET
    """Name of the character type. One of the two SDKs types it as a number, most likely by mistake."""
    name: str = UNSET
    """Name of the hero."""
    player_has_hero: bool = UNSET
    """Whether the player owns the hero."""
    asset: Asset = member(model="Asset")
    """The hero's asset."""
