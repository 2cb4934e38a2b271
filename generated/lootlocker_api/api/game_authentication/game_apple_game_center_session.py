# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation

OPERATION: Operation[models.Session] = Operation(
    id="game_apple_game_center_session",
    name="game.authentication.apple_game_center_session",
    method="POST",
    path="/game/session/apple/game-center",
    evidence="sdk",
    retry="once",
    answer="Session",
    secret_answer=True,
    body={
        "type": "object",
        "required": ["game_version"],
        "properties": {
            "bundle_id": {"type": "string"},
            "player_id": {"type": "string"},
            "public_key_url": {"type": "string"},
            "signature": {"type": "string", "x-secret": True},
            "salt": {"type": "string", "x-secret": True},
            "timestamp": {"type": ["integer", "string"]},
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
            {
                "required": ["bundle_id", "player_id", "public_key_url", "signature", "salt", "timestamp"],
                "properties": {"refresh_token": False},
            },
            {
                "required": ["refresh_token"],
                "properties": {
                    "bundle_id": False,
                    "player_id": False,
                    "public_key_url": False,
                    "signature": False,
                    "salt": False,
                    "timestamp": False,
                },
            },
        ],
    },
)
