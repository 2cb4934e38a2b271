# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation

OPERATION: Operation[models.Session] = Operation(
    id="game_steam_psn_session",
    name="game.authentication.steam_psn_session",
    method="POST",
    path="/game/v2/session",
    evidence="documented",
    retry="idempotent",
    answer="Session",
    secret_answer=True,
    body={
        "type": "object",
        "required": ["game_version", "platform", "player_identifier"],
        "properties": {
            "platform": {"type": "string"},
            "player_identifier": {"type": "string"},
            "game_key": {"type": "string", "x-client-value": "game_key", "x-secret": True},
            "game_api_key": {"type": "string", "x-secret": True},
            "game_version": {"type": "string", "x-client-value": "game_version"},
            "optionals": {
                "type": ["object", "null"],
                "properties": {"timezone": {"type": "string"}, "player_name": {"type": "string"}},
                "additionalProperties": False,
            },
            "development_mode": {"type": "boolean"},
        },
        "additionalProperties": False,
        "anyOf": [{"required": ["game_key"]}, {"required": ["game_api_key"]}],
    },
)
