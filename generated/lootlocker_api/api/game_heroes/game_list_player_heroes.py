# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...client import Operation

if TYPE_CHECKING:
    from ... import models

OPERATION: Final[Operation[models.PlayerHeroesResponse]] = Operation(
    id="game_list_player_heroes",
    name="game.heroes.list_player_heroes",
    method="GET",
    path="/game/v1/player/heroes",
    evidence="sdk",
    retry="safe",
    security="gameSession",
    answer="PlayerHeroesResponse",
    statuses=(200,),
)
