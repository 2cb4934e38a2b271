"""200 players in one process."""

from __future__ import annotations

import gc
import tracemalloc
from contextlib import ExitStack
from time import perf_counter
from typing import Any

from .. import clients
from ..data import session
from ..harness import Candidate, Plan, fill, interleave, spread
from ..peers import load
from ..results import Comparison, Goal

PLAYERS = 200
URL = "http://127.0.0.1:1"


def _clients(first: Any) -> list[Any]:
    from lootlocker.auth import GuestLogin

    return [first.with_options(login=GuestLogin(f"player {number}")) for number in range(PLAYERS)]


def _alone() -> list[Any]:
    from lootlocker import GameClient
    from lootlocker.auth import GuestLogin

    return [
        GameClient("dev_key", login=GuestLogin(f"player {number}"), game_version="1.0.0.0", base_url=URL)
        for number in range(PLAYERS)
    ]


def _timed(make: Any, *given: Any) -> float:
    start = perf_counter()
    made = make(*given)
    seconds = perf_counter() - start
    for each in made:
        each.close()
    return seconds / PLAYERS


def _held(make: Any, *given: Any) -> float:
    for each in make(*given):
        each.close()
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    made = make(*given)
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    for each in made:
        each.close()
    return (after - before) / 1e6


def two_hundred(plan: Plan) -> Comparison:
    """Time and memory of their clients."""
    from lootlocker import GameClient

    found = Comparison("players", f"{PLAYERS} players' clients in one process", "us each", "", chart=False)
    httpx = load("httpx")
    content, headers = session(), {"content-type": "application/json"}
    transport = httpx.MockTransport(lambda request: httpx.Response(200, content=content, headers=headers))
    with ExitStack() as stack:
        pool = stack.enter_context(httpx.Client(transport=transport))
        first = stack.enter_context(GameClient("dev_key", **clients.game_options(URL, http_client=pool)))

        def started(of: Any) -> list[Any]:
            made = _clients(of)
            for each in made:
                each.start_session()
            return made

        shared, alone, begun = "with_options(login=...)", "GameClient(...)", "with_options(login=...), session started"
        candidates = [
            Candidate(shared, lambda _: _timed(_clients, first), inner=True),
            Candidate(alone, lambda _: _timed(_alone), inner=True),
            Candidate(begun, lambda _: _timed(started, first), inner=True),
        ]
        samples = interleave(candidates, plan.rounds(30, 4, 10))
        held = {shared: _held(_clients, first), alone: _held(_alone), begun: _held(started, first)}
    extra = {name: {f"memory of {PLAYERS}, MB": f"{value:.2f}"} for name, value in held.items()}
    fill(found, samples, scale=1e6, ours=list(samples), extra=extra)
    found.goals += [
        Goal(f"{PLAYERS} players' clients, memory together", 1.0, held[shared], unit="MB"),
        Goal("a player's client, time", 0.1, spread(samples[shared]).median * 1e3, unit="ms"),
    ]
    found.notes.append(
        "The first client exists already; the others share its connections. Started sessions: mock transport."
    )
    return found
