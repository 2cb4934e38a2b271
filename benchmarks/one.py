"""One comparison in this process: `python -m benchmarks.one NAME OUTPUT [--quick]`."""

from __future__ import annotations

import argparse
import time
from importlib import import_module
from pathlib import Path

from .harness import Plan
from .results import Comparison, save

#: Every comparison by name: its module and function.
COMPARISONS = {
    "decode-five": "decode.five",
    "decode-five-fast": "decode.five_fast",
    "decode-every": "decode.every",
    "decode-every-fast": "decode.every_fast",
    "encode": "encode.plain",
    "encode-fast": "encode.fast",
    "memory": "memory.page_in_memory",
    "losses": "losses.kept",
    "import": "imports.imports",
    "startup": "startup.first_hero",
    "growth": "growth.growth",
    "call-sync": "calls.sync",
    "call-async-1": "calls.async_1",
    "call-async-50": "calls.async_50",
    "call-sync-httpx2": "calls.sync_httpx2",
    "call-async-1-httpx2": "calls.async_1_httpx2",
    "call-async-50-httpx2": "calls.async_50_httpx2",
    "overhead": "overhead.mock",
    "players": "players.two_hundred",
    "pages-1": "pages.one",
    "pages-10": "pages.ten",
    "generate": "generation.times",
    "regeneration": "regeneration.diffs",
    "wheel": "wheel.size",
}
#: What a quick run leaves out.
LONG = (
    "losses",
    "growth",
    "call-sync-httpx2",
    "call-async-1-httpx2",
    "call-async-50-httpx2",
    "pages-10",
    "regeneration",
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Run one comparison.")
    parser.add_argument("name", choices=list(COMPARISONS))
    parser.add_argument("output", type=Path)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    module, _, function = COMPARISONS[arguments.name].partition(".")
    start = time.perf_counter()
    run = getattr(import_module(f".comparisons.{module}", __package__), function)
    found: Comparison = run(Plan(arguments.quick))
    found.seconds = round(time.perf_counter() - start, 1)
    save(arguments.output, found)


if __name__ == "__main__":
    main()
