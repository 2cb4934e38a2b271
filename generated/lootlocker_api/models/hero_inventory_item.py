# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member, parse_date

if TYPE_CHECKING:
    from datetime import datetime

    from . import Asset, Rental


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class HeroInventoryItem(Model):
    """An asset that a player's hero owns, as the Game API shows it."""

    instance_id: int = UNSET
    """Id of this item. Equipping names it."""
    variation_id: int | None = UNSET
    """Id of the asset's variation."""
    rental_option_id: int | str | None = UNSET
    """Id of the rental option, if the item is rented. The game SDKs read it as text, the Server API has a number."""
    acquisition_source: str = UNSET
    """How the item was acquired."""
    acquisition_date: str | None = UNSET
    """When the item was acquired. The format is not documented."""
    asset: Asset = member(model="Asset")
    """The asset."""
    rental: Rental = member(model="Rental")
    """The state of the rental."""
    balance: float = UNSET
    """A balance. What it counts is not documented."""

    @property
    def acquisition_date_datetime(self) -> datetime | None:
        """`acquisition_date` as a datetime; None where it is absent or no date."""
        return parse_date(self.acquisition_date)
