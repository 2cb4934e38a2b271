# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class PsnIdentifiers(Model):
    """What an asset is called in the PlayStation Store. The page and the SDKs have different members."""

    entitlement_id: str = UNSET
    """Id of the entitlement."""
    sku_id: str = UNSET
    """Id of the SKU. Only the page has it."""
    product_id: str = UNSET
    """Id of the product. Only the page has it."""
    service_label: int = UNSET
    """Label of the service. Only the SDKs have it."""
