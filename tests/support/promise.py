"""What `scripts/soak.py` runs: a promise of the client, tried many times from a seed.

A file `tests/soak/<name>.py` is one promise. It holds one function:

    def soak(seed: int, scale: float, report_progress: Progress) -> Result: ...

`scale` 1.0 is the full number of runs; a tenth of it is for trying the file out.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

#: Called now and then with the runs that are done, the runs there will be, and the violations so far.
Progress = Callable[[int, int, int], None]


@attrs.frozen
class Result:
    """What came out.

    Attributes:
        promise: In a few words, for the table.
        runs: How often it was tried.
        violations: One text for each time it was not kept: what happened, and how to see it again.
        notes: Figures worth a line each below the table.
    """

    promise: str
    runs: int
    violations: list[str]
    notes: list[str] = attrs.field(factory=list)


def scaled(runs: int, scale: float) -> int:
    """The number of runs at this scale, at least one."""
    return max(1, round(runs * scale))
