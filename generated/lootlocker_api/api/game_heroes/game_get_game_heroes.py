# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation

OPERATION: Operation[models.GameHeroesResponse] = Operation(
    id="game_get_game_heroes",
    name="game.heroes.get_game_heroes",
    method="GET",
    path="/game/v1/heroes",
    evidence="sdk",
    retry="safe",
    security="gameSession",
    answer="GameHeroesResponse",
)
