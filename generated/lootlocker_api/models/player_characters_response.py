# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import Model, member

if TYPE_CHECKING:
    from . import ServerCharacter


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class PlayerCharactersResponse(Model):
    """A player's characters."""

    items: list[ServerCharacter] = member(model="ServerCharacter", shape="list")
    """The characters, those underlying heroes among them."""
