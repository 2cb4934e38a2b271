# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import AssetVariationProperty


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class AssetVariation(Model):
    """A variation of an asset. Variations were announced to end on 2026-04-15."""

    id: int = UNSET
    """Id of the variation."""
    name: str = UNSET
    """Name of the variation."""
    primary_color: Any = UNSET
    """First colour. Its type is not known."""
    secondary_color: Any = UNSET
    """Second colour. Its type is not known."""
    properties: list[AssetVariationProperty] = member(model="AssetVariationProperty", shape="list")
    """What the variation changes. Only the server SDK has it."""
    links: dict[str, str] | list[dict[str, str]] | None = UNSET
    """Links by the game's own names, in the same shapes as those of an asset."""
