"""The purchases from before catalogs: orders that are paid, told and never another player's."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from lootlocker.sandbox import Sandbox
from lootlocker.sandbox._document import Document
from lootlocker.sandbox.strict import answer_problems
from support.sandbox import Api, Player
from support.shop import owned

PATH = "/game/v1/purchase"
BODY = {
    "required": True,
    "x-argument": "items",
    "content": {"application/json": {"schema": {"type": "array", "items": {"type": "object"}}}},
}


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch, open_api: Callable[[Sandbox], Api]) -> Any:
    """A sandbox whose document has the one operation that makes orders, whether it is in ours or not."""
    source = Document.bundled().source
    source["paths"] = {key: item for key, item in source["paths"].items() if key.partition("#")[0] != PATH}
    source["paths"][PATH] = {
        "post": {
            "operationId": "game_purchase_soft_currency_spend",
            "security": [{"gameSession": []}],
            "requestBody": BODY,
            "responses": {"200": {"description": "Done."}},
        }
    }
    document = Document(source)
    monkeypatch.setattr(Document, "bundled", lambda: document)
    with Sandbox() as sandbox:
        yield open_api(sandbox)


def buy(api: Api, player: Player, *items: dict[str, Any]) -> httpx.Response:
    headers = {"x-session-token": player.session["session_token"]}
    return api.http.post(PATH, json=items, headers=headers)


def balance(player: Player) -> Any:
    answer = player.send("GET", "/game/v1/player/balance")
    return answer.json()["balance"]


def test_an_order_is_paid_and_tells_what_was_bought(shop: Api) -> None:
    player, other, server = shop.player(), shop.player(), shop.server()
    assert balance(player) == 500
    made = buy(shop, player, {"asset_id": 1}, {"asset_id": 2}, {"asset_id": 6, "rental_option_id": 62}).json()
    assert (made["success"], made["overlay"], balance(player)) == (True, False, 500 - 100 - 90 - 250)
    assert owned(server, player) == ["Iron Sword", "Oak Bow", "Flying Carpet"]
    path = f"{PATH}/{made['order_id']}"
    assert player.send("GET", path).json() == {"success": True, "status": "closed"}
    told = player.send("GET", f"{path}/details").json()
    assert answer_problems("game_get_order_details", 200, told) == []
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
        ([{"asset_id": 1}] * 6, 403),
        ([{"asset_id": 1}, {"asset_id": 3}], 403),
        ([{"asset_id": 1}, {"asset_id": 999}], 404),
        ([{"asset_id": 5, "purchase_token": "a"}, {"asset_id": 5, "purchase_token": "a"}], 409),
        ([{"receipt_data": "none:1"}], 404),
        ([], 409),
    ],
)
def test_a_refused_order_takes_and_gives_nothing(shop: Api, items: list[dict[str, Any]], status: int) -> None:
    player, server = shop.player(), shop.server()
    assert buy(shop, player, *items).status_code == status
    assert (balance(player), owned(server, player)) == (500, [])


def test_a_stores_receipt_pays_for_an_order_once(shop: Api) -> None:
    player, server = shop.player(), shop.server()
    for item in ({"asset_id": 5, "purchase_token": "t"}, {"receipt_data": "com.example.starter:1"}):
        assert buy(shop, player, item).status_code == 200
        assert buy(shop, player, item).status_code == 409
    assert (balance(player), owned(server, player)) == (500, ["Healing Potion", "Starter Bundle"])


def test_orders_at_once_never_spend_more_than_there_is(shop: Api) -> None:
    player, server = shop.player(), shop.server()
    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(lambda _: buy(shop, player, {"asset_id": 2}).status_code, range(12)))
    assert answers == [200] * 5 + [403] * 7
    assert (balance(player), len(owned(server, player))) == (50, 5)
