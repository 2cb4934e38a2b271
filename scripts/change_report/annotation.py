"""Two Python annotations compared: which of them takes or gives more."""

from __future__ import annotations

from typing import Literal

Relation = Literal["same", "wider", "narrower", "other"]
#: What takes what else: a float parameter accepts an int.
WITHIN = {"float": {"int"}, "object": {"Any"}}


def parts(annotation: str) -> list[str]:
    """The alternatives of an annotation, without `Unset`: that a value can be left out is told apart from its type."""
    found, depth, text = [], 0, ""
    for character in annotation:
        depth += (character in "[(") - (character in "])")
        if character == "|" and depth == 0:
            found.append(text.strip())
            text = ""
        else:
            text += character
    found.append(text.strip())
    return [part for part in found if part != "Unset"]


def relation(old: str, new: str) -> Relation:
    """Whether `new` is a wider type than `old`, a narrower one, or neither."""
    before, after = set(parts(old)), set(parts(new))
    if before == after:
        return "same"
    takes_all = all(_within(part, after) for part in before)
    given_all = all(_within(part, before) for part in after)
    if takes_all == given_all:
        return "other"
    return "wider" if takes_all else "narrower"


def _within(part: str, others: set[str]) -> bool:
    return part in others or "Any" in others or any(part in WITHIN.get(other, ()) for other in others)


def alternatives(old: str, new: str) -> list[str]:
    """The alternatives of `new` that `old` does not have."""
    return [part for part in parts(new) if part not in parts(old)]


def sample(annotation: str) -> str:
    """A value of this type as a user would write it."""
    first = parts(annotation)[0] if parts(annotation) else "Any"
    kind = first.partition("[")[0]
    match kind:
        case "int":
            return "1"
        case "float":
            return "1.0"
        case "bool":
            return "True"
        case "None":
            return "None"
        case "str":
            return '"text"'
        case "list" | "Sequence":
            return "[...]"
        case "dict" | "Mapping":
            return "{...}"
        case "FileContent":
            return 'Path("a.png")'
        case _ if kind.startswith("models."):
            return f"{kind}(...)"
        case _:
            return "..."
