# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class RentalOption(Model):
    """A way to rent an asset."""

    id: int = UNSET
    """Id of the rental option, what `rental_option_id` names."""
    name: str = UNSET
    """Name of the rental option."""
    duration: int = UNSET
    """How long the rental lasts, in seconds."""
    price: int = UNSET
    """Price. The unit is not documented."""
    sales_price: int | None = UNSET
    """Price in a sale. The game SDK leaves its type open."""
    links: dict[str, str] | list[dict[str, str]] | None = UNSET
    """Links by the game's own names. Sources differ: a list of objects of one link each in the generated example,
    one object in the game SDK."""
