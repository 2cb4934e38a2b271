# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ...client import Operation, Parameter

OPERATION: Operation[None] = Operation(
    id="game_request_verification",
    name="game.white_label_login.request_verification",
    method="POST",
    path="/white-label-login/request-verification",
    evidence="documented",
    retry="once",
    security="domainKey",
    body={
        "type": "object",
        "properties": {
            "user_id": {"type": "integer", "maximum": 18446744073709551615},
            "email": {"type": "string", "minLength": 1},
        },
        "additionalProperties": False,
        "oneOf": [
            {"required": ["user_id"], "properties": {"email": False}},
            {"required": ["email"], "properties": {"user_id": False}},
        ],
    },
    parameters={
        "is_development": Parameter(
            "is-development", "header", {"type": "boolean", "x-client-value": "is_development"}
        ),
    },
)
