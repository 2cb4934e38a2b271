"""What changed in the operations of the document."""

from __future__ import annotations

import re
from typing import Any

from change_report.annotation import relation
from change_report.arguments import Arguments
from change_report.found import ALL, Found
from change_report.rows import Effect, Row, shown
from change_report.surface import Method, Side
from change_report.values import ABSENT, leaves, stripped, told

Json = dict[str, Any]

#: Members of an operation that are compared by a rule of their own.
KNOWN = {
    *("operationId", "summary", "description", "tags", "x-evidence", "x-source", "x-retry", "x-pagination"),
    *("security", "parameters", "requestBody", "responses", "deprecated"),
}
RETRY = {
    "safe": "sent again after a timeout, a broken connection or a 5xx",
    "idempotent": "sent again after a timeout, a broken connection or a 5xx",
    "once": "never sent again if it may have been carried out",
}


class Operations:
    """Every operation before and now."""

    def __init__(self, found: Found, before: Side, now: Side) -> None:
        self.found = found
        self.before, self.now = before, now

    def compare(self) -> None:
        old, new = self.before.methods, self.now.methods
        renamed = self.renamed()
        for before, now in renamed.items():
            self.say_renamed(old[before], new[now])
            self.compare_one(old[before], new[now])
        for name in old.keys() - new.keys() - renamed.keys():
            self.say_removed(old[name])
        for name in new.keys() - old.keys() - set(renamed.values()):
            self.say_added(new[name])
        for name in old.keys() & new.keys():
            if old[name].name != new[name].name:
                self.say_renamed(old[name], new[name])
            self.compare_one(old[name], new[name])

    def renamed(self) -> dict[str, str]:
        """Operations with another operationId at the same method and path."""
        gone = {_spot(each): name for name, each in self.before.methods.items() if name not in self.now.methods}
        came = {_spot(each): name for name, each in self.now.methods.items() if name not in self.before.methods}
        return {name: came[spot] for spot, name in gone.items() if spot in came}

    def add(
        self, change: str, effect: Effect, method: Method, text: str, place: str, code: str = "", detail: str = ""
    ) -> None:
        twin = [(method.twin, detail)] if method.twin and detail else []
        self.found.add(Row(change, effect, method.name, text, code, place, detail or change), *twin)

    def explained(self, *methods: Method) -> list[tuple[str, str]]:
        return [(name, ALL) for each in methods for name in (each.name, each.twin) if name]

    def say_renamed(self, old: Method, new: Method) -> None:
        word = "renamed" if old.name.rpartition(".")[0] == new.name.rpartition(".")[0] else "moved"
        row = Row(
            f"operation-{word}",
            "breaking",
            old.name,
            f"was {word} to {new.name}",
            f"{old.call()}  # it is {new.name} now",
            self.now.place((*new.pointer, "operationId" if word == "renamed" else "tags")),
        )
        self.found.add(row, *self.explained(old, new))

    def say_removed(self, old: Method) -> None:
        code = f"{old.call()}  # there is no such method any more"
        row = Row("operation-removed", "breaking", old.name, "was removed", code, self.before.place(old.pointer))
        self.found.add(row, *self.explained(old))

    def say_added(self, new: Method) -> None:
        text = f"was added: {shown(f'{new.verb.upper()} {new.path}')}"
        row = Row("operation-added", "additive", new.name, text, "", self.now.place(new.pointer))
        self.found.add(row, *self.explained(new))

    def compare_one(self, old: Method, new: Method) -> None:
        self.compare_request(old, new)
        Arguments(self.found, (self.before, self.now), (old, new)).compare()
        self.compare_silent(old, new)
        self.compare_answer(old, new)
        self.compare_responses(old, new)
        self.compare_stated(old, new)

    def compare_request(self, old: Method, new: Method) -> None:
        place = self.now.place(new.pointer)
        if old.verb != new.verb:
            text = f"is sent as {new.verb.upper()} (was {old.verb.upper()})"
            self.add("method-changed", "wire", new, text, place)
        if _blank(old.path) != _blank(new.path):
            text = f"path became {shown(_sent(new.path))} (was {shown(_sent(old.path))})"
            self.add("path-changed", "wire", new, text, self.now.place(new.pointer[:2]))
        before, after = (_security(each, side) for each, side in self.pair(old, new))
        if before != after:
            at = self.now.place((*new.pointer, "security"))
            needed = [name for name in _schemes(after) if name not in _schemes(before)]
            text = f"needs {_named(after)} (was {_named(before)})"
            if needed:
                code = f"{old.call()}  # {' or '.join(needed)} is needed now"
                self.add("security-changed", "breaking", new, text, at, code)
            else:
                self.add("security-changed", "wire", new, text, at)
        if (old.body is None) != (new.body is None):
            text = "sends no body any more" if new.body is None else "sends a body now"
            self.add("body-changed", "wire", new, text, place)
        bodies = [self.request_body(each, side) for each, side in self.pair(old, new)]
        if bodies[0] != bodies[1] and all(bodies):
            text = f"body became {shown(bodies[1])} (was {shown(bodies[0])})"
            self.add("body-changed", "wire", new, text, self.now.place((*new.pointer, "requestBody")))

    def pair(self, old: Method, new: Method) -> tuple[tuple[Method, Side], tuple[Method, Side]]:
        return (old, self.before), (new, self.now)

    @staticmethod
    def request_body(method: Method, side: Side) -> Json:
        body = side.facts.resolve(method.spec["requestBody"]) if "requestBody" in method.spec else {}
        return {"types": sorted(body["content"]), "required": body.get("required", False)} if body else {}

    def compare_silent(self, old: Method, new: Method) -> None:
        """What the client sends by itself."""
        for name in {**old.silent, **new.silent}:
            before, after = old.silent.get(name), new.silent.get(name)
            given = after or before or {}
            label = f"{given['in']} {shown(given['name'])}"
            place = self.now.place(new.pointer)
            if before is None and name not in old.arguments:
                self.add("header-added", "wire", new, f"sends the {label}, filled in by the client", place)
            elif after is None and name not in new.arguments:
                self.add("header-removed", "wire", new, f"sends the {label} no more", place)
            elif before and after:
                for path, was, is_now in leaves(stripped(before), stripped(after)):
                    text = f"{label}: {'.'.join(path)} became {told(is_now)} (was {told(was)})"
                    self.add("header-changed", "wire", new, text, place)

    def compare_answer(self, old: Method, new: Method) -> None:
        before, after = old.facts["returned"], new.facts["returned"]
        how = relation(before, after)
        if how == "same":
            return
        text = f"answer became {shown(after)} (was {shown(before)})"
        place = self.now.place((*new.pointer, "responses"))
        keys = [(each, "returns") for each in (new.name, new.iterator) if each]
        keys += [(each.twin, ALL) for each in (old, new) if each.twin and old.twin != new.twin]
        if before == "None":
            self.found.add(Row("answer-added", "additive", new.name, text, "", place), *keys)
        else:
            code = f"answer = {old.call()}  # it is {after} now"
            self.found.add(Row("answer-changed", "breaking", new.name, text, code, place), *keys)

    def compare_responses(self, old: Method, new: Method) -> None:
        before, after = old.spec["responses"], new.spec["responses"]
        for status in {**before, **after}:
            label = "any other status" if status == "default" else f"status {status}"
            if status not in before:
                at = self.now.place((*new.pointer, "responses", status))
                self.add("status-added", "wire", new, f"{label} is documented now", at)
            elif status not in after:
                at = self.before.place((*old.pointer, "responses", status))
                self.add("status-removed", "wire", new, f"{label} is documented no more", at)
            else:
                at = self.now.place((*new.pointer, "responses", status))
                pair = (self.before.facts.resolve(before[status]), self.now.facts.resolve(after[status]))
                self.compare_response(new, status, label, pair, at)

    def compare_response(self, method: Method, status: str, label: str, pair: tuple[Json, Json], place: str) -> None:
        contents = [response.get("content", {}) for response in pair]
        kinds = [sorted(content) for content in contents]
        if kinds[0] != kinds[1]:
            was, comes = (shown(", ".join(kind) or "nothing") for kind in kinds)
            text = f"{label} comes as {comes} (was {was})"
            self.add("content-type-changed", "wire", method, text, place)
        for kind in set(kinds[0]) & set(kinds[1]):
            is_answer = status.startswith("2") and kind == "application/json"
            if not is_answer and stripped(contents[0][kind]) != stripped(contents[1][kind]):
                self.add("error-body-changed", "wire", method, f"{label} has another body", place)
        if stripped(pair[0].get("headers", {})) != stripped(pair[1].get("headers", {})):
            self.add("response-headers-changed", "wire", method, f"{label} has other headers", place)

    def compare_stated(self, old: Method, new: Method) -> None:
        before, after = old.spec, new.spec
        if before["x-retry"] != after["x-retry"]:
            text = f"retry class became {after['x-retry']} (was {before['x-retry']}): {RETRY.get(after['x-retry'], '')}"
            self.add("retry-changed", "wire", new, text, self.now.place((*new.pointer, "x-retry")))
        self.compare_pages(old, new)
        if bool(before.get("deprecated")) != bool(after.get("deprecated")):
            text = "is deprecated now" if after.get("deprecated") else "is deprecated no more"
            self.add("deprecated", "deprecated", new, text, self.now.place((*new.pointer, "deprecated")))
        if before["x-evidence"] != after["x-evidence"]:
            text = f"evidence became {after['x-evidence']} (was {before['x-evidence']})"
            self.add("evidence-changed", "words", new, text, self.now.place((*new.pointer, "x-evidence")))
        for key in sorted((before.keys() | after.keys()) - KNOWN):
            if before.get(key) != after.get(key):
                text = f"{key} became {told(after.get(key, ABSENT))} (was {told(before.get(key, ABSENT))})"
                self.add("operation-changed", "wire", new, text, self.now.place((*new.pointer, key)))

    def compare_pages(self, old: Method, new: Method) -> None:
        before, after = old.spec.get("x-pagination"), new.spec.get("x-pagination")
        if before == after:
            return
        place = self.now.place((*new.pointer, "x-pagination"))
        if before is None and new.iterator:
            row = Row("pagination-added", "additive", new.name, f"has pages: {new.iterator} was added", "", place)
            self.found.add(row, (new.iterator, ALL))
        elif after is None and old.iterator:
            loop = f"for item in {old.iterator}{old.call()[len(old.name) :]}:  # there is no such method any more"
            row = Row(
                "pagination-removed",
                "breaking",
                new.name,
                f"has no pages any more: {old.iterator} was removed",
                loop,
                place,
            )
            self.found.add(row, (old.iterator, ALL))
        else:
            for path, was, is_now in leaves(before, after):
                text = f"pagination: {'.'.join(path)} became {told(is_now)} (was {told(was)})"
                self.add("pagination-changed", "wire", new, text, place)


def _blank(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", _sent(path))


def _sent(path: str) -> str:
    return path.partition("#")[0]


def _spot(method: Method) -> tuple[str, str]:
    return method.verb, re.sub(r"\{[^}]*\}", "{}", method.path)


def _security(method: Method, side: Side) -> list[Json]:
    return [*(method.spec.get("security", side.document.get("security")) or [])]


def _schemes(security: list[Json]) -> list[str]:
    return [name for way in security[:1] for name in way]


def _named(security: list[Json]) -> str:
    return shown(", ".join(_schemes(security))) if _schemes(security) else "no key"
