# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation

OPERATION: Operation[models.Session] = Operation(
    id="game_google_play_games_session",
    name="game.authentication.google_play_games_session",
    method="POST",
    path="/game/session/google-play-games/v1/login",
    evidence="sdk",
    retry="once",
    answer="Session",
    secret_answer=True,
    body={
        "type": "object",
        "required": ["game_version"],
        "properties": {
            "auth_code": {"type": "string", "x-secret": True},
            "refresh_token": {"type": "string", "x-secret": True},
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
        "oneOf": [
            {"required": ["auth_code"], "properties": {"refresh_token": False}},
            {"required": ["refresh_token"], "properties": {"auth_code": False}},
        ],
    },
)
