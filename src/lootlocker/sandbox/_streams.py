"""Answers that are streams: JSON objects one after the other, then their number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._call import Call

#: Between two objects there may be a comma or none: clients have to take both.
_BETWEEN = (",", "\n")


def stream(call: Call, objects: Iterable[dict[str, Any]]) -> bytes:
    """The objects, and the last one that counts them."""
    texts = [json.dumps(each) for each in objects]
    parts = [text + _BETWEEN[number % 2] for number, text in enumerate(texts)]
    return "".join([*parts, json.dumps({call.operation.stream_counter: len(texts)})]).encode()
