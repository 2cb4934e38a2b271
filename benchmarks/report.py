"""Markdown from results: the tables of `results.md`, and the page `docs/performance.md`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from .results import Comparison, Goal, Row, Spread

MARKS = {True: "met", False: "**missed**", None: "not measured"}

INTRO = """# What it costs

What typed access to LootLocker costs in time and memory with this client, against its peers.
Written by `make bench`; don't edit it by hand.
"""
RERUN = """## Run it again

```
make bench          # everything, about 11 minutes on two cores; writes benchmarks/results/ and this page
make bench-quick    # a first look, under a minute; writes build/bench/quick/ and leaves this page alone
```

The first run also installs the peers from PyPI into `.bench-venv` (pinned with hashes in
`requirements/bench.txt`) and lets the generators among them make their clients of our document. One subject by
itself: `.bench-venv/bin/python -m benchmarks --only decode-five`.

How it is measured:

- One process for each comparison. The candidates take turns, A B C A B C ..., and the order turns each round.
- A figure is the median of all rounds, beside it the quartiles. A ratio is taken in each round, against the
  reference of that round, and then its median: what else the machine does hits both.
- The garbage collector is on, as in any program. It runs to the end before each sample, and what was imported
  before is frozen out of its sight.
- The page has 200 items, made of the reference's own examples with ascending ids. The reference has texts where
  assets are meant, and nulls in lists of objects; here an asset stands there and no null, since strict peers
  refuse the page otherwise.
- "Every field" is straight-line code, written from the document, the same for each candidate.
- The server on loopback is a process of its own that answers with canned bytes.
"""
LIMITS = """## What the figures do not say

- Nothing here was sent to LootLocker. Over the Internet a call takes tens of milliseconds, and the differences
  between clients vanish in it.
- They are one machine's. Ratios carry over to another better than times do; a run on a busy machine carries over
  to nothing.
- Peers do different work for their time. Who is faster than this client drops unknown members, refuses what is
  not as documented, or gives plain dicts: see the table of what comes out again. Who is slower may check more.
- The peers' models were made of our document. Their own APIs may have a shape that suits them better.
- The page is one page. Payloads with more numbers and less text, or with more nesting, give other ratios.
- This client converts a member when it is first read. A program that never reads a member never pays for it, and
  one that reads every member of every object pays most: the two tables of decoding are the ends of that range.
- Import times are those of a warm file cache with compiled modules.
"""


def figure(value: float) -> str:
    """Three significant digits, never as a power of ten."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    if abs(value) >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if abs(value) >= 0.1 or not value else f"{value:.3f}"


def _between(spread: Spread) -> str:
    return f"{figure(spread.low)} to {figure(spread.high)}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: int) -> Iterator[str]:
    """A table whose columns are numbers but for the first and, from `numbers` on, the last ones."""
    yield f"| {' | '.join(heads)} |"
    yield "|" + "|".join("--:" if 0 < column <= numbers else "---" for column in range(len(heads))) + "|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def goals_table(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """Every goal, and what came out."""
    rows = []
    for goal in (goal for each in comparisons for goal in each.goals):
        unit = "" if goal.unit == "x" else f" {goal.unit}"
        value = f"not measured: {goal.why}" if goal.value is None else f"{figure(goal.value)}{unit}"
        rows.append((goal.what, f"{goal.sense} {figure(goal.limit)}{unit}", value, _mark(goal)))
    yield from _table(("what", "goal", "measured", ""), rows, 2)


def _mark(goal: Goal) -> str:
    return MARKS[goal.met]


def _cells(row: Row, *, ratios: bool, extras: Sequence[str], measured_once: bool) -> tuple[str, ...]:
    name = f"**{row.candidate}**" if row.ours else row.candidate
    cells = [name, figure(row.value.median)]
    if not measured_once:
        cells.append(_between(row.value))
    if ratios:
        cells.append(figure(row.ratio.median) if row.ratio else "")
        if not measured_once:
            cells.append(_between(row.ratio) if row.ratio else "")
    return (*cells, *(row.extra.get(extra, "") for extra in extras))


def comparison_table(found: Comparison) -> Iterator[str]:
    """One comparison: its rows, who is absent and why, notes."""
    if found.rows:
        ratios = any(row.ratio for row in found.rows)
        once = all(row.samples == 1 for row in found.rows)
        extras = list(dict.fromkeys(key for row in found.rows for key in row.extra))
        heads = ["", found.unit] + ([] if once else ["quartiles"])
        if ratios:
            heads += [f"x {found.reference}"] + ([] if once else ["quartiles"])
        rows = [_cells(row, ratios=ratios, extras=extras, measured_once=once) for row in found.rows]
        yield from _table([*heads, *extras], rows, len(heads) + len(extras))
        yield ""
    yield from (f"- Absent: {name}: {reason}" for name, reason in found.absent.items())
    yield from (f"- {note}" for note in found.notes)


def machine_lines(machine: dict[str, Any]) -> Iterator[str]:
    """What was measured on."""
    yield (
        f"{machine['python']}, {machine['system']}, {machine['processor']}, {machine['cores']} cores; load average "
        f"at start {', '.join(f'{each:.2f}' for each in machine['load at start'])}."
    )
    yield ""
    yield "Versions: " + ", ".join(f"{name} {version}" for name, version in machine["versions"].items()) + "."
    if not machine["quiet"]:
        yield ""
        yield "**The machine was busy with other work when this run began: take these figures as a first look only.**"


def _tables(comparisons: Sequence[Comparison], charts: dict[str, str]) -> Iterator[str]:
    for found in comparisons:
        yield f"### {found.title}"
        yield ""
        if found.name in charts:
            yield f"![{found.title}]({charts[found.name]})"
            yield ""
        yield from comparison_table(found)
        yield ""


def results_page(machine: dict[str, Any], comparisons: Sequence[Comparison]) -> str:
    """`results.md`: figures without words."""
    head = [
        "# Results",
        "",
        *machine_lines(machine),
        "",
        "## Goals",
        "",
        *goals_table(comparisons),
        "",
        "## Tables",
        "",
    ]
    return "\n".join([*head, *_tables(comparisons, {})]).rstrip() + "\n"


def performance_page(machine: dict[str, Any], comparisons: Sequence[Comparison], charts: dict[str, str]) -> str:
    """`docs/performance.md`: figures, pictures, how to rerun and what is not said.

    Args:
        charts: The picture of a comparison, by its name, as the page links to it.
    """
    parts = [
        INTRO,
        *machine_lines(machine),
        "",
        "## Goals",
        "",
        *goals_table(comparisons),
        "",
        RERUN,
        LIMITS,
        "## Tables",
        "",
    ]
    return "\n".join([*parts, *_tables(comparisons, charts)]).rstrip() + "\n"
