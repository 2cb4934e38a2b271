# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.ServerPingResponse] = Operation(
    id="server_ping",
    name="server.session.ping",
    method="GET",
    path="/server/ping",
    evidence="sdk",
    retry="safe",
    security="serverToken",
    answer="ServerPingResponse",
    parameters={
        "ll_version": Parameter(
            "LL-Version", "header", {"type": "string", "x-client-value": "api_version"}, required=True
        ),
    },
)
