# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class AssetRarity(Model):
    """How rare an asset is."""

    name: str = UNSET
    """Name of the rarity."""
    short_name: str = UNSET
    """Short name of the rarity."""
    color: str = UNSET
    """Colour to show it in. The generated example has names such as lime; the form is not documented."""
