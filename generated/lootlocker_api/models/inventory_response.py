# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import InventoryItem


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class InventoryResponse(Model):
    """A page of an inventory."""

    total: int = UNSET
    """Total number of items."""
    items: list[InventoryItem] = member(model="InventoryItem", shape="list")
    """The items of the page."""
