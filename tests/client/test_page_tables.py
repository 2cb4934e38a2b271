"""The decisions of a pager, without any I/O: what to ask for, what to hand out, where it stands, when it is over."""

from __future__ import annotations

import asyncio
import gc
import random
import weakref
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Literal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lootlocker import AsyncPager, Pager, models
from lootlocker.errors import PaginationStopped
from lootlocker_api.api.game_heroes.game_list_player_hero_inventory import OPERATION as WITHOUT_TOTAL
from lootlocker_api.api.server_inventories.server_list_player_inventory import OPERATION
from lootlocker_api.client import Answer, Operation, _Cursor

Mark = Any


def page_of(*marks: Mark, total: object = "none") -> models.InventoryResponse:
    """A page whose items have these ids; a str `total` is left out."""
    said = {} if isinstance(total, str) else {"total": total}
    return models.InventoryResponse.adopt({**said, "items": [{"instance_id": mark} for mark in marks]})


def walk(count: int | None = None, after: int | None = None) -> _Cursor:
    return _Cursor(OPERATION, {"player_id": 1, "after": after, **({} if count is None else {"count": count})})


def taken(cursor: _Cursor) -> list[Mark]:
    """Hand out what there is."""
    found = []
    while cursor.has_items:
        found.append(cursor.item().instance_id)
    return found


# Ids of a page that begins behind 5, and what the cursor is before its first item and after each.
STANDS: list[tuple[list[Mark], list[int]]] = [
    ([10, 20, 30], [5, 10, 20, 30]),
    ([30, 20, 10], [5, 5, 5, 30]),
    ([20, 10, 30], [5, 5, 20, 30]),
    ([10, 30, 20, 40], [5, 10, 10, 30, 40]),
    ([10, 10, 20], [5, 5, 10, 20]),
    ([10, None, 20], [5, 5, 10, 20]),
    ([10, 20, "30"], [5, 5, 5, 20]),
    ([None, 10.5], [5, 5, 5]),
]


@pytest.mark.parametrize(("marks", "stands"), STANDS)
def test_nothing_at_or_below_the_cursor_is_still_to_come(marks: list[Mark], stands: list[int]) -> None:
    cursor = walk(after=5)
    cursor.take(page_of(*marks))
    found = [cursor.held.cursor]
    while cursor.has_items:
        cursor.item()
        found.append(cursor.held.cursor)
    assert found == stands


Ends = Literal["over", "more"]
# How many are asked for, behind which id, the pages as ids and total, and whether the last one of them is the end.
ENDS: dict[str, tuple[int | None, int | None, list[tuple[range, object]], Ends]] = {
    "an empty first page": (10, None, [(range(0), 9)], "over"),
    "an empty page": (2, None, [(range(1, 3), 9), (range(0), 9)], "over"),
    "a full page with all of them": (3, None, [(range(1, 4), 3)], "more"),
    "a full page of the documented length": (None, None, [(range(1, 51), 50)], "more"),
    "a short page with all of them": (10, None, [(range(1, 4), 3)], "over"),
    "a short page, no length asked for": (None, None, [(range(1, 4), 3)], "over"),
    "a short first page with fewer than all": (10, None, [(range(1, 4), 4)], "more"),
    "a short first page with more than all": (10, None, [(range(1, 4), 2)], "more"),
    "a short page without a total": (10, None, [(range(1, 4), "none")], "more"),
    "a short last page": (3, None, [(range(1, 4), 5), (range(4, 6), 5)], "over"),
    "a page as long as the server's own limit": (10, None, [(range(1, 5), 8), (range(5, 9), 8)], "more"),
    "the server's own limit, items went": (10, None, [(range(1, 5), 12), (range(5, 9), 6)], "more"),
    "a page below the server's own limit": (10, None, [(range(1, 5), 6), (range(5, 7), 6)], "over"),
    "the same, items went": (10, None, [(range(1, 5), 6), (range(5, 7), 4)], "more"),
    "the same, items came": (10, None, [(range(1, 5), 6), (range(5, 7), 8)], "more"),
    "a page as long as the shortest": (
        10,
        None,
        [(range(1, 5), 9), (range(5, 8), 9), (range(8, 12), 9), (range(12, 15), 14)],
        "more",
    ),
    "what was repeated counts once": (5, None, [(range(1, 5), 5), (range(4, 6), 6)], "more"),
    "a total that counts what is before the start": (10, 3, [(range(4, 6), 5)], "more"),
    "a total of another type": (10, None, [(range(1, 4), 3.0)], "more"),
    "a total that is true": (10, None, [(range(1, 2), True)], "more"),
}


@pytest.mark.parametrize(("count", "after", "pages", "ends"), ENDS.values(), ids=list(ENDS))
def test_it_is_over_when_length_and_total_both_say_so(
    count: int | None, after: int | None, pages: list[tuple[range, object]], ends: Ends
) -> None:
    cursor = walk(count, after)
    for ids, total in pages:
        assert cursor.wanted() is not None
        cursor.take(page_of(*ids, total=total))
        taken(cursor)
    assert ("over" if cursor.wanted() is None else "more") == ends


def test_without_a_total_only_an_empty_page_is_the_end() -> None:
    cursor = _Cursor(WITHOUT_TOTAL, {"hero_id": 1})
    cursor.take(models.HeroInventoryResponse.adopt({"inventory": [{"instance_id": 1}], "total": 1}))
    taken(cursor)
    assert cursor.wanted() == {"hero_id": 1, "after": 1}
    cursor.take(models.HeroInventoryResponse.adopt({"inventory": []}))
    assert cursor.wanted() is None


# Behind which id, the pages, and what each of them hands out; a text is the problem that it stops with.
REPEATS: dict[str, tuple[int | None, list[list[Mark]], list[list[Mark] | str]]] = {
    "one item again": (None, [[1, 2], [2, 3], [3, 4]], [[1, 2], [3], [4]]),
    "all of them, and more": (None, [[1], [1, 2], [1, 2, 3]], [[1], [2], [3]]),
    "again behind the new ones": (None, [[1, 2], [4, 3, 2, 1]], [[1, 2], [4, 3]]),
    "the one that it starts behind": (5, [[5, 6]], [[6]]),
    "those before the one that it starts behind": (5, [[1, 5, 6]], [[6]]),
    "an id that is no cursor": (None, [[1, "a", 2**64], ["a", 2**64, 2]], [[1, "a", 2**64], [2]]),
    "the same page": (None, [[1, 2], [1, 2]], [[1, 2], "nothing that comes after"]),
    "the same page, not sorted": (None, [[2, 1], [2, 1]], [[2, 1], "nothing that comes after"]),
    "the same page at the start": (2, [[1, 2]], ["nothing that comes after"]),
    "part of the same page": (None, [[1, 2, 3], [3]], [[1, 2, 3], "nothing that comes after"]),
    "an earlier page": (None, [[1], [2], [1]], [[1], [2], "nothing that comes after"]),
    "the same id, and one without": (None, [[1, None], [1, None]], [[1, None], "nothing that comes after"]),
    "no cursor but those of the page before": (None, [[1, "a"], ["a"]], [[1, "a"], "nothing that comes after"]),
    "one of an earlier page": (None, [[1], [2], [1, 3]], [[1], [2], "may have been handed out or not"]),
    "one that should have come before": (None, [[1, 5], [3, 7]], [[1, 5], "may have been handed out or not"]),
}


@pytest.mark.parametrize(("after", "pages", "found"), REPEATS.values(), ids=list(REPEATS))
def test_what_is_repeated_is_left_out_and_what_nobody_can_tell_stops_it(
    after: int | None, pages: list[list[Mark]], found: list[list[Mark] | str]
) -> None:
    cursor = walk(after=after)
    for page, expected in zip(pages, found, strict=True):
        wanted = cursor.wanted()
        if isinstance(expected, str):
            with pytest.raises(PaginationStopped, match=expected):
                cursor.take(page_of(*page))
            assert cursor.wanted() == wanted  # nothing has changed
        else:
            cursor.take(page_of(*page))
            assert taken(cursor) == expected


def test_what_was_handed_out_is_not_kept() -> None:
    cursor = walk(count=1)
    first = page_of(1)
    kept: list[weakref.ref[Any]] = [weakref.ref(first), weakref.ref(first.items[0])]
    cursor.take(first)
    taken(cursor)
    del first
    cursor.take(page_of(2))
    gc.collect()
    assert [each() for each in kept] == [None, None]


class Fault(Exception):
    """No page came."""


@attrs.define
class Inventory:
    """A server and its items, which come and go between two pages.

    Attributes:
        owned: The ids.
        cap: How many it sends at most.
        overlap: How many items of the page before it sends again.
        mixed: Whether it sends the items of a page in any order.
        faults: How many of the next requests fail.
        requests: How many came.
    """

    owned: list[int]
    cap: int
    overlap: int = 0
    mixed: random.Random | None = None
    sent: list[int] = attrs.Factory(list)
    faults: int = 0
    requests: int = 0

    def call(self, operation: Operation[Any], arguments: Mapping[str, Any], body: object) -> Any:
        self.requests += 1
        assert self.requests < 1000, "the pages never end"
        if self.faults:
            self.faults -= 1
            raise Fault
        after, most = arguments["after"] or 0, min(self.cap, arguments["count"])
        found = sorted(each for each in self.owned if each > after)
        if found:
            again = [each for each in self.sent if each <= after][: min(self.overlap, most - 1)]
            found = [*again, *found][:most]
        if self.mixed:
            self.mixed.shuffle(found)
        self.sent = found
        return page_of(*found, total=len(self.owned))

    call_raw: Any = None
    open: Any = None


@attrs.define
class AsyncInventory:
    """The same, awaited."""

    of: Inventory

    async def call(self, operation: Operation[Any], arguments: Mapping[str, Any], body: object) -> Any:
        await asyncio.sleep(0)
        return self.of.call(operation, arguments, body)

    async def call_raw(self, operation: Operation[Any], arguments: Mapping[str, Any], body: object) -> Answer[Any]:
        raise NotImplementedError

    async def open(self, operation: Operation[Any], arguments: Mapping[str, Any], body: object) -> Any:
        raise NotImplementedError


class Walk:
    """A pager of either kind, used like a sync one."""

    def __init__(self, inventory: Inventory, count: int, runner: asyncio.Runner | None) -> None:
        self._inventory = inventory
        self._count = count
        self._runner = runner
        self.go_on(None)

    def go_on(self, after: int | None) -> None:
        """Another pager."""
        arguments = {"player_id": 1, "count": self._count, "after": after}
        self.pager: Any = (
            Pager(self._inventory, OPERATION, arguments, None)
            if self._runner is None
            else AsyncPager(AsyncInventory(self._inventory), OPERATION, arguments, None)
        )

    def items(self) -> list[int]:
        """The next item, or none."""
        found = self._next(self.pager)
        return [] if found is None else [found.instance_id]

    def page(self) -> list[int]:
        """The items of the next page."""
        found = self._next(self.pager.pages())
        return [] if found is None else [item.instance_id for item in found.items]

    def _next(self, iterator: Any) -> Any:
        if self._runner is None:
            return next(iterator, None)

        async def wait() -> Any:
            return await anext(iterator, None)

        return self._runner.run(wait())


@pytest.fixture(scope="module", params=["sync", "async"])
def runner(request: pytest.FixtureRequest) -> Iterator[asyncio.Runner | None]:
    if request.param == "sync":
        yield None
    else:
        with asyncio.Runner() as running:
            yield running


STEPS = st.lists(
    st.one_of(
        st.sampled_from(["next", "next", "page", "fail", "stop", "use"]).map(lambda step: (step, 0)),
        st.tuples(st.sampled_from(["add", "remove"]), st.integers(0, 99)),
    ),
    max_size=40,
)


@settings(max_examples=400)
@given(
    owned=st.lists(st.integers(1, 60), unique=True, max_size=30),
    count=st.integers(1, 8),
    cap=st.integers(1, 8),
    overlap=st.integers(0, 2),
    mixed=st.none() | st.randoms(use_true_random=False),
    steps=STEPS,
)
def test_whatever_happens_between_pages_each_item_comes_once(
    runner: asyncio.Runner | None,
    owned: list[int],
    count: int,
    cap: int,
    overlap: int,
    mixed: random.Random | None,
    steps: list[tuple[str, int]],
) -> None:
    inventory = Inventory(list(owned), cap, overlap, mixed)
    walk = Walk(inventory, count, runner)
    found: list[int] = []
    stayed, existed = set(owned), set(owned)
    again: set[int] = set()  # a page in any order that is left in the middle may come again
    for step, number in steps:
        if step in ("next", "page"):
            with suppress(Fault):
                found += walk.items() if step == "next" else walk.page()
        elif step == "fail":
            inventory.faults += 1
        elif step == "add":
            if number not in existed:
                inventory.owned.append(number)
                existed.add(number)
        elif step == "remove":
            if inventory.owned:
                stayed.discard(inventory.owned.pop(number % len(inventory.owned)))
        elif step == "use":  # what was handed out goes
            inventory.owned = [each for each in inventory.owned if each not in found]
        else:
            again |= {each for each in found if mixed and each > (walk.pager.cursor or 0)}
            walk.go_on(walk.pager.cursor)
    inventory.faults = 0
    while more := walk.items():
        found += more
    assert stayed <= set(found) <= existed
    assert {each for each in found if found.count(each) > 1} <= again
