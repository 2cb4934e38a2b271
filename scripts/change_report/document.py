"""What changed between two states of the document."""

from __future__ import annotations

import re
from typing import Any

from annotations import identifier
from change_report.found import ALL, Found
from change_report.models import Models
from change_report.operations import Operations
from change_report.places import Places
from change_report.rows import Row
from change_report.surface import Side
from change_report.values import ABSENT, WORDS, Leaf, leaves, stripped, told

Json = dict[str, Any]


class Comparison:
    """The document before and now, and the Python API that goes with each.

    Attributes:
        renamed: Schemas that have another name now.
    """

    def __init__(self, before: Json, now: Json, places: tuple[Places | None, Places | None] = (None, None)) -> None:
        self.found = Found()
        self.renamed = _renamed_schemas(before, now)
        self.raw = (before, now)
        self.before = Side(_with_names(before, self.renamed), places[0], " at BASE")
        self.now = Side(now, places[1])

    def compare(self) -> Found:
        for old, new in self.renamed.items():
            place = self.now.place(("components", "schemas", new))
            code = f"models.{old}  # it is models.{new} now"
            row = Row("model-renamed", "breaking", f"models.{old}", f"was renamed to models.{new}", code, place)
            self.found.add(row, (f"models.{old}", ALL), (f"models.{new}", ALL))
        Operations(self.found, self.before, self.now).compare()
        Models(self.found, self.before, self.now).compare()
        self.compare_groups()
        changes = list(leaves(self.before.document, self.now.document))
        self.compare_rest([leaf for leaf in changes if not _is_word(leaf[0])])
        self.compare_words([leaf for leaf in changes if _is_word(leaf[0])])
        return self.found

    def compare_groups(self) -> None:
        before, now = (set(side.groups().values()) for side in (self.before, self.now))
        for name in before - now:
            row = Row("group-removed", "breaking", name, "was removed", f"{name}  # there is no such group any more")
            self.found.add(row, (name, ALL))
        for name in now - before:
            self.found.add(Row("group-added", "additive", name, "was added"), (name, ALL))

    def compare_rest(self, changes: list[Leaf]) -> None:
        """What belongs to no operation and no model."""
        for path, old, new in changes:
            match path:
                case ["paths", *_] | ["components", "schemas" | "parameters" | "responses" | "examples", *_]:
                    if not self.is_seen(path):
                        self.say("document-changed", "wire", "/".join(path[:3]), path, old, new)
                case ["components", "securitySchemes", name, *_]:
                    self.say("security-scheme-changed", "wire", f"security scheme {name}", path, old, new)
                case ["servers", *_]:
                    self.say("server-changed", "wire", "servers", path, old, new)
                case ["info", "version"]:
                    self.say("document-version", "words", "document", path, old, new)
                case ["security", *_] | ["tags", *_] | ["info", *_] | ["openapi"]:
                    self.say("document-words", "words", "document", path, old, new)
                case _:
                    self.say("document-changed", "wire", "document", path, old, new)

    def is_seen(self, path: tuple[str, ...]) -> bool:
        """Whether the part belongs to an operation or a model, whose rules look at every part of them."""
        match path:
            case ["paths", _, *_] | ["components", "parameters" | "responses" | "examples", *_]:
                return True
            case ["components", "schemas", name, *_]:
                return name in self.before.models or name in self.now.models
            case _:
                return False

    def say(self, change: str, effect: Any, subject: str, path: tuple[str, ...], old: Any, new: Any) -> None:
        keep = {"servers": 1, "components": 3}.get(path[0], 0)
        label = ".".join(path[keep:]) or path[0]
        place = self.now.place(path) if new is not ABSENT else self.before.place(path)
        self.found.add(Row(change, effect, subject, f"{label} became {told(new)} (was {told(old)})", "", place, label))

    def compare_words(self, changes: list[Leaf]) -> None:
        """One row for the words of each operation, model, parameter or response."""
        places: dict[str, str] = {}
        words: dict[str, dict[str, None]] = {}
        names = {(method.path, method.verb): method.name for method in self.now.methods.values()}
        for path, _, _ in changes:
            subject, known = self.owner(path, names), next(key for key in reversed(path) if key in WORDS)
            if known != "x-evidence" or path[0] != "paths":
                words.setdefault(subject, {})[known] = None
                places.setdefault(subject, self.now.place(path))
        for subject, keys in words.items():
            text = f"{', '.join(key.removeprefix('x-') for key in keys)} changed"
            self.found.add(Row("words-changed", "words", subject, text, "", places[subject]))

    def owner(self, path: tuple[str, ...], names: dict[tuple[str, str], str]) -> str:
        match path:
            case ["paths", key, verb, *_] if (key, verb) in names:
                return names[key, verb]
            case ["paths", key, *_] if any(known == key for known, _ in names):
                return next(name for (known, _), name in names.items() if known == key)
            case ["components", "schemas", name, *_]:
                return f"models.{name}"
            case ["components", kind, name, *_]:
                return f"{kind} {name}"
            case _:
                return "document"


def _is_word(path: tuple[str, ...]) -> bool:
    """Whether only people read this part. A property may be called `description`."""
    return any(key in WORDS and above != "properties" for above, key in zip(("", *path), path, strict=False))


def _renamed_schemas(before: Json, now: Json) -> dict[str, str]:
    """Schemas that are gone, each with the one that came with the same content, where there is exactly one of both."""
    old, new = (each.get("components", {}).get("schemas", {}) for each in (before, now))
    gone = {name: _content(schema, name) for name, schema in old.items() if name not in new}
    came = {name: _content(schema, name) for name, schema in new.items() if name not in old}
    found: dict[str, str] = {}
    for name, content in gone.items():
        alike = [other for other, each in came.items() if each == content]
        if len(alike) == 1 and list(gone.values()).count(content) == 1:
            found[name] = alike[0]
    return found


def _content(schema: Any, name: str) -> Any:
    """A schema without words; a reference to itself keeps its meaning under another name."""
    return _with_references(stripped(schema), {name: ""})


def _with_names(document: Json, renamed: dict[str, str]) -> Json:
    if not renamed:
        return document
    found: Json = _with_references(document, renamed)
    schemas = found["components"]["schemas"]
    found["components"]["schemas"] = {renamed.get(name, name): schema for name, schema in schemas.items()}
    return found


def _with_references(node: Any, renamed: dict[str, str]) -> Any:
    if isinstance(node, list):
        return [_with_references(each, renamed) for each in node]
    if isinstance(node, dict):
        return {
            key: _reference(value, renamed) if key == "$ref" else _with_references(value, renamed)
            for key, value in node.items()
        }
    return node


def _reference(value: Any, renamed: dict[str, str]) -> Any:
    folder, _, name = str(value).rpartition("/")
    return f"{folder}/{renamed[name]}" if folder == "#/components/schemas" and name in renamed else value


def renamed_api(text: str, renamed: dict[str, str]) -> str:
    """The dump of the Python API before, with the models' names of now."""
    for old, new in renamed.items():
        text = text.replace(f"lootlocker_api.models.{identifier(old)}.", f"lootlocker_api.models.{identifier(new)}.")
        text = re.sub(rf"\b{re.escape(old)}\b", new, text)
    return text
