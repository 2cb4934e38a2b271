"""What one operation costs in a small and in a large document: nobody pays for operations that are not used."""

from __future__ import annotations

from .. import children
from ..children import MEASURE, TRACED
from ..cut import count
from ..data import hero
from ..harness import Plan, Samples, fill, ratio
from ..results import Comparison, Goal
from ..workshops import WORKSHOPS, generate, generated

#: Reach one group, call one operation, decode its answer: the generated package alone, without any HTTP library.
USE = f"""
from lootlocker_api.api import GameResources
from lootlocker_api.client import Headers, RawResponse, read
class Caller:
    def call(self, operation, arguments, body):
        return read(operation, RawResponse(200, Headers({{}}), {hero()!r}))
hero = GameResources(Caller()).heroes.get_player_hero(1).hero
assert hero.asset.name == "Test Hero"
"""
LIMIT = 1.1
SMALL = 20


def growth(plan: Plan) -> Comparison:
    """20 operations, and all of ours."""
    found = Comparison(
        "growth", "One operation's group and models, first use in a fresh process", "ms", "", chart=False
    )
    paths: dict[str, str] = {}
    for size in (SMALL, None):
        target = WORKSHOPS / str(size or "ours")
        if size == SMALL or not (target / "generated").is_dir():
            target = generated(size)
            generate(target)
        paths[f"{size or count()} operations"] = str(target / "generated")
    small, large = paths
    samples: Samples = {name: [] for name in paths}
    for path in paths.values():
        children.output(MEASURE, USE, paths=(path,))
    for _ in plan.rounds(40, 5, 15):
        for name, path in paths.items():
            samples[name].append(children.output(MEASURE, USE, paths=(path,))["seconds"])
    held = {name: children.output(TRACED, USE, paths=(path,))["bytes"] / 1e6 for name, path in paths.items()}
    found.reference = small
    extra = {name: {"memory, MB": f"{value:.3f}"} for name, value in held.items()}
    fill(found, samples, scale=1e3, ours=list(samples), extra=extra)
    found.goals += [
        Goal(f"one operation's group and models: time at {count()} / at {SMALL}", LIMIT, ratio(samples, large, small)),
        Goal(f"one operation's group and models: memory at {count()} / at {SMALL}", LIMIT, held[large] / held[small]),
    ]
    found.notes.append("The import of attrs is part of both.")
    return found
