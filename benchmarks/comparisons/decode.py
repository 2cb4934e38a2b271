"""Decoding a page of 200 items, and reading of it."""

from __future__ import annotations

from ..data import page
from ..harness import Candidate, Plan, Samples, fill, interleave, ratio
from ..ours import document, has_fast_extra
from ..readers import OURS, OURS_FAST, Reader, readers
from ..results import Comparison, Goal

NO_FAST = "this version has no extra `fast`"
LIMITS = {("five", False): 1.25, ("five", True): 0.75, ("every", False): 2.8, ("every", True): 2.2}
PYDANTIC = {False: 2.0, True: 3.3}
TITLES = {
    "five": "Decode a page, read 5 fields of every item and 5 of its asset",
    "every": "Decode a page, read every documented field of every object",
}


def _compare(plan: Plan, mode: str, *, fast: bool) -> Comparison:
    with_what = " (with orjson)" if fast else ""
    found = Comparison(f"decode-{mode}{'-fast' if fast else ''}", TITLES[mode] + with_what, "ms", "json.loads")
    found.notes.append("The reference is json.loads of the same bytes alone, nothing read.")
    if fast and not has_fast_extra():
        found.goals += _goals(mode, fast, None)
        found.absent[OURS_FAST] = NO_FAST
        return found
    content = page()
    known = readers(content, fast=fast, few=fast or plan.quick, absent=found.absent)
    candidates: list[Candidate] = []
    for reader in known:
        if reader.model is None:
            candidates.append(Candidate(reader.name, reader.decode, lambda: content))
        candidates.append(_candidate(reader, content, mode))
    if mode == "five":
        candidates.append(Candidate(f"{known[-1].name}, nothing read", known[-1].decode, lambda: content))
    samples = interleave(candidates, plan.rounds(60, 6, 15), warmup=2)
    fill(found, samples, scale=1e3, ours=[name for name in samples if name.startswith("lootlocker")])
    found.goals += _goals(mode, fast, samples)
    found.notes += _floors(samples)
    return found


def _floors(samples: Samples) -> list[str]:
    """How many times faster than a peer anything can be that decodes with these libraries."""
    peer, floors = "pydantic v2", ("json.loads", "json.loads, read", "orjson.loads", "orjson.loads, read")
    if peer not in samples:
        return []
    shown = [f"{ratio(samples, peer, floor):.2f} of {floor}" for floor in floors if floor in samples]
    return [
        f"Floors: {peer} takes {', '.join(shown)}; nothing on top of one of these can be more times faster than that."
    ]


def _candidate(reader: Reader, content: bytes, mode: str) -> Candidate:
    decode = reader.decode
    walk = reader.five if mode == "five" else reader.every(document())

    def run(given: bytes) -> object:
        value = decode(given)
        walk(value)
        return value

    return Candidate(reader.name if reader.model else f"{reader.name}, read", run, lambda: content)


def _goals(mode: str, fast: bool, samples: Samples | None) -> list[Goal]:
    name = OURS_FAST if fast else OURS
    why = "" if samples else NO_FAST
    against_json = ratio(samples, name, "json.loads") if samples else None
    goals = [Goal(f"{name}: {TITLES[mode].lower()}, x json.loads", LIMITS[mode, fast], against_json, why=why)]
    if mode == "five":
        peer = "pydantic v2"
        faster = ratio(samples, peer, name) if samples and peer in samples else None
        missing = why or ("" if faster else "pydantic v2 is absent")
        goals.append(Goal(f"{name}: the same, times faster than {peer}", PYDANTIC[fast], faster, ">=", why=missing))
    return goals


def five(plan: Plan) -> Comparison:
    """Five fields, json of the standard library."""
    return _compare(plan, "five", fast=False)


def five_fast(plan: Plan) -> Comparison:
    """Five fields, orjson."""
    return _compare(plan, "five", fast=True)


def every(plan: Plan) -> Comparison:
    """Every field, json of the standard library."""
    return _compare(plan, "every", fast=False)


def every_fast(plan: Plan) -> Comparison:
    """Every field, orjson."""
    return _compare(plan, "every", fast=True)
