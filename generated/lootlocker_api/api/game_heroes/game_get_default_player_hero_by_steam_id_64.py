# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.PlayerHeroResponse] = Operation(
    id="game_get_default_player_hero_by_steam_id_64",
    name="game.heroes.get_default_player_hero_by_steam_id_64",
    method="GET",
    path="/game/v1/player/heroes/default/{steam_id_64}",
    evidence="sdk",
    retry="safe",
    security="gameSession",
    answer="PlayerHeroResponse",
    parameters={
        "steam_id_64": Parameter(
            "steam_id_64",
            "path",
            {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": 18446744073709551615},
            required=True,
        ),
    },
)
