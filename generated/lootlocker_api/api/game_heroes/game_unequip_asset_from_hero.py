# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.LoadoutResponse] = Operation(
    id="game_unequip_asset_from_hero",
    name="game.heroes.unequip_asset_from_hero",
    method="DELETE",
    path="/game/v1/player/heroes/{hero_id}/loadout/{asset_instance_id}",
    evidence="sdk",
    retry="idempotent",
    security="gameSession",
    answer="LoadoutResponse",
    parameters={
        "hero_id": Parameter(
            "hero_id",
            "path",
            {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": 18446744073709551615},
            required=True,
        ),
        "asset_instance_id": Parameter(
            "asset_instance_id",
            "path",
            {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": 18446744073709551615},
            required=True,
        ),
    },
)
