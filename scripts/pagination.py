"""What an operation's x-pagination names, is it there, and how it is told to the generated client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from annotations import identifier, python_type

Json = dict[str, Any]

#: What each kind has to give and may give besides: parameters, dotted paths within the answer, a member of the items.
WANTED = {
    "after": ("items", "cursor", "limit", "after"),
    "last": ("items", "cursor", "after"),
    "cursor": ("items", "after", "next"),
    "page": ("items", "page", "next"),
}
OPTIONAL = {"after": ("total",)}
PARAMETERS = ("limit", "after", "page")


class Pages:
    """How the pages of one operation follow each other, or why they can't.

    Args:
        rule: The operation's x-pagination.
        answer: The schema of a page.
        arguments: Of the operation, each with its name on the wire.
        resolve: Gives the schema that a reference leads to.
    """

    def __init__(self, rule: object, answer: Json, arguments: list[Json], resolve: Callable[[Json], Json]) -> None:
        self.rule: Json = rule if isinstance(rule, dict) else {}
        self.resolve = resolve
        self.answer = answer
        self.every = arguments
        self.arguments = {each["wire"]: each for each in arguments if not each["body"]}

    @property
    def after(self) -> str:
        """The parameter that takes a cursor, as it is called on the wire."""
        after: str = self.rule["page" if self.rule["kind"] == "page" else "after"]
        return after

    def problem(self) -> str:
        """What is wrong with the rule, as the end of a sentence about it; empty if nothing is."""
        rule, kind = self.rule, self.rule.get("kind")
        wanted = WANTED.get(kind, WANTED["after"]) if isinstance(kind, str) else WANTED["after"]
        if any(not isinstance(rule.get(name), str) for name in ("kind", *wanted)):
            return f" has to give {', '.join(('kind', *wanted))} as text"
        if kind not in WANTED:
            return f": kind {kind!r} is not known"
        for name in (*wanted, *OPTIONAL.get(kind, ("limit", "total"))):
            if name in rule and (missing := self.missing(name, rule[name])):
                return f": {name} is {rule[name]!r}, and there is no such {missing}"
        if kind == "page" and self.cursor_type != "int":
            return f": page is {self.after!r}, and that is no whole number"
        return ""

    def missing(self, name: str, value: str) -> str:
        """What something names that isn't there; empty if it is."""
        if name in PARAMETERS:
            return "" if value in self.arguments else "parameter"
        if name == "cursor":
            items = self.member(self.answer, self.rule["items"]) or {}
            return "" if self.member(items.get("items", {}), value) is not None else "member of an item"
        found: Json | None = self.answer
        for part in [value] if name == "items" else value.split("."):
            found = None if found is None else self.member(found, part)
        return "" if found is not None else "member of the answer"

    def member(self, schema: Json, name: str) -> Json | None:
        """A property of an object's schema, or of one of its alternatives."""
        schema = self.resolve(schema)
        if name in schema.get("properties", {}):
            return self.resolve(schema["properties"][name])
        choices = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
        return next((found for each in choices if (found := self.member(each, name)) is not None), None)

    @property
    def cursor_type(self) -> str:
        """What a cursor is in Python."""
        kinds = self.arguments[self.after]["type"].split(" | ")
        return " | ".join(each for each in kinds if not each.startswith(("None", "Unset")))

    @property
    def code(self) -> str:
        """The rule as the generated operation states it."""
        rule, items = self.rule, self.rule["items"]
        parts: Json = {} if rule["kind"] == "after" else {"kind": rule["kind"]}
        parts["items"] = items
        parts |= {"member": identifier(items)} if identifier(items) != items else {}
        parts |= {name: rule[name] for name in ("cursor", "next") if name in WANTED[rule["kind"]]}
        parts |= {"limit": self.arguments[rule["limit"]]["name"]} if "limit" in rule else {}
        parts["after"] = self.arguments[self.after]["name"]
        parts |= {"total": rule["total"]} if "total" in rule else {}
        return f"Pagination({', '.join(f'{key}={value!r}' for key, value in parts.items())})"

    def facts(self, model: str) -> Json:
        """What the template of the iterator needs."""
        items = self.answer["properties"][self.rule["items"]]
        item = python_type(self.resolve(items).get("items", {}), "models.")
        kinds = [item, f"models.{model}", *([self.cursor_type] if self.cursor_type != "int" else [])]
        return {
            "pager": f"Pager[{', '.join(kinds)}]",
            "iter_after": self.arguments[self.after]["name"],
            "iter_arguments": [_nullable(each, self.after) for each in self.every],
        }


def _nullable(argument: Json, name: str) -> Json:
    """The argument, if it is called so, as one that also takes None: what a pager's cursor is before the first item."""
    if argument["wire"] != name:
        return argument
    return argument | {"type": argument["type"].replace(" | Unset =", " | Unset | None =")}
