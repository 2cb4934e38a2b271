"""The purchases from before catalogs: orders that are paid, told and never another player's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from support.sandbox import Api, Player
from support.shop import owned

PATH = "/game/v1/purchase"


def buy(player: Player, *items: dict[str, Any]) -> httpx.Response:
    return player.send("POST", PATH, json=items)


def item(asset_id: int, **members: int) -> dict[str, Any]:
    """What is bought with the soft currency; callers send 0 for no variation."""
    return {"asset_id": asset_id, "variation_id": 0, **members}


def balance(player: Player) -> Any:
    answer = player.send("GET", "/game/v1/player/balance")
    return answer.json()["balance"]


def test_an_order_is_paid_and_tells_what_was_bought(api: Api) -> None:
    player, other, server = api.player(), api.player(), api.server()
    assert balance(player) == 500
    made = buy(player, item(1), item(2), item(6, rental_option_id=62)).json()
    assert (made["success"], made["overlay"], balance(player)) == (True, False, 500 - 100 - 90 - 250)
    assert owned(server, player) == ["Iron Sword", "Oak Bow", "Flying Carpet"]
    path = f"{PATH}/{made['order_id']}"
    assert player.send("GET", path).json() == {"success": True, "status": "closed"}
    told = player.send("GET", f"{path}/details").json()
    assert [(each["asset"]["id"], each["rental_option_id"]) for each in told["products"]] == [
        (1, None),
        (2, None),
        (6, 62),
    ]
    short = player.send("GET", f"{path}/details", params={"no_products": "true"}).json()
    assert short == {"success": True, "order_status": "closed"}
    assert balance(other) == 500
    for caller, wanted in ((other, path), (player, f"{PATH}/999999"), (player, f"{PATH}/{2**64 - 1}")):
        assert caller.send("GET", wanted).status_code == 404
        assert caller.send("GET", f"{wanted}/details").status_code == 404


@pytest.mark.parametrize(
    ("items", "status"),
    [
        ([item(1)] * 6, 403),
        ([item(1), item(3)], 403),
        ([item(1), item(999)], 404),
        ([{"asset_id": 5, "purchase_token": "a"}, {"asset_id": 5, "purchase_token": "a"}], 409),
        ([{"receipt_data": "none:1"}], 404),
        ([], 400),
    ],
)
def test_a_refused_order_takes_and_gives_nothing(api: Api, items: list[dict[str, Any]], status: int) -> None:
    player, server = api.player(), api.server()
    assert buy(player, *items).status_code == status
    assert (balance(player), owned(server, player)) == (500, [])


def test_a_stores_receipt_pays_for_an_order_once(api: Api) -> None:
    player, server = api.player(), api.server()
    for receipt in ({"asset_id": 5, "purchase_token": "t"}, {"receipt_data": "com.example.starter:1"}):
        assert buy(player, receipt).status_code == 200
        assert buy(player, receipt).status_code == 409
    assert (balance(player), owned(server, player)) == (500, ["Healing Potion", "Starter Bundle"])


def test_orders_at_once_never_spend_more_than_there_is(api: Api) -> None:
    player, server = api.player(), api.server()
    headers = {"x-session-token": player.session["session_token"]}

    def work(_: int) -> int:
        return api.http.post(PATH, json=[item(2)], headers=headers).status_code

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(work, range(12)))
    assert answers == [200] * 5 + [403] * 7
    assert (balance(player), len(owned(server, player))) == (50, 5)
