"""A pager is left anywhere and gone on with later, survives errors and changes, and never ends without saying so."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, assert_type
from urllib.parse import parse_qsl

import pytest

from client.driver import Driver
from client.fake import FakeServer, Hangup, Raw, Seen, Stall, answer, said
from lootlocker import AsyncPager, AsyncServerClient, Pager, ServerClient, models
from lootlocker.errors import ClientClosed, InvalidRequest, LootLockerError, PaginationStopped

PATH = "/server/player/363/inventory"
IDS = [3, 5, 8, 13, 21, 34, 55]


def page_of(*ids: int, total: int = 100) -> Raw:
    return said({"total": total, "items": [{"instance_id": each} for each in ids]})


def inventory(owned: list[int], cap: int = 200) -> Callable[[Seen], Raw]:
    """A server with these items, which may change; it sends no more than `cap`."""

    def page(seen: Seen) -> Raw:
        query = dict(parse_qsl(seen.target.partition("?")[2]))
        found = sorted(each for each in owned if each > int(query.get("after", 0)))
        return page_of(*found[: min(cap, int(query.get("count", 50)))], total=len(owned))

    return page


def asked(fake: FakeServer) -> list[str]:
    """The query of each page that was asked for."""
    return [seen.target.partition("?")[2] for seen in fake.to(PATH)]


def pager_of(driver: Driver, *, client: Any = None, **arguments: Any) -> Any:
    return (client or driver.server()).inventories.iter_player_inventory(363, **arguments)


def step(driver: Driver, iterator: Any) -> Any:
    """The next item or page; None at the end."""
    return driver.do(next(iterator, None) if driver.kind == "sync" else anext(iterator, None))


def take(driver: Driver, pager: Any, number: int = 200) -> list[Any]:
    """The ids of the next items."""
    found: list[Any] = []
    while len(found) < number and (item := step(driver, pager)) is not None:
        found.append(item.instance_id)
    return found


@pytest.mark.parametrize("number", range(len(IDS) + 1))
def test_another_pager_goes_on_behind_the_last_item(driver: Driver, number: int) -> None:
    driver.fake.on("GET", PATH, inventory(IDS))
    first = pager_of(driver, count=3)
    assert take(driver, first, number) == IDS[:number]
    assert first.cursor == ([None, *IDS])[number]
    second = pager_of(driver, after=first.cursor)
    assert second.cursor == first.cursor
    assert take(driver, second) == IDS[number:]


def test_it_goes_on_from_the_start_where_nothing_was_handed_out(driver: Driver) -> None:
    driver.fake.on("GET", PATH, inventory(IDS))
    assert take(driver, pager_of(driver, after=None)) == IDS
    assert asked(driver.fake) == [""]


def test_another_client_goes_on_where_a_closed_one_stopped(driver: Driver) -> None:
    driver.fake.on("GET", PATH, inventory(IDS))
    client = driver.server()
    pager = pager_of(driver, client=client, count=2)
    assert take(driver, pager, 2) == IDS[:2]
    driver.do(client.close())
    with pytest.raises(ClientClosed):
        step(driver, pager)
    assert take(driver, pager_of(driver, after=pager.cursor)) == IDS[2:]


FAULTS: dict[str, Raw | Hangup] = {
    "no answer": Hangup(),
    "not found": said({"message": "no"}, 404),
    "too many, and a long wait": answer("{}", 429, retry_after="86400"),
    "a server error": said({}, 503),
    "no JSON": answer("<html>", 200),
    "the page before": page_of(3, 5, total=1),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=list(FAULTS))
def test_a_page_that_failed_is_asked_for_again(driver: Driver, fault: Raw | Hangup) -> None:
    driver.fake.on("GET", PATH, page_of(3, 5), fault, fault, page_of(8, 13), page_of())
    pager = pager_of(driver, client=driver.server(max_retries=0), count=2)
    assert take(driver, pager, 2) == [3, 5]
    for _ in range(2):
        with pytest.raises(LootLockerError):
            step(driver, pager)
        assert pager.cursor == 5
        assert pager.page.total == 100  # the page that came last is still the first one
    assert take(driver, pager) == [8, 13]
    assert asked(driver.fake) == ["count=2", *["count=2&after=5"] * 3, "count=2&after=13"]


def test_the_first_page_that_failed_is_asked_for_again(driver: Driver) -> None:
    driver.fake.on("GET", PATH, said({}, 404), inventory(IDS))
    pager = pager_of(driver)
    with pytest.raises(LootLockerError):
        step(driver, pager)
    assert (pager.cursor, pager.page) == (None, None)
    assert take(driver, pager) == IDS


def test_a_pager_that_can_not_go_on_never_says_that_it_is_done(driver: Driver) -> None:
    driver.fake.on("GET", PATH, said({"items": [{"instance_id": "x"}], "total": 2}))
    pager = pager_of(driver)
    assert take(driver, pager, 1) == ["x"]
    for _ in range(3):
        with pytest.raises(PaginationStopped, match="instance_id"):
            step(driver, pager)
    assert len(asked(driver.fake)) == 1


def test_an_end_is_an_end_for_good(driver: Driver) -> None:
    owned = [*IDS]
    driver.fake.on("GET", PATH, inventory(owned))
    pager = pager_of(driver)
    assert take(driver, pager) == IDS
    owned.append(89)
    assert take(driver, pager) == []
    assert len(asked(driver.fake)) == 1
    assert take(driver, pager_of(driver, after=pager.cursor)) == [89]


def test_items_that_come_and_go_between_pages_are_neither_repeated_nor_lost(driver: Driver) -> None:
    owned = [*IDS]
    driver.fake.on("GET", PATH, inventory(owned))
    pager = pager_of(driver, count=2)
    found = take(driver, pager, 2)
    owned[:] = [1, 4, 8, 34, 55, 60]  # both that came and some that did not are gone, and there are others
    assert found + take(driver, pager) == [3, 5, 8, 34, 55, 60]


def test_items_that_go_lose_none_of_a_server_that_sends_fewer_than_asked(driver: Driver) -> None:
    owned = list(range(1, 24))
    driver.fake.on("GET", PATH, inventory(owned, cap=4))
    pager = pager_of(driver, count=10)
    found = take(driver, pager, 8)
    del owned[:5]  # the total is reached three items before the end
    assert found + take(driver, pager) == list(range(1, 24))


def test_what_a_page_repeats_is_left_out(driver: Driver) -> None:
    pages = [page_of(3, 5), page_of(5, 8), page_of(13, 8, 5)]
    driver.fake.on("GET", PATH, *pages, page_of())
    assert take(driver, pager_of(driver, count=2)) == [3, 5, 8, 13]
    driver.fake.on("GET", PATH, *pages, page_of())
    found = driver.all_of(pager_of(driver, count=2).pages())
    assert [[item.instance_id for item in page.items] for page in found] == [[3, 5], [8], [13]]


@pytest.mark.parametrize("arguments", [{"count": 0}, {"count": None}, {"after": -1}, {"after": "5"}, {"after": True}])
def test_wrong_arguments_are_refused_when_the_pager_is_made(driver: Driver, arguments: dict[str, Any]) -> None:
    inventories = driver.server().inventories
    with pytest.raises(InvalidRequest, match=r"list_player_inventory: (count|after) has to be"):
        inventories.iter_player_inventory(363, **arguments)
    with pytest.raises(InvalidRequest, match="list_player_inventory: player_id can't hold a slash"):
        inventories.iter_player_inventory("../1")
    assert driver.fake.seen == []


def test_pages_are_the_answers_and_the_cursor_lies_behind_them(driver: Driver) -> None:
    driver.fake.on("GET", PATH, inventory(IDS))
    pager = pager_of(driver, count=3)
    assert (pager.cursor, pager.page) == (None, None)
    seen = []
    pages = pager.pages()
    while (page := step(driver, pages)) is not None:
        assert isinstance(page, models.InventoryResponse)
        assert (page.total, page) == (7, pager.page)
        seen.append(([item.instance_id for item in page.items], pager.cursor))
    assert seen == [([3, 5, 8], 8), ([13, 21, 34], 34), ([55], 55)]
    assert len(asked(driver.fake)) == 3


def test_pages_and_items_of_one_pager_go_on_from_each_other(driver: Driver) -> None:
    driver.fake.on("GET", PATH, inventory(IDS))
    pager = pager_of(driver, count=3)
    assert take(driver, pager, 1) == [3]
    page = step(driver, pager.pages())
    assert ([item.instance_id for item in page.items], page.total, pager.cursor) == ([5, 8], 7, 8)
    assert [item.instance_id for item in pager.page.items] == [3, 5, 8]  # as it came
    assert take(driver, pager, 1) == [13]
    assert [[item.instance_id for item in each.items] for each in driver.all_of(pager.pages())] == [[21, 34], [55]]
    assert take(driver, pager) == []


def test_an_empty_inventory_has_no_pages_and_its_answer_can_be_read(driver: Driver) -> None:
    driver.fake.on("GET", PATH, page_of(total=0))
    pager = pager_of(driver)
    assert driver.all_of(pager.pages()) == []
    assert pager.page.total == 0


def test_changing_the_page_that_came_changes_nothing_of_the_walk(driver: Driver) -> None:
    driver.fake.on("GET", PATH, inventory(IDS))
    pager = pager_of(driver)
    take(driver, pager, 1)
    pager.page.items[1].instance_id = 10**9
    pager.page.items.clear()
    assert len(take(driver, pager)) == len(IDS) - 1
    assert pager.cursor == IDS[-1]


def test_a_pager_shows_what_it_walks_and_where_it_stands(driver: Driver) -> None:
    driver.fake.on("GET", PATH, inventory(IDS))
    pager = pager_of(driver)
    take(driver, pager, 2)
    assert repr(pager) == f"{type(pager).__name__}(server.inventories.list_player_inventory, cursor=5)"


def test_the_types_of_items_and_pages_are_known(fake: FakeServer) -> None:
    fake.on("POST", "/server/session", said({"token": "t"}))
    fake.on("GET", PATH, inventory(IDS))
    with ServerClient("key", game_version="1.0", base_url=fake.url) as server:
        pager = server.inventories.iter_player_inventory(363)
        assert_type(pager, Pager[models.InventoryItem, models.InventoryResponse])
        for item in pager:
            assert_type(item, models.InventoryItem)
            break
        for page in pager.pages():
            assert_type(page, models.InventoryResponse)
        assert_type(pager.page, models.InventoryResponse | None)
        assert_type(pager.cursor, int | None)

    async def awaited() -> None:
        async with AsyncServerClient("key", game_version="1.0", base_url=fake.url) as server:
            pager = server.inventories.iter_player_inventory(363)
            assert_type(pager, AsyncPager[models.InventoryItem, models.InventoryResponse])
            async for item in pager:
                assert_type(item, models.InventoryItem)
                break
            async for page in pager.pages():
                assert_type(page, models.InventoryResponse)

    asyncio.run(awaited())


def test_leaving_a_loop_leaves_no_generator_behind(driver: Driver) -> None:
    """The loop would have to close it later, maybe when it is closed itself; warnings are errors here."""
    driver.fake.on("GET", PATH, inventory(IDS))
    client = driver.server()

    async def leave(pages: bool) -> None:
        of_the_loop = sys.get_asyncgen_hooks().firstiter
        assert of_the_loop is not None
        made: list[str] = []

        def began(generator: Any) -> None:
            made.append(generator.ag_code.co_filename)
            of_the_loop(generator)

        sys.set_asyncgen_hooks(firstiter=began)
        pager = pager_of(driver, client=client, count=2)
        async for _ in pager.pages() if pages else pager:
            break
        sys.set_asyncgen_hooks(firstiter=of_the_loop)
        assert [file for file in made if "lootlocker_api" in file] == []

    for pages in (False, True):
        if driver.kind == "async":
            driver.do(leave(pages))
        else:
            pager = pager_of(driver, client=client, count=2)
            for _ in pager.pages() if pages else pager:
                break
            del pager
    gc.collect()


async def test_a_task_that_is_cancelled_while_a_page_is_on_its_way_loses_nothing(fake: FakeServer) -> None:
    fake.on("POST", "/server/session", said({"token": "t"}))
    fake.on("GET", PATH, page_of(3, 5), Stall(), Stall(), page_of(8, 13), page_of())
    async with AsyncServerClient("key", game_version="1.0", base_url=fake.url) as server:
        pager = server.inventories.iter_player_inventory(363, count=2)
        found = [(await anext(pager)).instance_id, (await anext(pager)).instance_id]
        for number in (1, 2):
            waiting = asyncio.ensure_future(anext(pager) if number == 1 else anext(pager.pages()))
            while len(asked(fake)) < 1 + number:
                await asyncio.sleep(0.005)
            waiting.cancel()
            with suppress(asyncio.CancelledError):
                await waiting
            assert pager.cursor == 5
        assert found + [item.instance_id async for item in pager] == [3, 5, 8, 13]
    assert asked(fake) == ["count=2", *["count=2&after=5"] * 3, "count=2&after=13"]


def test_threads_that_share_a_pager_get_each_item_once(fake: FakeServer) -> None:
    owned = list(range(1, 301))
    fake.on("POST", "/server/session", said({"token": "t"}))
    fake.on("GET", PATH, inventory(owned))
    together = threading.Barrier(8)
    with ServerClient("key", game_version="1.0", base_url=fake.url) as server:
        pager = server.inventories.iter_player_inventory(363, count=7)

        def work(_: int) -> list[int]:
            together.wait()
            return [item.instance_id for item in pager]

        with ThreadPoolExecutor(8) as threads:
            parts = list(threads.map(work, range(8)))
    assert sorted(each for part in parts for each in part) == owned
    assert len(asked(fake)) == 43


async def test_tasks_that_share_a_pager_get_each_item_once(fake: FakeServer) -> None:
    owned = list(range(1, 101))
    fake.on("POST", "/server/session", said({"token": "t"}))
    fake.on("GET", PATH, inventory(owned))
    async with AsyncServerClient("key", game_version="1.0", base_url=fake.url) as server:
        pager = server.inventories.iter_player_inventory(363, count=7)

        async def work() -> list[int]:
            return [item.instance_id async for item in pager]

        parts = await asyncio.gather(*(work() for _ in range(20)))
    assert sorted(each for part in parts for each in part) == owned
    assert len(asked(fake)) == 15
