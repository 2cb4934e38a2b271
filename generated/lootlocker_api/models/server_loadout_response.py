# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import LoadoutItem


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class ServerLoadoutResponse(Model):
    """What a player, a character or a hero wears, whole, after the change if there was one."""

    items: list[LoadoutItem] = member(model="LoadoutItem", shape="list")
    """The equipped items."""
    total: int = UNSET
    """Number of items. Only the server SDK of 2022 has it."""
