"""A report that is too long to post, cut without saying so, or whose text is taken for Markdown."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from change_report.compare import compare
from change_report.generated import Size
from change_report.render import as_json, markdown
from change_report.report import Report
from change_report.rows import Effect, Row, grouped, shown
from change_report.version import verdict
from report.patching import base

SORTS: tuple[Effect, ...] = ("breaking", "wire", "additive", "tools", "words")


def report(rows: list[Row]) -> Report:
    found = grouped(rows)
    size = Size(1, 2, 3, (4, 5))
    return Report("main", "0" * 40, "1" * 40, found, verdict(found, "0.1.0", "0.1.0"), size, [], "", {"major": 1}, [])


def large(count: int, length: int = 20) -> list[Row]:
    return [
        Row("x", SORTS[number % 5], f"server.group.method_{number}", f"change {number} {'a' * length}", "f()" * 3)
        for number in range(count)
    ]


def rows_of(text: str) -> list[str]:
    return re.findall(r"^- (server\.\S+: change \d+)", text, re.MULTILINE)


def test_a_large_change_is_cut_and_says_what_was_cut() -> None:
    text = markdown(report(large(1000)))
    assert len(rows_of(text)) == 200
    assert (
        "- Cut: 800 of 1000 rows are not shown: 200 on the wire, 200 additive, 200 of tools, 200 of words only." in text
    )
    assert "## Breaks callers (200)" in text
    assert "## Adds" not in text


@pytest.mark.parametrize("length", [300, 3000, 70_000])
def test_a_long_change_keeps_to_the_characters(length: int) -> None:
    whole = report(large(200, length))
    text, code = markdown(whole), as_json(whole)
    assert len(text) <= 60_000
    assert len(code) <= 60_000
    assert "- Cut: " in text
    cut = json.loads(code)["cut"]
    assert sum(cut.values()) + len(json.loads(code)["rows"]) == 200


def test_hundreds_of_foreign_files_leave_room_for_the_rows() -> None:
    whole = replace(report(large(10)), strangers=[f"generated/{'x' * 200}/{number}" for number in range(1000)])
    assert len(rows_of(markdown(whole))) == len(json.loads(as_json(whole))["rows"]) == 10
    assert "  - and 995 more; run: make check" in markdown(whole)


def test_a_document_with_hundreds_of_new_operations_stays_within_bounds() -> None:
    now = base()
    offer = now["paths"]["/game/shop/{offer_id}"]["get"]
    for number in range(600):
        path = f"/game/shop/{number}/{{offer_id}}"
        now["paths"][path] = {"get": {**offer, "operationId": f"game_get_offer_{number}"}}
    whole = report(compare((base(), now)))
    assert len(whole.rows) == 600
    assert len(markdown(whole)) <= 60_000
    assert len(json.loads(as_json(whole))["rows"]) == 200


def test_both_formats_have_the_same_rows() -> None:
    whole = report(large(700, 100))
    lines = rows_of(markdown(whole))
    assert lines == [
        " ".join(f"{row['subject']}: {row['text']}".split()[:3]) for row in json.loads(as_json(whole))["rows"]
    ]


def test_one_change_of_many_subjects_is_one_row() -> None:
    alike = [Row("x", "wire", f"server.group.method_{number}", "sends the header `X` no more") for number in range(57)]
    (row,) = grouped(alike)
    assert len(row.also) == 56
    assert "; the same for server.group.method_1, " in markdown(report(alike))
    assert len(grouped(alike[:3])) == 3


@pytest.mark.parametrize("value", ["a`b", "a\n# b", "x" * 500, "@somebody", "[a](b)", "<img>"])
def test_text_of_the_document_stays_code(value: str) -> None:
    text = shown(value)
    assert re.fullmatch(r"`[^`\n]{1,80}`", text)
