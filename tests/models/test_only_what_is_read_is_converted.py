"""A big page is cheap: what nobody reads stays the dict that the JSON decoder made."""

from __future__ import annotations

import gc
from typing import Any

from lootlocker import models
from lootlocker_api.types import Model
from support.clients import server_client
from support.http import LoopbackServer, Reply

ASSET: dict[str, Any] = {
    "id": 1,
    "name": "Sword",
    "updated": "Tue, 09 Jul 2024 12:39:39 +0000",
    "rarity": {"name": "rare"},
    "files": [{"url": "https://example.com/1"}],
    "package_contents": [{"asset": {"id": 2}}],
}


def page() -> dict[str, Any]:
    return {
        "total": 200,
        "items": [{"instance_id": number, "asset": ASSET, "rental": {"is_rental": False}} for number in range(1, 201)],
    }


def alive() -> dict[str, int]:
    """How many models of each type there are in this process."""
    gc.collect()
    found: dict[str, int] = {}
    for each in gc.get_objects():
        if isinstance(each, Model):
            found[type(each).__name__] = found.get(type(each).__name__, 0) + 1
    return found


def grown(before: dict[str, int]) -> dict[str, int]:
    after = alive()
    names = sorted(before.keys() | after.keys())
    return {name: after.get(name, 0) - before.get(name, 0) for name in names if after.get(name) != before.get(name)}


def test_a_page_that_nobody_reads_is_one_object(server: LoopbackServer) -> None:
    with server_client(server) as client:
        server.on("GET", "/server/player/1/characters/2/inventory", Reply.json(page()))
        client.inventories.get_character_inventory(1, 2, count=200)  # the session start is behind us
        before = alive()
        answer = client.inventories.get_character_inventory(1, 2, count=200)
        assert answer.total == 200
        assert grown(before) == {"InventoryResponse": 1}


def test_five_members_of_one_item_convert_that_item_alone(server: LoopbackServer) -> None:
    with server_client(server) as client:
        server.on("GET", "/server/player/1/characters/2/inventory", Reply.json(page()))
        client.inventories.get_character_inventory(1, 2, count=200)
        before = alive()
        answer = client.inventories.get_character_inventory(1, 2, count=200)
        item = answer.items[7]
        read = (item.instance_id, item.asset.id, item.asset.name, item.asset.rarity, item.asset.updated_datetime)
        assert read[:3] == (8, 1, "Sword")
        # The items of the list that was read are adopted, without a look into them.
        assert grown(before) == {"Asset": 1, "AssetRarity": 1, "InventoryItem": 200, "InventoryResponse": 1}
        for number, other in enumerate(answer.items):
            if number != 7:
                assert type(vars(other)["asset"]) is dict
            assert type(vars(other)["rental"]) is dict
        assert type(vars(item.asset)["files"]) is list
        assert type(vars(item.asset)["files"][0]) is dict
        assert type(vars(item.asset)["package_contents"][0]) is dict
        assert type(vars(item.asset)["updated"]) is str


def test_encoding_comparing_and_printing_convert_nothing() -> None:
    answer = models.InventoryResponse.adopt(page())
    before = alive()
    assert answer.to_dict() == page()
    assert answer.to_json()
    assert answer == models.InventoryResponse.adopt(page())
    assert repr(answer) == "InventoryResponse(total=200, items=[200 items])"
    assert grown(before) == {}
    assert type(vars(answer)["items"]) is list


def test_adopting_copies_nothing() -> None:
    data = page()
    answer = models.InventoryResponse.adopt(data)
    assert vars(answer) is data
    assert vars(answer.items[0].asset) is ASSET
