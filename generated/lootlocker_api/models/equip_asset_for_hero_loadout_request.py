# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class EquipAssetForHeroLoadoutRequest(Model):
    """What the hero equips, one of the alternatives. An asset id alone is plausible but in no source."""

    instance_id: int = UNSET
    """Id of an owned item."""
    asset_id: int = UNSET
    """Id of an asset."""
    asset_variation_id: int = UNSET
    """Id of the variation; 0 is refused. Variations were announced to end on 2026-04-15."""
    rental_option_id: int = UNSET
    """Id of the rental option; 0 is refused."""
