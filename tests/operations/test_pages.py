"""Iterators walk every page, each asked for with the right `count` and `after`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from lootlocker import Pager, models

from .world import World


def granted(world: World, number: int) -> list[int]:
    """New items of the player's default character."""
    add = [{"asset_id": 1 + index % 3} for index in range(number)]
    answer = world.server.inventories.alter_player_inventory(world.player, add=add)
    return [item.instance_id for item in answer.added]


@attrs.frozen
class Pages:
    """An iterator.

    Attributes:
        path: Where it asks.
        has_total: Whether the answer says how many items there are: then no page is asked for after the last item.
    """

    iterate: Callable[..., Pager[Any, Any]]
    path: str
    kind: type[object]
    has_total: bool = True
    by_hero: bool = True

    def fill(self, world: World, number: int) -> tuple[int, list[int]]:
        """Where the items are (a hero or a character), and `number` new items there."""
        items = granted(world, number) if number else []
        if not self.by_hero:
            return world.character(), items
        hero = world.hero(8)
        for item in items:
            world.game.heroes.equip_asset_to_hero(hero.id, instance_id=item)
        return hero.id, items


PAGES = {
    "player": Pages(
        lambda world, _, **asked: world.server.inventories.iter_player_inventory(world.player, **asked),
        "/server/player/{player}/inventory",
        models.InventoryItem,
        by_hero=False,
    ),
    "character": Pages(
        lambda world, where, **asked: world.server.inventories.iter_character_inventory(world.player, where, **asked),
        "/server/player/{player}/characters/{where}/inventory",
        models.InventoryItem,
        by_hero=False,
    ),
    "hero": Pages(
        lambda world, where, **asked: world.server.inventories.iter_hero_inventory(world.player, where, **asked),
        "/server/player/{player}/heroes/{where}/inventory",
        models.InventoryItem,
    ),
    "own hero": Pages(
        lambda world, where, **asked: world.game.heroes.iter_player_hero_inventory(where, **asked),
        "/game/v1/player/heroes/{where}/inventory",
        models.HeroInventoryItem,
        has_total=False,
    ),
}
every_iterator = pytest.mark.parametrize("pages", PAGES.values(), ids=list(PAGES))


def asked(world: World, before: int, path: str, where: int) -> list[str]:
    """The queries since; all of them went to the right path."""
    sent = world.since(before)
    assert {(each.method, each.path) for each in sent} == {("GET", path.format(player=world.player, where=where))}
    return [each.query for each in sent]


@every_iterator
def test_every_page_is_asked_for(pages: Pages, world: World) -> None:
    where, items = pages.fill(world, 5)
    before = len(world.sandbox.requests)
    found = list(pages.iterate(world, where, count=2))
    assert [item.instance_id for item in found] == items
    assert {type(item) for item in found} == {pages.kind}
    queries = ["count=2", f"count=2&after={items[1]}", f"count=2&after={items[3]}"]
    if not pages.has_total:
        queries.append(f"count=2&after={items[4]}")
    assert asked(world, before, pages.path, where) == queries


@every_iterator
def test_without_a_count_pages_have_50_items(pages: Pages, world: World) -> None:
    where, items = pages.fill(world, 51)
    before = len(world.sandbox.requests)
    assert [item.instance_id for item in pages.iterate(world, where)] == items
    queries = ["", f"after={items[49]}"]
    if not pages.has_total:
        queries.append(f"after={items[50]}")
    assert asked(world, before, pages.path, where) == queries


@every_iterator
def test_it_starts_where_it_is_told(pages: Pages, world: World) -> None:
    where, items = pages.fill(world, 4)
    before = len(world.sandbox.requests)
    assert [item.instance_id for item in pages.iterate(world, where, count=200, after=items[1])] == items[2:]
    assert asked(world, before, pages.path, where)[0] == f"count=200&after={items[1]}"


@every_iterator
def test_pages_are_asked_for_when_they_are_needed(pages: Pages, world: World) -> None:
    where, items = pages.fill(world, 5)
    before = len(world.sandbox.requests)
    walk = pages.iterate(world, where, count=2)
    assert world.since(before) == []
    assert [next(walk).instance_id, next(walk).instance_id] == items[:2]
    assert len(world.since(before)) == 1
    assert next(walk).instance_id == items[2]
    assert len(world.since(before)) == 2
    del walk


@every_iterator
def test_an_empty_inventory_has_no_items(pages: Pages, world: World) -> None:
    where, _ = pages.fill(world, 0)
    before = len(world.sandbox.requests)
    assert list(pages.iterate(world, where)) == []
    assert len(world.since(before)) == 1


@every_iterator
def test_it_goes_on_where_it_stopped(pages: Pages, world: World) -> None:
    where, items = pages.fill(world, 5)
    walk = pages.iterate(world, where, count=3)
    assert [next(walk).instance_id, next(walk).instance_id] == items[:2]
    before = len(world.sandbox.requests)
    later = pages.iterate(world, where, count=3, after=walk.cursor)
    assert [[item.instance_id for item in later], later.cursor] == [items[2:], items[4]]
    assert asked(world, before, pages.path, where)[0] == f"count=3&after={items[1]}"


def test_items_that_come_and_go_meanwhile_are_neither_repeated_nor_lost(world: World) -> None:
    where, items = PAGES["player"].fill(world, 6)
    walk = PAGES["player"].iterate(world, where, count=2)
    found = [next(walk), next(walk)]
    world.server.inventories.alter_player_inventory(world.player, remove=[items[0], items[1], items[3]])
    came = granted(world, 2)
    assert [item.instance_id for item in [*found, *walk]] == [*items[:3], *items[4:], *came]


def test_a_page_that_fails_once_is_asked_for_again(world: World) -> None:
    where, items = PAGES["player"].fill(world, 4)
    walk = PAGES["player"].iterate(world, where, count=2)
    found = [next(walk), next(walk)]
    world.sandbox.fail_next(503)
    world.sandbox.expire_sessions()
    assert [item.instance_id for item in [*found, *walk]] == items
