"""Compares a decoded answer with its schema. What it finds says places, types and shapes, and no values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal, cast

import attrs

from lootlocker_api.types import parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._document import Core, Schema

Kind = Literal[
    "unknown_field",
    "missing_field",
    "other_type",
    "other_format",
    "new_value",
    "undocumented_status",
    "other_content_type",
    "not_json",
    "no_body",
    "unexpected_body",
    "not_successful",
]
LIST: Final = "[]"
ANY_KEY: Final = "{*}"
#: How deep an answer is looked at: no documented one is that deep, and a schema that contains itself has no end.
_DEEPEST: Final = 60
#: Names and enum values that a developer chose. Others (addresses, ids, tokens) may say something about a person. The
#: document's names have no capital at their beginning; people's have.
_PLAIN_NAME: Final = re.compile(r"[a-z_$][A-Za-z0-9_$-]{0,39}", re.ASCII)
_PLAIN_VALUE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}", re.ASCII)
_MOST_DIGITS: Final = 4
_LONGEST_DATE: Final = 40
#: Unknown members of one object beyond which their names are keys of a map and no members.
_MOST_NAMES: Final = 25
_RANGES: Final = {
    "int32": (-(2**31), 2**31 - 1),
    "int64": (-(2**63), 2**63 - 1),
    "uint32": (0, 2**32 - 1),
    "uint64": (0, 2**64 - 1),
}


@attrs.frozen
class Finding:
    """A difference between an answer and the document.

    Attributes:
        place: Where in the answer, as in `items[].asset.price`: `[]` is any element of a list, `{*}` any key of a map.
        documented: What the document says.
        came: What came, as a type or a shape.
        pointer: JSON pointer to what the document says, in the bundled document.
    """

    kind: Kind
    place: str
    documented: str
    came: str
    pointer: str


@attrs.define
class Coverage:
    """Which documented members came at all, by the pointer of their schema."""

    seen: dict[str, set[str]] = attrs.Factory(dict[str, "set[str]"])

    def note(self, core: Core, names: Mapping[str, object]) -> None:
        """An object of this schema came with these members."""
        self.seen.setdefault(core.home, set()).update(core.members.keys() & names.keys())


def place_of(path: list[str]) -> str:
    """The steps to a value as text."""
    text = ""
    for name in path:
        text += name if name == LIST or not text else f".{name}"
    return text


def _is_plain(text: str, form: re.Pattern[str]) -> bool:
    return form.fullmatch(text) is not None and sum(map(str.isdigit, text)) <= _MOST_DIGITS


def type_of(value: object) -> str:
    """The JSON type of a value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
        return "integer"
    if isinstance(value, float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def shape_of(value: object) -> str:
    """The type of a value; of a list also those of its elements."""
    kind = type_of(value)
    inner = sorted({type_of(item) for item in cast("list[object]", value)}) if isinstance(value, list) else []
    return f"array of {' or '.join(inner)}" if inner else kind


def _date_shape(text: str) -> str:
    """How a text is written that is no date: digits as 9, but nothing of what has words in it."""
    plain = len(text) <= _LONGEST_DATE and re.fullmatch(r"[0-9TZ:/. +-]*[0-9][0-9TZ:/. +-]*", text)
    return f"text like {re.sub('[0-9]', '9', text)}" if plain else "text that is no date"


def described(schema: Schema) -> str:
    """The types that a schema allows, in words."""
    core = schema.core
    if core.types is not None:
        return " or ".join(core.types)
    return " or ".join(dict.fromkeys(described(option) for option in core.options)) or "anything"


def _allows(schema: Schema, kind: str) -> bool:
    core = schema.core
    if core.types is not None:
        return kind in core.types or (kind == "integer" and "number" in core.types)
    return not core.options or any(_allows(option, kind) for option in core.options)


class Comparison:
    """Compares one answer; `found` is what differs, each thing once."""

    def __init__(self, coverage: Coverage | None = None) -> None:
        self.found: dict[Finding, None] = {}
        self._coverage = coverage
        self._path: list[str] = []

    def value(self, schema: Schema, value: object) -> None:
        """Compare a value and what is in it."""
        core = schema.core
        kind = type_of(value)
        if not _allows(schema, kind):
            self._note("other_type", described(schema), shape_of(value), schema.at)
            return
        if core.types is None and core.options:
            self._nearest(core.options, kind, value)
        if value is None or len(self._path) > _DEEPEST:
            return
        if isinstance(value, dict):
            self._object(core, cast("dict[str, object]", value))
        elif isinstance(value, list):
            if core.items is not None:
                for item in cast("list[object]", value):
                    self._below(LIST, core.items, item)
        else:
            self._scalar(core, value)

    def _below(self, name: str, schema: Schema, value: object) -> None:
        self._path.append(name)
        self.value(schema, value)
        self._path.pop()

    def _note(self, kind: Kind, documented: str, came: str, pointer: str, name: str | None = None) -> None:
        place = place_of(self._path if name is None else [*self._path, name])
        self.found[Finding(kind, place, documented, came, pointer)] = None

    def _nearest(self, options: list[Schema], kind: str, value: object) -> None:
        """Compare with the alternative that the value differs least from."""
        fitting = [option for option in options if _allows(option, kind)]
        if len(fitting) > 1:
            fitting.sort(key=lambda option: self._differences(option, value))
        self.value(fitting[0], value)

    def _differences(self, option: Schema, value: object) -> int:
        trial = Comparison()
        trial._path = [*self._path]
        trial.value(option, value)
        return len(trial.found)

    def _object(self, core: Core, value: dict[str, object]) -> None:
        if core.members and self._coverage is not None:
            self._coverage.note(core, value)
        for name, home in core.required.items():
            if name not in value:
                self._note("missing_field", "required", "nothing", home, name)
        unknown: list[str] = []
        for name, inner in value.items():
            if name in core.members:
                self._below(name, core.members[name], inner)
            elif core.others is not None:
                self._below(ANY_KEY, core.others, inner)
            elif not core.is_open:
                unknown.append(name)
        # One name that is none makes the object a map, whose keys may all be people's.
        are_names = len(unknown) <= _MOST_NAMES and all(_is_plain(name, _PLAIN_NAME) for name in unknown)
        for name in unknown:
            shown = name if are_names else ANY_KEY
            self._note("unknown_field", "no such field", shape_of(value[name]), core.home, shown)

    def _scalar(self, core: Core, value: Any) -> None:
        if core.values is not None and value not in core.values:
            listed = "one of " + ", ".join(str(each) for each in core.values)
            shown = isinstance(value, str) and _is_plain(value, _PLAIN_VALUE)
            came = value if shown else f"another {type_of(value)}"
            self._note("new_value", listed, came, core.home)
        if isinstance(value, str):
            if core.is_date and (value.isdigit() or parse_date(value) is None):
                self._note("other_format", "a date, ISO 8601 or RFC 2822", _date_shape(value), core.home)
            elif core.pattern is not None and not re.search(core.pattern, value):
                self._note("other_format", f"text of the form {core.pattern}", "text of another form", core.home)
        elif core.format in _RANGES and not isinstance(value, bool):
            least, most = _RANGES[core.format]
            if not least <= value <= most:
                came = "a negative number" if value < 0 else "a greater number"
                self._note("other_format", core.format, came, core.home)
