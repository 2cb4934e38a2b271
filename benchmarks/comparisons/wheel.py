"""The size of the wheel."""

from __future__ import annotations

import zipfile
from collections import defaultdict

from ..cut import count
from ..harness import Plan
from ..peers import WORK
from ..results import Comparison, Goal, Row, Spread


def size(plan: Plan) -> Comparison:
    """The wheel that was built and installed for this run."""
    found = Comparison("wheel", "The wheel", "KB", chart=False)
    wheel = next((WORK / "dist").glob("*.whl"))
    parts: dict[str, float] = defaultdict(float)
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            parts["/".join(entry.filename.split("/")[:2])] += entry.compress_size
    kilobytes = wheel.stat().st_size / 1000
    found.rows.append(Row("the whole wheel", Spread(kilobytes, kilobytes, kilobytes), ours=True, samples=1))
    for name, part in sorted(parts.items(), key=lambda each: -each[1])[:10]:
        value = part / 1000
        found.rows.append(Row(f"{name}, compressed", Spread(value, value, value), samples=1))
    found.goals.append(Goal(f"wheel at {count()} operations", 1000.0, kilobytes, unit="KB"))
    return found
