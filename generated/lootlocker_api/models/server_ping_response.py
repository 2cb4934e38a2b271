# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class ServerPingResponse(Model):
    """That the session lives."""

    pong: str | int = UNSET
    """The current time at LootLocker. Text in the current server SDK, a 32-bit number in that of 2022; the form is
    not documented."""
