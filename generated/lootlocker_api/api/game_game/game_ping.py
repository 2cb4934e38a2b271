# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...client import Operation

if TYPE_CHECKING:
    from ... import models

OPERATION: Final[Operation[models.GamePingResponse]] = Operation(
    id="game_ping",
    name="game.game.ping",
    method="GET",
    path="/game/ping",
    evidence="sdk",
    retry="safe",
    security="gameSession",
    answer="GamePingResponse",
    statuses=(200,),
)
