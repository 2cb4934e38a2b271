"""What the client adds to httpx: nothing is sent, a mock transport answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from .. import clients
from ..data import hero
from ..harness import Candidate, Plan, fill, interleave, spread
from ..ours import HERO_PATH
from ..peers import load
from ..results import Comparison, Goal

URL = "http://127.0.0.1:1"


def _repeat(call: Callable[[], Any], number: int) -> Callable[[Any], None]:
    def run(_: Any) -> None:
        for _ in range(number):
            call()

    return run


def mock(plan: Plan) -> Comparison:
    """Retries, limiter and auth on."""
    found = Comparison("overhead", "One call on a mock transport; retries, limiter and auth on", "us", "httpx")
    httpx = load("httpx")
    content = hero()
    headers = {"content-type": "application/json", "content-length": str(len(content))}

    def answer(request: Any) -> Any:
        # A stream, as from a connection: with `content=` the answer would have been read before it arrives.
        return httpx.Response(200, stream=httpx.ByteStream(content), headers=headers)

    number = plan.amount(200, 60)
    with ExitStack() as stack:
        bare = stack.enter_context(httpx.Client(transport=httpx.MockTransport(answer), headers=clients.TOKEN))
        pool = stack.enter_context(httpx.Client(transport=httpx.MockTransport(answer)))
        ours = clients.lootlocker(URL, stack, http_client=pool)

        def call_bare() -> Any:
            return json.loads(bare.get(URL + HERO_PATH).content)["hero"]["id"]

        calls = {"httpx": call_bare, "lootlocker": ours}
        candidates = [Candidate(name, _repeat(call, number), number=number) for name, call in calls.items()]
        samples = interleave(candidates, plan.rounds(60, 8, 15))
    fill(found, samples, scale=1e6, ours=["lootlocker"])
    added = [(a - b) * 1e6 for a, b in zip(samples["lootlocker"], samples["httpx"], strict=True)]
    between = spread(added)
    found.goals.append(Goal("overhead of a call over httpx, mock transport", 60.0, between.median, unit="us"))
    found.notes.append(
        f"Overhead round by round: {between.median:.1f} us (quartiles {between.low:.1f} to {between.high:.1f})."
    )
    return found
