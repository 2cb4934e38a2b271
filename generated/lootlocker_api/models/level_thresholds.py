# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model, member


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class LevelThresholds(Model):
    """The bounds of a level of the old levelling, in experience points."""

    current: int = UNSET
    """Where this level begins."""
    current_is_prestige: bool = UNSET
    """Whether this level is a prestige level."""
    next_: int | None = member(key="next")
    """Where the next level begins; null at the top."""
    next_is_prestige: bool = UNSET
    """Whether the next level is a prestige level."""
