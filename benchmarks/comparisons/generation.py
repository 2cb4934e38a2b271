"""How long `make generate` takes."""

from __future__ import annotations

from ..cut import count
from ..harness import Plan, Samples, fill, spread
from ..results import Comparison, Goal
from ..workshops import generate, generated


def times(plan: Plan) -> Comparison:
    """Bundle, generate and lock, as `make generate` does."""
    found = Comparison("generate", "make generate", "s", "", chart=False)
    name = f"our document, {count()} operations"
    samples: Samples = {name: []}
    target = generated(None)
    for _ in plan.rounds(3, 1, 40):
        samples[name].append(generate(target))
    fill(found, samples, scale=1.0, ours=list(samples))
    found.goals.append(Goal(f"make generate, {count()} operations", 10.0, spread(samples[name]).median, unit="s"))
    found.notes.append("Without what make itself adds: a look at the files of the environment.")
    return found
