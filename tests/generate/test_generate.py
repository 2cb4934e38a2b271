"""Generation: the same bytes every time, nothing left out, nothing expressed wrongly."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import generate
from annotations import child_of, python_type
from bundle import bundle
from facts import Facts, FactsError

ROOT = Path(__file__).resolve().parents[2]

Json = dict[str, Any]


@pytest.fixture(scope="module")
def bundled() -> Json:
    return bundle(ROOT / "openapi" / "openapi.yaml")


@pytest.fixture
def document(bundled: Json) -> Json:
    """The document, for a test to change."""
    return copy.deepcopy(bundled)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_output_is_the_same_in_another_folder_and_under_another_hash_seed(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, str(ROOT / "scripts" / "generate.py"), "--output", str(tmp_path / seed / "client")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
    first, second = tree(tmp_path / "1"), tree(tmp_path / "2")
    assert first == second
    assert len(first) > 100


def test_an_operation_that_the_generator_leaves_out_is_an_error(tmp_path: Path, document: Json) -> None:
    (tmp_path / "api" / "game_heroes").mkdir(parents=True)
    (tmp_path / "api" / "game_heroes" / "__init__.py").touch()
    (tmp_path / "api" / "game_heroes" / "one.py").touch()
    with pytest.raises(generate.GenerateError, match="operations and 1 were generated"):
        generate._count(document, tmp_path)


def test_two_arguments_of_one_name_are_an_error(document: Json) -> None:
    document["components"]["schemas"]["EquipAssetToHeroRequest"]["properties"]["hero_id"] = {"type": "integer"}
    with pytest.raises(FactsError, match=r"game\.heroes\.equip_asset_to_hero: two arguments are called hero_id"):
        Facts(document).for_templates()


def test_a_member_that_would_shadow_a_method_of_models_is_an_error(document: Json) -> None:
    document["components"]["schemas"]["Asset"]["properties"]["to_dict"] = {"type": "string"}
    with pytest.raises(FactsError, match=r"Asset\.to_dict"):
        Facts(document).for_templates()


def test_an_answer_without_a_schema_of_its_own_is_an_error(document: Json) -> None:
    responses = document["paths"]["/game/ping"]["get"]["responses"]
    responses["200"]["content"]["application/json"]["schema"] = {"type": "array"}
    with pytest.raises(FactsError, match=r"game\.game\.ping: the answer 200"):
        Facts(document).for_templates()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"cursor": "inst"}, "cursor is 'inst', and there is no such member of an item"),
        ({"items": "itemz"}, "items is 'itemz', and there is no such member of the answer"),
        ({"total": "totl"}, "total is 'totl', and there is no such member of the answer"),
        ({"limit": "size"}, "limit is 'size', and there is no such parameter"),
        ({"after": "page"}, "after is 'page', and there is no such parameter"),
        ({"kind": "pages"}, "kind 'pages' is not known"),
        ({"kind": "page"}, "has to give kind, items, page, next as text"),
        ({"kind": "cursor", "next": "items.next"}, "next is 'items.next', and there is no such member of the answer"),
        ({"kind": "last", "limit": "size"}, "limit is 'size', and there is no such parameter"),
        ({"cursor": None}, "has to give kind, items, cursor, limit, after as text"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_pagination_by_what_is_not_there_is_an_error(document: Json, change: Json, told: str) -> None:
    path = "/server/player/{player_id}/characters/{character_id}/inventory"
    operation = document["paths"][path]["get"]
    operation["x-pagination"] = {**operation["x-pagination"], **change}
    with pytest.raises(FactsError, match=f"get_character_inventory: x-pagination.*{told}"):
        Facts(document).operations()


def test_an_operation_called_by_a_word_of_python_is_an_error(document: Json) -> None:
    document["paths"]["/game/ping"]["get"]["operationId"] = "game_import"
    with pytest.raises(FactsError, match=r"game\.game\.import.*a word of Python's own"):
        Facts(document).operations()


def test_operations_that_share_method_and_path_are_methods_of_their_own(document: Json) -> None:
    operations = Facts(document).operations()
    steam, psn = operations["game_steam_player_verification"], operations["game_psn_player_verification"]
    assert steam["path"] == psn["path"] == "/game/v1/player/verify"
    assert "#" not in "".join(each["path"] for each in operations.values())


@pytest.mark.parametrize(
    ("schema", "read", "sent"),
    [
        ({"type": ["integer", "null"]}, "int | None", "int | None"),
        ({"type": ["null", "string"]}, "str | None", "str | None"),
        ({"type": "array", "items": {"type": "string"}}, "list[str]", "Sequence[str]"),
        ({"type": "object", "additionalProperties": {"type": "boolean"}}, "dict[str, bool]", "Mapping[str, bool]"),
        ({"$ref": "#/components/schemas/Asset"}, "Asset", "Asset | Mapping[str, Any]"),
        ({"anyOf": [{"type": "null"}, {"$ref": "#/components/schemas/Asset"}]}, "Asset | None", None),
        ({"anyOf": [{"type": "string"}, {}]}, "Any", "Any"),
        ({"const": "psn"}, "Literal['psn']", "Literal['psn']"),
        ({}, "Any", "Any"),
    ],
)
def test_a_schema_becomes_the_annotation_that_says_the_same(schema: Json, read: str, sent: str | None) -> None:
    assert python_type(schema) == read
    if sent is not None:
        assert python_type(schema, sent=True) == sent


@pytest.mark.parametrize(
    ("schema", "child"),
    [
        ({"$ref": "#/components/schemas/Asset"}, ("Asset", "one")),
        ({"type": ["array", "null"], "items": {"$ref": "#/components/schemas/Asset"}}, ("Asset", "list")),
        ({"anyOf": [{"type": "null"}, {"$ref": "#/components/schemas/Asset"}]}, ("Asset", "one")),
        ({"type": "array", "items": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "null"}]}}, ("A", "list")),
        ({"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Asset"}}, ("Asset", "map")),
        ({"type": "object", "additionalProperties": {"type": "string"}}, None),
        ({"type": "string"}, None),
    ],
)
def test_a_member_knows_the_model_it_holds_and_how(schema: Json, child: tuple[str, str] | None) -> None:
    assert child_of(schema) == child
