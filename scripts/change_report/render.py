"""The report as Markdown and as JSON, with the same rows, both within the same bounds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from change_report.report import Report
from change_report.rows import EFFECTS, Effect, Row
from change_report.version import RULE

Json = dict[str, Any]

ROWS = 200
CHARACTERS = 60_000
NAMED = 5
HEADINGS: dict[Effect, str] = {
    "breaking": "Breaks callers",
    "wire": "Changes on the wire or in behaviour, no line of Python",
    "unjudged": "Behaviour that is not judged: read these",
    "deprecated": "Deprecates",
    "additive": "Adds",
    "tools": "Generator, templates and dependencies",
    "words": "Changes words only",
}


def markdown(report: Report, rows: int = ROWS, characters: int = CHARACTERS) -> str:
    return _markdown(report, report.rows[: kept(report, rows, characters)])


def as_json(report: Report, rows: int = ROWS, characters: int = CHARACTERS) -> str:
    return _json(report, report.rows[: kept(report, rows, characters)])


def kept(report: Report, rows: int = ROWS, characters: int = CHARACTERS) -> int:
    """How many rows fit, the weightiest first, in Markdown and in JSON alike."""
    low, high = 0, min(rows, len(report.rows))
    while low < high:
        middle = (low + high + 1) // 2
        some = report.rows[:middle]
        if max(len(_markdown(report, some)), len(_json(report, some))) <= characters:
            low = middle
        else:
            high = middle - 1
    return low


def _cut(report: Report, rows: list[Row]) -> dict[str, int]:
    """How many rows of each effect are left out."""
    left = report.rows[len(rows) :]
    found = {effect: sum(row.effect == effect for row in left) for effect in EFFECTS}
    return {effect: count for effect, count in found.items() if count}


def _markdown(report: Report, rows: list[Row]) -> str:
    return "\n".join(_lines(report, rows)) + "\n"


def _lines(report: Report, rows: list[Row]) -> Iterator[str]:
    counts = report.counts()
    yield f"# What changed since {report.base} ({report.commit[:12]})"
    yield ""
    for note in report.notes:
        yield f"> {note}"
        yield ""
    if report.rows:
        told = (f"{counts[effect]} {_label(effect)}" for effect in EFFECTS if counts[effect])
        yield f"**{', '.join(told)}.**"
    else:
        yield "**Nothing that a user could notice.**"
    yield ""
    yield f"- Version: {report.verdict.sentence()}"
    plus, minus = report.size.document
    size = f"{report.size.files} files, +{report.size.added} -{report.size.removed}; openapi.json +{plus} -{minus}"
    yield f"- Generated diff: {size}"
    state = "all of it comes from the generator" if not report.strangers else "NOT all of it comes from the generator"
    yield f"- Generated files: {state}. {report.checked}"
    for sentence in _strangers(report):
        yield f"  - {sentence}"
    second = report.redocly
    told = (f"{second[key]} {key}" for key in ("major", "minor", "patch") if key in second)
    yield f"- Redocly's diff of the documents: {', '.join(told)}"
    if cut := _cut(report, rows):
        told = (f"{count} {_label(effect)}" for effect, count in cut.items())
        yield f"- Cut: {sum(cut.values())} of {len(report.rows)} rows are not shown: {', '.join(told)}."
    for effect in EFFECTS:
        some = [row for row in rows if row.effect == effect]
        if some:
            yield ""
            yield f"## {HEADINGS[effect]} ({counts[effect]})"
            yield ""
            for row in some:
                yield from _row(row)
    yield ""
    yield f"<sub>{RULE}</sub>"


def _strangers(report: Report) -> list[str]:
    left = len(report.strangers) - NAMED
    return [*report.strangers[:NAMED], *([f"and {left} more; run: make check"] if left > 0 else [])]


def _label(effect: str) -> str:
    told = {"wire": "on the wire", "unjudged": "not judged", "tools": "of tools", "words": "of words only"}
    return told.get(effect, effect)


def _row(row: Row) -> Iterator[str]:
    others = ""
    if row.also:
        more = f" and {len(row.also) - NAMED} more" if len(row.also) > NAMED else ""
        others = f"; the same for {', '.join(row.also[:NAMED])}{more}"
    place = f" ({row.place})" if row.place and not row.subject.endswith(row.place) else ""
    yield f"- {row.line}{others}{place}"
    if row.code:
        yield f"  `{row.code.replace('`', '')}`"


def _json(report: Report, rows: list[Row]) -> str:
    head: Json = {
        "base": report.base,
        "commit": report.commit,
        "now": report.now,
        "notes": report.notes,
        "counts": report.counts(),
        "version": report.verdict.as_json(),
        "generated": report.size.as_json() | {"strangers": _strangers(report), "checked": report.checked},
        "redocly": report.redocly,
        "cut": _cut(report, rows),
    }
    lines = ",\n".join(f"  {json.dumps(row.as_json(), ensure_ascii=False)}" for row in rows)
    top = ",\n".join(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items())
    return f'{{\n{top},\n "rows": [\n{lines}\n ]\n}}\n'
