"""Encoding a decoded page that nobody changed."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from ..data import page
from ..harness import Candidate, Plan, Samples, fill, interleave, ratio
from ..ours import document, encode, has_fast_extra
from ..readers import OURS, OURS_FAST, readers
from ..results import Comparison, Goal
from .decode import NO_FAST

LIMITS = {False: 1.2, True: 0.5}
#: How far our page was read before it is encoded: what was read may be held as models from then on.
STATES = ("nothing read", "5 fields read", "every field read")


def _same(value: Any) -> Any:
    return value


def _compare(plan: Plan, *, fast: bool) -> Comparison:
    name = OURS_FAST if fast else OURS
    title = f"Encode a decoded, unchanged page to bytes{' (with orjson)' if fast else ''}"
    found = Comparison(f"encode{'-fast' if fast else ''}", title, "ms", "json.dumps")
    found.notes.append("The reference is json.dumps of the plain dict with its defaults, then .encode().")
    if fast and not has_fast_extra():
        found.goals += _goals(name, LIMITS[fast], None)
        found.absent[OURS_FAST] = NO_FAST
        return found
    content = page()
    *peers, mine = readers(content, fast=fast, few=fast or plan.quick, absent=found.absent)
    candidates: list[Candidate] = []
    for reader in peers:
        value = reader.decode(content)
        try:
            reader.encode(value)
        except Exception as error:  # each peer has errors of its own
            found.absent[reader.name] = f"it read the page and can't write it: {type(error).__name__}: {error}"[:300]
            continue
        label = {"json.loads": "json.dumps", "orjson.loads": "orjson.dumps"}.get(reader.name, reader.name)
        candidates.append(Candidate(label, reader.encode, partial(_same, value)))
    for state in STATES:
        model = mine.decode(content)
        if state != STATES[0]:
            (mine.five if state == STATES[1] else mine.every(document()))(model)
        if json.loads(encode(model)) != json.loads(content):
            raise AssertionError(f"{name}, {state}: what came out is not what came in")
        candidates.append(Candidate(f"{name}, {state}", encode, partial(_same, model)))
    samples = interleave(candidates, plan.rounds(60, 6, 15), warmup=2)
    fill(found, samples, scale=1e3, ours=[each for each in samples if each.startswith("lootlocker")])
    found.goals += _goals(name, LIMITS[fast], samples)
    return found


def _goals(name: str, limit: float, samples: Samples | None) -> list[Goal]:
    return [
        Goal(
            f"{name}: encode an unchanged page ({state}), x json.dumps",
            limit,
            ratio(samples, f"{name}, {state}", "json.dumps") if samples else None,
            why="" if samples else NO_FAST,
        )
        for state in STATES
    ]


def plain(plan: Plan) -> Comparison:
    """json of the standard library."""
    return _compare(plan, fast=False)


def fast(plan: Plan) -> Comparison:
    """orjson."""
    return _compare(plan, fast=True)
