# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class CreatePlayerHeroRequest(Model):
    """The hero to make."""

    hero_id: int = UNSET
    """Id of the game hero to make it from."""
    name: str = UNSET
    """The player's own name for the hero. It most likely comes back as `character_name`."""
    is_default: bool = UNSET
    """Whether to make it the player's default hero."""
    asset_variation_id: int = UNSET
    """Id of the variation of the hero's asset. Leave it out for none; 0 is refused. Variations were announced to end
    on 2026-04-15."""
