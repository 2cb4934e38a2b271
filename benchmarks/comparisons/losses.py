"""What each way to read the reference's page loses of it. Speed that drops a key is no speed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ..data import dump, page, reference_page
from ..harness import Plan
from ..readers import Reader, readers
from ..results import Comparison, Row, Spread

NOTHING = Spread(0.0, 0.0, 0.0)


def _unknown() -> bytes:
    value = json.loads(page())
    value["items"] = value["items"][:3]
    value["items"][0]["asset"]["brand_new_member"] = 1
    return dump(value)


def _other_type() -> bytes:
    value = json.loads(page())
    value["items"] = value["items"][:3]
    value["items"][0]["asset"]["price"] = "12.50"
    return dump(value)


def _verdict(reader: Reader, content: bytes) -> tuple[bool, str]:
    try:
        value = reader.decode(content)
    except Exception as error:  # each peer has errors of its own
        return False, f"refused ({type(error).__name__})"
    try:
        out: Any = json.loads(reader.encode(value))
    except Exception as error:
        return False, f"read, can't be written ({type(error).__name__})"
    return (True, "kept") if out == json.loads(content) else (False, "read, but changed")


CASES: dict[str, Callable[[], bytes]] = {
    "the page": page,
    "the reference's page as it stands": reference_page,
    "an unknown member": _unknown,
    "a text for a number": _other_type,
}


def kept(plan: Plan) -> Comparison:
    """Decode, encode, compare."""
    found = Comparison("losses", "What comes out again: decode, encode, compare", "cases kept", chart=False)
    for reader in readers(page(), fast=False, few=plan.quick, absent=found.absent):
        verdicts = {name: _verdict(reader, content()) for name, content in CASES.items()}
        count = float(sum(good for good, _ in verdicts.values()))
        found.rows.append(
            Row(
                reader.name,
                Spread(count, count, count),
                ours=reader.name.startswith("lootlocker"),
                samples=1,
                extra={name: text for name, (_, text) in verdicts.items()},
            )
        )
    found.notes.append(
        "The reference's page has texts where assets are meant, nulls in lists of objects and members that its own "
        "schema does not list. The page that is measured has an asset and no null there, since strict peers refuse it."
    )
    return found
