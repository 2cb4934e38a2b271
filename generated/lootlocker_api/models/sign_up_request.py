# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import WhiteLabelCustomField


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class SignUpRequest(Model):
    """A new user."""

    email: str = UNSET
    """The user's address."""
    password: str = member(secret=True)
    """The user's password, at least 8 characters."""
    custom_fields: list[WhiteLabelCustomField] = member(model="WhiteLabelCustomField", shape="list")
    """Answers to the extra questions that the game asks on sign-up."""
