# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.LoadoutResponse] = Operation(
    id="game_get_player_hero_loadout",
    name="game.heroes.get_player_hero_loadout",
    method="GET",
    path="/game/v1/player/heroes/{hero_id}/loadout",
    evidence="sdk",
    retry="safe",
    security="gameSession",
    answer="LoadoutResponse",
    parameters={
        "hero_id": Parameter(
            "hero_id",
            "path",
            {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": 18446744073709551615},
            required=True,
        ),
    },
)
