"""What is decoded and answered: always the same bytes, made from the reference's own examples."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "tests" / "examples"
ITEMS = 200
#: Ids of the items of a page are this and up, all of one length.
FIRST_ID = 1_000_001


def _example(name: str) -> Json:
    found: Json = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return found


def reference_page() -> bytes:
    """The reference's page as it is: with texts where assets are meant, and with nulls in lists of objects."""
    return dump(_example("server-inventories__get-character-inventory"))


def dump(value: object) -> bytes:
    """JSON as most servers send it: without blanks."""
    return json.dumps(value, separators=(",", ":")).encode()


def _valid(item: Json) -> Json:
    """The item with a small asset in place of the page's broken references, and without nulls in lists of objects.

    Strict peers refuse the page as it is; a comparison needs bytes that all of them read.
    """
    item = copy.deepcopy(item)
    asset = item["asset"]
    for content in asset["package_contents"] or []:
        content["asset"] = {key: asset[key] for key in ("id", "ulid", "name", "active")}
    for key in ("storage", "filters", "variations", "hero_equip_exceptions"):
        if isinstance(asset[key], list):
            asset[key] = [each for each in asset[key] if each is not None]
    return item


@cache
def items() -> tuple[Json, ...]:
    """The 200 items of the page, in ascending order of their ids."""
    originals = [_valid(item) for item in _example("server-inventories__get-character-inventory")["items"]]
    return tuple({**originals[n % len(originals)], "instance_id": FIRST_ID + n} for n in range(ITEMS))


@cache
def page() -> bytes:
    """The page that is decoded: 200 items."""
    return dump({"total": ITEMS, "items": items()})


@cache
def hero() -> bytes:
    """The answer of one small call."""
    return dump(_example("game-heroes__create-player-hero"))


@cache
def session() -> bytes:
    """The answer of a guest's login."""
    return dump(_example("game-auth__guest-session"))


def objects(value: Any) -> int:
    """How many JSON objects there are in a value."""
    if isinstance(value, dict):
        return 1 + sum(objects(each) for each in value.values())
    return sum(objects(each) for each in value) if isinstance(value, (list, tuple)) else 0
