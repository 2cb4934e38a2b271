# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import Asset, Rental


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class InventoryItem(Model):
    """An asset that a player or a character owns, as the Server API shows it."""

    instance_id: int = UNSET
    """Id of this item. Equipping names it, and `after` counts by it."""
    variation_id: int | None = UNSET
    """Id of the asset's variation."""
    rental_option_id: int | None = UNSET
    """Id of the rental option, if the item is rented."""
    acquisition_source: str = UNSET
    """How the item was acquired."""
    asset: Asset = member(model="Asset")
    """The asset."""
    rental: Rental = member(model="Rental")
    """The state of the rental."""
