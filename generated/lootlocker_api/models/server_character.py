# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model, member


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class ServerCharacter(Model):
    """A player's character, as the Server API shows it."""

    id: int = UNSET
    """Id of the character."""
    ulid: str = UNSET
    """Id of the character as a ULID."""
    default: bool = UNSET
    """Whether this is the player's default character. The Game API calls it `is_default`."""
    name: str = UNSET
    """Name of the character."""
    type_: str = member(key="type")
    """Name of the character's type."""
