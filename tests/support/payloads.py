"""Hostile payloads for models, and what must hold for each of them."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

import attrs
from hypothesis import strategies as st

from lootlocker import models
from lootlocker_api.types import Model

Json = dict[str, Any]

#: Keys that would break an object that takes a payload for its attributes: its own names, Python's, and odd ones.
NASTY_KEYS = sorted(
    {
        *dir(models.Asset),
        *dir(models.Session),
        "__array__",
        "__bool__",
        "__call__",
        "__contains__",
        "__del__",
        "__delattr__",
        "__float__",
        "__fspath__",
        "__get__",
        "__getattr__",
        "__getnewargs_ex__",
        "__getstate__",
        "__html__",
        "__index__",
        "__len__",
        "__rich_repr__",
        "__setstate__",
        "",
        " ",
        ".",
        "class",
        "self",
        "key with spaces",
        "\x00",
        chr(0xD800),
        chr(0xDFFF),
        "\U0001f600",
        "ключ",
    }
)


def all_models() -> list[type[Model]]:
    return [getattr(models, name) for name in dir(models)]


def text_of(value: object) -> str:
    """JSON text by which two values are compared: 1, 1.0 and true differ, and so does another order of keys."""
    return json.dumps(value)


def readable(model: type[Model]) -> list[str]:
    """Every attribute that the model documents: members and parsed dates."""
    members = [field.name for field in attrs.fields(cast("Any", model))]
    return [*members, *(name for name, value in vars(model).items() if isinstance(value, property))]


def walk(value: object) -> int:
    """Read every attribute of every model in `value`.

    Returns:
        How many models there are.
    """
    seen = 0
    left = [value]
    while left:
        here = left.pop()
        if isinstance(here, Model):
            seen += 1
            left += [getattr(here, name) for name in readable(type(here))]
        elif isinstance(here, list):
            left += here
        elif isinstance(here, dict):
            left += here.values()
    return seen


def assert_kept(model: type[Model], payload: Json) -> None:
    """A payload goes in, every way of looking at it works, and it comes out as it was."""
    text = text_of(payload)
    instance = model.adopt(json.loads(text))
    _assert_same(instance, model, text)
    walk(instance)
    _assert_same(instance, model, text)
    assert instance == model.adopt(json.loads(text))
    assert instance == model.from_dict(payload)
    assert text_of(payload) == text


def _assert_same(instance: Model, model: type[Model], text: str) -> None:
    assert type(instance) is model
    assert isinstance(instance, model)
    assert text_of(instance.to_dict()) == text
    assert text_of(json.loads(instance.to_json())) == text
    assert repr(instance).startswith(f"{model.__name__}(")
    assert str(instance) == format(instance) == repr(instance)
    assert instance
    dir(instance)
    for other in _copies(instance):
        assert type(other) is model
        assert other is not instance
        assert other == instance
        assert text_of(other.to_dict()) == text


def _copies(instance: Model) -> Iterator[Model]:
    yield copy.copy(instance)
    yield copy.deepcopy(instance)
    for protocol in (2, pickle.HIGHEST_PROTOCOL):
        yield pickle.loads(pickle.dumps(instance, protocol))


def nested(levels: int, *, lists: bool) -> Any:
    value: Any = {"end": 0}
    for _ in range(levels):
        value = [value] if lists else {"in": value}
    return value


def nested_asset(levels: int) -> Json:
    """A package that holds a package that holds ...; each level is three levels of JSON."""
    asset: Json = {"id": 0, "name": "innermost"}
    for level in range(1, levels):
        asset = {"id": level, "package_contents": [{"asset": asset, "quantity": 1}]}
    return asset


_TEXT = st.text(st.characters(exclude_categories=()), max_size=8)
_KEYS = st.one_of(st.sampled_from(NASTY_KEYS), _TEXT)
_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([0, -1, 2**63 - 1, 2**63, 2**64 - 1, 2**64, -(2**63), 10**40]),
    st.floats(allow_nan=False, allow_infinity=False),
    _TEXT,
    st.sampled_from(["", "2024-07-09T12:39:39Z", "Tue, 09 Jul 2024 12:39:39 +0000", "steam", "brand_new_value"]),
)
#: Any JSON value, with keys and texts that are awkward for Python.
any_json = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=6,
).map(lambda value: json.loads(json.dumps(value)))  # as JSON has it: two halves of a surrogate pair are one character


def _member(field: attrs.Attribute[Any], levels: int) -> st.SearchStrategy[Any]:
    name = field.metadata.get("model")
    if not name or not levels:
        return any_json
    child = _payloads(name, levels - 1)
    shape = field.metadata["shape"]
    if shape == "list":
        return st.one_of(any_json, st.lists(st.one_of(child, _SCALARS), max_size=3))
    if shape == "map":
        return st.one_of(any_json, st.dictionaries(_KEYS, child, max_size=3))
    return st.one_of(any_json, child)


def payloads(model: type[Model]) -> st.SearchStrategy[Json]:
    """Payloads of a model: some of its keys with fitting or unfitting values, and keys that nobody documented."""
    return _payloads(model.__name__, 2)


@cache
def _payloads(name: str, levels: int) -> st.SearchStrategy[Json]:
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(getattr(models, name))
    members = {field.metadata.get("key") or field.name: _member(field, levels) for field in fields}
    documented = st.lists(st.sampled_from(sorted(members)), max_size=4, unique=True).flatmap(
        lambda keys: st.fixed_dictionaries({key: members[key] for key in keys})
    )
    unknown = st.dictionaries(_KEYS, any_json, max_size=3)
    both = st.tuples(documented, unknown).map(lambda parts: {**parts[1], **parts[0]})
    return both.map(lambda payload: json.loads(json.dumps(payload)))


@st.composite
def changed(draw: st.DrawFn, example: Json) -> Json:
    """The example with some of its values replaced by any JSON, keys taken out or put in."""
    result: Json = copy.deepcopy(example)
    for _ in range(draw(st.integers(1, 4))):
        places = list(_places(result))
        if not places:
            break
        holder, key = places[draw(st.integers(0, len(places) - 1))]
        match draw(st.sampled_from(["replace", "remove", "add"])):
            case "replace":
                holder[key] = draw(any_json)
            case "remove":
                del holder[key]
            case _ if isinstance(holder, dict):
                holder[draw(_KEYS)] = draw(any_json)
            case _:
                holder.insert(key, draw(any_json))
    return cast("Json", json.loads(json.dumps(result)))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(pairs):
        yield value, key
        yield from _places(inner)


__all__ = [
    "NASTY_KEYS",
    "Json",
    "all_models",
    "any_json",
    "assert_kept",
    "changed",
    "nested",
    "nested_asset",
    "payloads",
    "readable",
    "text_of",
    "walk",
]
