"""Calls over a network that breaks: none is carried out twice, and every error tells the truth."""

from __future__ import annotations

from faults import never_twice
from support.promise import Progress, Result, scaled

#: Two in three are calls that must not run twice: more than 10,000.
RUNS = 16_000


def soak(seed: int, scale: float, report_progress: Progress) -> Result:
    tally = never_twice.run(seed, scaled(RUNS, scale), report_progress)
    notes = [f"{tally.succeeded_after_faults} calls succeeded after faults"]
    for retry in ("once", "idempotent", "safe"):
        endings = [f"{count} {ending}" for (kind, ending), count in tally.endings.most_common() if kind == retry]
        notes.append(f"{retry}: {', '.join(endings)}")
    notes.append(f"faults: {', '.join(f'{count} {fault}' for fault, count in tally.faults.most_common())}")
    return Result("Never twice", tally.runs, tally.violations, notes)
