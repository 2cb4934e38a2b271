# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class RequestResetPasswordRequest(Model):
    """Who gets the mail."""

    email: str = UNSET
    """The user's address."""
