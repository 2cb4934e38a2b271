"""generated/api.txt: names that are left out, private ones that are in, bytes that depend on the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from api_dump import HEAD, api_file, dump, verify_api

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "src/lootlocker/__init__.py": """
TYPE_CHECKING = False
if TYPE_CHECKING:
    from lootlocker_api.things import Thing as Thing

    from . import errors as errors
    from ._client import Client as Client

__version__ = "0.1.0"
__all__ = ["Client", "Thing", "errors"]
if not TYPE_CHECKING:
    def __getattr__(name): ...
""",
    "src/lootlocker/_client.py": """
from __future__ import annotations
from . import _config as config
from ._base import Base

class Client(Base):
    limit: int | None = None

    def __init__(self, key: str, *, timeout: float = config.TIMEOUT) -> None:
        self.key: str = key
        self.timeout = timeout
        self._open = True

    async def ask(self, *names: str, deep: bool = True, **options: object) -> list[str]: ...
    @property
    def state(self) -> str: ...
    @state.setter
    def state(self, value: str) -> None: ...
    def _hidden(self) -> None: ...
""",
    "src/lootlocker/_base.py": "class Base:\n    def close(self) -> None: ...\n    def __enter__(self) -> Base: ...\n",
    "src/lootlocker/_config.py": "from typing import Final\nTIMEOUT: Final = 30.0\n",
    "src/lootlocker/errors.py": """
class Broken(Exception):
    advice = 'Mend it'

def helper() -> None: ...
__all__ = ['Broken']
""",
    "generated/lootlocker_api/__init__.py": "",
    "generated/lootlocker_api/things.py": """
from __future__ import annotations
import enum
from typing import Any, TypeVar, overload
import attrs

T = TypeVar("T")
Table = dict[str, Any]
SIZE = 3

class Colour(enum.Enum):
    RED = "red"

@attrs.frozen
class Thing:
    name: str
    size: int = attrs.field(default=SIZE, repr=False)

@attrs.define(kw_only=True)
class Loose:
    name: str = attrs.field(default=None)

@overload
def pick(one: int, /) -> int: ...
@overload
def pick(one: str, /) -> str: ...
def pick(one: Any, /) -> Any: ...
""",
}
EXPECTED = """\
class lootlocker.Client()
def lootlocker.Client.__enter__() -> Base
def lootlocker.Client.__init__(key: str, *, timeout: float = 30.0) -> None
async def lootlocker.Client.ask(*names: str, deep: bool = True, **options: object) -> list[str]
def lootlocker.Client.close() -> None
attribute lootlocker.Client.key: str
attribute lootlocker.Client.limit: int | None = None
settable lootlocker.Client.state
property lootlocker.Client.state: str
attribute lootlocker.Client.timeout: float
alias lootlocker.Thing = lootlocker_api.things.Thing
attribute lootlocker.__version__
class lootlocker.errors.Broken(Exception)
attribute lootlocker.errors.Broken.advice = 'Mend it'
class lootlocker_api.things.Colour(enum.Enum)
attribute lootlocker_api.things.Colour.RED = 'red'
class lootlocker_api.things.Loose() kw_only
attribute lootlocker_api.things.Loose.name: str = None
attribute lootlocker_api.things.SIZE = 3
attribute lootlocker_api.things.Table = dict[str, Any]
class lootlocker_api.things.Thing() frozen
def lootlocker_api.things.Thing.__init__(name: str, size: int = 3) -> None
attribute lootlocker_api.things.Thing.name: str
attribute lootlocker_api.things.Thing.size: int = 3
def lootlocker_api.things.pick(one: int, /) -> int
def lootlocker_api.things.pick(one: str, /) -> str
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def test_what_is_public_and_nothing_else(root: Path) -> None:
    assert dump(root).removeprefix(HEAD).splitlines() == EXPECTED.splitlines()


def test_an_edit_without_a_new_dump_names_the_command(root: Path) -> None:
    assert verify_api(root) == ["generated/api.txt is missing; run: make generate"]
    api_file(root).write_text(dump(root), encoding="utf-8")
    assert verify_api(root) == []
    errors = root / "src/lootlocker/errors.py"
    errors.write_text(errors.read_text(encoding="utf-8").replace("Mend it", "Leave it"), encoding="utf-8")
    (problem,) = verify_api(root)
    assert problem.startswith(
        "generated/api.txt is not what src/ and generated/lootlocker_api define; run: make generate"
    )


def test_the_committed_dump_is_up_to_date_on_this_python() -> None:
    assert verify_api(ROOT) == []


def test_the_hash_seed_does_not_matter(root: Path) -> None:
    texts = set()
    for seed in ("1", "2"):
        command = [sys.executable, str(ROOT / "scripts" / "api_dump.py"), "--root", str(root)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        texts.add(api_file(root).read_bytes())
    assert len(texts) == 1


def test_a_source_that_is_not_python_is_a_sentence(root: Path) -> None:
    (root / "src/lootlocker/errors.py").write_text("class:\n", encoding="utf-8")
    command = [sys.executable, str(ROOT / "scripts" / "api_dump.py"), "--root", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "src/lootlocker/errors.py:1: this is not Python: invalid syntax.\n"
