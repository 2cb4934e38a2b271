# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class EquipAssetForPlayerLoadoutRequest(Model):
    """What the player's default character equips, one of the alternatives."""

    instance_id: int = UNSET
    """Id of an owned item."""
    asset_id: int = UNSET
    """Id of an asset."""
    asset_variation_id: int = UNSET
    """Id of the variation. Leave it out for the default one; 0 is refused. Variations were announced to end on
    2026-04-15."""
    rental_option_id: int = UNSET
    """Id of the rental option. Leave it out if the asset is not rented; 0 is refused."""
