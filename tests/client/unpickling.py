"""A program that uses clients from pickles. Run by a test: cases on standard input, what came of each on the output."""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import pickle
import sys
from typing import Any


async def done(outcome: Any) -> Any:
    return await outcome if inspect.isawaitable(outcome) else outcome


async def used(clients: list[Any]) -> list[str]:
    """Call each client, and close it."""
    found = []
    for client in clients:
        found.append((await done(client.game.ping() if hasattr(client, "game") else client.session.ping())).date)
        await done(client.close())
    return found


def outcome(data: bytes, environment: dict[str, str]) -> list[str]:
    """What the pings of the pickled clients brought, or the error."""
    os.environ.update(environment)
    try:
        return asyncio.run(used(pickle.loads(data)))
    except Exception as error:
        return [type(error).__name__, str(error)]
    finally:
        for name in environment:
            del os.environ[name]


if __name__ == "__main__":
    print(json.dumps([outcome(*case) for case in pickle.load(sys.stdin.buffer)]))
