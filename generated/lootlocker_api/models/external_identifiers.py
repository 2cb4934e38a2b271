# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import Model, member

if TYPE_CHECKING:
    from . import PsnIdentifiers, StoreProduct


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class ExternalIdentifiers(Model):
    """What an asset is called in the platforms' stores."""

    psn: PsnIdentifiers = member(model="PsnIdentifiers")
    """In the PlayStation Store."""
    apple_app_store: StoreProduct = member(model="StoreProduct")
    """In Apple's App Store."""
    google_play: StoreProduct = member(model="StoreProduct")
    """In Google Play."""
