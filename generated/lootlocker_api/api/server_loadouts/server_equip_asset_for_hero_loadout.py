# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.ServerLoadoutResponse] = Operation(
    id="server_equip_asset_for_hero_loadout",
    name="server.loadouts.equip_asset_for_hero_loadout",
    method="POST",
    path="/server/player/{player_id}/heroes/{hero_id}/loadout",
    evidence="sdk",
    retry="once",
    security="serverToken",
    answer="ServerLoadoutResponse",
    body={
        "type": "object",
        "properties": {
            "instance_id": {"type": "integer", "maximum": 18446744073709551615},
            "asset_id": {"type": "integer", "maximum": 18446744073709551615},
            "asset_variation_id": {"type": "integer", "minimum": 1, "maximum": 18446744073709551615},
            "rental_option_id": {"type": "integer", "minimum": 1, "maximum": 18446744073709551615},
        },
        "additionalProperties": False,
        "oneOf": [
            {
                "required": ["instance_id"],
                "properties": {"asset_id": False, "asset_variation_id": False, "rental_option_id": False},
            },
            {
                "required": ["asset_id", "asset_variation_id"],
                "properties": {"instance_id": False, "rental_option_id": False},
            },
            {
                "required": ["asset_id", "rental_option_id"],
                "properties": {"instance_id": False, "asset_variation_id": False},
            },
        ],
    },
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
        "ll_version": Parameter(
            "LL-Version", "header", {"type": "string", "x-client-value": "api_version"}, required=True
        ),
    },
)
