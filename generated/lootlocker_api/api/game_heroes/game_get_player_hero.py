# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.PlayerHeroResponse] = Operation(
    id="game_get_player_hero",
    name="game.heroes.get_player_hero",
    method="GET",
    path="/game/v1/player/heroes/{hero_id}",
    evidence="sdk",
    retry="safe",
    security="gameSession",
    answer="PlayerHeroResponse",
    parameters={
        "hero_id": Parameter(
            "hero_id",
            "path",
            {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": 18446744073709551615},
            required=True,
        ),
    },
)
