# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class Success(Model):
    """An answer that only says that it worked."""

    success: bool = UNSET
    """Whether it worked; the status says it as well."""
