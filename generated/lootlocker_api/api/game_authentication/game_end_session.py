# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...client import Operation, Parameter

if TYPE_CHECKING:
    pass

OPERATION: Final[Operation[None]] = Operation(
    id="game_end_session",
    name="game.authentication.end_session",
    method="DELETE",
    path="/game/v1/session",
    evidence="sdk",
    retry="idempotent",
    security="gameSession",
    statuses=(204,),
    parameters={
        "logout": Parameter("logout", "header", {"type": "boolean"}),
    },
)
