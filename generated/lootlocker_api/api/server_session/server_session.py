# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.ServerSessionResponse] = Operation(
    id="server_session",
    name="server.session.session",
    method="POST",
    path="/server/session",
    evidence="sdk",
    retry="idempotent",
    security="serverKey",
    answer="ServerSessionResponse",
    secret_answer=True,
    body={
        "type": "object",
        "required": ["game_version"],
        "properties": {
            "game_version": {
                "type": "string",
                "pattern": "^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:\\.(0|[1-9]\\d*))?(?:\\.(0|[1-9]\\d*))?$",
                "x-client-value": "game_version",
            },
            "is_development": {"type": "boolean"},
        },
        "additionalProperties": False,
    },
    parameters={
        "ll_version": Parameter(
            "LL-Version", "header", {"type": "string", "x-client-value": "api_version"}, required=True
        ),
    },
)
