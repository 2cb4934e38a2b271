"""Redeems: what was bought for real money is given once, whoever shows the receipt again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from lootlocker.sandbox import Sandbox
from support.sandbox import Api, Clock, Player
from support.shop import NOTHING, POTION, SWORD, entitlements, owned, purse, refund

BODIES: dict[str, dict[str, Any]] = {
    "google": {"product_id": "com.example.potion", "purchase_token": "token"},
    "apple": {"transaction_id": "42", "sandboxed": True},
    "epic": {"account_id": "a", "bearer_token": "b", "entitlement_ids": ["potion:1"], "sandbox_id": "s"},
    "playstation": {"transaction_id": "42", "auth_code": "c", "entitlement_label": "POTION"},
    "xbox": {"user_collections_id": "jwt", "product_id": "9POTION"},
}
#: The member that holds the receipt, and what the entitlement calls the store.
RECEIPTS = {
    "google": ("purchase_token", "google_play_store"),
    "apple": ("transaction_id", "apple_app_store"),
    "epic": ("entitlement_ids", "epic_games_store"),
    "playstation": ("transaction_id", "playstation_network"),
    "xbox": ("user_collections_id", "xbox_store"),
}
STEAM = {"steam_id": "76561198023004363", "currency": "USD", "language": "en", "catalog_item_id": POTION}


def redeem(player: Player, store: str, **changes: Any) -> httpx.Response:
    return player.send("POST", f"/game/store/{store}/redeem", json={**BODIES[store], **changes})


def receipt(store: str, text: str) -> dict[str, Any]:
    return {RECEIPTS[store][0]: [text] if store == "epic" else text}


@pytest.mark.parametrize("store", BODIES)
def test_a_receipt_is_good_once(open_api: Callable[[Sandbox], Api], store: str, tmp_path: Path) -> None:
    with Sandbox(db=tmp_path / "state.db") as sandbox:
        api = open_api(sandbox)
        player, server = api.player(), api.server()
        assert redeem(player, store).status_code == 200
        assert owned(server, player) == ["Healing Potion"]
        (made,) = entitlements(player)
        assert (made["status"], made["store"]) == ("active", RECEIPTS[store][1])
        assert redeem(player, store).status_code == 409
        assert redeem(api.player(), store).status_code == 409
        assert refund(player, made["id"])["warnings"][0]["details"][0]["type"] == "refund_failed"
        assert redeem(player, store, **receipt(store, "another")).status_code == 200
        assert owned(server, player) == ["Healing Potion"] * 2
    with Sandbox(db=tmp_path / "state.db") as sandbox:
        assert redeem(open_api(sandbox).player(), store).status_code == 409


@pytest.mark.parametrize(
    ("store", "changes", "status"),
    [
        *((store, receipt(store, "expired"), 403) for store in BODIES),
        *((store, receipt(store, " "), 403) for store in BODIES),
        ("google", {"product_id": "none"}, 404),
        ("apple", {"transaction_id": "none:1"}, 404),
        ("epic", {"entitlement_ids": ["potion:new", "none:1"]}, 404),
        ("epic", {"entitlement_ids": ["potion:new", "potion:new"]}, 409),
        ("epic", {"entitlement_ids": []}, 400),
        ("epic", {"bearer_token": "expired"}, 403),
        ("playstation", {"entitlement_label": "NONE"}, 404),
        ("playstation", {"auth_code": "expired"}, 403),
        ("xbox", {"product_id": "none"}, 404),
        ("google", {"character_id": 999999}, 404),
        ("epic", {"character_id": [1]}, 400),
        ("epic", {"character_id": True}, 400),
    ],
)
def test_a_refused_receipt_gives_nothing_and_stays_good(
    api: Api, store: str, changes: dict[str, Any], status: int
) -> None:
    player, server = api.player(), api.server()
    assert redeem(player, store, **changes).status_code == status
    assert (owned(server, player), entitlements(player)) == ([], [])
    if status == 404:
        fresh = receipt(store, f"potion:{player.id}" if store == "epic" else f"fresh {player.id}")
        assert redeem(player, store, **fresh).status_code == 200


@pytest.mark.parametrize("store", BODIES)
def test_a_redeem_for_a_character_is_in_its_inventory(api: Api, store: str) -> None:
    player, other, server = api.player(), api.player(), api.server()
    hero = player.hero(8)
    ulid = server.send("GET", f"/player/{player.id}/characters").json()["items"][1]["ulid"]
    ways = [hero["character_id"]] if store in ("google", "apple", "xbox") else [hero["character_id"], ulid]
    for number, character in enumerate(ways, 1):
        proof = receipt(store, f"character {player.id} {number}")
        assert redeem(other, store, **proof, character_id=character).status_code == 404
        assert redeem(player, store, **proof, character_id=character).status_code == 200
        assert server.inventory(f"/player/{player.id}/heroes/{hero['id']}")[0] == number
    assert owned(server, player) == []


def test_a_steam_purchase_is_given_when_it_is_finalised(timed: Api, clock: Clock) -> None:
    player, other, server = timed.player(), timed.player(), timed.server()
    base = "/game/store/steam/redeem"
    for changes, status in (
        ({"catalog_item_id": NOTHING}, 404),
        ({"catalog_item_id": SWORD}, 404),
        ({"currency": "SEK"}, 404),
        ({"character_id": 999999}, 404),
    ):
        assert player.send("POST", f"{base}/begin", json={**STEAM, **changes}).status_code == status
    begun = player.send("POST", f"{base}/begin", json=STEAM).json()
    assert begun["success"] is True
    body = {"entitlement_id": begun["entitlement_id"]}

    def told() -> str:
        return str(player.send("POST", f"{base}/query", json=body).json()["status"])

    def finalise(caller: Player) -> int:
        return caller.send("POST", f"{base}/finalise", json=body).status_code

    assert (told(), finalise(player)) == ("Init", 409)
    clock.pass_by(seconds=1)
    assert (told(), told()) == ("Approved", "Approved")
    assert (owned(server, player), entitlements(player)[0]["status"]) == ([], "pending")
    assert other.send("POST", f"{base}/query", json=body).status_code == finalise(other) == 404
    assert (finalise(player), told(), finalise(player)) == (200, "Succeeded", 409)
    (made,) = entitlements(player)
    assert (made["status"], made["store"]) == ("active", "steam_store")
    assert {each["key"]: each["value"] for each in made["metadata"]}["currency"] == "USD"
    assert owned(server, player) == ["Healing Potion"]


def test_a_stripe_checkout_pays_itself_and_is_told_a_moment_later(timed: Api, clock: Clock) -> None:
    player, server = timed.player(), timed.server()
    path = "/game/store/stripe/checkout"
    assert player.send("POST", path, json={"catalog_item_id": SWORD}).status_code == 404
    made = player.send("POST", path, json={"catalog_item_id": POTION}).json()
    assert made["checkout_link"].startswith("https://")
    single = f"/game/entitlements/{made['entitlement_id']}"
    assert player.send("GET", single).json()["status"] == "pending"
    clock.pass_by(seconds=1)
    assert player.send("GET", single).json()["status"] == "active"
    assert (owned(server, player), purse(player)) == (["Healing Potion"], {})


def test_an_xbox_ticket_is_another_each_time(timed: Api) -> None:
    player = timed.player()
    first, second = (player.send("POST", "/game/store/xbox/ticket").json() for _ in range(2))
    assert first["service_ticket"] != second["service_ticket"]
    assert (first["expires_in"], first["expires_at"]) == (3600, "2026-01-01T01:00:00+00:00")


def test_one_receipt_shown_by_many_at_once_is_good_once(open_api: Callable[[Sandbox], Api]) -> None:
    with Sandbox() as sandbox:
        api = open_api(sandbox)
        players, server = [api.player() for _ in range(4)], api.server()
        headers = [{"x-session-token": player.session["session_token"]} for player in players]

        def work(number: int) -> int:
            path = "/game/store/google/redeem"
            return api.http.post(path, json=BODIES["google"], headers=headers[number % 4]).status_code

        with ThreadPoolExecutor(16) as pool:
            answers = sorted(pool.map(work, range(40)))
        assert answers == [200] + [409] * 39
        assert sum(len(owned(server, player)) for player in players) == 1
