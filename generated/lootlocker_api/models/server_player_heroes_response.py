# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import Model, member

if TYPE_CHECKING:
    from . import PlayerHero


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class ServerPlayerHeroesResponse(Model):
    """A player's heroes, as the Server API lists them."""

    items: list[PlayerHero] = member(model="PlayerHero", shape="list")
    """The heroes."""
