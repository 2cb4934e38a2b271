# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import GrantedItem


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class AddAssetToPlayerInventoryResponse(Model):
    """What was granted."""

    items: list[GrantedItem] = member(model="GrantedItem", shape="list")
    """The new items. The current server SDK reads loadout items here, that of 2022 inventory items."""
    total: int = UNSET
    """Number of items. Only the server SDK of 2022 has it."""
