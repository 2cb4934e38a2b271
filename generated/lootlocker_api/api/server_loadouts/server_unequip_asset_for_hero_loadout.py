# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.ServerLoadoutResponse] = Operation(
    id="server_unequip_asset_for_hero_loadout",
    name="server.loadouts.unequip_asset_for_hero_loadout",
    method="DELETE",
    path="/server/player/{player_id}/heroes/{hero_id}/loadout/{asset_instance_id}",
    evidence="sdk",
    retry="idempotent",
    security="serverToken",
    answer="ServerLoadoutResponse",
    parameters={
        "player_id": Parameter(
            "player_id",
            "path",
            {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": 18446744073709551615},
            required=True,
        ),
        "hero_id": Parameter(
            "hero_id",
            "path",
            {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": 18446744073709551615},
            required=True,
        ),
        "asset_instance_id": Parameter(
            "asset_instance_id",
            "path",
            {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": 18446744073709551615},
            required=True,
        ),
        "ll_version": Parameter(
            "LL-Version", "header", {"type": "string", "x-client-value": "api_version"}, required=True
        ),
    },
)
