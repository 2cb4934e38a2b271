# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ...client import Operation, Parameter

OPERATION: Operation[None] = Operation(
    id="game_end_session",
    name="game.authentication.end_session",
    method="DELETE",
    path="/game/v1/session",
    evidence="sdk",
    retry="idempotent",
    security="gameSession",
    parameters={
        "logout": Parameter("logout", "header", {"type": "boolean"}),
    },
)
