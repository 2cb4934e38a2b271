"""Is what an operation's x-pagination names there?"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

WANTED = ("kind", "items", "cursor", "limit", "after")


def problem_of(rule: object, page: Json, item: Json, arguments: list[Json]) -> str:
    """What is wrong with a rule, as the end of a sentence about it; empty if nothing is.

    Args:
        page: The members of the answer.
        item: The members of one of its items.
        arguments: Of the operation, each with its name on the wire.
    """
    if not isinstance(rule, dict) or any(not isinstance(rule.get(name), str) for name in WANTED):
        return f" has to give {', '.join(WANTED)} as text"
    if rule["kind"] != "after":
        return f": kind {rule['kind']!r} is not known"
    wires = {each["wire"] for each in arguments}
    places = [("limit", wires), ("after", wires), ("items", page), ("total", page), ("cursor", item)]
    for name, known in places:
        if name in rule and rule[name] not in known:
            what = "parameter" if known is wires else "member of the answer" if known is page else "member of an item"
            return f": {name} is {rule[name]!r}, and there is no such {what}"
    return ""
