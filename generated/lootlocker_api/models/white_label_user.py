# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, parse_date

if TYPE_CHECKING:
    from datetime import datetime


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class WhiteLabelUser(Model):
    """A user of White Label Login."""

    id: int = UNSET
    """The user's id; Request Verification takes it."""
    game_id: int = UNSET
    """The game's id."""
    email: str = UNSET
    """The user's address."""
    created_at: str = UNSET
    """When the user signed up."""
    updated_at: str = UNSET
    """When the user was last changed."""
    deleted_at: str | None = UNSET
    """When the user was deleted; null while the account exists."""
    validated_at: str | None = UNSET
    """When the address was verified; null before. Unreal, Godot and a live client call it so, Unity `verified_at`."""

    @property
    def created_at_datetime(self) -> datetime | None:
        """`created_at` as a datetime; None where it is absent or no date."""
        return parse_date(self.created_at)

    @property
    def updated_at_datetime(self) -> datetime | None:
        """`updated_at` as a datetime; None where it is absent or no date."""
        return parse_date(self.updated_at)

    @property
    def deleted_at_datetime(self) -> datetime | None:
        """`deleted_at` as a datetime; None where it is absent or no date."""
        return parse_date(self.deleted_at)

    @property
    def validated_at_datetime(self) -> datetime | None:
        """`validated_at` as a datetime; None where it is absent or no date."""
        return parse_date(self.validated_at)
