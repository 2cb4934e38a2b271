"""The merged bundle: operations that share method and path become one, for tools that speak HTTP."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bundle import bundle
from merged import merged
from small_document import INDEX, STATED, write
from source import BundleError

SHARED = INDEX.replace("/zebras:", "/animals/{id}#zebra:").replace("/ants:", "/animals/{id}#ant:")
ZOO = """\
zebras:
  %(zebra_item)s
  post:
    operationId: zebra
    summary: Zebra
    %(stated)s
    %(zebra)s
    requestBody:
      required: true
      content: {application/json: {schema: {$ref: ../schemas/Zebra.yaml}, examples: {e: {value: Zebra}}}}
    responses:
      '200': {description: A zebra., content: {application/json: {schema: {$ref: ../schemas/Zebra.yaml}}}}
      default: {description: Error.}
ants:
  %(ant_item)s
  post:
    operationId: ant
    summary: Ant
    %(weaker)s
    %(ant)s
    requestBody:
      required: true
      content: {application/json: {schema: {$ref: ../schemas/Ant.yaml}, examples: {e: {value: Ant}}}}
    responses:
      '200': {description: An ant., content: {application/json: {schema: {$ref: ../schemas/Ant.yaml}}}}
      '204': {description: None.}
      default: {description: Error.}
"""


def shared(zebra: str = "", ant: str = "", zebra_item: str = "", ant_item: str = "") -> dict[str, str]:
    stated = STATED.replace(", ", "\n    ")
    weaker = stated.replace("documented", "sdk").replace("safe", "once")
    facts = {"zebra": zebra, "ant": ant, "zebra_item": zebra_item, "ant_item": ant_item}
    return {"openapi.yaml": SHARED, "game/zoo.yaml": ZOO % {**facts, "stated": stated, "weaker": weaker}}


def joined(folder: Path, files: dict[str, str]) -> dict[str, Any]:
    paths: dict[str, Any] = merged(bundle(write(folder, files)))["paths"]
    assert list(paths) == ["/animals/{id}"]
    operation: dict[str, Any] = paths["/animals/{id}"]["post"]
    return operation


def test_merged_joins_bodies_and_answers(tmp_path: Path) -> None:
    either = {"anyOf": [{"$ref": "#/components/schemas/Zebra"}, {"$ref": "#/components/schemas/Ant"}]}
    operation = joined(tmp_path, shared())
    assert operation["operationId"] == "zebra__or__ant"
    assert operation["x-operations"] == ["zebra", "ant"]
    assert (operation["x-evidence"], operation["x-retry"]) == ("sdk", "once")
    body = operation["requestBody"]
    assert body["required"] is True
    assert body["content"]["application/json"] == {
        "schema": either,
        "examples": {"e": {"value": "Zebra"}, "e_": {"value": "Ant"}},
    }
    assert list(operation["responses"]) == ["200", "204", "default"]
    assert operation["responses"]["200"] == {
        "description": "A zebra. An ant.",
        "content": {"application/json": {"schema": either}},
    }
    assert operation["responses"]["default"] == {"description": "Error."}


@pytest.mark.parametrize(
    ("zebra", "ant", "expected"),
    [
        ("", "", [{"session": []}]),
        ("security: []", "security: []", []),
        ("", "security: []", [{"session": []}, {}]),
        ("security: [{a: []}]", "security: [{a: []}, {b: []}]", [{"a": []}, {"b": []}]),
    ],
)
def test_merged_takes_any_way_to_authenticate(tmp_path: Path, zebra: str, ant: str, expected: list[Any]) -> None:
    operation = joined(tmp_path, shared(zebra, ant))
    assert operation.get("security", [{"session": []}]) == expected


def test_merged_needs_no_body_where_one_operation_has_none(tmp_path: Path) -> None:
    document = bundle(write(tmp_path, shared()))
    del document["paths"]["/animals/{id}#ant"]["post"]["requestBody"]
    body = merged(document)["paths"]["/animals/{id}"]["post"]["requestBody"]
    assert body["required"] is False
    assert body["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Zebra"}


def test_merged_refuses_operations_with_other_parameters(tmp_path: Path) -> None:
    files = shared(ant="parameters: [{name: q, in: query, schema: {type: string}}]")
    with pytest.raises(
        BundleError, match=r"^/animals/\{id\}: zebra, ant are joined and must have the same parameters\.$"
    ):
        merged(bundle(write(tmp_path, files)))


def test_merged_refuses_path_items_with_other_parameters(tmp_path: Path) -> None:
    files = shared(ant_item="parameters: [{name: q, in: query, schema: {type: string}}]")
    with pytest.raises(BundleError, match=r"must have the same parameters and description"):
        merged(bundle(write(tmp_path, files)))


def test_merged_keeps_what_shares_nothing(tmp_path: Path) -> None:
    document = bundle(write(tmp_path, {}))
    assert merged(document) == document


def test_merged_leaves_the_bundle_alone(tmp_path: Path) -> None:
    document = bundle(write(tmp_path, shared()))
    before = json.dumps(document)
    merged(document)
    assert json.dumps(document) == before


def test_merged_methods_of_two_fragments_stand_side_by_side(tmp_path: Path) -> None:
    files = shared()
    files["game/zoo.yaml"] = files["game/zoo.yaml"].replace("post:", "put:", 1)
    item = merged(bundle(write(tmp_path, files)))["paths"]["/animals/{id}"]
    assert {method: item[method]["operationId"] for method in ("put", "post")} == {"put": "zebra", "post": "ant"}
    assert not any("x-operations" in item[method] for method in ("put", "post"))
