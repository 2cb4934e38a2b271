"""Catalogs: pages that show every entry once, and details that fit their entries."""

from __future__ import annotations

from typing import Any

import pytest

from lootlocker.sandbox.strict import answer_problems
from support.sandbox import Api
from support.shop import NOTHING, SWORD

SHOP = "/game/catalog/key/shop/prices"
SHOP_V2 = "/game/catalogs/inspired-ibex/v1/catalog/key/shop/list"
SHOP_SERVER = "/catalogs/inspired-ibex/v1/key/shop/prices"
BY_ID = "/catalogs/inspired-ibex/v1/catalog/items"
DETAILS = ("assets_details", "progression_points_details", "progression_resets_details", "currency_details")


def ids(body: dict[str, Any]) -> list[str]:
    return [each["catalog_listing_id"] for each in body["entries"]]


@pytest.fixture
def entries(api: Api) -> list[str]:
    body = api.player().send("GET", SHOP).json()
    assert body["pagination"] == {"total": len(body["entries"]), "next_cursor": None, "previous_cursor": None}
    return ids(body)


@pytest.mark.parametrize("size", [1, 2, 3, 50, 2**63 - 1])
def test_cursors_lead_through_every_entry_once(api: Api, entries: list[str], size: int) -> None:
    for caller, path in ((api.player(), SHOP), (api.server(), SHOP_SERVER)):
        seen: list[str] = []
        cursor = None
        while True:
            query: dict[str, Any] = {"per_page": size} if cursor is None else {"per_page": size, "cursor": cursor}
            body = caller.send("GET", path, params=query).json()
            assert 1 <= len(body["entries"]) <= size
            assert body["pagination"]["total"] == len(entries)
            seen += ids(body)
            cursor = body["pagination"]["next_cursor"]
            if not cursor:
                break
        assert seen == entries
        assert cursor == (None if path == SHOP else "")
        assert caller.send("GET", path, params={"cursor": NOTHING}).status_code == 404
        for wrong in ("0", "-1", "x", str(2**63)):
            assert caller.send("GET", path, params={"per_page": wrong}).status_code == 400


@pytest.mark.parametrize("size", [1, 3, 50])
def test_page_numbers_lead_through_every_entry_once(api: Api, entries: list[str], size: int) -> None:
    player = api.player()
    seen: list[str] = []
    page: int | None = 1
    last = -(-len(entries) // size)
    while page is not None:
        body = player.send("GET", SHOP_V2, params={"page": page, "per_page": size}).json()
        told = body["pagination"]
        assert (told["current_page"], told["per_page"], told["last_page"], told["total"]) == (
            page,
            size,
            last,
            len(entries),
        )
        assert (told["offset"], told["prev_page"]) == (len(seen), page - 1 or None)
        seen += ids(body)
        page = told["next_page"]
    assert seen == entries
    beyond = player.send("GET", SHOP_V2, params={"page": 10**9, "per_page": size}).json()
    assert (beyond["entries"], beyond["pagination"]["next_page"], beyond["pagination"]["prev_page"]) == ([], None, last)


def test_details_are_those_of_the_entries_on_the_page(api: Api, entries: list[str]) -> None:
    player = api.player()
    for listing in entries:
        cursor = entries[entries.index(listing) - 1] if listing != entries[0] else ""
        body = player.send("GET", SHOP, params={"per_page": 1, "cursor": cursor}).json()
        assert answer_problems("game_list_catalog_items_by_key", 200, body) == []
        (entry,) = body["entries"]
        (details,) = [each for name in (*DETAILS, "group_details") for each in body[name]]
        assert (details["catalog_listing_id"], details["id"]) == (listing, entry["entity_id"])
        assert details["name"] == entry["entity_name"]
    one = api.server().send("GET", SHOP_SERVER).json()
    assert answer_problems("server_list_catalog_items_by_key", 200, one) == []
    armor = one["assets_details"][1]
    assert (armor["legacy_id"], armor["variation_id"], armor["rental_option_id"]) == (4, "42", None)
    assert [each["kind"] for each in one["group_details"][0]["associations"]] == ["asset", "asset", "currency"]
    assert [(each["currency_code"], each["amount"]) for each in one["entries"][1]["prices"]] == [
        ("gold", 100),
        ("gems", 5),
    ]


def test_entries_by_id_tell_which_ids_are_unknown(api: Api, entries: list[str]) -> None:
    for caller, operation in ((api.player(), "game"), (api.server(), "server")):
        path = ("/game" if operation == "game" else "") + BY_ID
        found = caller.send("POST", path, json={"ids": [SWORD, NOTHING, *entries, SWORD]}).json()
        assert answer_problems(f"{operation}_list_catalog_items_by_id", 200, found) == []
        assert [each["catalog_listing_id"] for each in found["items"]] == entries
        assert found["errors"] == [{"id": NOTHING, "reason": "not_found"}]
        assert found["items"][0]["asset_detail"]["legacy_id"] == 1
        assert found["items"][0]["group_detail"] is None
        assert "errors" not in caller.send("POST", path, json={"ids": [SWORD]}).json()
        wanted = caller.send("POST", path, json={"ids": [SWORD], "includes": {"metadata": {"all": True}}}).json()
        assert wanted["items"][0]["metadata"] == []
        many = [f"{number:026}" for number in range(101)]
        assert caller.send("POST", path, json={"ids": many}).status_code == 400
        assert len(caller.send("POST", path, json={"ids": many[:100]}).json()["errors"]) == 100


def test_an_unknown_catalog_is_told_as_the_service_does(api: Api) -> None:
    player = api.player()
    assert [each["key"] for each in player.send("GET", "/game/catalogs").json()["catalogs"]] == ["shop"]
    for path in (SHOP, SHOP_V2):
        answer = player.send("GET", path.replace("shop", "none"))
        assert answer.status_code == 404
        assert "catalog not found" in answer.json()["message"]
    assert api.server().send("GET", SHOP_SERVER.replace("shop", "none")).status_code == 404
