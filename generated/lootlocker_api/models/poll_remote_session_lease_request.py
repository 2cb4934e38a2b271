# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model, member


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class PollRemoteSessionLeaseRequest(Model):
    """Asks for the state of a lease."""

    lease_code: str = member(secret=True)
    """The `code` of the lease."""
    nonce: str = member(secret=True)
    """The `nonce` of the lease."""
    game_key: str = member(secret=True)
    """The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough."""
    game_api_key: str = member(secret=True)
    """Another name of `game_key`."""
    game_version: str = UNSET
    """The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0."""
