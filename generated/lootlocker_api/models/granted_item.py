# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member, parse_date

if TYPE_CHECKING:
    from datetime import datetime

    from . import Asset, Rental


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class GrantedItem(Model):
    """The item that a grant gave. Sources differ and neither is settled: the current server SDK reads a loadout item
    (with `mounted_at`), that of 2022 an inventory item. The members of both are here."""

    instance_id: int = UNSET
    """Id of the new item."""
    variation_id: int | None = UNSET
    """Id of the asset's variation."""
    rental_option_id: int | None = UNSET
    """Id of the rental option, if the item is rented. Only the SDK of 2022 has it."""
    acquisition_source: str = UNSET
    """How the item was acquired. Only the SDK of 2022 has it."""
    mounted_at: str = UNSET
    """When the item was equipped. The format is not documented, and only the current SDK has it."""
    asset: Asset = member(model="Asset")
    """The asset."""
    rental: Rental = member(model="Rental")
    """The state of the rental."""

    @property
    def mounted_at_datetime(self) -> datetime | None:
        """`mounted_at` as a datetime; None where it is absent or no date."""
        return parse_date(self.mounted_at)
