# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, parse_date

if TYPE_CHECKING:
    from datetime import datetime


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class GamePingResponse(Model):
    """The server's time."""

    date: str = UNSET
    """The server's time; its exact format is not known."""

    @property
    def date_datetime(self) -> datetime | None:
        """`date` as a datetime; None where it is absent or no date."""
        return parse_date(self.date)
