# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member, parse_date

if TYPE_CHECKING:
    from datetime import datetime

    from . import Asset, Rental


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class LoadoutItem(Model):
    """An item that is equipped."""

    variation_id: int | None = UNSET
    """Id of the asset's variation."""
    instance_id: int = UNSET
    """Id of the item. Unequipping names it."""
    mounted_at: str = UNSET
    """When the item was equipped. The page says only that it is text."""
    asset: Asset = member(model="Asset")
    """The asset."""
    rental: Rental = member(model="Rental")
    """The state of the rental."""

    @property
    def mounted_at_datetime(self) -> datetime | None:
        """`mounted_at` as a datetime; None where it is absent or no date."""
        return parse_date(self.mounted_at)
