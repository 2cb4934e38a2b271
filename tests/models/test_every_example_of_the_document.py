"""Every example of the document decodes to its model, reads, and encodes to itself."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterator
from typing import Any

import pytest

from lootlocker import models
from lootlocker_api.types import Model
from support.document import DOCUMENT, Json, resolved
from support.payloads import walk


def media() -> Iterator[Json]:
    for item in DOCUMENT["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict):
                holders = [*operation["responses"].values(), *filter(None, [operation.get("requestBody")])]
                for holder in holders:
                    yield from resolved(holder).get("content", {}).values()


def examples() -> dict[str, tuple[str, Any]]:
    """The examples whose schema is a model's, by name: the model and the value. A list gives its objects."""
    found: dict[str, tuple[str, Any]] = {}
    for each in media():
        schema = each.get("schema", {})
        model = schema.get("items", schema).get("$ref", "").rpartition("/")[2]
        for name, example in each.get("examples", {}).items():
            value = resolved(example)["value"]
            for number, one in enumerate(value if isinstance(value, list) else [value]):
                found[f"{model} {name} {number}" if isinstance(value, list) else f"{model} {name}"] = model, one
    return found


EXAMPLES = examples()


@pytest.mark.parametrize(("name", "value"), EXAMPLES.values(), ids=EXAMPLES)
def test_an_example_decodes_reads_and_encodes_to_itself(name: str, value: Json) -> None:
    kind: type[Model] = getattr(models, name)
    text = json.dumps(value)
    model = kind.adopt(json.loads(text))
    assert model.to_dict() == value
    walk(model)
    assert json.loads(model.to_json()) == json.loads(model.to_json_bytes()) == value
    assert list(model.to_dict()) == list(value)
    assert copy.deepcopy(model) == pickle.loads(pickle.dumps(model)) == model


def test_there_is_an_example_for_each_body_and_answer_that_is_json() -> None:
    without = [each for each in media() if each.get("schema", {}).get("$ref") and "examples" not in each]
    schemas = {each["schema"]["$ref"].rpartition("/")[2] for each in without}
    assert schemas <= {"Error", *files()}


def files() -> set[str]:
    """The bodies that carry a file, which no example can show."""
    schemas: Json = DOCUMENT["components"]["schemas"]
    return {
        name
        for name, schema in schemas.items()
        if any(member.get("format") == "binary" for member in schema["properties"].values())
    }
