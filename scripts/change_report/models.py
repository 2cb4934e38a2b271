"""What changed in the models: the schemas of objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotations import identifier
from change_report.found import ALL, Found
from change_report.rows import Effect, Row, shown
from change_report.surface import Side
from change_report.values import ABSENT, WORDS, leaves, stripped, told, value_findings

Json = dict[str, Any]

#: Members of an object's schema that say which members go together.
TOGETHER = ("anyOf", "oneOf", "allOf", "not", "additionalProperties", "dependentRequired", "minProperties")


class Models:
    """Every model before and now. What is only the body of a call is told there, as the call's arguments."""

    def __init__(self, found: Found, before: Side, now: Side) -> None:
        self.found = found
        self.before, self.now = before, now

    def compare(self) -> None:
        old, new = self.before.models, self.now.models
        for name in old.keys() - new.keys():
            code = f"models.{name}  # there is no such model any more"
            place = self.before.place(("components", "schemas", name))
            row = Row("model-removed", "breaking", f"models.{name}", "was removed", code, place)
            self.found.add(row, (f"models.{name}", ALL))
        for name in new.keys() - old.keys():
            place = self.now.place(("components", "schemas", name))
            row = Row("model-added", "additive", f"models.{name}", "was added", "", place)
            self.found.add(row, (f"models.{name}", ALL))
        for name in old.keys() & new.keys():
            self.compare_one(name)

    def compare_one(self, name: str) -> None:
        sent = name in self.now.sent or name in self.before.sent
        read = name in self.now.read or name in self.before.read
        body = name in self.now.bodies and not read and not sent
        old, new = self.before.schemas[name], self.now.schemas[name]
        types = [
            {each["name"]: each["type"] for each in side.models[name]["members"]} for side in (self.before, self.now)
        ]
        members = [{identifier(key): (key, value) for key, value in each["properties"].items()} for each in (old, new)]
        before, after = members
        renamed = dict(_renamed(before, after))
        for member, now in renamed.items():
            comment = f"it is {now} now"
            text = f"field {member} was renamed to {now}"
            self.say("field-renamed", "breaking", name, member, text, self.place(name, after[now][0]), comment, body)
            self.explain(name, before[member][1], member, "breaking")
            self.explain(name, after[now][1], now, "additive")
        for member in before.keys() - after.keys() - renamed.keys():
            place = self.before.place(("components", "schemas", name, "properties", before[member][0]))
            comment = f"models.{name} has no {member} any more"
            self.say("field-removed", "breaking", name, member, f"field {member} was removed", place, comment, body)
            self.explain(name, before[member][1], member, "breaking")
        for member in after.keys() - before.keys() - set(renamed.values()):
            place = self.place(name, after[member][0])
            self.say("field-added", "additive", name, member, f"field {member} was added", place, "", body)
            self.explain(name, after[member][1], member, "additive")
        for member in before.keys() & after.keys():
            (old_key, old_value), (new_key, new_value) = before[member], after[member]
            place = self.place(name, new_key)
            if old_key != new_key:
                text = f"field {member} is {shown(new_key)} in JSON (was {shown(old_key)})"
                self.say("field-wire-name", "wire", name, member, text, place, "", body)
            self.compare_date(name, member, old_value, new_value, place)
            pair = (types[0][member], types[1][member])
            for each in value_findings(old_value, new_value, pair, sent=sent, read=read):
                text = f"field {member}: {each.text}"
                at = self.now.place(("components", "schemas", name, "properties", new_key, *each.path))
                self.say(f"field-{each.change}", each.effect, name, member, text, at, each.comment, body)
        self.compare_required(name, old, new, sent=sent)
        self.compare_together(name, old, new)
        for key in sorted((old.keys() | new.keys()) - {"properties", "required", *TOGETHER, *WORDS}):
            if old.get(key) != new.get(key):
                text = f"{key} became {told(new.get(key, ABSENT))} (was {told(old.get(key, ABSENT))})"
                place = self.now.place(("components", "schemas", name, key))
                self.found.add(Row("model-changed", "wire", f"models.{name}", text, "", place))
        if body:
            for member in {**before, **after}:
                self.found.explained.setdefault((f"models.{name}", member), "breaking")

    def explain(self, name: str, schema: Json, member: str, effect: Effect) -> None:
        """A field that came or went tells of its view as a date, too."""
        for detail in (member, *([f"{member}_datetime"] if schema.get("x-date") else [])):
            self.found.explained[f"models.{name}", detail] = effect

    def place(self, name: str, key: str) -> str:
        return self.now.place(("components", "schemas", name, "properties", key))

    def say(
        self, change: str, effect: Effect, name: str, member: str, text: str, place: str, comment: str, body: bool
    ) -> None:
        if body:
            return
        variable = identifier(name)
        code = f"{variable}.{member}  # {comment}" if effect == "breaking" and comment else ""
        self.found.add(Row(change, effect, f"models.{name}", text, code, place, member))

    def compare_date(self, name: str, member: str, old: Json, new: Json, place: str) -> None:
        if bool(old.get("x-date")) == bool(new.get("x-date")):
            return
        view = f"{member}_datetime"
        if new.get("x-date"):
            row = Row("date-added", "additive", f"models.{name}", f"{view} was added", "", place, view)
        else:
            code = f"{identifier(name)}.{view}  # there is no such view of {member} any more"
            row = Row("date-removed", "breaking", f"models.{name}", f"{view} was removed", code, place, view)
        self.found.add(row)

    def compare_required(self, name: str, old: Json, new: Json, *, sent: bool) -> None:
        """Members that a model must have when it is sent; what is read is taken as it comes."""
        if not sent:
            return
        before, after = set(old.get("required", [])), set(new.get("required", []))
        place = self.now.place(("components", "schemas", name, "required"))
        for key in sorted(after - before):
            member = identifier(key)
            needed = [f"{identifier(each)}=..." for each in sorted(before)]
            code = f"models.{name}({', '.join(needed)})  # {member} is required now"
            text = f"field {member} became required where the model is sent"
            self.found.add(Row("field-required", "breaking", f"models.{name}", text, code, place, member))
        for key in sorted(before - after):
            member = identifier(key)
            if key in new["properties"]:
                text = f"field {member} became optional where the model is sent"
                self.found.add(Row("field-optional", "additive", f"models.{name}", text, "", place, member))

    def compare_together(self, name: str, old: Json, new: Json) -> None:
        """Rules on the object as a whole. For what is sent they are checked before it is."""
        before, after = (
            {key: stripped(value) for key, value in each.items() if key in TOGETHER} for each in (old, new)
        )
        if before == after:
            return
        place = self.now.place(("components", "schemas", name, next(iter(after or before))))
        changed = ", ".join(sorted({path[0] for path, _, _ in leaves(before, after)}))
        looser = all(key in before and before[key] == value for key, value in after.items())
        users = [each for each in self.now.methods.values() if each.body_name == name]
        if name in self.now.sent:
            self.say_together(f"models.{name}", f"models.{name}(...)", changed, place, looser=looser)
        for user in users:
            self.say_together(user.name, user.call(), changed, place, looser=looser)
        if not users and name not in self.now.sent:
            text = f"{changed} changed; answers are taken as they come"
            self.found.add(Row("together-changed", "wire", f"models.{name}", text, "", place))

    def say_together(self, subject: str, call: str, changed: str, place: str, *, looser: bool) -> None:
        if looser:
            text = f"takes more fields together ({changed})"
            self.found.add(Row("together-loosened", "additive", subject, text, "", place))
        else:
            text = f"which fields go together changed ({changed})"
            code = f"{call}  # may be refused before it is sent"
            self.found.add(Row("together-changed", "breaking", subject, text, code, place))


def _renamed(before: dict[str, tuple[str, Json]], now: dict[str, tuple[str, Json]]) -> Iterator[tuple[str, str]]:
    """Fields that came back under another name: the only ones of their kind among those that went and came."""
    gone = {name: stripped(schema) for name, (_, schema) in before.items() if name not in now}
    came = {name: stripped(schema) for name, (_, schema) in now.items() if name not in before}
    for name, schema in gone.items():
        alike = [other for other, each in came.items() if each == schema]
        if len(alike) == 1 and list(gone.values()).count(schema) == 1:
            yield name, alike[0]
