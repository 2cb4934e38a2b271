# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...client import Operation

if TYPE_CHECKING:
    from ... import models

OPERATION: Final[Operation[models.PlayerHeroResponse]] = Operation(
    id="game_create_player_hero",
    name="game.heroes.create_player_hero",
    method="POST",
    path="/game/v1/player/heroes",
    evidence="documented",
    retry="once",
    security="gameSession",
    answer="PlayerHeroResponse",
    statuses=(200, 400, 500),
    body={
        "type": "object",
        "required": ["hero_id"],
        "properties": {
            "hero_id": {"type": "integer", "maximum": 18446744073709551615},
            "name": {"type": "string"},
            "is_default": {"type": "boolean"},
            "asset_variation_id": {"type": "integer", "minimum": 1, "maximum": 18446744073709551615},
        },
        "additionalProperties": False,
    },
)
