# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class AssetFile(Model):
    """A file of an asset."""

    url: str = UNSET
    """Address of the file."""
    tags: list[str] = UNSET
    """Tags of the file."""
