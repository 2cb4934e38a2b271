# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.ServerPlayerHeroesResponse] = Operation(
    id="server_get_player_heroes",
    name="server.characters_heroes.get_player_heroes",
    method="GET",
    path="/server/player/{player_id}/heroes",
    evidence="sdk",
    retry="safe",
    security="serverToken",
    answer="ServerPlayerHeroesResponse",
    parameters={
        "player_id": Parameter(
            "player_id",
            "path",
            {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": 18446744073709551615},
            required=True,
        ),
        "ll_version": Parameter(
            "LL-Version", "header", {"type": "string", "x-client-value": "api_version"}, required=True
        ),
    },
)
