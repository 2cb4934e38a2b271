# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation

OPERATION: Operation[models.PlayerHeroResponse] = Operation(
    id="game_create_player_hero",
    name="game.heroes.create_player_hero",
    method="POST",
    path="/game/v1/player/heroes",
    evidence="documented",
    retry="once",
    security="gameSession",
    answer="PlayerHeroResponse",
    body={
        "type": "object",
        "required": ["hero_id"],
        "properties": {
            "hero_id": {"type": "integer", "maximum": 18446744073709551615},
            "name": {"type": "string"},
            "is_default": {"type": "boolean"},
            "asset_variation_id": {"type": "integer", "minimum": 1, "maximum": 18446744073709551615},
        },
        "additionalProperties": False,
    },
)
