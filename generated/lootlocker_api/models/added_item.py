# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import Asset


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class AddedItem(Model):
    """An item that an alteration added. Sources differ: the released server SDK reads a plain asset here, its newest
    commit this object."""

    instance_id: int = UNSET
    """Id of the new item."""
    ulid: str = UNSET
    """Id of the new item as a ULID."""
    variation_id: int | None = UNSET
    """Id of the asset's variation."""
    rental_option_id: int | None = UNSET
    """Id of the rental option, if the item is rented."""
    quantity: int = UNSET
    """How many were added."""
    asset: Asset = member(model="Asset")
    """The asset."""
