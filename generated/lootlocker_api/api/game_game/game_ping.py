# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation

OPERATION: Operation[models.GamePingResponse] = Operation(
    id="game_ping",
    name="game.game.ping",
    method="GET",
    path="/game/ping",
    evidence="sdk",
    retry="safe",
    security="gameSession",
    answer="GamePingResponse",
)
