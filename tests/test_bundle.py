"""The bundle: what may go wrong in a document of many files, and what the bundle promises."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bundle import bundle, to_yaml
from small_document import APES, INDEX, ZOO, path_item, problems_of, write
from source import BundleError

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "bundle.py"


def test_every_component_is_named_by_its_place(tmp_path: Path) -> None:
    zoo = ZOO.replace(
        "responses: {default: {$ref: ../responses.yaml#/Ant}}",
        "parameters: [{$ref: ../parameters.yaml#/Count}], "
        "responses: {default: {description: Any., content: {application/json: "
        "{schema: {$ref: ../schemas/insects/Bee.yaml}, examples: {bee: {$ref: ../examples/bee.yaml}}}}}}",
    )
    document = bundle(
        write(
            tmp_path,
            {
                "game/zoo.yaml": zoo,
                "parameters.yaml": "Count: {name: count, in: query, schema: {type: integer}}\n",
                "schemas/insects/Bee.yaml": "type: object\nproperties: {ant: {$ref: ../Ant.yaml}}\n",
                "examples/bee.yaml": "summary: A bee.\nvalue: {ant: {}}\n",
            },
        )
    )
    assert document["components"]["parameters"] == {
        "Count": {"name": "count", "in": "query", "schema": {"type": "integer"}}
    }
    assert document["components"]["examples"] == {"bee": {"summary": "A bee.", "value": {"ant": {}}}}
    assert document["components"]["schemas"]["Bee"]["properties"] == {"ant": {"$ref": "#/components/schemas/Ant"}}
    assert document["components"]["securitySchemes"] == {
        "session": {"type": "apiKey", "in": "header", "name": "x-session"}
    }
    operation = document["paths"]["/ants"]["get"]
    assert operation["parameters"] == [{"$ref": "#/components/parameters/Count"}]
    assert operation["responses"]["default"]["content"]["application/json"] == {
        "schema": {"$ref": "#/components/schemas/Bee"},
        "examples": {"bee": {"$ref": "#/components/examples/bee"}},
    }


def test_components_are_sorted_paths_and_members_are_as_written(tmp_path: Path) -> None:
    document = bundle(write(tmp_path, {}))
    assert list(document["paths"]) == ["/zebras", "/ants"]
    assert list(document["paths"]["/ants"]["get"])[:3] == ["operationId", "summary", "tags"]
    assert list(document["components"]) == ["responses", "schemas", "securitySchemes"]
    assert list(document["components"]["schemas"]) == ["Ant", "Zebra"]
    assert list(document["components"]["responses"]) == ["Ant", "Zebra"]


def test_recursive_schemas(tmp_path: Path) -> None:
    files = {
        "schemas/Ant.yaml": "type: object\nproperties: {nest: {$ref: Nest.yaml}, queen: {$ref: Ant.yaml}}\n",
        "schemas/Nest.yaml": "type: object\nproperties: {ants: {type: array, items: {$ref: Ant.yaml}}}\n",
    }
    schemas = bundle(write(tmp_path, files))["components"]["schemas"]
    assert schemas["Ant"]["properties"]["queen"] == {"$ref": "#/components/schemas/Ant"}
    assert schemas["Nest"]["properties"]["ants"]["items"] == {"$ref": "#/components/schemas/Ant"}


def test_a_long_chain_of_schemas_does_not_exhaust_the_stack(tmp_path: Path) -> None:
    chain = {f"schemas/S{n}.yaml": f"properties: {{next: {{$ref: S{n + 1}.yaml}}}}\n" for n in range(1500)}
    files = {
        "schemas/Ant.yaml": "properties: {next: {$ref: S0.yaml}}\n",
        **chain,
        "schemas/S1500.yaml": "type: object\n",
    }
    assert len(bundle(write(tmp_path, files))["components"]["schemas"]) == 1503


def test_dates_versions_and_yes_stay_text(tmp_path: Path) -> None:
    text = "enum: [2021-03-01, 2024-07-09T12:39:39Z, yes, no, on, off, TRUE, 1.0.0.0, 012, 0x1F, 1_000, 12:30, .inf]\n"
    whole = f"{text}default: [true, false, null, ~, 7, -3, 1.5, 1e3]\nexample: ['true', \"7\", '2021-03-01']\n"
    schema = bundle(write(tmp_path, {"schemas/Ant.yaml": whole}))["components"]["schemas"]["Ant"]
    assert schema["enum"] == [*text.removeprefix("enum: [").removesuffix("]\n").split(", ")]
    assert json.dumps(schema["default"]) == "[true, false, null, null, 7, -3, 1.5, 1000.0]"
    assert schema["example"] == ["true", "7", "2021-03-01"]


def test_numbers_as_keys_are_text(tmp_path: Path) -> None:
    zoo = ZOO.replace("responses: {default: {$ref: ../responses.yaml#/Ant}}", "responses: {200: {description: Fine.}}")
    assert bundle(write(tmp_path, {"game/zoo.yaml": zoo}))["paths"]["/ants"]["get"]["responses"] == {
        "200": {"description": "Fine."}
    }


def test_data_is_not_searched_for_references(tmp_path: Path) -> None:
    ant = (
        "example: {$ref: nothing}\ndefault: {$ref: nothing}\nconst: {$ref: nothing}\nenum: [{$ref: nothing}]\n"
        "examples: [{$ref: nothing}]\nx-data: {$ref: nothing}\n"
        "properties: {$ref: {type: string}, default: {$ref: Zebra.yaml}, "
        "x-zebra: {$ref: Zebra.yaml}, value: {$ref: Zebra.yaml}, properties: {$ref: Zebra.yaml}}\n"
    )
    schema = bundle(write(tmp_path, {"schemas/Ant.yaml": ant}))["components"]["schemas"]["Ant"]
    assert schema["enum"] == schema["examples"] == [{"$ref": "nothing"}]
    assert schema["x-data"] == schema["const"] == {"$ref": "nothing"}
    zebra = {"$ref": "#/components/schemas/Zebra"}
    names = ("default", "x-zebra", "value", "properties")
    assert schema["properties"] == {"$ref": {"type": "string"}, **dict.fromkeys(names, zebra)}


def test_aliases_become_copies(tmp_path: Path) -> None:
    ant = "properties:\n  a: &id {type: integer}\n  b: *id\n"
    document = bundle(write(tmp_path, {"schemas/Ant.yaml": ant}))
    assert document["components"]["schemas"]["Ant"]["properties"] == {
        "a": {"type": "integer"},
        "b": {"type": "integer"},
    }
    assert "&id" not in to_yaml(document)


def test_a_reference_to_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert problems_of(tmp_path, {"schemas/Zebra.yaml": "properties:\n  friend:\n    $ref: Bear.yaml\n"}) == [
        "openapi/schemas/Zebra.yaml:3:11: openapi/schemas/Bear.yaml does not exist."
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"game/zoo.yaml": ZOO.replace("#/Ant", "#/Bee")},
            "openapi/game/zoo.yaml:4:154: openapi/responses.yaml has no 'Bee'.",
        ),
        (
            {"openapi.yaml": INDEX.replace("#/ants", "#/bees")},
            "openapi/openapi.yaml:6:17: openapi/game/zoo.yaml has no 'bees'.",
        ),
    ],
)
def test_a_reference_to_a_key_that_is_not_there(tmp_path: Path, files: dict[str, str], expected: str) -> None:
    assert problems_of(tmp_path, files) == [expected]


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        (
            "schemas/Ant.yaml",
            "type: object\ntype: string\n",
            "Ant.yaml:2:1: the key 'type' is here twice, first at {}Ant.yaml:1:1.",
        ),
        (
            "schemas/Ant.yaml",
            "x-data: {a: {b: 1, b: 2}}\n",
            "Ant.yaml:1:20: the key 'b' is here twice, first at {}Ant.yaml:1:14.",
        ),
        (
            "schemas/Ant.yaml",
            "x-data: {200: 1, '200': 2}\n",
            "Ant.yaml:1:18: the key '200' is here twice, first at {}Ant.yaml:1:10.",
        ),
    ],
)
def test_duplicate_keys(tmp_path: Path, file: str, text: str, expected: str) -> None:
    folder = "openapi/schemas/"
    assert problems_of(tmp_path, {file: text}) == [folder + expected.format(folder)]


def test_a_path_that_is_in_the_index_twice(tmp_path: Path) -> None:
    index = INDEX.replace("  /ants:", "  /zebras:")
    assert (
        "openapi/openapi.yaml:6:3: the key '/zebras' is here twice, first at openapi/openapi.yaml:5:3."
        in problems_of(tmp_path, {"openapi.yaml": index})
    )


def test_two_files_that_give_one_component(tmp_path: Path) -> None:
    files = {
        "schemas/server/Ant.yaml": "type: string\n",
        "schemas/Zebra.yaml": "properties: {a: {$ref: Ant.yaml}, b: {$ref: server/Ant.yaml}}\n",
    }
    both = "openapi/schemas/server/Ant.yaml and openapi/schemas/Ant.yaml both give the component schemas/Ant."
    assert problems_of(tmp_path, files) == [f"openapi/schemas/Zebra.yaml:1:45: {both}"]


def test_names_that_differ_in_case_alone(tmp_path: Path) -> None:
    files = {
        "schemas/insects/ANT.yaml": "type: string\n",
        "schemas/Zebra.yaml": "properties: {b: {$ref: insects/ANT.yaml}}\n",
    }
    assert [each for each in problems_of(tmp_path, files) if "(but for the case" in each]


def test_a_component_that_the_entry_already_holds(tmp_path: Path) -> None:
    index = INDEX + "  schemas:\n    Ant: {type: string}\n"
    both = "openapi/schemas/Ant.yaml and openapi/openapi.yaml both give the component schemas/Ant."
    assert problems_of(tmp_path, {"openapi.yaml": index}) == [
        f"openapi/responses.yaml:2:73: {both}",
        f"openapi/schemas/Zebra.yaml:2:29: {both}",
    ]


@pytest.mark.parametrize(
    ("reference", "why"),
    [
        ("'#/components/schemas/Ant'", "a relative path"),
        ("https://example.com/Ant.yaml", "a relative path"),
        ("/schemas/Ant.yaml", "out of openapi/"),
        ("../../Ant.yaml", "out of openapi/"),
        ("Ant.json", "a relative path"),
        ("Ant.yaml#/properties/a", "a relative path"),
        ("[Ant.yaml]", "a relative path"),
        ("Ant.yaml#/properties", "a file of schemas/"),
        ("../responses.yaml", "a file of schemas/"),
        ("../game/zoo.yaml#/ants", "a file of schemas/"),
        ("../openapi.yaml", "a file of schemas/"),
    ],
)
def test_reference_forms_that_are_not_allowed(tmp_path: Path, reference: str, why: str) -> None:
    (problem,) = problems_of(tmp_path, {"schemas/Zebra.yaml": f"properties:\n  a:\n    $ref: {reference}\n"})
    assert problem.startswith("openapi/schemas/Zebra.yaml:3:11: the reference ")
    assert "is not of an allowed form" in problem
    assert why in problem


def test_a_reference_by_absolute_path(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, {"schemas/Zebra.yaml": f"$ref: {tmp_path}/openapi/schemas/Ant.yaml\n"})
    assert "it leads out of openapi/" in problem


@pytest.mark.parametrize("reference", ["schemas/Ant.yaml", "responses.yaml#/Ant"])
def test_a_path_item_may_not_refer_to_a_component(tmp_path: Path, reference: str) -> None:
    (problem,) = problems_of(tmp_path, {"openapi.yaml": INDEX.replace("game/zoo.yaml#/ants", reference)})
    assert problem.startswith(f"openapi/openapi.yaml:6:17: the reference '{reference}' is not of an allowed form")


def test_a_path_item_that_is_a_reference_holds_nothing_else(tmp_path: Path) -> None:
    index = INDEX.replace("{$ref: game/zoo.yaml#/ants}", "{$ref: game/zoo.yaml#/ants, summary: Lost}")
    assert problems_of(tmp_path, {"openapi.yaml": index}) == [
        "openapi/openapi.yaml:6:10: a path item that is a reference can't hold anything else."
    ]


def test_path_items_that_lead_back_to_themselves(tmp_path: Path) -> None:
    files = {
        "openapi.yaml": APES,
        "game/zoo.yaml": f"{ZOO}apes: {{$ref: more.yaml#/apes}}\n",
        "game/more.yaml": "apes: {$ref: zoo.yaml#/apes}\n",
    }
    way = "openapi/game/zoo.yaml#/apes -> openapi/game/more.yaml#/apes -> openapi/game/zoo.yaml#/apes"
    assert problems_of(tmp_path, files) == [
        f"openapi/game/more.yaml:1:14: the path item of /apes leads back to itself: {way}."
    ]


def test_an_alias_that_holds_itself(tmp_path: Path) -> None:
    assert problems_of(tmp_path, {"schemas/Ant.yaml": "properties: &self {a: *self}\n"}) == [
        "openapi/schemas/Ant.yaml:1:13: this holds an alias of itself."
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("type: [object\n", "Ant.yaml:2:1: this is not readable YAML: "),
        ("a: b: c\n", "Ant.yaml:1:5: this is not readable YAML: "),
        ("a: *missing\n", "Ant.yaml:1:4: this is not readable YAML: "),
        ("a: 1\n---\nb: 2\n", "Ant.yaml:2:1: this is not readable YAML: "),
        ("a: \x07\n", "Ant.yaml:1:1: the file can't be read: "),
        ("", "Ant.yaml:1:1: the file is empty."),
        ("<<: {a: 1}\n", "Ant.yaml:1:1: merge keys (<<) are not allowed."),
        (
            "a: !!python/name:os.system x\n",
            "Ant.yaml:1:4: the tag tag:yaml.org,2002:python/name:os.system is not allowed",
        ),
        ("a: !!timestamp 2021-03-01\n", "Ant.yaml:1:4: the tag tag:yaml.org,2002:timestamp is not allowed"),
        ("? [a]\n: 1\n", "Ant.yaml:1:3: a key must be plain text."),
    ],
)
def test_yaml_that_cannot_be_read(tmp_path: Path, text: str, expected: str) -> None:
    (problem,) = problems_of(tmp_path, {"schemas/Ant.yaml": text})
    assert problem.startswith(f"openapi/schemas/{expected}")


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    entry = write(tmp_path, {})
    (entry.parent / "schemas" / "Ant.yaml").write_bytes(b"description: \xff\n")
    with pytest.raises(BundleError, match=r"^openapi/schemas/Ant.yaml:1:1: the file can't be read: "):
        bundle(entry)


@pytest.mark.parametrize("index", ["[]\n", "openapi: 3.1.0\n", "openapi: 3.1.0\npaths: []\n"])
def test_an_entry_that_is_no_document(tmp_path: Path, index: str) -> None:
    (problem,) = problems_of(tmp_path, {"openapi.yaml": index})
    assert problem.startswith("openapi/openapi.yaml:")
    assert "paths" in problem


def test_an_entry_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"lost.yaml: there is no such file"):
        bundle(tmp_path / "lost.yaml")


def test_all_problems_of_a_run_are_reported(tmp_path: Path) -> None:
    files = {
        "openapi.yaml": APES.replace("#/zebras", "#/bears"),
        "game/zoo.yaml": path_item("", summary=None),
        "schemas/Ant.yaml": "type: object\ntype: string\nproperties: {a: {$ref: Bear.yaml}}\n",
        "schemas/Zebra.yaml": "type: [\n",
    }
    found = problems_of(tmp_path, files)
    expected = ["no 'bears'", "has no summary", "'type' is here twice", "Bear.yaml does not exist"]
    assert [any(each in problem for problem in found) for each in expected] == [True] * 4
    assert len(found) == len(set(found)) == 4


def run(*arguments: str | Path, cwd: Path, seed: str = "0") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("suffix", ["json", "yaml"])
def test_the_same_bytes_whatever_the_seed_and_the_folder(tmp_path: Path, suffix: str) -> None:
    entry = write(
        tmp_path, {"schemas/Ant.yaml": "description: Ämeise\nenum: [yes, 2021-03-01, '7', 7, '1e3', ~, null, '~']\n"}
    )
    other = tmp_path / "elsewhere"
    other.mkdir()
    assert run("-o", tmp_path / f"one.{suffix}", "openapi/openapi.yaml", cwd=tmp_path, seed="1").returncode == 0
    assert run("-o", tmp_path / f"two.{suffix}", entry, cwd=other, seed="2").returncode == 0
    one = (tmp_path / f"one.{suffix}").read_bytes()
    assert one == (tmp_path / f"two.{suffix}").read_bytes()
    assert b"\xc3\x84meise" in one
    if suffix == "json":
        assert json.loads(one) == bundle(entry)


def test_yaml_output_reads_back_as_the_same_document(tmp_path: Path) -> None:
    entry = write(
        tmp_path, {"schemas/Ant.yaml": "enum: [yes, 2021-03-01, '7', 7, '1e3', 1e3, null, '~', 'true', '']\n"}
    )
    document = bundle(entry)
    assert list(yaml.safe_load(to_yaml(document))["paths"]) == ["/zebras", "/ants"]
    assert yaml.safe_load(to_yaml(document))["components"]["schemas"]["Ant"]["enum"][0] == "yes"
    again = tmp_path / "again" / "openapi" / "openapi.yaml"
    again.parent.mkdir(parents=True)
    again.write_text(
        to_yaml({**document, "paths": {}, "components": {"x-enum": document["components"]["schemas"]["Ant"]}})
    )
    assert bundle(again)["components"]["x-enum"]["enum"] == document["components"]["schemas"]["Ant"]["enum"]


def test_the_command_fails_plainly(tmp_path: Path) -> None:
    entry = write(tmp_path, {"schemas/Ant.yaml": "a: 1\na: 2\nb: 1\nb: 2\n"})
    done = run("-o", tmp_path / "out.json", entry, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("is here twice") == len(done.stderr.splitlines()) == 2
    assert not (tmp_path / "out.json").exists()
    assert "must end in" in run("-o", "out.txt", entry, cwd=tmp_path).stderr
