# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class AssetStorageItem(Model):
    """A key and a value kept on an asset."""

    id: int = UNSET
    """Id of the pair. No page shows it."""
    key: str = UNSET
    """The key."""
    value: str = UNSET
    """The value."""
