# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class AssetFilter(Model):
    """A filter that finds an asset."""

    value: str = UNSET
    """Value of the filter."""
    name: str = UNSET
    """Name of the filter."""
