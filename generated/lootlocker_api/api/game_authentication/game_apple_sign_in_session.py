# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation

OPERATION: Operation[models.Session] = Operation(
    id="game_apple_sign_in_session",
    name="game.authentication.apple_sign_in_session",
    method="POST",
    path="/game/session/apple",
    evidence="sdk",
    retry="once",
    answer="Session",
    secret_answer=True,
    body={
        "type": "object",
        "required": ["game_version"],
        "properties": {
            "apple_authorization_code": {"type": "string", "x-secret": True},
            "refresh_token": {"type": "string", "x-secret": True},
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
        "oneOf": [
            {"required": ["apple_authorization_code"], "properties": {"refresh_token": False}},
            {"required": ["refresh_token"], "properties": {"apple_authorization_code": False}},
        ],
    },
)
