# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...client import Operation, Parameter

if TYPE_CHECKING:
    from ... import models

OPERATION: Final[Operation[models.PlayerHeroResponse]] = Operation(
    id="game_get_player_hero",
    name="game.heroes.get_player_hero",
    method="GET",
    path="/game/v1/player/heroes/{hero_id}",
    evidence="sdk",
    retry="safe",
    security="gameSession",
    answer="PlayerHeroResponse",
    statuses=(200,),
    parameters={
        "hero_id": Parameter(
            "hero_id",
            "path",
            {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": 18446744073709551615},
            required=True,
        ),
    },
)
