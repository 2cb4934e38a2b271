# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class AssetCandidateAuthor(Model):
    """Who made the candidate that an asset comes from."""

    created_by_player_id: int = UNSET
    """Id of the player, a number."""
    created_by_player_uid: str = UNSET
    """Id of the player as text."""
