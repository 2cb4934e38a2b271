"""A thousand pages of inventory through the async iterator."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack
from typing import Any

from .. import clients, data
from ..harness import Plan, Samples, fill, interleave_async, ratio
from ..loopback import server
from ..ours import PAGE_PATH
from ..peers import load
from ..results import Comparison, Goal
from ..server import PAGE_ITEMS, PAGES

LIMIT = 1.1
AUTH = {"x-auth-token": "server-token"}


async def _bare(client: Any, url: str, first: int, pages: int) -> int:
    """Follow the ids as the iterator does, and look at each item's id."""
    after, seen = first, 0
    for _ in range(pages):
        answer = await client.get(f"{url}{PAGE_PATH}?count={PAGE_ITEMS}&after={after}")
        items = json.loads(answer.content)["items"]
        for item in items:
            after = max(after, item["instance_id"])
            seen += 1
    return seen


async def _iterated(client: Any, first: int, pages: int) -> int:
    seen = 0
    async for item in client.inventories.iter_character_inventory(1, 1, count=PAGE_ITEMS, after=first):
        item.instance_id  # noqa: B018
        seen += 1
        if seen == pages * PAGE_ITEMS:
            break
    return seen


async def _by_pages(client: Any, first: int, pages: int) -> int:
    seen = 0
    pager = client.inventories.iter_character_inventory(1, 1, count=PAGE_ITEMS, after=first)
    async for page in pager.pages():
        for item in page.items:
            item.instance_id  # noqa: B018
            seen += 1
        if seen == pages * PAGE_ITEMS:
            break
    return seen


async def _measure(plan: Plan, url: str, at_once: int) -> Samples:
    from lootlocker import AsyncServerClient

    pages = plan.amount(PAGES, 20) // at_once
    start = data.FIRST_ID - 1

    async def all_of(one: Any, *given: Any) -> None:
        starts = [start + number * pages * PAGE_ITEMS for number in range(at_once)]
        counts = await asyncio.gather(*(one(*given, first, pages) for first in starts))
        if sum(counts) != pages * at_once * PAGE_ITEMS:
            raise AssertionError(f"{sum(counts)} items were seen")

    async with AsyncExitStack() as stack:
        bare = await stack.enter_async_context(load("httpx").AsyncClient(headers=AUTH))
        client = AsyncServerClient("server_key", game_version="1.0.0.0", base_url=url, rate_limit=clients.LIMIT)
        ours = await stack.enter_async_context(client)
        number = pages * at_once
        samples = [
            ("bare httpx", lambda: all_of(_bare, bare, url), number),
            ("lootlocker, items", lambda: all_of(_iterated, ours), number),
        ]
        if at_once == 1:
            samples.append(("lootlocker, pages", lambda: all_of(_by_pages, ours), number))
        return await interleave_async(samples, plan.rounds(3, 3, 30))


def _compare(plan: Plan, at_once: int) -> Comparison:
    title = f"{PAGES} pages of {PAGE_ITEMS} items through the async iterator, {at_once} in flight"
    found = Comparison(f"pages-{at_once}", title, "ms a page", "bare httpx", chart=False)
    with server() as url:
        samples = asyncio.run(_measure(plan, url, at_once))
    fill(found, samples, scale=1e3, ours=["lootlocker, items", "lootlocker, pages"])
    found.goals.append(
        Goal(
            f"{PAGES} pages, {at_once} in flight, x bare httpx",
            LIMIT,
            ratio(samples, "lootlocker, items", "bare httpx"),
        )
    )
    found.notes.append("Both sides follow the ids of the items and look at the id of each; both decode with json.")
    if plan.quick:
        found.notes.append("A quick run fetches 20 pages in place of 1,000.")
    return found


def one(plan: Plan) -> Comparison:
    """One iterator."""
    return _compare(plan, 1)


def ten(plan: Plan) -> Comparison:
    """Ten iterators side by side."""
    return _compare(plan, 10)
