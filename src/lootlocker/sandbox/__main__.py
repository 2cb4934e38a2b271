"""`python -m lootlocker.sandbox`: run a sandbox until Ctrl-C."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m lootlocker.sandbox",
        description="A stateful LootLocker on this machine, for development and tests.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=0, help="port to listen on (default: a free one)")
    parser.add_argument(
        "--db", type=Path, metavar="FILE", help="SQLite file that keeps the state (default: none is kept)"
    )
    parser.add_argument("--game", type=Path, metavar="FILE", help="game file in YAML (default: the one that ships)")
    parser.add_argument(
        "--drift",
        type=Path,
        metavar="FILE",
        help="how answers deviate from the document, in YAML (default: not at all)",
    )
    return parser


def _kept(db: Path | None) -> str:
    return "not kept" if db is None else f"kept in {db}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; answers its exit status."""
    options = _parser().parse_args(arguments)
    try:
        from . import Sandbox, SandboxError
    except ModuleNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    stop = threading.Event()

    def finish(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, finish)
    signal.signal(signal.SIGTERM, finish)
    try:
        with Sandbox(options.game, options.db, options.host, options.port, drift=options.drift) as sandbox:
            print(f"LootLocker sandbox, game file {sandbox.game_file}, state {_kept(options.db)}")
            print(f"  export LOOTLOCKER_BASE_URL={sandbox.base_url}")
            print(f"  export LOOTLOCKER_GAME_KEY={sandbox.game_key}")
            print(f"  export LOOTLOCKER_SERVER_KEY={sandbox.server_key}")
            print(f"  export LOOTLOCKER_DOMAIN_KEY={sandbox.domain_key}")
            print(f"  export LOOTLOCKER_GAME_VERSION={sandbox.game_version}")
            print("Ctrl-C stops it.", flush=True)
            stop.wait()
    except SandboxError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
