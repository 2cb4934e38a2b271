"""What an import costs, in fresh processes."""

from __future__ import annotations

from typing import Any

from .. import children
from ..children import MEASURE, TRACED, ChildError
from ..harness import Plan, Samples, fill, spread
from ..peers import PEERS, PeerError, load
from ..results import Comparison, Goal

#: What is imported, by the name in the table. What needs a generated peer names its package.
STATEMENTS = {
    "bare Python": "pass",
    "lootlocker": "import lootlocker",
    "lootlocker, GameClient": "from lootlocker import GameClient",
    "lootlocker, GameClient and a model": "from lootlocker import GameClient, models; models.PlayerHeroResponse",
    "httpx": "import httpx",
    "requests": "import requests",
    "aiohttp": "import aiohttp",
    "pinecone": "import pinecone",
    "pinecone, Pinecone": "from pinecone import Pinecone",
    "stripe": "import stripe",
    "githubkit": "import githubkit",
    "githubkit, GitHub": "from githubkit import GitHub",
    "openai": "import openai",
    "openapi-python-client (stock), models": "import peer_stock.models",
    "openapi-generator (python)": "import peer_openapi_generator",
}
PATHS = (str(PEERS),)
QUICK = ("bare Python", "lootlocker", "lootlocker, GameClient", "httpx", "pinecone", "stripe")


def imports(plan: Plan) -> Comparison:
    """Time, memory and modules of an import."""
    found = Comparison("import", "Import, in a fresh process", "ms", "bare Python")
    wanted: dict[str, str] = {}
    facts: dict[str, dict[str, Any]] = {}
    for name, statement in STATEMENTS.items():
        if plan.quick and name not in QUICK:
            continue
        try:
            if "peer_" in statement:
                load(statement.split()[1].split(".")[0])
            children.output(MEASURE, statement, paths=PATHS)  # also writes what Python caches
            facts[name] = children.output(TRACED, statement, paths=PATHS)
            wanted[name] = statement
        except (PeerError, ChildError) as error:
            found.absent[name] = f"{error}"
    inside: Samples = {name: [] for name in wanted}
    outside: Samples = {name: [] for name in wanted}
    for _ in plan.rounds(5, 3, 30):
        for name, statement in wanted.items():
            measured = children.output(MEASURE, statement, paths=PATHS)
            facts[name] |= measured
            inside[name].append(measured["seconds"])
            outside[name].append(children.wall(statement, paths=PATHS))
    bare = spread(outside[found.reference]).median
    extra = {
        name: {
            "over bare Python, ms": f"{(spread(outside[name]).median - bare) * 1e3:.1f}",
            "the statement, ms": f"{spread(inside[name]).median * 1e3:.1f}",
            "memory, MB": f"{facts[name]['bytes'] / 1e6:.2f}",
            "resident, MB": f"{facts[name]['rss'] / 1e6:.1f}",
            "modules": str(facts[name]["modules"]),
        }
        for name in wanted
    }
    ours = [name for name in wanted if name.startswith("lootlocker")]
    fill(found, outside, scale=1e3, ours=ours, extra=extra)
    over = (spread(outside["lootlocker"]).median - bare) * 1e3
    found.goals += _goals(over, facts["lootlocker"])
    found.notes += [
        "The time is that of the whole process, from start to end; beside it that of the import statement inside.",
        "Memory is what Python's allocators handed out (tracemalloc); resident is what the process grew by.",
    ]
    return found


def _goals(milliseconds: float, facts: dict[str, Any]) -> list[Goal]:
    foreign = sum(bool(facts[name]) for name in ("httpx", "attrs"))
    return [
        Goal("import lootlocker, over bare Python", 10.0, milliseconds, unit="ms"),
        Goal("import lootlocker, memory", 1.0, facts["bytes"] / 1e6, unit="MB"),
        Goal("import lootlocker: httpx and attrs imported with it", 0.0, float(foreign), unit="modules"),
    ]
