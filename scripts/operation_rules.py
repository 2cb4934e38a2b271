"""What every operation of the document states."""

from __future__ import annotations

import re

from yaml import Node, ScalarNode

from source import Source

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
#: Members that an operation must have, and the values that are allowed where not every one is.
STATED: dict[str, tuple[str, ...]] = {
    "operationId": (),
    "summary": (),
    "tags": (),
    "x-evidence": ("documented", "sdk", "inferred"),
    "x-source": (),
    "x-retry": ("safe", "idempotent", "once"),
}
DATE = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", re.ASCII)


class Operations:
    """The operations met so far; what one lacks or has in common with another is reported."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._first: dict[str, tuple[str, str]] = {}

    def check(self, method: ScalarNode, node: Node, path: str) -> None:
        what = f"the operation {method.value.upper()} {path}"
        for stated, allowed in STATED.items():
            value = self._source.get(node, stated)
            if value is None or not value.value:
                self._source.report(method, f"{what} has no {stated}.")
            elif allowed and value.value not in allowed:
                self._source.report(value, f"{stated} of {what} must be one of {', '.join(allowed)}.")
        self._check_end(node, what)
        operation_id = self._source.get(node, "operationId")
        if isinstance(operation_id, ScalarNode):
            own = (self._source.place(operation_id), path)
            first = self._first.setdefault(operation_id.value, own)
            if first != own:
                self._source.report(operation_id, f"{what} has the operationId of {first[1]}, which is at {first[0]}.")

    def _check_end(self, node: Node, what: str) -> None:
        """An operation that ends says on which day, and is deprecated."""
        end = self._source.get(node, "x-end-of-life")
        if end is None:
            return
        if not isinstance(end, ScalarNode) or not DATE.fullmatch(end.value):
            self._source.report(end, f"x-end-of-life of {what} must be a date such as '2026-04-15'.")
        deprecated = self._source.get(node, "deprecated")
        if deprecated is None or deprecated.value != "true":
            self._source.report(end, f"{what} has x-end-of-life and must be deprecated: true, too.")
