# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import GameHero


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class GameHeroesResponse(Model):
    """Heroes of the game."""

    success: bool = UNSET
    """True. An SDK sets it from the status, so it may be missing."""
    game_heroes: list[GameHero] = member(model="GameHero", shape="list")
    """The heroes."""
