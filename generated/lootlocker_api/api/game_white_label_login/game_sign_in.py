# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.WhiteLabelSession] = Operation(
    id="game_sign_in",
    name="game.white_label_login.sign_in",
    method="POST",
    path="/white-label-login/login",
    evidence="sdk",
    retry="idempotent",
    security="domainKey",
    answer="WhiteLabelSession",
    secret_answer=True,
    body={
        "type": "object",
        "required": ["email", "password"],
        "properties": {
            "email": {"type": "string", "minLength": 1},
            "password": {"type": "string", "x-secret": True},
            "remember": {"type": "boolean"},
        },
        "additionalProperties": False,
    },
    parameters={
        "is_development": Parameter(
            "is-development", "header", {"type": "boolean", "x-client-value": "is_development"}
        ),
    },
)
