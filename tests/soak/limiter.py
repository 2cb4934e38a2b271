"""Simulated hours of load on the client's own limit: every window kept, nearly all of it used, nobody starved."""

from __future__ import annotations

from random import Random

import pytest

from client.simulated import GOOD, HOUR, MINUTE, MIXED, PROMISED, Caller, family, on_virtual_clock
from lootlocker._limit import WINDOW
from support.promise import Progress, Result, scaled


def soak(seed: int, scale: float, report_progress: Progress) -> Result:
    hours = scaled(48, scale)
    violations: list[str] = []
    least = 1.0
    requests = 0
    for hour in range(hours):
        found, share, sent = _play(seed * 1000 + hour)
        violations += [f"seed {seed}, hour {hour}: {each}" for each in found]
        least = min(least, share)
        requests += sent
        report_progress(hour + 1, hours, len(violations))
    notes = [f"{requests} requests in {hours} simulated hours; at least {least:.2%} of {PROMISED} a minute"]
    return Result("Stays below the tripwire", hours, violations, notes)


def _play(seed: int) -> tuple[list[str], float, int]:
    """An hour: what was wrong in it, the share of the limit that was used, and the requests."""
    random = Random(seed)
    with pytest.MonkeyPatch.context() as patch:
        hour = on_virtual_clock(patch, seed, random.choice((GOOD, MIXED)))
        hour.slowest = random.choice((0.05, 0.2, 0.4, 1.0))
        clients = family(*(random.uniform(100, 300) for _ in range(random.randint(1, 5))))
        gives_up = random.choice((0.0, 0.1, 0.5, 0.9))
        hasty = [Caller(client, gives_up) for client in clients for _ in range(random.randint(0, 10))]
        steady = [Caller(random.choice(clients)) for _ in range(random.randint(40, 150))]
        hour.play([*steady, *hasty])
    wrong = hour.violations() + hour.violations(279, WINDOW - 1e-6)
    share = len(hour.sent) / (PROMISED * HOUR / MINUTE)
    if share < 0.98:
        wrong.append(f"only {share:.2%} of the limit was used")
    shares = [caller.calls for caller in steady]
    if max(shares) > 1.6 * min(shares):
        wrong.append(f"shares from {min(shares)} to {max(shares)}")
    return wrong, share, len(hour.sent)
