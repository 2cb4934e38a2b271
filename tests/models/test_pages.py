"""Iterators over pages: nothing lost, nothing asked for twice, no endless loop, whatever the server says."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from lootlocker import errors
from support.clients import async_server_client, server_client
from support.http import LoopbackServer, Reply, Request

PATH = "/server/player/1/characters/2/inventory"
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"

Item = dict[str, Any]
Collect = Callable[..., Any]


def items(*ids: int) -> list[Item]:
    return [{"instance_id": number} for number in ids]


def inventory(owned: Sequence[int], total: Any = "true", cap: int = 200) -> Callable[[Request], Reply]:
    """A server with these items: greater than `after`, in order, `count` of them and no more than `cap`.

    `total` is what it says in place of the true number; `absent` for nothing.
    """
    said = {} if total == "absent" else {"total": len(owned) if total == "true" else total}

    def answer(request: Request) -> Reply:
        after, count = int(request.query.get("after", 0)), int(request.query.get("count", 50))
        found = sorted(number for number in owned if number > after)[: min(count, cap)]
        return Reply.json({**said, "items": items(*found)})

    return answer


def keep(into: list[Any], item: Any) -> None:
    into.append(getattr(item, "instance_id", item))
    assert len(into) < 500, "the pages never end"


async def collect_sync(server: LoopbackServer, into: list[Any], **arguments: Any) -> None:
    with server_client(server) as client:
        for item in client.inventories.iter_character_inventory(1, 2, **arguments):
            keep(into, item)


async def collect_async(server: LoopbackServer, into: list[Any], **arguments: Any) -> None:
    async with async_server_client(server) as client:
        async for item in client.inventories.iter_character_inventory(1, 2, **arguments):
            keep(into, item)


@pytest.fixture(params=[collect_sync, collect_async], ids=["sync", "async"])
def collect(request: pytest.FixtureRequest) -> Collect:
    chosen: Collect = request.param
    return chosen


def asked(server: LoopbackServer) -> list[dict[str, str]]:
    return [request.query for request in server.sent_to(PATH)]


async def test_the_next_page_begins_behind_the_greatest_id(server: LoopbackServer, collect: Collect) -> None:
    server.on(
        "GET",
        PATH,
        Reply.json({"total": 5, "items": items(30, 10, 20)}),  # not in order, so the last one is not the greatest
        Reply.json({"total": 5, "items": items(50, 40)}),
    )
    found: list[int] = []
    await collect(server, found, count=3)
    assert found == [30, 10, 20, 50, 40]
    assert asked(server) == [{"count": "3"}, {"count": "3", "after": "30"}]


@pytest.mark.parametrize("count", [1, 7, 50, 200, None])
async def test_all_items_come_once_and_in_order(server: LoopbackServer, collect: Collect, count: int | None) -> None:
    owned = [number * 3 for number in range(1, 122)]
    server.on("GET", PATH, inventory(owned))
    found: list[int] = []
    await collect(server, found, **({} if count is None else {"count": count}))
    assert found == owned
    assert len(asked(server)) == {1: 122, 7: 18, 50: 3, 200: 1, None: 3}[count]


async def test_an_empty_page_ends_it(server: LoopbackServer, collect: Collect) -> None:
    server.on("GET", PATH, Reply.json({"total": 9, "items": []}))
    found: list[int] = []
    await collect(server, found)
    assert found == []
    assert len(asked(server)) == 1


@pytest.mark.parametrize("body", [{}, {"items": None}, {"items": ""}, {"items": {}}, {"total": 3}])
async def test_a_page_without_items_ends_it(server: LoopbackServer, collect: Collect, body: Item) -> None:
    server.on("GET", PATH, Reply.json(body))
    found: list[int] = []
    await collect(server, found)
    assert found == []


async def test_a_short_page_that_reaches_the_total_ends_it(server: LoopbackServer, collect: Collect) -> None:
    server.on("GET", PATH, inventory(range(1, 6)))
    found: list[int] = []
    await collect(server, found, count=3)
    assert found == [1, 2, 3, 4, 5]
    assert len(asked(server)) == 2


@pytest.mark.parametrize("total", [0, 1, 3, 10**9, -1, "5", None, [], "absent"])
async def test_a_total_that_lies_loses_nothing(server: LoopbackServer, collect: Collect, total: Any) -> None:
    owned = list(range(1, 11))
    server.on("GET", PATH, inventory(owned, total))
    found: list[int] = []
    await collect(server, found, count=5)
    assert found == owned


async def test_a_total_that_lies_loses_nothing_without_a_page_size(server: LoopbackServer, collect: Collect) -> None:
    owned = list(range(1, 121))
    server.on("GET", PATH, inventory(owned, total=1))
    found: list[int] = []
    await collect(server, found)
    assert found == owned


@pytest.mark.parametrize("total", [23, 10**9, "5", [], {}, 1.5, "absent"])
async def test_a_server_that_sends_fewer_than_asked_loses_nothing(
    server: LoopbackServer, collect: Collect, total: Any
) -> None:
    owned = list(range(1, 24))
    server.on("GET", PATH, inventory(owned, total, cap=4))
    found: list[int] = []
    await collect(server, found, count=10)
    assert found == owned


async def test_it_starts_behind_the_given_id(server: LoopbackServer, collect: Collect) -> None:
    server.on("GET", PATH, inventory(range(1, 11)))
    found: list[int] = []
    await collect(server, found, count=4, after=3)
    assert found == [4, 5, 6, 7, 8, 9, 10]
    assert asked(server)[0] == {"count": "4", "after": "3"}


async def test_ids_of_64_bits_are_exact_cursors(server: LoopbackServer, collect: Collect) -> None:
    owned = [2**63 - 1, 2**63, 2**64 - 2, 2**64 - 1]
    server.on("GET", PATH, inventory(owned))
    found: list[int] = []
    await collect(server, found, count=1)
    assert found == owned


async def test_the_same_page_again_stops_it(server: LoopbackServer, collect: Collect) -> None:
    server.on("GET", PATH, Reply.json({"total": 100, "items": items(1, 2)}))
    found: list[int] = []
    with pytest.raises(errors.PaginationStopped, match="get_character_inventory"):
        await collect(server, found, count=2)
    assert found[:2] == [1, 2]
    assert len(asked(server)) == 2


async def test_no_item_of_the_same_page_is_handed_out_twice(server: LoopbackServer, collect: Collect) -> None:
    server.on("GET", PATH, Reply.json({"total": 100, "items": items(1, 2)}))
    found: list[int] = []
    with pytest.raises(errors.PaginationStopped):
        await collect(server, found, count=2)
    assert found == [1, 2]


@pytest.mark.parametrize("cursor", [None, "text", 1.5, True, [], {}])
async def test_items_without_a_cursor_stop_it_behind_their_page(
    server: LoopbackServer, collect: Collect, cursor: object
) -> None:
    server.on("GET", PATH, Reply.json({"total": 100, "items": [{"instance_id": cursor}, {"instance_id": cursor}]}))
    found: list[Any] = []
    with pytest.raises(errors.PaginationStopped, match="instance_id"):
        await collect(server, found, count=2)
    assert found == [cursor, cursor]
    assert len(asked(server)) == 1


async def test_items_that_are_no_objects_stop_it_behind_their_page(server: LoopbackServer, collect: Collect) -> None:
    server.on("GET", PATH, Reply.json({"total": 100, "items": [None, 7]}))
    found: list[Any] = []
    with pytest.raises(errors.PaginationStopped):
        await collect(server, found, count=2)
    assert found == [None, 7]


@pytest.mark.parametrize("cursor", [-1, 2**64])
async def test_a_cursor_that_can_not_be_sent_stops_it(server: LoopbackServer, collect: Collect, cursor: int) -> None:
    server.on("GET", PATH, Reply.json({"total": 100, "items": items(cursor)}))
    found: list[int] = []
    with pytest.raises(errors.PaginationStopped):
        await collect(server, found, count=1)
    assert found == [cursor]


async def test_the_documented_page_is_handed_out_before_it_stops(server: LoopbackServer, collect: Collect) -> None:
    body = (EXAMPLES / "server-inventories__get-character-inventory.json").read_text(encoding="utf-8")
    server.on("GET", PATH, Reply.text(body), Reply.json({"items": []}))
    found: list[int] = []
    with suppress(errors.PaginationStopped):
        await collect(server, found)
    assert found == [item["instance_id"] for item in json.loads(body)["items"]]


async def test_an_error_in_the_middle_comes_after_the_items_before_it(server: LoopbackServer, collect: Collect) -> None:
    server.on("GET", PATH, Reply.json({"total": 9, "items": items(1, 2)}), Reply.json({"message": "no"}, 404))
    found: list[int] = []
    with pytest.raises(errors.NotFound):
        await collect(server, found, count=2)
    assert found == [1, 2]


async def test_a_page_is_asked_for_when_it_is_needed(server: LoopbackServer) -> None:
    server.on("GET", PATH, inventory(range(1, 100)))
    with server_client(server) as client:
        pages = client.inventories.iter_character_inventory(1, 2, count=2)
        assert asked(server) == []
        assert [next(pages).instance_id, next(pages).instance_id] == [1, 2]
        assert len(asked(server)) == 1
        assert next(pages).instance_id == 3
        assert len(asked(server)) == 2


@pytest.mark.parametrize("count", [0, -1, 201, True, "5", None])
async def test_a_wrong_page_size_is_refused_before_anything_is_sent(
    server: LoopbackServer, collect: Collect, count: Any
) -> None:
    with pytest.raises(errors.InvalidRequest, match="count"):
        await collect(server, [], count=count)
    assert server.sent_to(PATH) == []
