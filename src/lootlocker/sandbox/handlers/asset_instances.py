"""Asset instances: what a player owns, as the Game API shows it, and the storage of instances in both APIs."""

from __future__ import annotations

from typing import Any

from .._call import Call, iso
from .._errors import Refused
from .._instance_storage import add_pair, all_pairs, change_pair, delete_pair, pair, pairs, put_pairs
from .._items import (
    asset_json,
    find_asset,
    instance,
    item_json,
    make_instance,
    owned_instance,
    remove_item,
    rental_json,
    universal_json,
)
from .._metadata import included
from .._pages import after_id, numbered_page, rows_after_id
from .._players import character_of, default_character
from .._streams import stream
from . import handles

_OWN = "SELECT * FROM instances WHERE player_id = ? AND kind = 'item'"


@handles("game_list_player_inventory")
def inventory(call: Call) -> dict[str, Any]:
    rows = rows_after_id(call, _OWN, call.player_id)
    return {"success": True, "inventory": [item_json(call, row) for row in rows]}


@handles("game_list_universal_assets")
def universal(call: Call) -> dict[str, Any]:
    assets = [universal_json(call, each) for each in after_id(call, call.game.universal_assets)]
    return {"success": True, "global_assets": assets}


@handles("game_list_simplified_inventory")
def simplified(call: Call) -> dict[str, Any]:
    filters: dict[str, Any] = call.body.get("filters", {})
    includes: dict[str, Any] = call.body.get("includes", {})
    rows = call.store.all(f"{_OWN} ORDER BY id", call.player_id)
    if "character_id" in call.query:
        character_id = character_of(call, call.player_id, call.query["character_id"])
        rows = [row for row in rows if row["character_id"] == character_id]
    for name, member in (("asset_ids", "id"), ("context_ids", "context_id")):
        if filters.get(name):
            rows = [row for row in rows if asset_json(call, row)[member] in filters[name]]
    page, pagination = numbered_page(call, rows)
    items = [
        {
            "asset_id": row["asset_id"],
            "asset_ulid": asset_json(call, row)["ulid"],
            "asset_name": asset_json(call, row)["name"],
            "instance_id": row["id"],
            "ulid": row["ulid"],
            "acquisition_source": row["source"],
            "acquisition_date": iso(row["acquired"]),
            "metadata": included(call, "item", str(row["id"]), includes.get("metadata")),
        }
        for row in page
    ]
    return {"items": items, "pagination": pagination}


@handles("game_grant_asset_to_player")
def grant(call: Call) -> dict[str, Any]:
    variation, rental_option = call.body.get("asset_variation_id"), call.body.get("asset_rental_option_id")
    asset = find_asset(call, call.body["asset_id"], variation, rental_option)
    made = make_instance(
        call,
        call.player_id,
        default_character(call, call.player_id),
        asset,
        variation_id=variation,
        rental_option_id=rental_option,
    )
    row = instance(call, made)
    return {
        "id": row["id"],
        "asset_id": asset.id,
        "asset_ulid": asset.json["ulid"],
        "asset_variation_id": variation,
        "asset_rental_option_id": rental_option,
        "acquisition_source": row["source"],
        "acquisition_date": iso(row["acquired"]),
    }


@handles("game_delete_asset_from_players_inventory")
def delete(call: Call) -> None:
    remove_item(call, call.player_id, call.id("asset_instance_id"))


@handles("game_get_asset_grant_notifications")
def notifications(call: Call) -> dict[str, Any]:
    """Whoever reads them has read them."""
    rows = call.store.all(
        "SELECT i.* FROM grant_notifications n JOIN instances i ON i.id = n.instance_id WHERE i.player_id = ? "
        "ORDER BY i.id",
        call.player_id,
    )
    for row in rows:
        call.store.run("DELETE FROM grant_notifications WHERE instance_id = ?", row["id"])
    found = [
        {
            "instance_id": row["id"],
            "variation_id": row["variation_id"],
            "acquisition_source": row["source"],
            "asset": asset_json(call, row),
        }
        for row in rows
    ]
    return {"success": True, "objects": found}


@handles("game_activate_rental_asset")
def activate(call: Call) -> dict[str, Any]:
    """Activating what runs already changes nothing; what ran out stays so."""
    row = owned_instance(call, call.player_id, call.id("instance_id"))
    if row["rental_option_id"] is None:
        raise Refused(409, f"Item {row['id']} is not rented.")
    call.store.run("UPDATE instances SET activated = coalesce(activated, ?) WHERE id = ?", call.seconds, row["id"])
    row = instance(call, row["id"])
    rental = rental_json(call, row["asset_id"], row["rental_option_id"], row["activated"])
    if not rental["is_active"]:
        raise Refused(409, f"The rental of item {row['id']} has run out.")
    return {"success": True, "time_left": rental["time_left"]}


def _instance(call: Call) -> int:
    """The instance that the path names, of the player whom it names or of the session's."""
    if "player_id" not in call.path:
        return int(owned_instance(call, call.player_id, call.id("instance_id"))["id"])
    default_character(call, call.id("player_id"))
    return int(owned_instance(call, call.id("player_id"), call.id("asset_instance_id"))["id"])


def _whole(call: Call, instance_id: int) -> dict[str, Any]:
    return {"success": True, "storage": pairs(call, instance_id)}


@handles("game_list_key_value_sets_for_asset_instance", "server_get_all_storage_to_asset_instance")
def list_storage(call: Call) -> dict[str, Any]:
    return _whole(call, _instance(call))


@handles("game_stream_all_instance_storage_to_player")
def streamed(call: Call) -> bytes:
    return stream(call, all_pairs(call, call.player_id))


@handles("game_create_key_value_pair", "server_create_storage_pair_on_asset_instance")
def create_pair(call: Call) -> dict[str, Any]:
    instance_id = _instance(call)
    add_pair(call, instance_id, call.body)
    return _whole(call, instance_id)


@handles("game_update_item_storage_by_keys", "server_update_storage_pairs_by_key_on_instance")
def update_pairs(call: Call) -> dict[str, Any]:
    instance_id = _instance(call)
    put_pairs(call, instance_id, call.body["storage"])
    return _whole(call, instance_id)


@handles("game_delete_item_storage_by_id", "server_delete_storage_pair_by_id_on_instance")
def remove_pair(call: Call) -> dict[str, Any]:
    instance_id = _instance(call)
    delete_pair(call, instance_id, call.id("storage_item_id"))
    return _whole(call, instance_id)


@handles("game_get_key_value_for_asset_instance_and_key_value_pair_id")
def game_pair(call: Call) -> dict[str, Any]:
    instance_id = _instance(call)
    found = pair(call, instance_id, call.id("storage_item_id"))
    return {"success": True, "storage": found, "keypair": {"instance_id": instance_id, "storage": found}}


@handles("server_get_storage_pair_by_id")
def server_pair(call: Call) -> dict[str, Any]:
    return {"storage": pair(call, _instance(call), call.id("storage_item_id"))}


@handles("game_update_item_storage_by_id", "server_update_storage_pair_by_id_on_instance")
def update_pair(call: Call) -> dict[str, Any]:
    instance_id = _instance(call)
    change_pair(call, instance_id, call.id("storage_item_id"), call.body)
    found = {"storage": pair(call, instance_id, call.id("storage_item_id"))}
    return {"success": True, **found} if call.operation.id.startswith("game_") else found
