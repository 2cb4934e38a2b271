# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class Rental(Model):
    """The state of a rented item."""

    is_rental: bool = UNSET
    """Whether the item is rented."""
    time_left: int | None = UNSET
    """Seconds left."""
    duration: int | None = UNSET
    """Seconds that the rental lasts in all."""
    is_active: bool | None = UNSET
    """Whether the rental runs."""
