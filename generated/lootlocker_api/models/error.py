# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import Ban


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class Error(Model):
    """An answer that is not a success. The current form and the older one in one object; not every endpoint sends a code,
    and a body may be missing altogether."""

    code: str = UNSET
    """What went wrong, as a stable word. The documented list is longer than these."""
    doc_url: str = UNSET
    """Address of the page about the code."""
    message: str = UNSET
    """Text for people. It is not stable, so do not branch on it."""
    param: str = UNSET
    """The request's parameter that is meant. Only some codes have it."""
    request_id: str = UNSET
    """Id of the request, a UUID, for LootLocker's support."""
    trace_id: str = UNSET
    """Id of the trace, 32 hexadecimal digits, for LootLocker's support."""
    ban: Ban = member(model="Ban")
    """The ban, when `code` is `player_banned` (status 403)."""
    success: bool = UNSET
    """Older form, always false here."""
    error: str = UNSET
    """Older form, the error as text. Seen beside `message` in White Label answers."""
    messages: list[str] = UNSET
    """Older form, texts for people."""
    error_id: str = UNSET
    """Older form, id of the error for LootLocker's support."""
