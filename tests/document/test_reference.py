"""The document against the facts: every operation is there or left out for a reason, and nothing else."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from bundle import bundle
from references import resolved

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(__file__).parent / "data"
EXAMPLES = ROOT / "tests" / "examples"
METHODS = ("get", "put", "post", "delete", "patch")
EVIDENCE = {"A": "documented", "A-": "documented", "B": "sdk", "C": "inferred"}

Json = dict[str, Any]


@pytest.fixture(scope="module")
def document() -> Json:
    return bundle(ROOT / "openapi" / "openapi.yaml")


def operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path.partition("#")[0], method.upper(), item[method]


def reference() -> list[dict[str, str]]:
    with (DATA / "operations.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_operation_of_the_reference_is_in_the_document_or_left_out_for_a_reason(document: Json) -> None:
    wanted = {row["operation_id"]: (row["method"], row["path"].partition("?")[0]) for row in reference()}
    wanted.pop("")
    assert wanted == {spec["operationId"]: (method, path) for path, method, spec in operations(document)}
    left_out = {(each["api"], each["group"], each["operation"]) for each in document["x-left-out"]}
    without = {(row["api"], row["group"], row["operation"]) for row in reference() if not row["operation_id"]}
    assert without == left_out


def test_the_coverage_page_has_a_row_for_each_operation_of_the_reference() -> None:
    rows = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8").splitlines()
    methods = {row.split(" | ")[1]: row for row in rows if row.count(" | ") > 4}
    for row in reference():
        if row["operation_id"]:
            api, _, name = row["operation_id"].partition("_")
            found = [line for method, line in methods.items() if re.fullmatch(rf"`{api}\.\w+\.{name}_?`", method)]
            assert len(found) == 1, row
            assert f"`{row['method']} {row['path'].partition('?')[0]}`" in found[0]
        else:
            assert any(line.startswith(f"| {row['api']} | {row['group']} | {row['operation']} | ") for line in rows), (
                row
            )


def test_no_operation_claims_more_evidence_than_the_reference_has(document: Json) -> None:
    known: dict[str, set[str]] = {}
    for row in reference():
        known.setdefault(row["operation_id"], set()).add(EVIDENCE.get(row["evidence"], ""))
    for _, _, spec in operations(document):
        assert spec["x-evidence"] in known[spec["operationId"]], spec["operationId"]


def test_every_operation_names_sources_errors_and_is_described(document: Json) -> None:
    for path, method, spec in operations(document):
        assert spec["x-source"], path
        assert spec["description"].strip(), path
        assert "default" in spec["responses"], (method, path)


def test_each_operation_is_repeated_as_the_reference_allows_and_a_grant_never(document: Json) -> None:
    known = {row["operation_id"]: row["retry"] for row in reference()}
    for path, method, spec in operations(document):
        assert spec["x-retry"] == known[spec["operationId"]], path
        if any(word in spec["operationId"] for word in ("grant_asset", "redeem", "credit", "debit", "refund")):
            assert spec["x-retry"] == ("safe" if method == "GET" else "once"), path


def test_the_asset_has_every_field_of_both_reference_pages(document: Json) -> None:
    hero = json.loads((EXAMPLES / "game-heroes__create-player-hero.json").read_text(encoding="utf-8"))
    page = json.loads((EXAMPLES / "server-inventories__get-character-inventory.json").read_text(encoding="utf-8"))
    shown = set(hero["hero"]["asset"]).union(*(item["asset"] for item in page["items"]))
    assert len(shown) == 38
    assert shown <= set(document["components"]["schemas"]["Asset"]["properties"])


def test_no_answer_closes_an_enum_or_demands_a_date_format(document: Json) -> None:
    text = json.dumps(document["components"]["schemas"])
    assert '"enum"' not in text
    assert '"format": "date' not in text


def schemas_with_examples(document: Json) -> Iterator[tuple[str, Json, Any]]:
    """Every body and answer with each of its examples."""
    for _, _, spec in operations(document):
        holders = [spec["requestBody"]] if "requestBody" in spec else []
        holders += list(spec["responses"].values())
        for holder in holders:
            for content in resolved(document, holder).get("content", {}).values():
                for name, example in content.get("examples", {}).items():
                    yield f"{spec['operationId']} {name}", content["schema"], resolved(document, example)["value"]


def test_every_example_is_valid_but_for_the_known_mistake_of_the_reference(document: Json) -> None:
    """The page of Get Character Inventory shows the text of a broken reference in place of an asset, four times."""
    wrong: list[str] = []
    checked = 0
    for name, schema, value in schemas_with_examples(document):
        validator = jsonschema_rs.Draft202012Validator({**schema, "components": document["components"]})
        checked += 1
        wrong += [f"{name}: {error.instance_path}" for error in validator.iter_errors(value)]
    assert checked > 60
    assert all("package_contents" in each for each in wrong), wrong
    assert len(wrong) == 4
