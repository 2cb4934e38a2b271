# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ...client import Operation, Parameter

OPERATION: Operation[None] = Operation(
    id="game_request_reset_password",
    name="game.white_label_login.request_reset_password",
    method="POST",
    path="/white-label-login/request-reset-password",
    evidence="sdk",
    retry="once",
    security="domainKey",
    body={
        "type": "object",
        "required": ["email"],
        "properties": {"email": {"type": "string", "minLength": 1}},
        "additionalProperties": False,
    },
    parameters={
        "is_development": Parameter(
            "is-development", "header", {"type": "boolean", "x-client-value": "is_development"}
        ),
    },
)
