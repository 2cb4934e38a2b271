# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation

OPERATION: Operation[models.RemoteSession] = Operation(
    id="game_poll_remote_session_lease",
    name="game.unified_player_accounts.poll_remote_session_lease",
    method="POST",
    path="/game/session/remote",
    evidence="sdk",
    retry="idempotent",
    answer="RemoteSession",
    secret_answer=True,
    body={
        "type": "object",
        "required": ["game_version", "lease_code", "nonce"],
        "properties": {
            "lease_code": {"type": "string", "x-secret": True},
            "nonce": {"type": "string", "x-secret": True},
            "game_key": {"type": "string", "x-client-value": "game_key", "x-secret": True},
            "game_api_key": {"type": "string", "x-secret": True},
            "game_version": {"type": "string", "x-client-value": "game_version"},
        },
        "additionalProperties": False,
        "anyOf": [{"required": ["game_key"]}, {"required": ["game_api_key"]}],
    },
)
