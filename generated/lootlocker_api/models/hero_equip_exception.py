# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class HeroEquipException(Model):
    """An exception for one hero to who can equip an asset."""

    can_equip: bool = UNSET
    """Whether the hero can equip it."""
    hero_id: int = UNSET
    """Id of the hero."""
    hero_name: str = UNSET
    """Name of the hero."""
