# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.PlayerHeroesResponse] = Operation(
    id="game_list_player_heroes_by_steam_id_64",
    name="game.heroes.list_player_heroes_by_steam_id_64",
    method="GET",
    path="/game/v1/heroes/list/{steam_id_64}",
    evidence="sdk",
    retry="safe",
    security="gameSession",
    answer="PlayerHeroesResponse",
    parameters={
        "steam_id_64": Parameter(
            "steam_id_64",
            "path",
            {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": 18446744073709551615},
            required=True,
        ),
    },
)
