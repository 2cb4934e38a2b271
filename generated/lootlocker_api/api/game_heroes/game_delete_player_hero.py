# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.Success | None] = Operation(
    id="game_delete_player_hero",
    name="game.heroes.delete_player_hero",
    method="DELETE",
    path="/game/v1/player/heroes/{hero_id}",
    evidence="sdk",
    retry="idempotent",
    security="gameSession",
    answer="Success",
    may_be_empty=True,
    parameters={
        "hero_id": Parameter(
            "hero_id",
            "path",
            {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": 18446744073709551615},
            required=True,
        ),
    },
)
