# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation

OPERATION: Operation[models.Session] = Operation(
    id="game_nintendo_switch_session",
    name="game.authentication.nintendo_switch_session",
    method="POST",
    path="/game/session/nintendo-switch",
    evidence="sdk",
    retry="once",
    answer="Session",
    secret_answer=True,
    body={
        "type": "object",
        "required": ["game_version", "nsa_id_token"],
        "properties": {
            "nsa_id_token": {"type": "string", "x-secret": True},
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
