# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.UniversalAssetsResponse] = Operation(
    id="server_list_universal_assets",
    name="server.inventories.list_universal_assets",
    method="GET",
    path="/server/inventory/universal",
    evidence="sdk",
    retry="safe",
    security="serverToken",
    answer="UniversalAssetsResponse",
    parameters={
        "ll_version": Parameter(
            "LL-Version", "header", {"type": "string", "x-client-value": "api_version"}, required=True
        ),
    },
)
