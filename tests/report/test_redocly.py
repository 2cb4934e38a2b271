"""Redocly's diff against ours, over all cases: which of the two sees a break that the other misses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from change_report.redocly import Node, changes, opinions, start
from change_report.rows import Row
from report.patching import base, patched
from report.test_cases import NAMES, case

Json = dict[str, Any]
KINDS = ("schemas", "parameters", "responses")
#: Breaks for callers in Python that Redocly calls a patch, or does not see.
OURS_ALONE = {
    "answer-may-be-empty",
    "body-enum-value-removed",
    "field-date-removed",
    "model-renamed",
    "operation-moved",
    "pagination-removed",
    "parameter-default-changed",
    "parameter-enum-value-removed",
    "parameter-order",
}
#: What Redocly calls breaking and callers in Python do not notice: in the report it has a row of its own.
REDOCLYS_ALONE = {
    "answer-added",
    "content-type-changed",
    "error-body-changed",
    "field-renamed-on-the-wire",
    "header-added",
    "header-removed",
    "header-renamed",
    "method-changed",
    "parameter-moved",
    "parameter-wire-name",
    "path-changed",
    "status-removed",
}


def joined(which: str) -> Json:
    """The cases of the same side in one document, each under a path and names of its own."""
    whole: Json = {"openapi": "3.1.0", "info": {"title": "All", "version": "1"}, "paths": {}, "components": {}}
    for number, name in enumerate(NAMES):
        text = json.dumps(patched(base(), case(name).get(which, [])))
        text = re.sub(rf"#/components/({'|'.join(KINDS)})/(\w+)", rf"#/components/\1/\2_{number}_", text)
        text = re.sub(r'"operationId": "(\w+)"', rf'"operationId": "\1_{number}_"', text)
        document = json.loads(text)
        whole["paths"] |= {f"/{number}{path}": item for path, item in document["paths"].items()}
        for kind in KINDS:
            found = {f"{key}_{number}_": value for key, value in document["components"][kind].items()}
            whole["components"].setdefault(kind, {}).update(found)
    whole["components"]["securitySchemes"] = base()["components"]["securitySchemes"]
    return whole


@pytest.fixture(scope="module")
def major(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The cases in which Redocly sees something that breaks."""
    work = tmp_path_factory.mktemp("redocly")
    found = changes(start(Node.of(), joined("before"), joined("after"), work))
    places = [json.dumps(each) for each in found["changes"] if each["impact"] == "major"]
    numbers = {int(number) for text in places for number in re.findall(r'"path": "#/paths/~1(\d+)~1', text)}
    numbers |= {int(number) for text in places for number in re.findall(r'"path": "#/components/\w+/\w+?_(\d+)_', text)}
    return {NAMES[number] for number in numbers}


def breaking() -> set[str]:
    return {name for name in NAMES if any(row["effect"] == "breaking" for row in case(name)["rows"])}


def test_what_redocly_calls_harmless_and_breaks_python_is_caught(major: set[str]) -> None:
    assert breaking() - major == OURS_ALONE


def test_what_only_redocly_calls_breaking_is_known(major: set[str]) -> None:
    assert major - breaking() == REDOCLYS_ALONE


def test_an_opinion_of_redocly_alone_has_a_row(tmp_path: Path) -> None:
    before, now = (patched(base(), case("path-changed").get(key, [])) for key in ("before", "after"))
    found = changes(start(Node.of(), before, now, tmp_path))
    methods = {("/game/v2/shop/{offer_id}", "get"): ["game.shop.get_offer"]}
    rows = list(opinions(found, [], methods))
    assert [(row.effect, row.subject) for row in rows] == [("wire", "game.shop.get_offer")]
    ours = [Row("x", "breaking", "game.shop.get_offer", "changed")]
    assert list(opinions(found, ours, methods)) == []


def test_an_opinion_on_a_parameter_of_a_path_is_about_its_operations(tmp_path: Path) -> None:
    before, now = (patched(base(), case("header-removed").get(key, [])) for key in ("before", "after"))
    found = changes(start(Node.of(), before, now, tmp_path))
    methods = {("/server/player/{player_id}/items", "get"): ["server.items.list_items"]}
    ours = [Row("header-removed", "wire", "server.items.list_items", "sends the header no more")]
    assert [row.subject for row in opinions(found, [], methods)] == ["server.items.list_items"]
    assert list(opinions(found, ours, methods)) == []
