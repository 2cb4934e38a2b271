"""The document against the facts: every operation of these groups is there, and nothing else."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from bundle import bundle

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(__file__).parent / "data"
EXAMPLES = ROOT / "tests" / "examples"
METHODS = ("get", "put", "post", "delete", "patch")
#: Operations that the list grades by the SDKs, and a how-to page of LootLocker shows: method, path and an example.
SHOWN_IN_GUIDES = {("game", "Sign Up"), ("game", "Verify Session"), ("game", "Request Verification")}
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


def test_every_operation_of_the_reference_is_in_the_document_with_method_and_path(document: Json) -> None:
    wanted = {(row["api"], row["operation"], row["method"], row["path"]) for row in reference()}
    found = {
        (spec["tags"][0].partition(" ")[0].lower(), spec["summary"], method, path)
        for path, method, spec in operations(document)
    }
    assert found == wanted
    assert len(wanted) == 57


def test_no_operation_claims_more_evidence_than_the_reference_has(document: Json) -> None:
    known = {(row["api"], row["operation"]): EVIDENCE[row["evidence"]] for row in reference()}
    known |= dict.fromkeys(SHOWN_IN_GUIDES, "documented")
    rank = ["inferred", "sdk", "documented"]
    for _, _, spec in operations(document):
        key = (spec["tags"][0].partition(" ")[0].lower(), spec["summary"])
        assert rank.index(spec["x-evidence"]) <= rank.index(known[key]), key


def test_every_operation_names_sources_errors_and_is_described(document: Json) -> None:
    for path, method, spec in operations(document):
        assert spec["x-source"], path
        assert spec["description"].strip(), path
        assert "default" in spec["responses"], (method, path)


#: Posts of which a repeat does no harm; each says why in its description.
REPEATABLE = {
    "game_poll_remote_session_lease",
    "game_sign_in",
    "game_steam_psn_session",
    "game_verify_session",
    "game_white_label_session",
    "server_session",
}


def test_only_reads_are_safe_to_retry_and_what_grants_or_creates_never_is(document: Json) -> None:
    for path, method, spec in operations(document):
        assert (spec["x-retry"] == "safe") == (method == "GET"), path
        if method in ("PUT", "DELETE"):
            assert spec["x-retry"] == "idempotent", path
        if method in ("POST", "PATCH"):
            assert (spec["x-retry"] == "idempotent") == (spec["operationId"] in REPEATABLE), path
        if any(word in spec["operationId"] for word in ("create", "equip_asset", "add_asset", "alter", "sign_up")):
            expected = "idempotent" if "unequip" in spec["operationId"] else "once"
            assert spec["x-retry"] == expected, path


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


def resolved(document: Json, node: Json) -> Json:
    while "$ref" in node:
        target: Any = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


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
