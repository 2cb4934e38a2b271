# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class WhiteLabelCustomField(Model):
    """The answer to one extra question of the sign-up form."""

    metadata_key: str = UNSET
    """The key of the question."""
    value_json: str = UNSET
    """The answer as JSON text: a date is a quoted string inside this string, a ticked box the text true."""
