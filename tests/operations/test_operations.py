"""Every operation, sync and async: what is on the wire, what is read from the answer, what it does."""

from __future__ import annotations

import pytest

from . import accounts, heroes, loadouts, options, servers, starts
from .table import Case
from .world import World

TABLES = (starts, options, accounts, heroes, servers, loadouts)
CASES = [case for table in TABLES for case in table.CASES.cases]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_operation(case: Case, world: World) -> None:
    world.play(case)
