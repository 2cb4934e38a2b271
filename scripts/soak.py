"""Try the client's promises in full: long randomized runs over real sockets.

python scripts/soak.py [--seed N] [--only NAME] [--scale 1.0]

Each file of tests/soak is one promise; tests/support/promise.py says what it has to hold.
"""

from __future__ import annotations

import argparse
import importlib.util
import secrets
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

ROOT = Path(__file__).resolve().parent.parent
SOAK = ROOT / "tests" / "soak"
#: Seconds between two lines of progress.
EVERY = 5.0
#: Violations of one promise that are printed in full.
SHOWN = 20

if TYPE_CHECKING:
    from support.promise import Progress, Result

    Soak = Callable[[int, float, Progress], Result]


def names(folder: Path) -> list[str]:
    """The promises: `never-twice` is never_twice.py."""
    return sorted(path.stem.replace("_", "-") for path in folder.glob("[a-z]*.py"))


def loaded(folder: Path, name: str) -> Soak:
    """A promise's function."""
    stem = name.replace("-", "_")
    spec = importlib.util.spec_from_file_location(f"soak_{stem}", folder / f"{stem}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return cast("Soak", module.soak)


def progress_of(name: str) -> Progress:
    """Prints a line every few seconds."""
    begun = printed = time.monotonic()

    def report(done: int, runs: int, violations: int) -> None:
        nonlocal printed
        now = time.monotonic()
        if now - printed >= EVERY:
            printed = now
            print(f"  {name}: {done} of {runs} runs, {violations} violations, {now - begun:.0f} s", flush=True)

    return report


def outcome(folder: Path, name: str, seed: int, scale: float) -> Result:
    """Run one promise; if it breaks down, that is a violation too, and the others still get their turn."""
    from support.promise import Result

    try:
        return loaded(folder, name)(seed, scale, progress_of(name))
    except Exception:
        return Result(name, 0, [f"it broke down\n{traceback.format_exc()}"])


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Columns side by side; the first is text, the others are numbers."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        " | ".join(cell.ljust(width) if column == 0 else cell.rjust(width) for column, (cell, width) in cells)
        for cells in (list(enumerate(zip(row, widths, strict=True))) for row in rows)
    ]
    lines.insert(1, "-|-".join("-" * width for width in widths))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None, folder: Path = SOAK) -> int:
    """Run the command; answers its exit status."""
    known = names(folder)
    parser = argparse.ArgumentParser(prog="scripts/soak.py", description="Try the client's promises in full.")
    parser.add_argument(
        "--seed", type=int, help="a whole number; the same one gives the same runs (default: a new one)"
    )
    parser.add_argument("--only", choices=known, action="append", help="try this promise alone; may be repeated")
    parser.add_argument("--scale", type=float, default=1.0, help="0.1 is a tenth of the runs (default: %(default)s)")
    options = parser.parse_args(arguments)
    seed = secrets.randbelow(10**9) if options.seed is None else options.seed
    if str(ROOT / "tests") not in sys.path:
        sys.path.insert(0, str(ROOT / "tests"))
    print(f"soak: seed {seed}, scale {options.scale:g}", flush=True)
    rows: list[tuple[str, ...]] = [("promise", "runs", "violations", "seconds")]
    notes: list[str] = []
    broken = False
    for name in options.only or known:
        print(f"soak: {name}", flush=True)
        begun = time.monotonic()
        result = outcome(folder, name, seed, options.scale)
        rows.append(
            (result.promise, str(result.runs), str(len(result.violations)), f"{time.monotonic() - begun:.0f}"),
        )
        notes += [f"{result.promise}: {note}" for note in result.notes]
        for violation in result.violations[:SHOWN]:
            print(f"VIOLATION of {name}: {violation}\n")
        if result.violations:
            broken = True
            again = f"scripts/soak.py --only {name} --seed {seed} --scale {options.scale:g}"
            print(f"{len(result.violations)} violations of {name}; to see them again: {again}\n", flush=True)
    print("\n".join(["", table(rows), *notes]))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
