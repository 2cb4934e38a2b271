# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation

OPERATION: Operation[models.Session] = Operation(
    id="game_white_label_session",
    name="game.authentication.white_label_session",
    method="POST",
    path="/game/v2/session/white-label",
    evidence="sdk",
    retry="idempotent",
    answer="Session",
    secret_answer=True,
    body={
        "type": "object",
        "required": ["game_version", "email", "token"],
        "properties": {
            "email": {"type": "string", "minLength": 1},
            "token": {"type": "string", "x-secret": True},
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
