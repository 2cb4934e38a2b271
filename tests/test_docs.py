"""The Python blocks of README.md and docs/*.md run against a sandbox, and mypy --strict accepts them.

A block stands alone: it is run in an empty namespace. A name of `GIVEN` that it uses without having made it (`game`,
`server`, ...) is made for it. What stands for the reader's own keys is replaced by the sandbox's, by `OWN`.
LOOTLOCKER_BASE_URL points to the sandbox. A block that is not to be run is marked ```python no-run; its types are
checked all the same.
"""

from __future__ import annotations

import re
import subprocess
import symtable
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from lootlocker import GameClient, ServerClient
from lootlocker.sandbox import Sandbox

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
# What a page says in place of the reader's own keys, and the attribute of the sandbox that takes its place.
OWN = {
    '"dev_your_game_key"': "game_key",
    '"your_server_key"': "server_key",
    '"your_domain_key"': "domain_key",
}
# Names that a block may use without making them, by what makes them.
GIVEN = {
    "game": "from lootlocker import GameClient\nfrom lootlocker.auth import GuestLogin\n"
    "game = GameClient(login=GuestLogin())\n",
    "server": "from lootlocker import ServerClient\nserver = ServerClient()\n",
    "sandbox": "from lootlocker.sandbox import Sandbox\nsandbox = Sandbox().start()\n",
    "player_id": "from lootlocker import GameClient\nfrom lootlocker.auth import GuestLogin\n"
    "with GameClient(login=GuestLogin()) as player:\n    player_id = player.start_session().player_id\n",
}


@attrs.frozen
class Block:
    """A block of Python in a page."""

    page: Path
    line: int
    code: str
    runs: bool

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def prelude(self) -> str:
        """What makes the names that the block is given."""
        table = symtable.symtable(self.code, str(self), "exec")
        used = {name for name in _globals(table) if name in GIVEN}
        made = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
        return "".join(GIVEN[name] for name in GIVEN if name in used - made)


def own(code: str, sandbox: Sandbox) -> str:
    """The code with the sandbox's keys."""
    for text, name in OWN.items():
        code = code.replace(text, repr(getattr(sandbox, name)))
    return code


def _globals(table: symtable.SymbolTable) -> Iterator[str]:
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (table.get_type() == "module" or symbol.is_global()):
            yield symbol.get_name()
    for child in table.get_children():
        yield from _globals(child)


def blocks() -> list[Block]:
    """The blocks of all pages."""
    found: list[Block] = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for fence in re.finditer(r"^```(?:python|py)\b([^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            line = text.count("\n", 0, fence.start()) + 2
            found.append(Block(page, line, fence[2], runs="no-run" not in fence[1]))
    return found


BLOCKS = blocks()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def settings(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sandbox as the environment names it."""
    for name in ("base_url", "game_key", "server_key", "domain_key", "game_version"):
        monkeypatch.setenv(f"LOOTLOCKER_{name.upper()}", getattr(sandbox, name))


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize("block", [block for block in BLOCKS if block.runs], ids=str)
def test_a_block_runs(block: Block, sandbox: Sandbox) -> None:
    sandbox.clear_requests()
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(block.prelude, f"what {block} is given", "exec"), namespace)
    try:
        # Lines are counted as in the page.
        exec(compile("\n" * (block.line - 1) + own(block.code, sandbox), str(block.page), "exec"), namespace)
    finally:
        for value in namespace.values():
            if isinstance(value, GameClient | ServerClient):
                value.close()
            elif isinstance(value, Sandbox):
                value.stop()
    assert [request for request in sandbox.requests if request.status >= 400] == []


def test_the_readme_names_every_group_and_every_example() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    coverage = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in readme.partition("### What it covers")[2].splitlines() if line.startswith("| ")]
    for api, column in (("game", 2), ("server", 3)):
        groups = {name for row in rows if len(row) == 5 for name in re.findall(r"`(\w+)`", row[column])}
        documented = set(re.findall(rf"`{api}\.(\w+)\.\w+`", coverage))
        assert groups - {"presence"} == documented
    shown = set(re.findall(r"\(examples/(\w+)\.py\)", readme))
    assert shown == {file.stem for file in (ROOT / "examples").glob("*.py")}


def test_the_readme_is_tried() -> None:
    assert [block.page.name for block in BLOCKS if block.runs].count("README.md") >= 3


def test_the_blocks_have_the_right_types(tmp_path: Path) -> None:
    for number, block in enumerate(BLOCKS):
        name = re.sub(r"\W", "_", f"{number:02} {block}")
        (tmp_path / f"block_{name}.py").write_text(block.prelude + block.code, encoding="utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir", str(tmp_path / "cache"), "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout
