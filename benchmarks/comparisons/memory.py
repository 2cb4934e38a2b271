"""What a decoded page holds in memory."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from typing import Any

from ..data import page
from ..harness import Plan
from ..ours import document
from ..readers import Reader, readers
from ..results import Comparison, Goal, Row, Spread


def _held(make: Callable[[], Any]) -> float:
    """Bytes that are held by what `make` returns."""
    make()  # what is made once, such as caches and imported modules, is not the page's
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    value = make()
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del value
    return float(after - before)


def _variants(reader: Reader, content: bytes) -> list[tuple[str, Callable[[], Any]]]:
    def read(walk: Callable[[Any], None]) -> Callable[[], Any]:
        def make() -> Any:
            value = reader.decode(content)
            walk(value)
            return value

        return make

    plain = (reader.name, lambda: reader.decode(content))
    if not reader.name.startswith("lootlocker"):
        return [plain]
    five, every = read(reader.five), read(reader.every(document()))
    return [plain, (f"{reader.name}, 5 fields read", five), (f"{reader.name}, every field read", every)]


def page_in_memory(plan: Plan) -> Comparison:
    """The page as each candidate holds it; the same figure on every run, so one sample."""
    found = Comparison("memory", "Memory of a decoded page", "KB", "json.loads")
    content = page()
    known = readers(content, fast=False, few=plan.quick, absent=found.absent)
    values = {name: _held(make) for reader in known for name, make in _variants(reader, content)}
    for name, value in values.items():
        kilobytes, against = value / 1000, value / values["json.loads"]
        found.rows.append(
            Row(
                name,
                Spread(kilobytes, kilobytes, kilobytes),
                Spread(against, against, against),
                ours=name.startswith("lootlocker"),
                samples=1,
            )
        )
    found.goals.append(
        Goal("lootlocker: memory of a decoded page, x the dict of json.loads", 1.0, found_ratio(values, "lootlocker"))
    )
    found.notes.append("By tracemalloc: what Python's allocators hand out. The bytes of the answer are not counted.")
    return found


def found_ratio(values: dict[str, float], name: str) -> float:
    """Against json.loads."""
    return values[name] / values["json.loads"]
