# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import Asset


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class PlayerHero(Model):
    """A hero that a player owns."""

    id: int = UNSET
    """Id of the player's hero."""
    hero_id: int = UNSET
    """Id of the game hero that it was made from."""
    instance_id: int = UNSET
    """Id of the hero's asset instance."""
    character_id: int = UNSET
    """Id of the hero's character."""
    hero_name: str = UNSET
    """Name of the game hero."""
    character_name: str | None = UNSET
    """Most likely the name that the player gave the hero; null when none was given."""
    class_name: str = UNSET
    """Name of the hero's class."""
    is_default: bool = UNSET
    """Whether this is the player's default hero."""
    asset_variation_id: int | None = UNSET
    """Id of the variation of the hero's asset."""
    asset: Asset = member(model="Asset")
    """The hero's asset."""
