"""What the tests of commerce share: the default game's shop, and callers of it."""

from __future__ import annotations

from typing import Any

import httpx

from support.sandbox import Player, Server

GOLD = "01J8Z3N4R6T8V0W2Y4A6C8E0G1"
GEMS = "01J8Z3N4R6T8V0W2Y4A6C8E0J3"
SWORD = "01J8Z3N4R6T8V0W2Y4A6C8E0G4"  # 10 gold
ARMOR = "01J8Z3N4R6T8V0W2Y4A6C8E0K1"  # 100 gold and 5 gems
POTION = "01J8Z3N4R6T8V0W2Y4A6C8E0K2"  # in the stores alone
POUCH = "01J8Z3N4R6T8V0W2Y4A6C8E0K3"  # 50 gems for 200 gold
KIT = "01J8Z3N4R6T8V0W2Y4A6C8E0K4"  # 60 gold: a group of two assets and 25 gold
CROWN = "01J8Z3N4R6T8V0W2Y4A6C8E0K5"  # 100 gems, not refundable
BOW = "01J8Z3N4R6T8V0W2Y4A6C8E0K6"  # not for sale now
NOTHING = "01J8Z3N4R6T8V0W2Y4A6C8E0ZZ"

PURCHASE = "/game/purchase"
ASYNC = "/game/purchase/inspired-ibex/v1"
REFUND = "/game/refund/v1"


def money(caller: Player | Server, wallet: str, amount: object, currency: str = GOLD, verb: str = "credit") -> Any:
    """A credit or a debit."""
    base = "/game" if isinstance(caller, Player) else ""
    body = {"amount": amount, "currency_id": currency, "wallet_id": wallet}
    return caller.send("POST", f"{base}/balances/{verb}", json=body)


def held(caller: Player | Server, wallet: str) -> dict[str, str]:
    """What is in a wallet, by the currency's code."""
    base = "/game" if isinstance(caller, Player) else ""
    answer = caller.send("GET", f"{base}/balances/wallet/{wallet}")
    assert answer.status_code == 200, answer.text
    return {each["currency"]["code"]: each["amount"] for each in answer.json()["balances"]}


def purse(player: Player) -> dict[str, str]:
    """What is in a player's own wallet."""
    return held(player, player.session["wallet_id"])


def rich(player: Player, server: Server, gold: int = 1000, gems: int = 0) -> Player:
    """A player with money."""
    for currency, amount in ((GOLD, gold), (GEMS, gems)):
        assert money(server, player.session["wallet_id"], str(amount), currency).status_code == 200
    return player


def order(player: Player, *listings: str, quantity: int = 1, wallet: str | None = None) -> dict[str, Any]:
    """The body of a purchase."""
    items = [{"catalog_listing_id": each, "quantity": quantity} for each in listings]
    return {"wallet_id": wallet or player.session["wallet_id"], "items": items}


def buy(player: Player, *listings: str, quantity: int = 1, wallet: str | None = None) -> httpx.Response:
    """A purchase."""
    return player.send("POST", PURCHASE, json=order(player, *listings, quantity=quantity, wallet=wallet))


def entitlements(player: Player, **query: Any) -> list[dict[str, Any]]:
    """The entitlements of a page."""
    found: list[dict[str, Any]] = player.send("GET", "/game/entitlements", params=query).json()["listings"]
    return found


def refund(player: Player, *ids: str) -> dict[str, Any]:
    """A refund's answer."""
    answer = player.send("POST", REFUND, json={"entitlement_ids": ids})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def owned(server: Server, player: Player) -> list[str]:
    """The names of the assets that a player owns."""
    answer = server.send("GET", f"/player/{player.id}/inventory", params={"count": 200})
    return [each["asset"]["name"] for each in answer.json()["items"]]
