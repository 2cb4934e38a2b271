# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from ... import models
from ...client import Operation, Parameter

OPERATION: Operation[models.AddAssetToPlayerInventoryResponse] = Operation(
    id="server_add_asset_to_player_inventory",
    name="server.inventories.add_asset_to_player_inventory",
    method="POST",
    path="/server/player/{player_id}/inventory",
    evidence="sdk",
    retry="once",
    security="serverToken",
    answer="AddAssetToPlayerInventoryResponse",
    body={
        "type": "object",
        "required": ["asset_id"],
        "properties": {
            "asset_id": {"type": "integer", "maximum": 18446744073709551615},
            "asset_variation_id": {"type": "integer", "minimum": 1, "maximum": 18446744073709551615},
            "rental_option_id": {"type": "integer", "minimum": 1, "maximum": 18446744073709551615},
            "asset_rental_option_id": {
                "type": ["integer", "string"],
                "pattern": "^[1-9][0-9]*$",
                "minimum": 1,
                "maximum": 18446744073709551615,
            },
        },
        "additionalProperties": False,
        "oneOf": [
            {
                "required": ["asset_id"],
                "properties": {"asset_variation_id": False, "rental_option_id": False, "asset_rental_option_id": False},
            },
            {
                "required": ["asset_id", "asset_variation_id"],
                "properties": {"rental_option_id": False, "asset_rental_option_id": False},
            },
            {
                "required": ["asset_id", "rental_option_id"],
                "properties": {"asset_variation_id": False, "asset_rental_option_id": False},
            },
            {
                "required": ["asset_id", "asset_rental_option_id"],
                "properties": {"asset_variation_id": False, "rental_option_id": False},
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
        "ll_version": Parameter(
            "LL-Version", "header", {"type": "string", "x-client-value": "api_version"}, required=True
        ),
    },
)
