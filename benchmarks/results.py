"""What a comparison finds: rows of candidates, goals met or not, peers that could not be had."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True)
class Spread:
    """A median with its quartiles."""

    median: float
    low: float
    high: float

    def json(self) -> list[float]:
        return [float(f"{value:.6g}") for value in (self.median, self.low, self.high)]


@dataclass(frozen=True)
class Row:
    """One candidate.

    Attributes:
        value: In the comparison's unit.
        ratio: Against the reference, round by round, then the median of these.
        extra: Further figures by the heading of their column.
    """

    candidate: str
    value: Spread
    ratio: Spread | None = None
    ours: bool = False
    samples: int = 0
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Goal:
    """What is asked of this client, and what came out.

    Attributes:
        value: None if it could not be measured; `why` says why.
    """

    what: str
    limit: float
    value: float | None
    sense: Literal["<=", ">="] = "<="
    unit: str = "x"
    why: str = ""

    @property
    def met(self) -> bool | None:
        if self.value is None:
            return None
        # As precise as the figure is shown: a limit of 1.0 is not missed by 48 bytes of 800,000.
        value = round(self.value, 2)
        return value <= self.limit if self.sense == "<=" else value >= self.limit


@dataclass
class Comparison:
    """One table of the report."""

    name: str
    title: str
    unit: str
    reference: str = ""
    rows: list[Row] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)
    chart: bool = True
    seconds: float = 0.0

    def row(self, candidate: str) -> Row | None:
        """The row of a candidate, or None if it is absent."""
        return next((row for row in self.rows if row.candidate == candidate), None)

    def to_json(self) -> dict[str, Any]:
        found = dataclasses.asdict(self)
        found["rows"] = [
            {
                **dataclasses.asdict(row),
                "value": row.value.json(),
                "ratio": row.ratio.json() if row.ratio else None,
            }
            for row in self.rows
        ]
        found["goals"] = [{**dataclasses.asdict(goal), "met": goal.met} for goal in self.goals]
        return found

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Comparison:
        rows = [
            Row(**{**row, "value": Spread(*row["value"]), "ratio": Spread(*row["ratio"]) if row["ratio"] else None})
            for row in data["rows"]
        ]
        goals = [Goal(**{key: value for key, value in goal.items() if key != "met"}) for goal in data["goals"]]
        return cls(**{**data, "rows": rows, "goals": goals})


def failed(name: str, reason: str) -> Comparison:
    """A comparison that broke off: it stands in the report with its reason."""
    return Comparison(name, name, "", notes=[f"This comparison failed: {reason}"], chart=False)


def save(path: Path, comparison: Comparison) -> None:
    path.write_text(json.dumps(comparison.to_json(), indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> Comparison:
    return Comparison.from_json(json.loads(path.read_text(encoding="utf-8")))
