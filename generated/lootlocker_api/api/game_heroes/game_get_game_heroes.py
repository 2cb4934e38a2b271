# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...client import Operation

if TYPE_CHECKING:
    from ... import models

OPERATION: Final[Operation[models.GameHeroesResponse]] = Operation(
    id="game_get_game_heroes",
    name="game.heroes.get_game_heroes",
    method="GET",
    path="/game/v1/heroes",
    evidence="sdk",
    retry="safe",
    security="gameSession",
    answer="GameHeroesResponse",
    statuses=(200,),
)
