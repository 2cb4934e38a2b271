"""What changed in the arguments of one operation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from change_report.annotation import sample
from change_report.found import Found
from change_report.rows import Effect, Row, shown
from change_report.surface import Argument, Method, Side
from change_report.values import Finding, leaves, secret_finding, stripped, told, value_findings

#: Members of a parameter that are compared by a rule of their own.
KNOWN = {"name", "in", "required", "schema"}


class Arguments:
    """The arguments of a method before and now.

    Attributes:
        subject: The method's name now.
    """

    def __init__(self, found: Found, sides: tuple[Side, Side], methods: tuple[Method, Method]) -> None:
        self.found = found
        self.before, self.now = sides
        self.old, self.new = methods
        self.subject = self.new.name

    def compare(self) -> None:
        old, new = self.old.arguments, self.new.arguments
        renamed = dict(self.renamed())
        for before, now in renamed.items():
            self.say_renamed(old[before], new[now])
            self.compare_values(old[before], new[now])
        for name in old.keys() - new.keys() - renamed.keys():
            self.say_removed(old[name])
        for name in new.keys() - old.keys() - set(renamed.values()):
            self.say_added(new[name])
        for name in old.keys() & new.keys():
            self.compare_values(old[name], new[name])
        order = [renamed.get(name, name) for name, each in old.items() if each.positional]
        kept = [name for name in order if name in new and new[name].positional]
        now_order = [name for name, each in new.items() if each.positional and name in kept]
        if kept != now_order:
            self.add(
                "parameter-order",
                "breaking",
                f"order of parameters became {', '.join(now_order)} (was {', '.join(kept)})",
                f"{self.old.call()}  # the first is {now_order[0]} now",
                self.now.place(new[now_order[0]].pointer),
                now_order[0],
            )

    def add(self, change: str, effect: Effect, text: str, code: str, place: str, *details: str) -> None:
        row = Row(change, effect, self.subject, text, code, place, details[0] if details else "")
        twin = self.new.twin
        keys = [(self.subject, detail) for detail in details]
        keys += [(twin, detail) for detail in details] if twin else []
        self.found.add(row, *keys)

    def renamed(self) -> Iterator[tuple[str, str]]:
        """Arguments that came back under another name: at the same place in the path, or the only ones of a kind."""
        gone = [each for name, each in self.old.arguments.items() if name not in self.new.arguments]
        came = [each for name, each in self.new.arguments.items() if name not in self.old.arguments]
        for before in gone:
            alike = [now for now in came if self.same_place(before, now)]
            rivals = [other for other in gone if alike and self.same_place(other, alike[0])]
            if len(alike) == 1 and len(rivals) == 1:
                yield before.name, alike[0].name

    def same_place(self, before: Argument, now: Argument) -> bool:
        if before.place != now.place:
            return False
        slot = _slot(self.old.path, before.wire)
        if slot == _slot(self.new.path, now.wire) and slot >= 0:
            return True
        same = stripped(before.schema) == stripped(now.schema)
        return same and before.required == now.required and before.type == now.type

    def say_renamed(self, before: Argument, now: Argument) -> None:
        if before.place == "path":
            given = [each.passed() for each in self.old.arguments.values() if each.positional and each is not before]
            code = f"{self.subject}({', '.join([*given, f'{before.name}={before.sample()}'])})"
        else:
            code = self.old.call(before.name)
        self.add(
            "parameter-renamed",
            "breaking",
            f"parameter {before.name} was renamed to {now.name}",
            f"{code}  # it is {now.name} now",
            self.now.place(now.pointer),
            now.name,
            before.name,
        )

    def say_removed(self, before: Argument) -> None:
        self.add(
            "parameter-removed",
            "breaking",
            f"parameter {before.name} was removed",
            f"{self.old.call(before.name)}  # there is no {before.name} any more",
            self.before.place(before.pointer),
            before.name,
        )

    def say_added(self, now: Argument) -> None:
        place = self.now.place(now.pointer)
        if now.required:
            code = f"{self.old.call()}  # {now.name} is required now"
            self.add("parameter-added", "breaking", f"required parameter {now.name} was added", code, place, now.name)
        else:
            self.add("parameter-added", "additive", f"parameter {now.name} was added", "", place, now.name)

    def compare_values(self, before: Argument, now: Argument) -> None:
        name, place = now.name, self.now.place(now.pointer)
        if before.required != now.required:
            word = "required" if now.required else "optional"
            code = f"{self.old.call()}  # {name} is required now" if now.required else ""
            effect: Effect = "breaking" if now.required else "additive"
            at = place if now.place == "body" else self.now.place((*now.pointer[:-1], "required"))
            self.add(f"parameter-{word}", effect, f"parameter {name} became {word}", code, at, name)
        if before.place != now.place:
            breaks = before.positional != now.positional
            self.add(
                "parameter-moved",
                "breaking" if breaks else "wire",
                f"parameter {name} travels in the {now.place} (before: in the {before.place})",
                f"{self.old.call(name)}  # {name} is passed {'by position' if now.positional else 'by name'} now"
                if breaks
                else "",
                place,
                name,
            )
        if before.wire != now.wire and before.name == now.name:
            text = f"parameter {name} is sent as {shown(now.wire)} (was {shown(before.wire)})"
            self.add("parameter-wire-name", "wire", text, "", place, name)
        for path, was, is_now in leaves(_beside(before), _beside(now)):
            if path == ("x-secret",):
                each = secret_finding(is_now)
            else:
                each = Finding("changed", "wire", f"{'.'.join(path)} became {told(is_now)} (was {told(was)})")
            self.add(f"parameter-{each.change}", each.effect, f"parameter {name}: {each.text}", "", place, name)
        for each in value_findings(before.schema, now.schema, (before.type, now.type), sent=True, read=False):
            value = before.quoted() if each.value == sample("str") else each.value
            given = self.old.call("" if each.change == "default-changed" else before.name, value)
            code = f"{given}  # {each.comment}" if each.effect == "breaking" else ""
            at = self.now.place((*_schema(now), *each.path))
            self.add(f"parameter-{each.change}", each.effect, f"parameter {name}: {each.text}", code, at, name)


def _beside(argument: Argument) -> Any:
    """What a parameter says beside what has a rule of its own."""
    return {key: value for key, value in stripped(argument.spec).items() if key not in KNOWN}


def _schema(argument: Argument) -> tuple[str, ...]:
    """Where an argument's schema is: a member of a body is one, a parameter holds one."""
    return argument.pointer if argument.place == "body" else (*argument.pointer[:-1], "schema")


def _slot(path: str, wire: str) -> int:
    parts = path.partition("#")[0].split("/")
    return parts.index(f"{{{wire}}}") if f"{{{wire}}}" in parts else -1
