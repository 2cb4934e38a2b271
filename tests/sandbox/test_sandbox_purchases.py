"""Purchases: paid exactly once or not at all, told as entitlements, undone by refunds."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from lootlocker.sandbox import Sandbox
from support.sandbox import Api, Clock
from support.shop import (
    ARMOR,
    ASYNC,
    BOW,
    CROWN,
    GEMS,
    GOLD,
    KIT,
    NOTHING,
    POTION,
    POUCH,
    PURCHASE,
    REFUND,
    SWORD,
    buy,
    entitlements,
    held,
    money,
    order,
    owned,
    purse,
    refund,
    rich,
)


def test_a_purchase_takes_every_price_and_gives_every_thing(api: Api) -> None:
    server = api.server()
    player = rich(api.player(), server, gold=1000, gems=10)
    assert buy(player, SWORD, ARMOR, SWORD, quantity=2).status_code == 200
    assert purse(player) == {"gold": "760", "gems": "0"}
    assert owned(server, player) == ["Iron Sword"] * 2 + ["Steel Armor"] * 2 + ["Iron Sword"] * 2
    items = server.send("GET", f"/player/{player.id}/inventory").json()["items"]
    assert [each["variation_id"] for each in items] == [None, None, 42, 42, None, None]
    assert {each["acquisition_source"] for each in items} == {"purchase"}
    (made,) = entitlements(player)
    assert (made["type"], made["status"], made["store"]) == ("one_time_purchase", "active", "lootlocker")
    assert [each["reward_kind"] for each in made["items"]] == ["asset"] * 3
    assert {each["entitlement_id"] for each in made["rewards"]} == {made["id"]}
    single = player.send("GET", f"/game/entitlements/{made['id']}").json()
    assert single == {key: value for key, value in made.items() if key not in ("id", "rewards")}


def test_currencies_and_groups_are_given_too(api: Api) -> None:
    server = api.server()
    player = rich(api.player(), server, gold=260)
    assert buy(player, POUCH, KIT).status_code == 200
    assert purse(player) == {"gold": "25", "gems": "50"}
    assert owned(server, player) == ["Iron Sword", "Leather Armor"]


@pytest.mark.parametrize(
    ("items", "status"),
    [
        ([], 400),
        ([(SWORD, 0)], 400),
        ([(SWORD, -1)], 400),
        ([(SWORD, 1001)], 400),
        ([(SWORD, 501), (SWORD, 500)], 400),
        ([(SWORD, 2**70)], 400),
        ([(SWORD, 1), (NOTHING, 1)], 404),
        ([(SWORD, 1), (BOW, 1)], 403),
        ([(SWORD, 1), (POTION, 1)], 403),
        ([(SWORD, 1), (ARMOR, 1)], 403),
        ([(SWORD, 101)], 403),
    ],
)
def test_a_refused_purchase_takes_and_gives_nothing(api: Api, items: list[tuple[str, int]], status: int) -> None:
    server = api.server()
    player = rich(api.player(), server)
    lines = [{"catalog_listing_id": listing, "quantity": quantity} for listing, quantity in items]
    for path in (PURCHASE, ASYNC):
        answer = player.send("POST", path, json={"wallet_id": player.session["wallet_id"], "items": lines})
        short = path == ASYNC and items in ([(SWORD, 1), (ARMOR, 1)], [(SWORD, 101)])
        assert answer.status_code == (202 if short else status)
    assert purse(player) == {"gold": "1000", "gems": "0"}
    assert owned(server, player) == []
    assert {each["status"] for each in entitlements(player)} <= {"pending"}


def test_only_ones_own_wallets_pay(api: Api) -> None:
    server = api.server()
    player, other = api.player(), rich(api.player(), server)
    for wallet in (other.session["wallet_id"], NOTHING):
        assert buy(player, SWORD, wallet=wallet).status_code == 404
        assert player.send("POST", ASYNC, json=order(player, SWORD, wallet=wallet)).status_code == 404
    assert purse(other)["gold"] == "1000"


def test_what_a_characters_wallet_pays_is_the_characters(api: Api) -> None:
    player, server = api.player(), api.server()
    hero = player.hero(8)
    ulid = server.send("GET", f"/player/{player.id}/characters").json()["items"][1]["ulid"]
    body = {"holder_id": ulid, "holder_type": "character"}
    wallet = player.send("POST", "/game/wallet", json=body).json()["wallet_id"]
    money(player, wallet, "60")
    assert buy(player, KIT, wallet=wallet).status_code == 200
    assert held(player, wallet) == {"gold": "25"}
    assert server.inventory(f"/player/{player.id}/characters/{hero['character_id']}")[0] == 2
    assert owned(server, player) == []
    refund(player, entitlements(player)[0]["id"])
    assert held(player, wallet) == {"gold": "60"}


def test_a_purchase_in_the_background_is_pending_for_a_moment(timed: Api, clock: Clock) -> None:
    server = timed.server()
    player = rich(timed.player(), server, gold=10)
    made = player.send("POST", ASYNC, json=order(player, SWORD)).json()["entitlement_id"]
    assert player.send("GET", f"{ASYNC}/{made}").json() == {"entitlement_id": made, "status": "pending"}
    assert entitlements(player)[0]["status"] == "pending"
    assert player.send("POST", f"{ASYNC}/{made}/retry", json=order(player, SWORD)).status_code == 409
    assert refund(player, made)["warnings"][0]["details"][0]["type"] == "refund_failed"
    clock.pass_by(seconds=1)
    assert player.send("GET", f"{ASYNC}/{made}").json() == {"entitlement_id": made, "status": "active"}
    assert entitlements(player)[0]["status"] == "active"
    assert (purse(player), owned(server, player)) == ({"gold": "0", "gems": "0"}, ["Iron Sword"])
    assert player.send("POST", f"{ASYNC}/{made}/retry", json=order(player, SWORD)).status_code == 409


def test_a_failed_purchase_can_be_tried_again_until_it_is_paid(timed: Api, clock: Clock) -> None:
    server = timed.server()
    player = rich(timed.player(), server, gold=9)
    made = player.send("POST", ASYNC, json=order(player, SWORD)).json()["entitlement_id"]
    path = f"{ASYNC}/{made}"
    for _ in range(2):
        clock.pass_by(seconds=1)
        told = player.send("GET", path).json()
        assert (told["status"], told["error"]) == ("failed", "The wallet holds too little gold.")
        assert (entitlements(player)[0]["status"], purse(player)["gold"]) == ("canceled", "9")
        assert player.send("POST", f"{path}/retry", json=order(player, SWORD)).json() == {"entitlement_id": made}
    clock.pass_by(seconds=1)
    money(server, player.session["wallet_id"], "1")
    for wrong in (order(player, ARMOR), order(player, SWORD, quantity=2), order(player, SWORD, wallet=NOTHING)):
        assert player.send("POST", f"{path}/retry", json=wrong).status_code == 400
    assert player.send("POST", f"{path}/retry", json=order(player, SWORD)).status_code == 202
    assert player.send("GET", path).json()["status"] == "pending"
    clock.pass_by(seconds=1)
    assert player.send("GET", path).json() == {"entitlement_id": made, "status": "active"}
    assert (purse(player)["gold"], owned(server, player)) == ("0", ["Iron Sword"])


def test_another_players_entitlements_are_not_there(api: Api) -> None:
    server = api.server()
    player, other = api.player(), rich(api.player(), server)
    made = other.send("POST", ASYNC, json=order(other, SWORD)).json()["entitlement_id"]
    buy(other, SWORD)
    bought = entitlements(other)[1]["id"]
    assert entitlements(player) == []
    assert other.send("GET", f"{ASYNC}/{bought}").status_code == 404
    for wanted in (made, NOTHING):
        assert player.send("GET", f"/game/entitlements/{wanted}").status_code == 404
        assert player.send("GET", f"{ASYNC}/{wanted}").status_code == 404
        assert player.send("POST", f"{ASYNC}/{wanted}/retry", json=order(player, SWORD)).status_code == 404
        assert player.send("POST", REFUND, json={"entitlement_ids": [wanted]}).status_code == 404
    assert other.send("POST", REFUND, json={"entitlement_ids": [bought, NOTHING]}).status_code == 404
    assert purse(other)["gold"] == "980"
    assert player.send("POST", REFUND, json={"entitlement_ids": []}).status_code == 400


def test_a_refund_pays_back_and_takes_away_once(api: Api) -> None:
    server = api.server()
    player = rich(api.player(), server, gold=100)
    buy(player, SWORD, KIT)
    assert (purse(player)["gold"], owned(server, player)) == ("55", ["Iron Sword", "Iron Sword", "Leather Armor"])
    (made,) = entitlements(player)
    first = server.send("GET", f"/player/{player.id}/inventory").json()["items"][0]["instance_id"]
    server.send("PATCH", f"/player/{player.id}/inventory", json={"remove": [first]})
    assert refund(player, made["id"], made["id"]) == {
        "player_inventory_events": [
            {"asset_id": 1, "name": "Iron Sword", "action": "skipped"},
            {"asset_id": 1, "name": "Iron Sword", "action": "removed"},
            {"asset_id": 3, "name": "Leather Armor", "action": "removed"},
        ],
        "currency_refunded": [{"currency_id": GOLD, "currency_code": "gold", "amount": "70"}],
        "currency_clawback": [{"currency_id": GOLD, "currency_code": "gold", "amount": "25"}],
        "warnings": [
            {
                "entitlement_id": made["id"],
                "details": [{"type": "already_refunded", "message": "The entitlement was refunded before."}],
            }
        ],
    }
    assert (purse(player)["gold"], owned(server, player)) == ("100", [])
    assert entitlements(player)[0]["status"] == "refunded"
    again = refund(player, made["id"])
    assert again["warnings"][0]["details"][0]["type"] == "already_refunded"
    assert (again["currency_refunded"], purse(player)["gold"]) == ([], "100")


def test_a_refund_never_takes_more_than_there_is(api: Api) -> None:
    server = api.server()
    player = rich(api.player(), server, gold=200)
    buy(player, POUCH)
    money(server, player.session["wallet_id"], "1", GEMS, "debit")
    (made,) = entitlements(player)
    answer = refund(player, made["id"])
    assert answer["warnings"][0]["details"][0]["type"] == "insufficient_funds"
    assert (answer["currency_refunded"], answer["currency_clawback"]) == ([], [])
    assert (purse(player), entitlements(player)[0]["status"]) == ({"gold": "0", "gems": "49"}, "active")
    money(server, player.session["wallet_id"], "1", GEMS)
    assert refund(player, made["id"])["warnings"] == []
    assert purse(player) == {"gold": "200", "gems": "0"}


def test_what_can_not_be_refunded_is_kept(api: Api) -> None:
    server = api.server()
    player = rich(api.player(), server, gems=100)
    buy(player, CROWN)
    answer = refund(player, entitlements(player)[0]["id"])
    assert answer["warnings"][0]["details"][0]["type"] == "refund_failed"
    assert (purse(player)["gems"], owned(server, player)) == ("0", ["Crown"])


def test_a_purchase_notifies_the_player_of_each_reward(api: Api) -> None:
    server = api.server()
    player, other = rich(api.player(), server), api.player()
    buy(player, SWORD, quantity=2)
    buy(player, KIT)
    buy(other, SWORD)
    told = player.send("GET", "/game/notifications/v1").json()["notifications"]
    assert {each["source"] for each in told} == {"purchasing.lootlocker"}
    assert {each["notification_type"] for each in told} == {"pull.reward.acquired"}
    bodies = {each["content"]["body"]["kind"]: each["content"]["body"] for each in told}
    owned_ids = [each["instance_id"] for each in server.send("GET", f"/player/{player.id}/inventory").json()["items"]]
    assert bodies["asset"]["asset"]["asset_instance_ids"] == owned_ids[:2]
    assert [each["kind"] for each in bodies["group"]["group"]["associations"]] == ["asset", "asset", "currency"]
    assert len(told) == 2
    assert other.send("GET", "/game/notifications/v1").json()["notifications"] == []


def test_entitlements_page_by_cursor(api: Api) -> None:
    server = api.server()
    player = rich(api.player(), server)
    for _ in range(5):
        buy(player, SWORD)
    every = [each["id"] for each in entitlements(player)]
    seen: list[str] = []
    cursor: dict[str, Any] = {}
    for number in range(1, 4):
        body = player.send("GET", "/game/entitlements", params={"per_page": 2, **cursor}).json()
        seen += [each["id"] for each in body["listings"]]
        assert body["pagination"]["total"] == 5 + (number > 1)
        cursor = {"cursor": body["pagination"]["next_cursor"]}
        if number == 1:
            buy(player, SWORD)  # What comes meanwhile is at the end.
    assert (seen[:5], len(set(seen)), cursor) == (every, 6, {"cursor": None})
    assert player.send("GET", "/game/entitlements", params={"cursor": NOTHING}).status_code == 404


def test_a_restart_keeps_purchases_and_refunds(tmp_path: Path, open_api: Callable[[Sandbox], Api]) -> None:
    with Sandbox(db=tmp_path / "state.db") as sandbox:
        api = open_api(sandbox)
        player = rich(api.player(player_identifier="me"), api.server())
        buy(player, SWORD)
        buy(player, KIT)
        refund(player, entitlements(player)[0]["id"])
        before = (entitlements(player), purse(player))
    with Sandbox(db=tmp_path / "state.db") as sandbox:
        api = open_api(sandbox)
        player = api.player(player_identifier="me")
        assert (entitlements(player), purse(player)) == before
        refund(player, before[0][1]["id"])
        assert (purse(player)["gold"], owned(api.server(), player)) == ("1000", [])


def test_purchases_and_refunds_at_once_never_oversell(open_api: Callable[[Sandbox], Api]) -> None:
    with Sandbox() as sandbox:
        api = open_api(sandbox)
        server = api.server()
        player = rich(api.player(), server, gold=105)
        headers = {"x-session-token": player.session["session_token"]}

        def work(number: int) -> int:
            if number % 10 == 9:
                listed = api.http.get("/game/entitlements", headers=headers).json()["listings"]
                ids = [each["id"] for each in listed][-1:]
                if ids:
                    api.http.post(REFUND, json={"entitlement_ids": ids}, headers=headers)
                return 0
            answer = api.http.post(PURCHASE, json=order(player, SWORD), headers=headers)
            assert answer.status_code in (200, 403)
            return int(answer.status_code == 200)

        with ThreadPoolExecutor(16) as pool:
            bought = sum(pool.map(work, range(80)))
        refunded = [each["status"] for each in entitlements(player, per_page=100)].count("refunded")
        assert len(owned(server, player)) == bought - refunded
        assert int(purse(player)["gold"]) == 105 - 10 * (bought - refunded)
        assert bought - refunded <= 10
