# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import Any

import attrs

from ..types import UNSET, Model


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class AssetVariationProperty(Model):
    """What a variation changes. The types of the members are not known."""

    material_path: Any = UNSET
    """Path of the material."""
    binding_path: Any = UNSET
    """Path of the binding."""
    bone_id: Any = UNSET
    """Id of the bone."""
