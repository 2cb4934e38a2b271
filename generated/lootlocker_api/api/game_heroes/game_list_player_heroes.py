# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation

OPERATION: Operation[models.PlayerHeroesResponse] = Operation(
    id="game_list_player_heroes",
    name="game.heroes.list_player_heroes",
    method="GET",
    path="/game/v1/player/heroes",
    evidence="sdk",
    retry="safe",
    security="gameSession",
    answer="PlayerHeroesResponse",
)
