# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import GrantItem


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class AlterPlayerInventoryRequest(Model):
    """What to add and what to remove. That one of the two has to be there is this document's own rule."""

    add: list[GrantItem] = member(model="GrantItem", shape="list")
    """What to grant. Whether there is a limit is not known."""
    remove: list[int] = UNSET
    """The `instance_id`s of items to take away. Whether there is a limit is not known."""
