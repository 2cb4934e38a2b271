"""How long `make generate` takes, for our document and one of 300 operations."""

from __future__ import annotations

from ..grow import count
from ..grown import generate, generated
from ..harness import Plan, Samples, fill, spread
from ..results import Comparison, Goal

LARGE = 300
SMALL = 20


def times(plan: Plan) -> Comparison:
    """Bundle, generate and lock, as `make generate` does."""
    found = Comparison("generate", "make generate", "s", "", chart=False)
    sizes: dict[str, int | None] = {f"our document, {count()} operations": None}
    if not plan.quick:
        sizes[f"grown to {LARGE} operations"] = LARGE
    workshops = {name: generated(operations) for name, operations in sizes.items()}
    samples: Samples = {name: [] for name in sizes}
    for _ in plan.rounds(3, 1, 40):
        for name, target in workshops.items():
            samples[name].append(generate(target))
    fill(found, samples, scale=1.0, ours=list(samples))
    medians = [spread(values).median for values in samples.values()]
    found.goals.append(Goal(f"make generate, {count()} operations", 3.0, medians[0], unit="s"))
    grown, why = (None, "not in a quick run") if plan.quick else (medians[1], "")
    found.goals.append(Goal(f"make generate, {LARGE} operations", 10.0, grown, unit="s", why=why))
    found.notes.append("Without what make itself adds: a look at the files of the environment.")
    return found
