# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Pagination, Parameter

OPERATION: Operation[models.HeroInventoryResponse] = Operation(
    id="game_list_player_hero_inventory",
    name="game.heroes.list_player_hero_inventory",
    method="GET",
    path="/game/v1/player/heroes/{hero_id}/inventory",
    evidence="sdk",
    retry="safe",
    security="gameSession",
    answer="HeroInventoryResponse",
    pagination=Pagination(items="inventory", cursor="instance_id", limit="count", after="after"),
    parameters={
        "hero_id": Parameter(
            "hero_id",
            "path",
            {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": 18446744073709551615},
            required=True,
        ),
        "count": Parameter("count", "query", {"type": "integer", "minimum": 1, "maximum": 200}),
        "after": Parameter("after", "query", {"type": "integer", "minimum": 0, "maximum": 18446744073709551615}),
    },
)
