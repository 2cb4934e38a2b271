"""Measures candidates side by side: A B C A B C ..., so that what else the machine does hits all of them alike.

The collector of cycles stays on, as in any program. What was there before the first round is frozen out of its sight
(a peer's imported modules must not slow another peer's decoding), and it runs to the end before each sample.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from .results import Comparison, Row, Spread


@dataclass(frozen=True)
class Plan:
    """How much to measure.

    Attributes:
        quick: A first look, in place of figures to publish.
    """

    quick: bool

    def amount(self, full: int, quick: int) -> int:
        """How many of something."""
        return quick if self.quick else full

    def rounds(self, full: int, quick: int, seconds: float) -> Iterator[int]:
        """Numbers of rounds: so many, or as many as begin within some seconds, but `LEAST` in any case.

        Args:
            seconds: Of a full run; a quick one has a fifth of them.
        """
        end = perf_counter() + (seconds / 5 if self.quick else seconds)
        for number in range(self.amount(full, quick)):
            if number >= LEAST and perf_counter() > end:
                return
            yield number


@dataclass
class Candidate:
    """Something to be timed.

    Attributes:
        run: One sample. It is called with what `prepare` returned, which is not timed.
        number: How many operations one sample is, for the time of one.
        inner: Whether `run` returns seconds (or any other figure) by itself.
    """

    name: str
    run: Callable[[Any], Any]
    prepare: Callable[[], Any] = field(default=lambda: None)
    number: int = 1
    inner: bool = False
    ours: bool = False
    extra: dict[str, str] = field(default_factory=dict)


Samples = dict[str, list[float]]
#: Rounds below which there are no quartiles to speak of.
LEAST = 3


def spread(values: Sequence[float]) -> Spread:
    """Median and quartiles."""
    if len(values) == 1:
        return Spread(values[0], values[0], values[0])
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(middle, low, high)


def _sample(candidate: Candidate) -> float:
    prepared = candidate.prepare()
    gc.collect()
    if candidate.inner:
        return float(candidate.run(prepared))
    start = perf_counter()
    result = candidate.run(prepared)
    seconds = perf_counter() - start
    del result
    return seconds / candidate.number


def interleave(candidates: Sequence[Candidate], rounds: Iterable[int], warmup: int = 1) -> Samples:
    """Samples of every candidate, one of each a round."""
    for _ in range(warmup):
        for candidate in candidates:
            _sample(candidate)
    gc.collect()
    gc.freeze()
    samples: Samples = {candidate.name: [] for candidate in candidates}
    for number in rounds:
        # Whoever comes first in a round may find the caches of whoever came last: so the order turns.
        turned = [*candidates[number % len(candidates) :], *candidates[: number % len(candidates)]]
        for candidate in turned:
            samples[candidate.name].append(_sample(candidate))
    gc.unfreeze()
    return samples


async def interleave_async(
    candidates: Sequence[tuple[str, Callable[[], Awaitable[None]], int]], rounds: Iterable[int]
) -> Samples:
    """The same for coroutines: name, one sample, how many operations it is."""
    for _, run, _ in candidates:
        await run()
    gc.collect()
    gc.freeze()
    samples: Samples = {name: [] for name, _, _ in candidates}
    for turn in rounds:
        shift = turn % len(candidates)
        for name, run, number in [*candidates[shift:], *candidates[:shift]]:
            gc.collect()
            await asyncio.sleep(0)
            start = perf_counter()
            await run()
            samples[name].append((perf_counter() - start) / number)
    gc.unfreeze()
    return samples


def ratio(samples: Samples, one: str, other: str) -> float:
    """The median of the rounds' ratios between two candidates."""
    return paired(samples, one, other).median


def paired(samples: Samples, one: str, other: str) -> Spread:
    """Ratio of two candidates round by round."""
    return spread([a / b for a, b in zip(samples[one], samples[other], strict=True) if b])


def fill(
    comparison: Comparison,
    samples: Samples,
    *,
    scale: float,
    ours: Sequence[str] = (),
    extra: dict[str, dict[str, str]] | None = None,
) -> None:
    """Rows from samples, in the order of the candidates.

    Args:
        scale: What a sample is multiplied with to be in the comparison's unit.
    """
    for name, values in samples.items():
        against = comparison.reference if comparison.reference in samples else ""
        comparison.rows.append(
            Row(
                candidate=name,
                value=spread([value * scale for value in values]),
                ratio=paired(samples, name, against) if against and all(samples[against]) else None,
                ours=name in ours,
                samples=len(values),
                extra=(extra or {}).get(name, {}),
            )
        )
