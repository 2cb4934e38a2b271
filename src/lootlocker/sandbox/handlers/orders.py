"""The purchases from before catalogs: assets for the player's soft currency or a store's receipt, kept as orders."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .._call import Call
from .._errors import Refused, not_found
from .._items import find_asset, make_instance
from .._players import default_character
from .._purchases import use_receipt
from .._store import row_id
from . import handles

if TYPE_CHECKING:
    import sqlite3

    from .._game import Asset


@handles("game_get_player_balance")
def balance(call: Call) -> dict[str, Any]:
    return {"success": True, "balance": _held(call)}


@handles("game_purchase_soft_currency_spend", "game_purchase_android", "game_purchase_ios")
def purchase(call: Call) -> dict[str, Any]:
    """Items of each kind are told apart by what they hold; all of one call are one order."""
    made = [_instance(call, item) for item in call.body["items"]]
    order_id = call.store.insert("orders", player_id=call.player_id, instance_ids=json.dumps(made))
    return {"success": True, "overlay": False, "order_id": order_id}


def _instance(call: Call, item: dict[str, Any]) -> int:
    variation, rental = item.get("variation_id") or None, item.get("rental_option_id") or None
    if "receipt_data" in item:
        asset = _apple_asset(call, item["receipt_data"])
        use_receipt(call, "legacy apple", item["receipt_data"])
    else:
        asset = find_asset(call, item["asset_id"], variation, rental)
        if "purchase_token" in item:
            use_receipt(call, "legacy google", item["purchase_token"])
        else:
            _spend(call, asset, rental)
    return make_instance(
        call,
        call.player_id,
        default_character(call, call.player_id),
        asset,
        source="purchase",
        variation_id=variation,
        rental_option_id=rental,
    )


def _held(call: Call) -> int:
    found: int | None = call.store.value("SELECT amount FROM soft_balances WHERE player_id = ?", call.player_id)
    return call.game.soft_currency if found is None else found


def _spend(call: Call, asset: Asset, rental_option_id: int | None) -> None:
    if not asset.json["purchasable"]:
        raise Refused(403, f"Asset {asset.id} can't be bought.")
    offers = [each for each in asset.json["rental_options"] or () if each["id"] == rental_option_id]
    offer: dict[str, Any] = offers[0] if offers else asset.json
    sale = offer.get("sales_price")
    left = _held(call) - (offer.get("price", 0) if sale is None else sale)
    if left < 0:
        raise Refused(403, "The player's balance is too small.")
    call.store.run("REPLACE INTO soft_balances (player_id, amount) VALUES (?, ?)", call.player_id, left)


def _apple_asset(call: Call, receipt: str) -> Asset:
    """The asset whose product id stands before a colon: only Apple could tell it from a real receipt."""
    product = receipt.partition(":")[0]
    for asset in call.game.assets.values():
        stores: dict[str, dict[str, Any] | None] = asset.json["external_identifiers"] or {}
        if (stores.get("apple_app_store") or {}).get("product_id") == product:
            return asset
    raise not_found(f"The product {product}")


@handles("game_purchase_get_status")
def status(call: Call) -> dict[str, Any]:
    _order(call)
    return {"success": True, "status": "closed"}


@handles("game_get_order_details")
def details(call: Call) -> dict[str, Any]:
    order = _order(call)
    if call.query.get("no_products"):
        return {"success": True, "order_status": "closed"}
    rows = (call.store.one("SELECT * FROM instances WHERE id = ?", each) for each in json.loads(order["instance_ids"]))
    products = [
        {
            "instance_id": row["id"],
            "variation_id": row["variation_id"],
            "rental_option_id": row["rental_option_id"],
            "acquisition_source": row["source"],
            "asset": call.game.assets[row["asset_id"]].json,
        }
        for row in rows
        if row is not None
    ]
    return {"success": True, "order_status": "closed", "products": products}


def _order(call: Call) -> sqlite3.Row:
    order_id = row_id(call.path["order_id"])
    row = call.store.one("SELECT * FROM orders WHERE id = ? AND player_id = ?", order_id, call.player_id)
    if row is None:
        raise not_found(f"Order {call.path['order_id']}")
    return row
