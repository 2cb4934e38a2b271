# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation

OPERATION: Operation[models.Session] = Operation(
    id="game_psn_session_v3",
    name="game.authentication.psn_session_v3",
    method="POST",
    path="/game/session/psn-v3/v1/login",
    evidence="sdk",
    retry="once",
    answer="Session",
    secret_answer=True,
    body={
        "type": "object",
        "required": ["game_version", "auth_code"],
        "properties": {
            "auth_code": {"type": "string", "x-secret": True},
            "env_iss_id": {"type": "integer"},
            "game_api_key": {"type": "string", "x-client-value": "game_key", "x-secret": True},
            "game_key": {"type": "string", "x-secret": True},
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
