"""Fresh Python processes: what an import or a first call costs there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from time import perf_counter
from typing import Any

#: Runs the statement given as argument, and prints what it cost.
MEASURE = """
import sys, time, json
def rss():
    with open('/proc/self/statm') as f:
        return int(f.read().split()[1]) * 4096
before, modules = rss(), len(sys.modules)
code = compile(sys.argv[1], 'statement', 'exec')
start = time.perf_counter()
exec(code, {'__name__': '__main__'})
seconds = time.perf_counter() - start
print(json.dumps({'seconds': seconds, 'rss': rss() - before, 'modules': len(sys.modules) - modules,
    'httpx': 'httpx' in sys.modules, 'attrs': 'attr' in sys.modules}))
"""
TRACED = """
import sys, tracemalloc, json
code = compile(sys.argv[1], 'statement', 'exec')
tracemalloc.start()
exec(code, {'__name__': '__main__'})
print(json.dumps({'bytes': tracemalloc.get_traced_memory()[0]}))
"""


class ChildError(Exception):
    """The child failed; the message is its last line."""


def environment(*paths: str) -> dict[str, str]:
    """The environment of a child: no settings of this process but its paths."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LOOTLOCKER"))}
    return {**kept, "PYTHONPATH": os.pathsep.join(paths)} if paths else kept


def output(program: str, *arguments: str, paths: tuple[str, ...] = ()) -> dict[str, Any]:
    """What a program prints as JSON on its last line.

    Raises:
        ChildError: It failed.
    """
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=environment(*paths),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ChildError((done.stderr.strip() or "no message").splitlines()[-1][:300])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def wall(program: str, *arguments: str, paths: tuple[str, ...] = ()) -> float:
    """Seconds from starting a Python process to its end.

    Raises:
        ChildError: It failed.
    """
    command = [sys.executable, "-c", program, *arguments]
    variables = environment(*paths)
    start = perf_counter()
    done = subprocess.run(command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    seconds = perf_counter() - start
    if done.returncode:
        raise ChildError(done.stderr.decode(errors="replace").strip().splitlines()[-1][:300])
    return seconds
