"""The bundle: what each operation has to state, and that none is there twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_document import APES, path_item, problems_of


def test_an_operation_id_that_is_taken(tmp_path: Path) -> None:
    files = {"openapi.yaml": APES, "game/zoo.yaml": path_item("", operationId="get_ants")}
    (problem,) = problems_of(tmp_path, files)
    assert problem == (
        "openapi/game/zoo.yaml:7:18: the operation GET /apes has the operationId of /ants, "
        "which is at openapi/game/zoo.yaml:4:22."
    )


def test_a_path_item_that_two_paths_name(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, {"openapi.yaml": APES.replace("#/apes", "#/ants")})
    assert "the operation GET /apes has the operationId of /ants" in problem


@pytest.mark.parametrize("name", ["operationId", "summary", "tags", "x-evidence", "x-source", "x-retry"])
@pytest.mark.parametrize("value", [None, "[]"])
def test_an_operation_that_does_not_state(tmp_path: Path, name: str, value: str | None) -> None:
    files = {"openapi.yaml": APES, "game/zoo.yaml": path_item("", **{name: value})}
    assert problems_of(tmp_path, files) == [f"openapi/game/zoo.yaml:6:3: the operation GET /apes has no {name}."]


@pytest.mark.parametrize(("name", "value"), [("x-evidence", "hearsay"), ("x-retry", "maybe")])
def test_an_operation_that_states_what_is_not_known(tmp_path: Path, name: str, value: str) -> None:
    files = {"openapi.yaml": APES, "game/zoo.yaml": path_item("", **{name: value})}
    (problem,) = problems_of(tmp_path, files)
    assert f": {name} of the operation GET /apes must be one of " in problem


ENDS = [
    ("soon", "true", "x-end-of-life of the operation GET /apes must be a date such as '2026-04-15'."),
    ("2026-13-01", "true", "x-end-of-life of the operation GET /apes must be a date such as '2026-04-15'."),
    ("2026-04-15", None, "the operation GET /apes has x-end-of-life and must be deprecated: true, too."),
    ("2026-04-15", "false", "the operation GET /apes has x-end-of-life and must be deprecated: true, too."),
]


@pytest.mark.parametrize(("end", "deprecated", "expected"), ENDS)
def test_an_operation_that_ends_at_no_time_or_without_warning(
    tmp_path: Path, end: str, deprecated: str | None, expected: str
) -> None:
    stated = {"x-end-of-life": end, "deprecated": deprecated}
    files = {"openapi.yaml": APES, "game/zoo.yaml": path_item("", **stated)}
    (problem,) = problems_of(tmp_path, files)
    assert problem.endswith(f": {expected}")
