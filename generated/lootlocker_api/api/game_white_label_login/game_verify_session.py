# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.WhiteLabelVerification] = Operation(
    id="game_verify_session",
    name="game.white_label_login.verify_session",
    method="POST",
    path="/white-label-login/verify-session",
    evidence="documented",
    retry="idempotent",
    security="domainKey",
    answer="WhiteLabelVerification",
    body={
        "type": "object",
        "required": ["email", "token"],
        "properties": {"email": {"type": "string", "minLength": 1}, "token": {"type": "string", "x-secret": True}},
        "additionalProperties": False,
    },
    parameters={
        "is_development": Parameter(
            "is-development", "header", {"type": "boolean", "x-client-value": "is_development"}
        ),
    },
)
