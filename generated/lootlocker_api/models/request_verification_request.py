# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model

if TYPE_CHECKING:
    pass


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class RequestVerificationRequest(Model):
    """Who gets the mail, by id or by address."""

    user_id: int = UNSET
    """The user's id."""
    email: str = UNSET
    """The user's address."""
