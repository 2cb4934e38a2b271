"""A server of canned answers on loopback: as little as possible between a client and its measure.

python -m benchmarks.server    prints its port, and serves until its standard input is closed
"""

from __future__ import annotations

import asyncio
import re
import sys
from functools import cache

from . import data
from .ours import HERO_PATH, PAGE_PATH

#: How many pages the long inventory has, and how many items a page.
PAGES = 1000
PAGE_ITEMS = 50
AFTER = re.compile(rb"after=(\d+)")
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


def _answer(body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


@cache
def _parts() -> list[bytes]:
    """A page of the long inventory, cut where the ids of its items stand."""
    items = [{**data.items()[n], "instance_id": data.FIRST_ID} for n in range(PAGE_ITEMS)]
    whole = data.dump({"total": PAGES * PAGE_ITEMS, "items": items})
    return whole.split(str(data.FIRST_ID).encode())


@cache
def _last() -> bytes:
    return _answer(data.dump({"total": PAGES * PAGE_ITEMS, "items": []}))


def _page(target: bytes) -> bytes:
    """The page behind the id that the query names."""
    match = AFTER.search(target)
    first = int(match[1]) + 1 if match else data.FIRST_ID
    if first >= data.FIRST_ID + PAGES * PAGE_ITEMS:
        return _last()
    parts = _parts()
    pieces = [parts[0]]
    for number, part in enumerate(parts[1:]):
        pieces += (b"%d" % (first + number), part)
    return _answer(b"".join(pieces))


FIXED = {
    HERO_PATH.encode(): _answer(data.hero()),
    b"/server/session": _answer(data.dump({"token": "server-token"})),
    b"/game/v2/session/guest": _answer(data.session()),
    b"/page": _answer(data.page()),
}
LONG = PAGE_PATH.encode()


class Canned(asyncio.Protocol):
    """One connection."""

    def __init__(self) -> None:
        self.waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        waiting = self.waiting + data if self.waiting else data
        while (end := waiting.find(b"\r\n\r\n")) >= 0:
            head = waiting[:end]
            match = None if head.startswith(b"GET") else LENGTH.search(head)
            whole = end + 4 + (int(match[1]) if match else 0)
            if len(waiting) < whole:
                break
            target = head.split(b" ", 2)[1]
            path = target.partition(b"?")[0]
            self.transport.write(FIXED.get(path) or (_page(target) if path == LONG else _answer(b'{"success":true}')))
            waiting = waiting[whole:]
        self.waiting = waiting


async def serve() -> None:
    """Serve until standard input is closed."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Canned, "127.0.0.1", 0, backlog=256)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(serve())
