# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Pagination, Parameter

OPERATION: Operation[models.InventoryResponse] = Operation(
    id="server_get_character_inventory",
    name="server.inventories.get_character_inventory",
    method="GET",
    path="/server/player/{player_id}/characters/{character_id}/inventory",
    evidence="documented",
    retry="safe",
    security="serverToken",
    answer="InventoryResponse",
    pagination=Pagination(items="items", cursor="instance_id", limit="count", after="after", total="total"),
    parameters={
        "player_id": Parameter(
            "player_id",
            "path",
            {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": 18446744073709551615},
            required=True,
        ),
        "character_id": Parameter(
            "character_id",
            "path",
            {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": 18446744073709551615},
            required=True,
        ),
        "count": Parameter("count", "query", {"type": "integer", "minimum": 1, "maximum": 200}),
        "after": Parameter("after", "query", {"type": "integer", "minimum": 0, "maximum": 18446744073709551615}),
        "ll_version": Parameter(
            "LL-Version", "header", {"type": "string", "x-client-value": "api_version"}, required=True
        ),
    },
)
