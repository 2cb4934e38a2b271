# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import PlayerHero


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class PlayerHeroesResponse(Model):
    """Heroes of a player."""

    success: bool = UNSET
    """True. An SDK sets it from the status, so it may be missing."""
    heroes: list[PlayerHero] = member(model="PlayerHero", shape="list")
    """The heroes. For the list by SteamID64 one SDK reads `hero`, most likely by mistake."""
