# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import HeroInventoryItem


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class HeroInventoryResponse(Model):
    """A page of a hero's inventory. It has no total."""

    success: bool = UNSET
    """True. An SDK sets it from the status, so it may be missing."""
    inventory: list[HeroInventoryItem] = member(model="HeroInventoryItem", shape="list")
    """The items of the page."""
