# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import PlayerHero


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class PlayerHeroResponse(Model):
    """One hero of a player."""

    success: bool = UNSET
    """True. Shown for Create Player Hero; elsewhere it may be missing."""
    hero: PlayerHero = member(model="PlayerHero")
    """The hero."""
