# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...client import Operation, Parameter

if TYPE_CHECKING:
    from ... import models

OPERATION: Final[Operation[models.UniversalAssetsResponse]] = Operation(
    id="server_list_universal_assets",
    name="server.inventories.list_universal_assets",
    method="GET",
    path="/server/inventory/universal",
    evidence="sdk",
    retry="safe",
    security="serverToken",
    answer="UniversalAssetsResponse",
    statuses=(200,),
    parameters={
        "ll_version": Parameter(
            "LL-Version", "header", {"type": "string", "x-client-value": "api_version"}, required=True
        ),
    },
)
