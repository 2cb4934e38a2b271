"""How each peer makes objects of a page's bytes and bytes of the objects."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any

from . import ours
from .peers import PeerError, load
from .walk import Walk, every_field, read_five, read_five_of_dict

ROOT_MODEL = "InventoryResponse"
OURS = "lootlocker"
OURS_FAST = "lootlocker[fast]"


@dataclass
class Reader:
    """One way to read a page.

    Attributes:
        model: The class of a schema by its name; None for plain dicts.
    """

    name: str
    decode: Callable[[bytes], Any]
    encode: Callable[[Any], bytes]
    model: Callable[[str], Any] | None = None

    @property
    def five(self) -> Walk:
        return read_five_of_dict if self.model is None else read_five

    def every(self, document: dict[str, Any]) -> Walk:
        """Reads every field; see `walk.every_field`."""
        return every_field(document, ROOT_MODEL, self._name_of if self.model else None)

    def _name_of(self, schema: str, key: str) -> str:
        assert self.model is not None
        known: set[str] = set()
        for each in self.model(schema).__mro__:
            known |= {*vars(each).get("__annotations__", ()), *vars(each)}
        for name in (key, f"{key}_", f"field_{key}"):
            if name in known and name.isidentifier():
                return name
        raise PeerError(f"{schema} has no attribute for {key!r}")


def _json() -> Reader:
    return Reader("json.loads", json.loads, lambda value: json.dumps(value).encode())


def _orjson() -> Reader:
    orjson = load("orjson")
    return Reader("orjson.loads", orjson.loads, orjson.dumps)


def _stock() -> Reader:
    models = load("peer_stock.models")
    page = getattr(models, ROOT_MODEL)
    return Reader(
        "openapi-python-client (stock)",
        lambda content: page.from_dict(json.loads(content)),
        lambda value: json.dumps(value.to_dict()).encode(),
        lambda name: getattr(models, name),
    )


def _openapi_generator() -> Reader:
    models = load("peer_openapi_generator.models")
    page = getattr(models, ROOT_MODEL)
    return Reader(
        "openapi-generator (python)",
        lambda content: page.from_json(content),
        lambda value: value.to_json().encode(),
        lambda name: getattr(models, name),
    )


def _pydantic(module: str, name: str) -> Reader:
    models = load(module)
    page = getattr(models, ROOT_MODEL)
    return Reader(
        name,
        page.model_validate_json,
        lambda value: value.model_dump_json(exclude_unset=True).encode(),
        lambda each: getattr(models, each),
    )


def _stainless() -> Reader:
    models = load("peer_stainless")
    page = getattr(models, ROOT_MODEL)
    return Reader(
        "Stainless-style construct (openai)",
        lambda content: page.construct(**json.loads(content)),
        lambda value: value.to_json(indent=None).encode(),
        lambda name: getattr(models, name),
    )


def _msgspec() -> Reader:
    models, msgspec = load("peer_msgspec"), load("msgspec")
    decoder = msgspec.json.Decoder(getattr(models, ROOT_MODEL))
    encoder = msgspec.json.Encoder()
    return Reader("msgspec.Struct", decoder.decode, encoder.encode, lambda name: getattr(models, name))


def _is_mixed(kind: Any) -> bool:
    """A union of more than a type and None, which cattrs wants told."""
    return isinstance(kind, UnionType) and len(set(kind.__args__) - {NoneType}) > 1


def _structure_mixed(converter: Any, kind: Any) -> Callable[[Any, Any], Any]:
    """An object is the union's class, if it has one; everything else stays as it came."""
    model = next((each for each in kind.__args__ if hasattr(each, "__attrs_attrs__")), None)
    structure = converter.get_structure_hook(model) if model else None
    if structure is None:
        return lambda value, _: value
    return lambda value, _: structure(value, model) if isinstance(value, dict) else value


def _cattrs() -> Reader:
    models, preconf = load("peer_cattrs"), load("cattrs.preconf.orjson")
    converter = preconf.make_converter(omit_if_default=True)
    converter.register_structure_hook_factory(_is_mixed, lambda kind: _structure_mixed(converter, kind))
    page = getattr(models, ROOT_MODEL)
    return Reader(
        "attrs + cattrs + orjson",
        lambda content: converter.loads(content, page),
        converter.dumps,
        lambda name: getattr(models, name),
    )


def _ours(name: str) -> Reader:
    from lootlocker import models

    return Reader(name, ours.page_reader(), ours.encode, lambda each: getattr(models, each))


PEERS: dict[str, Callable[[], Reader]] = {
    "json.loads": _json,
    "orjson.loads": _orjson,
    "pydantic v2": lambda: _pydantic("peer_pydantic", "pydantic v2"),
    "pydantic v2, extra='allow'": lambda: _pydantic("peer_pydantic_keeping", "pydantic v2, extra='allow'"),
    "msgspec.Struct": _msgspec,
    "attrs + cattrs + orjson": _cattrs,
    "openapi-generator (python)": _openapi_generator,
    "Stainless-style construct (openai)": _stainless,
    "openapi-python-client (stock)": _stock,
}
#: Beside which the fast variant is measured, and everything in a quick run: the rest is slower than these.
FEW_PEERS = ("json.loads", "orjson.loads", "pydantic v2", "msgspec.Struct", "attrs + cattrs + orjson")


def readers(content: bytes, *, fast: bool, few: bool, absent: dict[str, str]) -> list[Reader]:
    """All that can read this page, ours last; who can't is put into `absent` with the reason."""
    found: list[Reader] = []
    for name, make in PEERS.items():
        if few and name not in FEW_PEERS:
            continue
        try:
            reader = make()
            reader.five(reader.decode(content))
        except Exception as error:  # each peer has errors of its own
            absent[name] = f"{error}" if isinstance(error, PeerError) else f"{type(error).__name__}: {error}"[:300]
        else:
            found.append(reader)
    ours.choose_json(fast=fast)
    found.append(_ours(OURS_FAST if fast else OURS))
    return found
