# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import LoadoutItem


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class LoadoutResponse(Model):
    """What a hero wears, as the Game API shows it."""

    success: bool = UNSET
    """True. An SDK sets it from the status, so it may be missing."""
    loadout: list[LoadoutItem] = member(model="LoadoutItem", shape="list")
    """The equipped items. One SDK still reads a single object, as it was before October 2024."""
