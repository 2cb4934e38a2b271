"""One row for each change, in the words of a user."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

Json = dict[str, Any]

#: What a change does, the weightiest first.
Effect = Literal["breaking", "wire", "unjudged", "deprecated", "additive", "tools", "words"]
EFFECTS: tuple[Effect, ...] = ("breaking", "wire", "unjudged", "deprecated", "additive", "tools", "words")
#: So many subjects of one and the same change have a row each; more are told in one.
APART = 3
LONGEST = 80


@dataclass(frozen=True)
class Row:
    """A change.

    Attributes:
        change: What kind of change, as an id that stays: `parameter-required`.
        subject: What changed, as a user writes it: `server.inventories.get_character_inventory`.
        code: The line of a user's code that breaks.
        place: The line of the document, as `openapi/parameters.yaml:92`; of what is gone, `... at BASE`.
        detail: The part of the subject, so that a document's row and an API's row on the same thing find each other.
        also: Other subjects with the same change.
    """

    change: str
    effect: Effect
    subject: str
    text: str
    code: str = ""
    place: str = ""
    detail: str = ""
    also: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        return f"{self.subject}: {self.text}"

    def as_json(self) -> Json:
        found = {
            "effect": self.effect,
            "change": self.change,
            "subject": self.subject,
            "text": self.text,
            "code": self.code,
            "place": self.place,
            "also": list(self.also),
        }
        return {key: value for key, value in found.items() if value or key in ("effect", "change", "subject", "text")}


def shown(value: object) -> str:
    """A value of the document as code: short, on one line, unable to end its code or to be taken for Markdown."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.replace("`", "'").split())
    return f"`{text if len(text) <= LONGEST else text[: LONGEST - 3] + '...'}`"


def grouped(rows: Iterable[Row]) -> list[Row]:
    """The rows, weightiest first; one for all where more than a few changed in the same way at the same place."""
    alike: dict[tuple[str, ...], list[Row]] = {}
    for row in dict.fromkeys(rows):
        alike.setdefault((row.effect, row.change, row.text, row.place), []).append(row)
    found: list[Row] = []
    for same in alike.values():
        each_once = {row.subject: row for row in sorted(same, key=lambda row: row.subject, reverse=True)}
        first, *others = reversed(each_once.values())
        if len(each_once) > APART:
            found.append(replace(first, also=tuple(row.subject for row in others)))
        else:
            found += [first, *others]
    return sorted(found, key=lambda row: (EFFECTS.index(row.effect), row.subject, row.text))
