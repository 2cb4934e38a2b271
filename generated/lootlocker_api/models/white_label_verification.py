# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class WhiteLabelVerification(Model):
    """Whose White Label token it is. Unity also declares a token here, which matches nothing documented."""

    game_id: int = UNSET
    """The game's id."""
    user_id: int = UNSET
    """The user's id."""
    email: str = UNSET
    """The user's address. Not in the documented example."""
