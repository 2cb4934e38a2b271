"""Redeems of what was bought for real money. No store is asked: what names a product of the game file is good once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .._call import Call, iso
from .._errors import Refused, invalid, not_found
from .._purchases import (
    PENDING_SECONDS,
    add_entitlement,
    entitlement,
    find_listing,
    hand_out,
    lines_json,
    update_entitlement,
    use_receipt,
)
from .._store import new_token, row_id
from . import handles

if TYPE_CHECKING:
    import sqlite3

    from .._game_commerce import Listing

TICKET_SECONDS = 3600


@handles("game_google_play_player_product_purchase", "game_google_play_character_product_purchase")
def google(call: Call) -> None:
    listing = _product(call, "google_play_store", "product_id", call.body["product_id"])
    _redeem(call, "google_play_store", listing, call.body["purchase_token"])


@handles("game_apple_app_store_player_purchase", "game_apple_app_store_character_purchase")
def apple(call: Call) -> None:
    transaction = call.body["transaction_id"]
    _redeem(call, "apple_app_store", _told(call, "apple_app_store", "product_id", transaction), transaction)


@handles("game_epic_games_redeem")
def epic(call: Call) -> None:
    _check(call.body["bearer_token"])
    if not call.body["entitlement_ids"]:
        raise invalid("entitlement_ids", "at least one has to be named.")
    for each in call.body["entitlement_ids"]:
        _redeem(call, "epic_games_store", _told(call, "epic_games_store", "audience_item_id", each), each)


@handles("game_playstation_redeem")
def playstation(call: Call) -> None:
    _check(call.body["auth_code"])
    listing = _product(call, "playstation_store", "entitlement_label", call.body["entitlement_label"])
    _redeem(call, "playstation_network", listing, call.body["transaction_id"])


@handles("game_xbox_service_ticket")
def xbox_ticket(call: Call) -> dict[str, Any]:
    expires = iso(call.seconds + TICKET_SECONDS)
    return {"service_ticket": new_token(), "expires_in": TICKET_SECONDS, "expires_at": expires}


@handles("game_xbox_redeem")
def xbox(call: Call) -> None:
    listing = _product(call, "xbox_store", "product_id", call.body["product_id"])
    # The id is the user's: it stands for one purchase of each product.
    _check(call.body["user_collections_id"])
    _redeem(call, "xbox_store", listing, f"{call.body['product_id']} {call.body['user_collections_id']}")


@handles("game_steam_begin_purchase")
def steam_begin(call: Call) -> dict[str, Any]:
    listing = _sold_in(call, "steam_store", call.body["catalog_item_id"])
    if call.body["currency"] not in {each["currency"] for each in listing.stores["steam_store"].get("prices", ())}:
        raise not_found(f"A price in {call.body['currency']}")
    made = add_entitlement(
        call,
        call.player_id,
        way="steam",
        status="pending",
        store="steam_store",
        character_id=_character(call),
        items=lines_json([(listing, 1)]),
        metadata={name: call.body[name] for name in ("steam_id", "currency", "language")},
        wait=PENDING_SECONDS,
    )
    return {"success": True, "entitlement_id": made}


@handles("game_steam_query_transaction")
def steam_query(call: Call) -> dict[str, Any]:
    return {"status": _steam_status(call, _steam(call))}


@handles("game_steam_finalise_transaction")
def steam_finalise(call: Call) -> None:
    row = _steam(call)
    if _steam_status(call, row) != "Approved":
        raise Refused(409, "Only a transaction that is approved can be finalised.")
    (item,) = json.loads(row["items"])
    listing = find_listing(call, item["catalog_listing_id"])
    given = hand_out(call, call.player_id, row["character_id"], [(listing, 1)], store="steam_store")
    update_entitlement(call, row["id"], status="active", given=given)


@handles("game_stripe_checkout")
def stripe(call: Call) -> dict[str, Any]:
    """Nobody has to pay: the purchase is done, and told a moment later."""
    listing = _sold_in(call, "stripe_store", call.body["catalog_item_id"])
    made = _grant(call, "stripe_store", listing, wait=PENDING_SECONDS)
    return {"checkout_link": f"https://example.com/checkout/{made}", "entitlement_id": made}


def _sold_in(call: Call, store: str, listing_id: str) -> Listing:
    listing = find_listing(call, listing_id)
    if store not in listing.stores:
        raise not_found(f"Catalog listing {listing_id} in this store")
    return listing


def _product(call: Call, store: str, member: str, name: str) -> Listing:
    """The entry that a store knows by this name."""
    for each in call.game.listings.values():
        if each.stores.get(store, {}).get(member) == name:
            return find_listing(call, each.id)
    raise not_found(f"The product {name}")


def _told(call: Call, store: str, member: str, receipt: str) -> Listing:
    """The entry of a receipt whose product only the store could tell: the one named before a colon, or the first."""
    name, colon, _ = receipt.partition(":")
    if colon:
        return _product(call, store, member, name)
    found = next((each for each in call.game.listings.values() if store in each.stores), None)
    if found is None:
        raise not_found("A product in this store")
    return find_listing(call, found.id)


def _check(proof: str) -> None:
    """Refuse what no store would give out, and what says that it is expired."""
    if not proof.strip() or proof.startswith("expired"):
        raise Refused(403, "The store refused the receipt.")


def _redeem(call: Call, store: str, listing: Listing, receipt: str) -> None:
    _check(receipt)
    use_receipt(call, store, receipt)
    _grant(call, store, listing)


def _grant(call: Call, store: str, listing: Listing, wait: float = 0) -> str:
    character_id = _character(call)
    lines = [(listing, 1)]
    return add_entitlement(
        call,
        call.player_id,
        way="store",
        store=store,
        character_id=character_id,
        items=lines_json(lines),
        given=hand_out(call, call.player_id, character_id, lines, store=store),
        wait=wait,
    )


def _character(call: Call) -> int | None:
    """The character whom it is for, by number or ULID, if the body names one."""
    given = call.body.get("character_id")
    if given is None or given == "":
        return None
    if isinstance(given, bool) or not isinstance(given, (int, str)):
        raise not_found("The character")
    column, value = "ulid", given
    if isinstance(given, int) or (given.isascii() and given.isdigit()):
        column, value = "id", row_id(given)
    found: int | None = call.store.value(
        f"SELECT id FROM characters WHERE {column} = ? AND player_id = ?", value, call.player_id
    )
    if found is None:
        raise not_found(f"Character {given}")
    return found


def _steam(call: Call) -> sqlite3.Row:
    row = entitlement(call, call.body["entitlement_id"])
    if row["way"] != "steam":
        raise not_found(f"Steam transaction {row['id']}")
    return row


def _steam_status(call: Call, row: sqlite3.Row) -> str:
    if row["status"] == "active":
        return "Succeeded"
    return "Init" if row["due"] > call.seconds else "Approved"
