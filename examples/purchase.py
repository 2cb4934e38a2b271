"""A purchase: a server gives a player gold, the player buys from a catalog, owns the thing, and gives it back.

The purchase takes gold and gives the item as a whole or not at all, and is never sent twice by itself. It answers
without a body: what was bought is in the entitlement and the inventory. A refund takes the item away and pays the
price back. Amounts are text of any length; `amount_int` is the same as a number.

The settings are those of quickstart.py.
"""

from lootlocker import GameClient, ServerClient
from lootlocker.auth import GuestLogin

CATALOG = "shop"


def main() -> None:
    with GameClient(login=GuestLogin()) as game, ServerClient() as server:
        wallet = game.start_session().wallet_id

        gold = next(each for each in server.currency.list_currencies().currencies if each.code == "gold")
        server.balances.credit_balance(wallet_id=wallet, currency_id=gold.id, amount=100)

        def purse() -> int | None:
            """The player's gold, as the game sees it."""
            balances = game.balances.list_balances(wallet).balances
            return next((each.amount_int for each in balances if each.currency.code == "gold"), 0)

        print(f"credited: {purse()} gold")

        for entry in game.catalogs.iter_catalog_items_by_key_v2(CATALOG):
            if entry.purchasable and entry.entity_kind == "asset" and entry.prices[0].currency_code == "gold":
                break
        else:
            raise SystemExit(f"The catalog {CATALOG} sells no asset for gold.")
        order = [{"catalog_listing_id": entry.catalog_listing_id, "quantity": 1}]
        game.purchasing.purchase_in_game_only(wallet_id=wallet, items=order)
        print(f"bought: {entry.entity_name} for {entry.prices[0].amount}, {purse()} gold left")

        (entitlement,) = game.entitlements.iter_entitlements()
        owned = [item.asset.name for item in game.asset_instances.iter_player_inventory()]
        print(f"entitlement: {entitlement.type_}, {entitlement.status}; inventory: {', '.join(owned)}")

        refund = game.purchasing.refund_by_entitlement_ids(entitlement_ids=[entitlement.id])
        back = ", ".join(f"{each.amount} {each.currency_code}" for each in refund.currency_refunded)
        print(f"refunded: {back}; {purse()} gold; {len(list(game.asset_instances.iter_player_inventory()))} items")


if __name__ == "__main__":
    main()
