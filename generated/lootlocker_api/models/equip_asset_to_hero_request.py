# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class EquipAssetToHeroRequest(Model):
    """What to equip, one of the alternatives. One SDK sends `asset_instance_id` and `hero_id` for an item of the player;
    every other client sends `instance_id`, and so does this document."""

    instance_id: int = UNSET
    """Id of an owned item."""
    asset_id: int = UNSET
    """Id of a universal asset, also called global."""
    asset_variation_id: int = UNSET
    """Id of the variation. Leave it out for the default one; 0 is refused. Variations were announced to end on
    2026-04-15."""
