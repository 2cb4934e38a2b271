# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.LoadoutResponse] = Operation(
    id="game_equip_asset_to_hero",
    name="game.heroes.equip_asset_to_hero",
    method="POST",
    path="/game/v1/player/heroes/{hero_id}/loadout",
    evidence="sdk",
    retry="once",
    security="gameSession",
    answer="LoadoutResponse",
    body={
        "type": "object",
        "properties": {
            "instance_id": {"type": "integer", "maximum": 18446744073709551615},
            "asset_id": {"type": "integer", "maximum": 18446744073709551615},
            "asset_variation_id": {"type": "integer", "minimum": 1, "maximum": 18446744073709551615},
        },
        "additionalProperties": False,
        "oneOf": [
            {"required": ["instance_id"], "properties": {"asset_id": False, "asset_variation_id": False}},
            {"required": ["asset_id"], "properties": {"instance_id": False, "asset_variation_id": False}},
            {"required": ["asset_id", "asset_variation_id"], "properties": {"instance_id": False}},
        ],
    },
    parameters={
        "hero_id": Parameter(
            "hero_id",
            "path",
            {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": 18446744073709551615},
            required=True,
        ),
    },
)
