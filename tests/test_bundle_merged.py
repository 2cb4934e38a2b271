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


KEY = "{name: key, in: query, required: true, description: Which one., schema: {type: string}}"
PLACE = "{name: id, in: path, required: true, schema: {type: %s}}"


def test_merged_makes_a_parameter_of_some_operations_optional_and_says_whose_it_is(tmp_path: Path) -> None:
    shape = {"name": "key", "in": "query", "schema": {"type": "string"}}
    operation = joined(tmp_path / "one", shared(ant=f"parameters: [{KEY}]"))
    assert operation["parameters"] == [{**shape, "description": "Which one. For ant alone, required."}]
    optional = KEY.replace("required: true, ", "")
    operation = joined(tmp_path / "both", shared(f"parameters: [{optional}]", f"parameters: [{KEY}]"))
    assert operation["parameters"] == [{**shape, "description": "Which one. Required for ant."}]
    number = KEY.replace("string", "integer")
    operation = joined(tmp_path / "types", shared(f"parameters: [{number}]", f"parameters: [{KEY}]"))
    either = {"anyOf": [{"type": "integer"}, {"type": "string"}]}
    assert operation["parameters"] == [{**shape, "required": True, "description": "Which one.", "schema": either}]


def test_merged_joins_the_parameters_of_path_items(tmp_path: Path) -> None:
    place = PLACE % "integer"
    files = shared(zebra_item=f"parameters: [{place}]", ant_item=f"parameters: [{place}, {KEY}]")
    paths = merged(bundle(write(tmp_path, files)))["paths"]["/animals/{id}"]
    assert "parameters" not in paths
    found = {each["name"]: each for each in paths["post"]["parameters"]}
    assert list(found) == ["id", "key"]
    assert found["id"]["required"] is True
    assert "required" not in found["key"]


def test_merged_takes_an_operations_parameter_before_the_path_items(tmp_path: Path) -> None:
    own = f"parameters: [{PLACE % 'string'}]"
    files = shared(ant=own, zebra_item=own, ant_item=f"parameters: [{PLACE % 'integer'}]")
    parameters = joined(tmp_path, files)["parameters"]
    assert parameters == [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]


def test_merged_refuses_operations_of_which_one_lacks_a_parameter_of_the_path(tmp_path: Path) -> None:
    files = shared(ant=f"parameters: [{PLACE % 'string'}]")
    with pytest.raises(BundleError, match=r"^/animals/\{id\}: not every operation that is joined there has .* id\.$"):
        merged(bundle(write(tmp_path, files)))


def test_merged_refuses_path_items_with_other_descriptions(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"must have the same description"):
        merged(bundle(write(tmp_path, shared(ant_item="description: Ants."))))


def test_merged_keeps_of_what_else_is_stated_only_what_all_state(tmp_path: Path) -> None:
    document = bundle(write(tmp_path, shared()))
    zebra = document["paths"]["/animals/{id}#zebra"]["post"]
    ant = document["paths"]["/animals/{id}#ant"]["post"]
    zebra["x-pagination"] = {"kind": "page"}
    zebra["deprecated"] = ant["deprecated"] = True
    zebra["requestBody"]["x-argument"] = "zebras"
    operation = merged(document)["paths"]["/animals/{id}"]["post"]
    assert operation["deprecated"] is True
    assert "x-pagination" not in operation
    assert "x-argument" not in operation["requestBody"]


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
