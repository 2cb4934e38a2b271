# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class GrantItem(Model):
    """What to grant, one of the alternatives. Two keys for a rental are known and which one LootLocker reads is not
    settled: `rental_option_id` is that of the current server SDK, `asset_rental_option_id` that of 2022 and of the
    Game API's grant. An instance id can't be granted."""

    asset_id: int = UNSET
    """Id of the asset."""
    asset_variation_id: int = UNSET
    """Id of the variation. Leave it out for the default one; 0 is refused. Variations were announced to end on
    2026-04-15."""
    rental_option_id: int = UNSET
    """Id of the rental option. Leave it out to grant for good; 0 is refused."""
    asset_rental_option_id: int | str = UNSET
    """Older key for the id of the rental option. That SDK sent it as text. Leave it out to grant for good; 0 is
    refused."""
