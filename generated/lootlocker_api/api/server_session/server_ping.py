# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...client import Operation, Parameter

if TYPE_CHECKING:
    from ... import models

OPERATION: Final[Operation[models.ServerPingResponse]] = Operation(
    id="server_ping",
    name="server.session.ping",
    method="GET",
    path="/server/ping",
    evidence="sdk",
    retry="safe",
    security="serverToken",
    answer="ServerPingResponse",
    statuses=(200,),
    parameters={
        "ll_version": Parameter(
            "LL-Version", "header", {"type": "string", "x-client-value": "api_version"}, required=True
        ),
    },
)
