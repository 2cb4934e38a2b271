"""A case of change: patches on the base document, and the rows that are expected of them."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
Json = dict[str, Any]


def base() -> Json:
    found: Json = yaml.safe_load((HERE / "base.yaml").read_text(encoding="utf-8"))
    return found


def patched(document: Json, patches: list[Json]) -> Json:
    """The document after patches. `at` is the list of keys; `set`, `add` (to a list), `rename` or nothing says what."""
    found = copy.deepcopy(document)
    for patch in patches:
        *above, last = patch["at"]
        holder: Any = found
        for key in above:
            holder = holder[key]
        match patch:
            case {"set": value}:
                holder[last] = copy.deepcopy(value)
            case {"add": value}:
                holder[last].append(copy.deepcopy(value))
            case {"rename": name}:
                items = [(name if key == last else key, value) for key, value in holder.items()]
                holder.clear()
                holder.update(items)
            case _:
                del holder[last]
    return found
