# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class ServerSessionRequest(Model):
    """For which version of the game the session is."""

    game_version: str = UNSET
    """Version of the game, `major.minor[.patch[.bug]]`, numbers without leading zeros. The rule is that of the SDKs;
    what LootLocker says to another form is not known."""
    is_development: bool = UNSET
    """Whether to use the stage environment. Only keys without a `dev_` or `prod_` prefix need it, the older ones."""
