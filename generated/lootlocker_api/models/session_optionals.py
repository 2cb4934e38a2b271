# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class SessionOptionals(Model):
    """Things to set on the player while a session starts."""

    timezone: str = UNSET
    """The player's time zone by its IANA name, as in Europe/Stockholm. The service takes UTC unless told otherwise."""
    player_name: str = UNSET
    """A new name for the player, as Set Player Name does. A name that is refused shows up in `errors` of the answer."""
