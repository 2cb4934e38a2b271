# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class StoreProduct(Model):
    """What an asset is called in a store."""

    product_id: str = UNSET
    """Id of the product in the store."""
