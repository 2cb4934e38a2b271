# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model, member


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class ServerSessionResponse(Model):
    """The session of a game server."""

    token: str = member(secret=True)
    """Goes into the header `x-auth-token` of every other call. It lives 60 minutes after its last use."""
    success: bool = UNSET
    """Only in an older SDK."""
    error: str = UNSET
    """Only in an older SDK."""
