# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, parse_date

if TYPE_CHECKING:
    from datetime import datetime


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class Ban(Model):
    """Why and for how long a player is banned."""

    ban_reason: str = UNSET
    """What led to the ban."""
    banned_on: str = UNSET
    """When the ban began, ISO 8601."""
    banned_until: str | None = UNSET
    """When the ban ends, ISO 8601, or null if it does not."""
    permanent: bool = UNSET
    """True if the ban has no end."""

    @property
    def banned_on_datetime(self) -> datetime | None:
        """`banned_on` as a datetime; None where it is absent or no date."""
        return parse_date(self.banned_on)

    @property
    def banned_until_datetime(self) -> datetime | None:
        """`banned_until` as a datetime; None where it is absent or no date."""
        return parse_date(self.banned_until)
