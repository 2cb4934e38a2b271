# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model, member


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class VerifySessionRequest(Model):
    """A White Label token and whose it is. The page's sample shows no body; these are the members that the SDKs send."""

    email: str = UNSET
    """The user's address."""
    token: str = member(secret=True)
    """The `session_token` of Sign In."""
