# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation

OPERATION: Operation[models.Success] = Operation(
    id="game_steam_player_verification",
    name="game.authentication.steam_player_verification",
    method="POST",
    path="/game/v1/player/verify",
    evidence="documented",
    retry="once",
    answer="Success",
    body={
        "type": "object",
        "required": ["platform", "token"],
        "properties": {
            "key": {"type": "string", "x-client-value": "game_key", "x-secret": True},
            "game_api_key": {"type": "string", "x-secret": True},
            "platform": {"type": "string", "const": "steam"},
            "token": {"type": ["string", "integer"], "x-secret": True},
            "active_steam_app_id": {"type": "integer"},
        },
        "additionalProperties": False,
        "anyOf": [{"required": ["key"]}, {"required": ["game_api_key"]}],
    },
)
