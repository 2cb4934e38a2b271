# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...client import Operation

if TYPE_CHECKING:
    from ... import models

OPERATION: Final[Operation[models.Success]] = Operation(
    id="game_psn_player_verification",
    name="game.authentication.psn_player_verification",
    method="POST",
    path="/game/v1/player/verify",
    evidence="documented",
    retry="once",
    answer="Success",
    statuses=(200,),
    body={
        "type": "object",
        "required": ["platform", "token"],
        "properties": {
            "key": {"type": "string", "x-client-value": "game_key", "x-secret": True},
            "game_api_key": {"type": "string", "x-secret": True},
            "platform": {"type": "string", "const": "psn"},
            "token": {"type": "string", "x-secret": True},
            "psn_issuer_id": {"type": "integer"},
        },
        "additionalProperties": False,
        "anyOf": [{"required": ["key"]}, {"required": ["game_api_key"]}],
    },
)
