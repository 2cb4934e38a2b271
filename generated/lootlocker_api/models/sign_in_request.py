# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model, member


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class SignInRequest(Model):
    """A user's address and password."""

    email: str = UNSET
    """The user's address."""
    password: str = member(secret=True)
    """The user's password."""
    remember: bool = UNSET
    """Whether the token shall live 30 days, or as long as the console says, instead of 24 hours."""
