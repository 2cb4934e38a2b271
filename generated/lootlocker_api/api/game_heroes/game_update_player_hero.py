# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.PlayerHeroResponse] = Operation(
    id="game_update_player_hero",
    name="game.heroes.update_player_hero",
    method="PUT",
    path="/game/v1/player/heroes/{hero_id}",
    evidence="sdk",
    retry="idempotent",
    security="gameSession",
    answer="PlayerHeroResponse",
    body={
        "type": "object",
        "properties": {"name": {"type": "string"}, "is_default": {"type": "boolean"}},
        "additionalProperties": False,
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
