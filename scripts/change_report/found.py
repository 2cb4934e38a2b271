"""The changes found in the document, and which changes of the Python API they explain."""

from __future__ import annotations

from change_report.rows import EFFECTS, Effect, Row

#: In place of a detail: everything about the subject.
ALL = "*"


class Found:
    """Rows, and for every subject and detail the weightiest effect that a row gives it."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.explained: dict[tuple[str, str], Effect] = {}

    def add(self, row: Row, *explains: tuple[str, str]) -> None:
        self.rows.append(row)
        for key in ((row.subject, row.detail), *explains):
            known = self.explained.get(key)
            if known is None or EFFECTS.index(row.effect) < EFFECTS.index(known):
                self.explained[key] = row.effect

    def explains(self, row: Row) -> bool:
        """Whether a row of the Python API says nothing that a row of the document does not say, at least as gravely."""
        for key in ((row.subject, row.detail), (row.subject, ALL)):
            effect = self.explained.get(key)
            if effect is not None and (row.effect != "breaking" or effect == "breaking"):
                return True
        return False
