"""Purchases with the currencies of a wallet, and the entitlements that everything bought, won or redeemed leaves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ._errors import Refused, invalid, not_found
from ._money import change, held
from ._rewards import Receiver, award
from ._store import new_ulid

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from ._call import Call
    from ._game_commerce import Listing
    from ._game_rewards import Currency
    from ._rewards import Given

#: How many things one purchase may hold.
MOST_THINGS = 1000
#: For so many seconds a purchase in the background says that it is pending.
PENDING_SECONDS = 1
Lines = list[tuple["Listing", int]]


def find_listing(call: Call, listing_id: str) -> Listing:
    """An entry of a catalog that is for sale."""
    found = call.game.listings.get(listing_id)
    if found is None:
        raise not_found(f"Catalog listing {listing_id}")
    if not found.purchasable:
        raise Refused(403, f"Catalog listing {listing_id} can't be bought.")
    return found


def read_lines(call: Call) -> Lines:
    """What a purchase's body asks for."""
    lines: Lines = []
    for number, item in enumerate(call.body["items"]):
        if item["quantity"] < 1:
            raise invalid(f"items.{number}.quantity", "it has to be at least 1.")
        listing = find_listing(call, item["catalog_listing_id"])
        if not listing.prices:
            raise Refused(403, f"Catalog listing {listing.id} has no price in a currency of the game.")
        lines.append((listing, item["quantity"]))
    if not 1 <= sum(quantity for _, quantity in lines) <= MOST_THINGS:
        raise invalid("items", f"a purchase holds 1 to {MOST_THINGS} things.")
    return lines


def lines_json(lines: Lines) -> list[dict[str, Any]]:
    """What is kept of the lines, so that an entitlement stays what it was when the game file changes."""
    return [
        {
            "catalog_listing_id": listing.id,
            "quantity": quantity,
            "reward_id": listing.reward.id,
            "reward_kind": listing.reward.kind,
            "catalog_id": listing.catalog_id,
            "non_refundable": listing.non_refundable,
        }
        for listing, quantity in lines
    ]


def pay(call: Call, wallet_id: str, lines: Lines) -> list[dict[str, str]]:
    """Take all prices of all lines out of a wallet, or refuse before anything is taken."""
    costs: dict[str, tuple[Currency, int]] = {}
    for listing, quantity in lines:
        for price in listing.prices:
            _, before = costs.get(price.currency.id, (price.currency, 0))
            costs[price.currency.id] = price.currency, before + price.amount * quantity
    for currency, cost in costs.values():
        if held(call, wallet_id, currency) < cost:
            raise Refused(403, f"The wallet holds too little {currency.code}.")
    for currency, cost in costs.values():
        change(call, wallet_id, currency, -cost)
    return [{"currency_id": currency.id, "amount": str(cost)} for currency, cost in costs.values()]


def hand_out(call: Call, player_id: int, character_id: int | None, lines: Lines, *, store: str) -> list[dict[str, Any]]:
    """Give what was bought and tell the player; answers what is kept of it for a refund."""
    receiver = Receiver(player_id, character_id, source="purchase")
    kept: list[dict[str, Any]] = []
    for listing, quantity in lines:
        context = [("catalog_item_id", listing.id), ("quantity", str(quantity))]
        given = award(call, receiver, listing.reward, quantity, source=f"purchasing.{store}", context=context)
        kept += [_kept(each) for each in given]
    return kept


def _kept(given: Given) -> dict[str, Any]:
    reward = given.reward
    return {
        "kind": reward.kind,
        "id": reward.entity_id,
        "name": reward.entity_name,
        "asset_id": None if reward.asset is None else reward.asset.id,
        "amount": str(given.amount),
        "instance_ids": given.instance_ids,
        "wallet_id": given.wallet_id,
    }


def add_entitlement(
    call: Call,
    player_id: int,
    *,
    way: str,
    type: str = "one_time_purchase",
    status: str = "active",
    store: str | None = None,
    wallet_id: str | None = None,
    character_id: int | None = None,
    items: Iterable[dict[str, Any]] = (),
    paid: Iterable[dict[str, Any]] = (),
    given: Iterable[dict[str, Any]] = (),
    metadata: dict[str, str] | None = None,
    error: str | None = None,
    wait: float = 0,
) -> str:
    """A new entitlement of a player; answers its id."""
    made = new_ulid(call.now)
    call.store.insert(
        "entitlements",
        id=made,
        player_id=player_id,
        way=way,
        type=type,
        status=status,
        store=store,
        wallet_id=wallet_id,
        character_id=character_id,
        items=json.dumps([{"id": new_ulid(call.now), **each} for each in items]),
        paid=json.dumps(list(paid)),
        given=json.dumps(list(given)),
        metadata=json.dumps([{"key": key, "value": value} for key, value in (metadata or {}).items()]),
        error=error,
        due=call.seconds + wait,
        created_at=call.date,
    )
    return made


def entitlement(call: Call, entitlement_id: str) -> sqlite3.Row:
    """An entitlement of the player who calls."""
    row = call.store.one("SELECT * FROM entitlements WHERE id = ? AND player_id = ?", entitlement_id, call.player_id)
    if row is None:
        raise not_found(f"Entitlement {entitlement_id}")
    return row


def update_entitlement(call: Call, entitlement_id: str, **columns: object) -> None:
    """Change columns of an entitlement; lists become JSON."""
    names = ", ".join(f"{name} = ?" for name in columns)
    values = (json.dumps(each) if isinstance(each, list) else each for each in columns.values())
    call.store.run(f"UPDATE entitlements SET {names} WHERE id = ?", *values, entitlement_id)


def use_receipt(call: Call, store: str, receipt: str) -> None:
    """Keep in mind that a receipt was redeemed; the second time, whoever shows it, is refused."""
    if call.store.one("SELECT 1 FROM receipts WHERE store = ? AND receipt = ?", store, receipt) is not None:
        raise Refused(409, "The receipt was redeemed before.")
    call.store.insert("receipts", store=store, receipt=receipt)


def told_status(call: Call, row: sqlite3.Row) -> str:
    """The status that answers tell."""
    return "pending" if row["due"] > call.seconds else str(row["status"])


def entitlement_json(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    """An entitlement as List Entitlements shows it."""
    items: list[dict[str, Any]] = json.loads(row["items"])
    on_sale = {each.id for each in call.game.listings.values() if each.purchasable}
    return {
        "id": row["id"],
        "type": row["type"],
        "status": told_status(call, row),
        "store": row["store"],
        "items": [
            {
                "id": each["id"],
                "reward_id": each["reward_id"],
                "reward_kind": each["reward_kind"],
                "catalog_id": each["catalog_id"],
                "purchasable": each["catalog_listing_id"] in on_sale,
                "created_at": row["created_at"],
            }
            for each in items
        ],
        "rewards": [
            {"id": each["reward_id"], "entitlement_id": row["id"], "created_at": row["created_at"]} for each in items
        ],
        "metadata": json.loads(row["metadata"]),
        "created_at": row["created_at"],
    }
