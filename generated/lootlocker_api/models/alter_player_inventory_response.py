# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member

if TYPE_CHECKING:
    from . import AddedItem


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class AlterPlayerInventoryResponse(Model):
    """What was added and what was removed."""

    added: list[AddedItem] = member(model="AddedItem", shape="list")
    """The new items. The released server SDK reads plain assets here, its newest commit objects that hold the asset."""
    removed: list[int] = UNSET
    """The `instance_id`s of the items that are gone."""
