"""Every kind of change has its rows: a change of the document that the report leaves out, or takes for harmless."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from change_report.compare import compare
from change_report.document import Comparison
from change_report.rows import grouped
from change_report.surface import UNSOUND
from change_report.version import level_of
from report.patching import base, patched

CASES = Path(__file__).resolve().parent / "cases"
NAMES = sorted(file.stem for file in CASES.glob("*.yaml"))
Json = dict[str, Any]


def case(name: str) -> Json:
    found: Json = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_rows_of_a_change(name: str) -> None:
    expected = case(name)
    before, now = (patched(base(), expected.get(key, [])) for key in ("before", "after"))
    rows = grouped(compare((before, now)))
    keys = ("effect", "change", "line", "code", "also")
    told = [{key: getattr(row, key) for key in keys if getattr(row, key)} for row in rows]
    assert told == [{**row, **({"also": tuple(row["also"])} if "also" in row else {})} for row in expected["rows"]]
    raised = {name: level_of(rows, stable=stable) for name, stable in (("0.x", False), ("1.x", True))}
    assert raised == expected["raises"]


def test_there_are_enough_cases_of_both_sorts() -> None:
    breaking = [name for name in NAMES if any(row["effect"] == "breaking" for row in case(name)["rows"])]
    assert len(NAMES) >= 40
    assert 20 <= len(breaking) <= len(NAMES) - 20


def test_what_breaks_has_a_line_of_code_and_nothing_else_has() -> None:
    for name in NAMES:
        for row in case(name)["rows"]:
            assert ("code" in row) == (row["effect"] == "breaking"), (name, row)


def parts(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    below = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else []
    for key, value in below:
        yield (*path, key)
        yield from parts(value, (*path, key))


def other(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return f"{value}_other"
        case _:
            return None


def test_no_part_of_the_document_can_change_without_a_row() -> None:
    whole = base()
    silent: list[tuple[Any, ...]] = []
    tried = 0
    for path in parts(whole):
        for removed in (True, False):
            changed = copy.deepcopy(whole)
            holder: Any = changed
            for key in path[:-1]:
                holder = holder[key]
            value = holder[path[-1]]
            if removed and path[-1] == "required" and value is False:
                continue  # says the same
            if removed:
                del holder[path[-1]]
            elif other(value) is None:
                continue
            else:
                holder[path[-1]] = other(value)
            try:
                comparison = Comparison(whole, changed)
            except UNSOUND:
                continue  # no client can be generated from it
            tried += 1
            if not comparison.compare().rows:
                silent.append((*path, "removed" if removed else "changed"))
    assert silent == []
    assert tried > 250
