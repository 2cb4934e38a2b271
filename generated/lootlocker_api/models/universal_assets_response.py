# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import Model, member

if TYPE_CHECKING:
    from . import UniversalAssetItem


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class UniversalAssetsResponse(Model):
    """The universal assets, also called global."""

    global_assets: list[UniversalAssetItem] = member(model="UniversalAssetItem", shape="list")
    """The assets. An older server SDK read `items`."""
