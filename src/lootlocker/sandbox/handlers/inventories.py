"""Server API > Inventories."""

from __future__ import annotations

from typing import Any

from .._call import Call
from .._items import asset_json, grant, hero_row, inventory_page, item_json, remove_item, universal_json
from .._players import character_of, default_character
from . import handles


def _page(call: Call, character_id: int) -> dict[str, Any]:
    total, page = inventory_page(call, character_id)
    return {"total": total, "items": [item_json(call, row) for row in page]}


@handles("server_list_player_inventory")
def player_inventory(call: Call) -> dict[str, Any]:
    return _page(call, default_character(call, call.id("player_id")))


@handles("server_get_character_inventory")
def character_inventory(call: Call) -> dict[str, Any]:
    return _page(call, character_of(call, call.id("player_id"), call.id("character_id")))


@handles("server_get_hero_inventory")
def hero_inventory(call: Call) -> dict[str, Any]:
    return _page(call, hero_row(call, call.id("hero_id"), call.id("player_id"))["character_id"])


@handles("server_add_asset_to_player_inventory")
def add(call: Call) -> dict[str, Any]:
    return {"items": [item_json(call, grant(call, call.id("player_id"), call.body))]}


@handles("server_alter_player_inventory")
def alter(call: Call) -> dict[str, Any]:
    """All or nothing: what fails rolls the rest back."""
    player_id = call.id("player_id")
    default_character(call, player_id)
    removed: list[int] = call.body.get("remove", [])
    for instance_id in removed:
        remove_item(call, player_id, instance_id)
    added: list[dict[str, Any]] = []
    for item in call.body.get("add", []):
        row = grant(call, player_id, item)
        added.append(
            {
                "instance_id": row["id"],
                "ulid": row["ulid"],
                "variation_id": row["variation_id"],
                "rental_option_id": row["rental_option_id"],
                "quantity": 1,
                "asset": asset_json(call, row),
            }
        )
    return {"added": added, "removed": removed}


@handles("server_list_universal_assets")
def universal(call: Call) -> dict[str, Any]:
    return {"global_assets": [universal_json(call, each) for each in call.game.universal_assets]}
