"""Models that refer to each other in a circle are imported when first read: by many threads at once, too."""

from __future__ import annotations

import subprocess
import sys

#: Imports at the ends of the modules, the mistake that this guards against, failed in 40 of 40 runs.
RUNS = 100
#: All threads of a fresh process read the same page at the same time; nothing of the models is loaded yet.
PROGRAM = """
import sys, threading
from lootlocker_api.client import Headers, RawResponse, read
from lootlocker_api.api.server_inventories.server_get_character_inventory import OPERATION

sys.setswitchinterval(1e-6)
THREADS = 8
INNER = b'{"id": 2, "rarity": {"name": "rare"}, "package_contents": [{"asset": {"id": 3, "files": [{"url": "x"}]}}]}'
ITEM = b'{"instance_id": 1, "asset": {"id": 1, "package_contents": [{"asset": %s}]}}' % INNER
BODY = b'{"total": 1, "items": [%s]}' % b",".join([ITEM] * 60)
shared = read(OPERATION, RawResponse(200, Headers({}), BODY))
start, found, errors = threading.Barrier(THREADS), [], []

def work(number):
    start.wait()
    try:
        page = shared if number % 2 else read(OPERATION, RawResponse(200, Headers({}), BODY))
        assets = [item.asset.package_contents[0].asset for item in page.items]
        for inner in assets:
            assert (inner.id, inner.rarity.name) == (2, "rare")
            assert inner.package_contents[0].asset.files[0].url == "x"
        if number % 2:
            found.append(assets)
    except BaseException as error:
        errors.append(repr(error))

threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert not errors, errors
assert len({tuple(map(id, assets)) for assets in found}) == 1  # two threads never make two objects of one
"""


def test_a_hundred_cold_starts_end_without_an_error() -> None:
    running: list[subprocess.Popen[str]] = []
    failures: list[str] = []
    for _ in range(RUNS):
        running.append(subprocess.Popen([sys.executable, "-c", PROGRAM], stderr=subprocess.PIPE, text=True))
        if len(running) == 2:
            failures += _ended(running)
    assert failures + _ended(running) == []


def _ended(running: list[subprocess.Popen[str]]) -> list[str]:
    said = [process.communicate(timeout=60)[1] for process in running]
    running.clear()
    return [text for text in said if text]
