# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.WhiteLabelUser] = Operation(
    id="game_sign_up",
    name="game.white_label_login.sign_up",
    method="POST",
    path="/white-label-login/sign-up",
    evidence="documented",
    retry="once",
    security="domainKey",
    answer="WhiteLabelUser",
    body={
        "type": "object",
        "required": ["email", "password"],
        "properties": {
            "email": {"type": "string", "minLength": 1},
            "password": {"type": "string", "minLength": 8, "x-secret": True},
            "custom_fields": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["metadata_key", "value_json"],
                    "properties": {"metadata_key": {"type": "string"}, "value_json": {"type": "string"}},
                    "additionalProperties": False,
                },
            },
        },
        "additionalProperties": False,
    },
    parameters={
        "is_development": Parameter(
            "is-development", "header", {"type": "boolean", "x-client-value": "is_development"}
        ),
    },
)
