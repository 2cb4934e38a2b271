"""What changed in the schema of one value: an argument, or a member of a model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from change_report.annotation import alternatives, relation, sample
from change_report.rows import Effect, shown

Json = dict[str, Any]
Leaf = tuple[tuple[str, ...], Any, Any]

#: Members that only say something to people.
WORDS = {"description", "summary", "title", "example", "examples", "x-evidence", "x-source", "externalDocs"}
ENUMS = ("enum", "x-extensible-enum")
#: Rules of a value, and whether a greater number allows more (True), less (False), or can't be compared (None).
RULES: dict[str, bool | None] = {
    "maximum": True,
    "maxLength": True,
    "maxItems": True,
    "exclusiveMaximum": True,
    "minimum": False,
    "minLength": False,
    "minItems": False,
    "exclusiveMinimum": False,
    "pattern": None,
    "const": None,
    "uniqueItems": None,
    "multipleOf": None,
}
#: Keys that make the Python type, as the end of a path.
TYPING = (("type",), ("$ref",), ("format",), ("items",), ("const",))
ABSENT = object()


@dataclass(frozen=True)
class Finding:
    """A change of a value.

    Attributes:
        comment: What is wrong now with the line of code that breaks.
        value: What that line passes, where not any value breaks.
        path: The part of the schema.
    """

    change: str
    effect: Effect
    text: str
    comment: str = ""
    value: str = ""
    path: tuple[str, ...] = ()


def stripped(node: Any) -> Any:
    """A part of the document without what only people read. A property may be called like one of those."""
    if isinstance(node, list):
        return [stripped(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: {name: stripped(each) for name, each in value.items()}
        if key in ("properties", "headers", "content") and isinstance(value, dict)
        else stripped(value)
        for key, value in node.items()
        if key not in WORDS
    }


def leaves(old: Any, new: Any, path: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """The smallest parts that differ. Lists of plain values are one part; `ABSENT` stands for what is not there."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*old, *new]):
            yield from leaves(old.get(key, ABSENT), new.get(key, ABSENT), (*path, key))
    elif isinstance(old, list) and isinstance(new, list) and any(isinstance(each, dict | list) for each in old + new):
        for index in range(max(len(old), len(new))):
            before = old[index] if index < len(old) else ABSENT
            after = new[index] if index < len(new) else ABSENT
            yield from leaves(before, after, (*path, str(index)))
    elif old != new or type(old) is not type(new):
        yield path, old, new


def value_findings(old: Json, new: Json, types: tuple[str, str], *, sent: bool, read: bool) -> Iterator[Finding]:
    """What changed between two schemas of one value.

    Args:
        types: What the value is in Python, before and now.
        sent: Whether users give the value.
        read: Whether users get the value.
    """
    changed = list(leaves(stripped(old), stripped(new)))
    retyped = relation(*types) != "same"
    if retyped:
        at = next((path for path, _, _ in changed if _is_typing(path)), ())
        yield replace(type_finding(*types, sent=sent, read=read), path=at)
    for path, before, after in changed:
        if not (retyped and (not path or _is_typing(path))):
            for each in _leaf_findings(path, before, after, sent=sent):
                yield replace(each, path=path)


def _is_typing(path: tuple[str, ...]) -> bool:
    return bool({"anyOf", "oneOf"} & set(path)) or path[-1:] in TYPING


def _leaf_findings(path: tuple[str, ...], before: Any, after: Any, *, sent: bool) -> Iterator[Finding]:
    key = path[-1] if path else ""
    if key in ENUMS and ABSENT in (before, after):
        text = "values are listed no more" if after is ABSENT else f"values are listed now: {shown(after)}"
        yield Finding("enum-changed", "wire", text)
    elif key in ENUMS:
        yield from _enum(before, after, sent=sent)
    elif key in RULES:
        yield _rule(path, before, after, sent=sent)
    elif key == "default" and sent:
        text = f"default became {told(after)} (was {told(before)})"
        comment = f"left out, it is {_plain(after)} now; it was {_plain(before)}"
        yield Finding("default-changed", "breaking", text, comment)
    elif key == "x-secret":
        yield secret_finding(after)
    elif key == "format":
        yield Finding("format-changed", "wire", f"format became {told(after)} (was {told(before)})")
    elif key != "x-date":
        yield _other(path, before, after)


def type_finding(old: str, new: str, *, sent: bool, read: bool) -> Finding:
    """A type that changed: what is sent must not get narrower, what is read must not get wider."""
    how = relation(old, new)
    breaks = how == "other" or (how == "narrower" and sent) or (how == "wider" and read)
    word = {"wider": "widened", "narrower": "narrowed"}.get(how, "changed")
    verb = "became" if how == "other" else f"{word} to"
    text = f"type {verb} {shown(new)} (was {shown(old)})"
    if how == "wider" and read:
        comment = f"can be {' or '.join(alternatives(old, new))} now"
    elif how == "narrower" and sent:
        comment = f"{' or '.join(alternatives(new, old))} is not accepted any more"
    else:
        comment = f"it is {new} now"
    if not breaks:
        return Finding(f"type-{word}", "additive", text)
    lost = alternatives(new, old)
    return Finding(f"type-{word}", "breaking", text, comment, sample(lost[0]) if lost else "")


def secret_finding(now: Any) -> Finding:
    if now is True:
        return Finding("secret-added", "wire", "is a secret now: shown as `***`")
    return Finding("secret-removed", "wire", "is no secret any more: shown as it is")


def _enum(old: list[Any], new: list[Any], *, sent: bool) -> Iterator[Finding]:
    for each in new:
        if each not in old:
            yield Finding("enum-value-added", "additive", f"value {shown(each)} was added")
    for each in old:
        if each not in new:
            effect: Effect = "breaking" if sent else "wire"
            comment = f"{_plain(each)} is no value any more" if sent else ""
            yield Finding("enum-value-removed", effect, f"value {shown(each)} was removed", comment, json.dumps(each))


def _rule(path: tuple[str, ...], old: Any, new: Any, *, sent: bool) -> Finding:
    label = ".".join(path)
    text = f"{label} became {told(new)} (was {told(old)})"
    if not sent:
        return Finding("rule-changed", "wire", text)
    more_is_more = RULES[path[-1]]
    if new is ABSENT:
        looser = True
    elif old is ABSENT or more_is_more is None or not (_is_number(old) and _is_number(new)):
        looser = False
    else:
        looser = (new > old) == more_is_more
    if looser:
        return Finding("rule-loosened", "additive", text)
    comment = f"refused before it is sent: {label} is {_plain(new)} now"
    return Finding("rule-tightened", "breaking", text, comment, _refused(path[-1], old, new))


def _refused(rule: str, old: Any, new: Any) -> str:
    """A number that a rule refuses now and did not refuse before."""
    if rule not in ("maximum", "minimum") or not _is_number(new):
        return ""
    return str(old) if _is_number(old) else str(new + 1 if rule == "maximum" else new - 1)


def _other(path: tuple[str, ...], old: Any, new: Any) -> Finding:
    label = ".".join(path) or "schema"
    return Finding("schema-changed", "wire", f"{shown(label)} became {told(new)} (was {told(old)})")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def told(value: object) -> str:
    """A value, or that there is none."""
    return "absent" if value is ABSENT else shown(value)


def _plain(value: object) -> str:
    return told(value).strip("`")
