# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import Asset


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class PackageContent(Model):
    """An asset in a package, which may be a package itself. The page shows nothing but a broken reference here, as text
    in place of the asset. Packages were announced to end on 2026-04-15."""

    variation_id: int | None = UNSET
    """Id of the variation, if one is meant."""
    quantity: int = UNSET
    """How many of the asset the package holds."""
    asset: Asset = member(model="Asset")
    """The asset."""
