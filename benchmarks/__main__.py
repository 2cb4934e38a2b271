"""Runs the comparisons one after the other, each in a process of its own, and writes what they found.

python -m benchmarks                      # all: benchmarks/results/ and docs/performance.md
python -m benchmarks --quick              # a first look, into build/bench/quick/
python -m benchmarks --only decode-five   # one by itself, into build/bench/only/
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from . import charts, report
from .data import ROOT
from .machine import describe
from .one import COMPARISONS, LONG
from .peers import PROJECT_PYTHON, WORK, make_all
from .results import Comparison, failed, load

RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "performance.md"
#: Seconds after which a comparison is given up: a guard against hanging, far above what any of them takes.
TOO_LONG = 600


def say(text: str) -> None:
    """Show progress."""
    print(f"bench: {text}", flush=True)


def install() -> None:
    """Build the wheel of this very tree and install it beside the peers: what users get is measured."""
    dist = WORK / "dist"
    subprocess.run(
        [PROJECT_PYTHON, ROOT / "scripts" / "wheel.py", "build", dist], check=True, stdout=subprocess.DEVNULL
    )
    command: list[str | Path] = [PROJECT_PYTHON.parent / "uv", "--quiet", "pip", "install", "--python", sys.executable]
    subprocess.run([*command, "--no-deps", "--reinstall", next(dist.glob("*.whl"))], check=True)


def compare(name: str, *, quick: bool) -> Comparison:
    """Run one comparison in a process of its own."""
    output = WORK / "found" / f"{name}.json"
    output.parent.mkdir(parents=True, exist_ok=True)
    output.unlink(missing_ok=True)
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.one", name, str(output)] + (
        ["--quick"] if quick else []
    )
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=TOO_LONG)
    except subprocess.TimeoutExpired:
        return failed(name, f"it took more than {TOO_LONG} seconds")
    if done.returncode or not output.is_file():
        return failed(name, (done.stderr.strip() or "no message").splitlines()[-1][:300])
    return load(output)


def compare_all(names: Sequence[str], *, quick: bool) -> list[Comparison]:
    """Run them one after the other, and tell of each."""
    found: list[Comparison] = []
    for number, name in enumerate(names, 1):
        print(f"bench: [{number}/{len(names)}] {name} ...", end=" ", flush=True)
        comparison = compare(name, quick=quick)
        found.append(comparison)
        goals = [goal for goal in comparison.goals if goal.met is not None]
        met = f", {sum(bool(goal.met) for goal in goals)} of {len(goals)} goals met" if goals else ""
        print(f"{comparison.seconds} s{met}", flush=True)
        for reason in [*comparison.notes[:1]] if comparison.name == comparison.title else []:
            say(f"  {reason}")
        for absent, reason in comparison.absent.items():
            say(f"  absent: {absent}: {reason}")
    return found


def write(folder: Path, machine: dict[str, Any], found: Sequence[Comparison]) -> dict[str, str]:
    """JSON, Markdown and pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    data = {"machine": machine, "comparisons": [each.to_json() for each in found]}
    (folder / "results.json").write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "results.md").write_text(report.results_page(machine, found), encoding="utf-8")
    return charts.draw(found, folder)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure this client against its peers.")
    parser.add_argument("--quick", action="store_true", help="few rounds and few peers, results not to be published")
    parser.add_argument("--only", nargs="+", choices=list(COMPARISONS), metavar="NAME", help=", ".join(COMPARISONS))
    arguments = parser.parse_args()
    machine = describe()
    start = perf_counter()
    if not machine["quiet"]:
        say(f"the machine is busy (load {machine['load at start'][0]}): take the figures as a first look")
    say("building and installing the wheel")
    install()
    make_all(say)
    say(f"ready after {perf_counter() - start:.0f} s")
    names = arguments.only or [name for name in COMPARISONS if not (arguments.quick and name in LONG)]
    found = compare_all(names, quick=arguments.quick)
    published = not arguments.quick and not arguments.only
    folder = RESULTS if published else WORK / ("only" if arguments.only else "quick")
    pictures = write(folder, machine, found)
    if published:
        links = {name: f"../{(RESULTS / file).relative_to(ROOT).as_posix()}" for name, file in pictures.items()}
        PAGE.write_text(report.performance_page(machine, found, links), encoding="utf-8")
    print(*report.goals_table(found), sep="\n")
    say(f"{perf_counter() - start:.0f} s; tables in {(folder / 'results.md').relative_to(ROOT)}")


if __name__ == "__main__":
    main()
