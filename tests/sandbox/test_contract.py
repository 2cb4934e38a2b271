"""schemathesis against the sandbox: all phases, stateful too, over real HTTP, every check, authenticated."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from lootlocker.sandbox import RecordedRequest, Sandbox
from support.contract import Prepared, settings, state
from support.sandbox import Api

#: `make contract` asks for many; what runs at every change has to end within a minute or so.
EXAMPLES = int(os.environ.get("CONTRACT_EXAMPLES", "2"))
SEED = int(os.environ.get("CONTRACT_SEED", "1"))
LONG = EXAMPLES > 10
#: Groups of operations that one run calls: the runs share the cores.
PARTS = ["Game [A-G]", "Game [H-Z]", "Server"]
TESTS = Path(__file__).parents[1]
# Some successes are a matter of luck (an item that is worn right then) or out of reach (a refresh token is good for
# one use, so that no list of values can hold one); the other tests of this folder have every operation succeed.
REACHED = 0.75


def newer(requests: list[RecordedRequest], last: RecordedRequest | None) -> list[RecordedRequest]:
    """What came after the last one that was counted: the sandbox keeps only so many."""
    for number in range(len(requests), 0, -1):
        if requests[number - 1] is last:
            return requests[number:]
    return requests


@pytest.mark.timeout(7200 if LONG else 600)
@pytest.mark.parametrize("part", PARTS)
def test_schemathesis_finds_nothing(part: str, tmp_path: Path, open_api: Callable[[Sandbox], Api]) -> None:
    with Sandbox() as sandbox:
        values, keys = state(open_api(sandbox))
        prepared = Prepared(part, values)
        tmp_path.joinpath("schemathesis.toml").write_text(settings(prepared, keys, long=LONG))
        tmp_path.joinpath("merged.json").write_text(json.dumps(prepared.document))
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(TESTS), *filter(None, [os.environ.get("PYTHONPATH")])]),
            "CONTRACT_SESSION": keys["gameSession"],
            "CONTRACT_GAME_KEY": sandbox.game_key,
            "CONTRACT_URL": sandbox.base_url,
            "CONTRACT_OPEN_ENUMS": ",".join(prepared.open_enums()),
        }
        command = f"run merged.json --url {sandbox.base_url} --phases examples,coverage,fuzzing,stateful"
        command += f" --checks all --mode all --max-examples {EXAMPLES} --seed {SEED} --no-color"
        last = sandbox.requests[-1]
        answered: Counter[tuple[str | None, int]] = Counter()
        said = tmp_path / "said.txt"
        with said.open("w") as output:
            run = subprocess.Popen(
                [sys.executable, "-m", "schemathesis.cli", *command.split()],
                cwd=tmp_path,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            ended = False
            while not ended:
                ended = run.poll() is not None
                came = newer(sandbox.requests, last)
                answered.update((request.operation, request.status // 100) for request in came)
                last = came[-1] if came else last
                time.sleep(0.2)
        text = said.read_text(encoding="utf-8")
        assert run.returncode == 0, text[-12000:]
        for phase in ("Examples", "Coverage", "Fuzzing", "Stateful"):
            assert f"✅ {phase}" in text.replace("✅  ", "✅ "), text
        assert {operation for operation, _ in answered} >= prepared.names, prepared.names - {
            name for name, _ in answered
        }
        reached = {operation for operation in prepared.names if answered[operation, 2]}
        print(f"{part}: {len(reached)} of {len(prepared.names)} operations succeeded, {answered.total()} requests")
        assert len(reached) > REACHED * len(prepared.names), sorted(prepared.names - reached)
