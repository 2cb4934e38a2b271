"""10,000 clients opened, used or not, closed or thrown away: descriptors, threads and memory stay what they were."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from client import openings
from client.fake import FakeServer, said
from support.promise import Progress, Result, scaled

TESTS = Path(__file__).resolve().parents[1]
WARM = 100
#: A client that stayed would be hundreds of blocks; caches of Python's fill up slowly.
BLOCKS = 2.0
KILOBYTES = 4096


def soak(seed: int, scale: float, report_progress: Progress) -> Result:
    ways = openings.names()
    each = scaled(10_000 // len(ways) + 1, scale)
    violations: list[str] = []
    notes: list[str] = []
    clients = 0
    fake = FakeServer()
    fake.on("GET", "/game/ping", said({"date": "now"}))
    fake.on("POST", "/game/v2/session/guest", said({"session_token": "t"}))
    try:
        for way in ways:
            command = [sys.executable, "-W", "error", "-m", "client.openings", fake.url, str(WARM), str(each), way]
            done = subprocess.run(command, capture_output=True, text=True, cwd=TESTS, check=False)
            if done.returncode or done.stderr:
                violations.append(f"{way}: status {done.returncode}\n{done.stderr}")
                continue
            left = json.loads(done.stdout)[way]
            clients += left["clients"]
            notes.append(
                f"{way}: {left['clients']} clients left {left['descriptors']} descriptors, {left['threads']} threads,"
                f" {left['blocks']:.2f} blocks of memory each and {left['kilobytes']} kB in all"
            )
            allowed = BLOCKS + 2000 / left["clients"]
            if left["descriptors"] or left["threads"] or left["blocks"] > allowed or left["kilobytes"] > KILOBYTES:
                violations.append(notes[-1])
            fake.seen.clear()
            report_progress(clients, each * len(ways), len(violations))
    finally:
        fake.close()
    return Result("Clean end: openings", clients, violations, notes)
