# Generated from openapi/ by `make generate`. Do not edit.
"""The base of all models: attrs classes over the decoded JSON itself.

A model's instance dict *is* the decoded JSON object. So nothing is lost: unknown keys, values of another type and unknown enum values stay
as they came, and encoding gives back what came in. A member that is itself a model is converted when it is first read.
"""

from __future__ import annotations

import json
import os
import threading
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar, cast, final

import attrs

from .codec import dumps

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self

F = TypeVar("F")
M = TypeVar("M", bound="Model")


@final
class Unset:
    """The type of `UNSET`: absent, as opposed to None. It is falsy and there is one of it."""

    __slots__ = ()
    _instance: ClassVar[Unset | None] = None

    def __new__(cls) -> Unset:
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    if not TYPE_CHECKING:  # a checker would let every name pass

        def __getattr__(self, name: str) -> Any:
            raise AttributeError(
                f"there is no {name!r} of a member that the server left out (UNSET); test `'member' in model`"
            )

    def __reduce__(self) -> tuple[type[Unset], tuple[()]]:
        return (Unset, ())


#: Typed Any so that `hero.name is UNSET` is legal for a checker whatever the documented type of the member is.
UNSET: Final[Any] = Unset()


def encode(value: object) -> object:
    """The hook for `json.dumps(default=...)`: a model is its JSON object."""
    if isinstance(value, Model):
        return value.__dict__
    raise TypeError(f"{type(value).__name__} can't be sent as JSON")


def _plain(value: object) -> object:
    """The same as dicts and lists without any model, however deep: no recursion."""
    top: list[Any] = [value]
    open_: list[tuple[Any, Any]] = [(top, 0)]
    while open_:
        holder, key = open_.pop()
        inner: Any = holder[key]
        if isinstance(inner, Model):
            inner = inner.__dict__
        if isinstance(inner, dict):
            copy: Any = dict(inner)
            open_ += [(copy, each) for each in copy]
        elif isinstance(inner, (list, tuple)):
            copy = list(inner)
            open_ += [(copy, each) for each in range(len(copy))]
        else:
            continue
        holder[key] = copy
    return top[0]


def _text(value: object) -> str:
    """The JSON text of a value that may hold models."""
    try:
        return json.dumps(value, default=encode, separators=(",", ":"))
    except RecursionError:  # models within models cost several levels each
        return json.dumps(_plain(value), separators=(",", ":"))


def _bytes(value: object) -> bytes:
    """The same in UTF-8, the fastest way there is."""
    try:
        return dumps(value, encode)
    except RecursionError:
        return dumps(_plain(value), encode)


def parse_date(value: object) -> datetime | None:
    """Read a date in either of the two formats that LootLocker sends, ISO 8601 or RFC 2822.

    Returns:
        The moment, with the offset that the text gives, or None for anything that is not such a date.
    """
    if not isinstance(value, str):
        return None
    from email.utils import parsedate_to_datetime

    from dateutil.parser import isoparse

    for parse in (isoparse, parsedate_to_datetime):
        try:
            return parse(value)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None


class _Guarded:
    """A method that a payload's key of the same name can't shadow: a data descriptor goes before the instance dict."""

    __slots__ = ("_function",)

    def __init__(self, function: Any) -> None:
        self._function = function

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        return self._function.__get__(instance, owner)

    def __set__(self, instance: object, value: object) -> None:
        raise AttributeError("a method of a model can't be replaced; read a key of that name with model[key]")


def _guarded(function: F) -> F:
    return cast("F", _Guarded(function))


class _Member:
    """A member whose Python name is not its JSON key."""

    __slots__ = ("key",)

    def __init__(self, key: str) -> None:
        self.key = key

    def __get__(self, instance: Model | None, owner: type | None = None) -> Any:
        return self if instance is None else instance.__dict__.get(self.key, UNSET)

    def __set__(self, instance: Model, value: object) -> None:
        instance.__dict__[self.key] = value

    def __delete__(self, instance: Model) -> None:
        instance.__dict__.pop(self.key, None)


#: Held while a member is converted, so that two threads reading it first see one object.
_converting = threading.Lock()


def _after_fork() -> None:
    """Another thread of the parent may have held the lock, and nobody here would give it back."""
    global _converting
    _converting = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


class _Models(list[Any]):
    """A list whose objects were converted; a type of its own, so that one look tells."""

    __slots__ = ()


class _ModelMap(dict[str, Any]):
    """A map whose objects were converted."""

    __slots__ = ()


_new: Final = object.__new__


def _adopted(model: type[M], data: dict[str, Any]) -> M:
    instance = _new(model)
    _adopt(instance, data)
    return instance


class _Child(_Member):
    """A member that holds a model. Sibling models are reached by name when first needed, since they form cycles."""

    __slots__ = ("_model", "_name")

    def __init__(self, key: str, name: str) -> None:
        self.key = key
        self._name = name
        self._model: type[Model] | None = None

    def __get__(self, instance: Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        value = instance.__dict__.get(self.key, UNSET)
        return self._converted(instance.__dict__) if type(value) is dict else value

    def _find_model(self) -> type[Model]:
        from . import models

        self._model = found = cast("type[Model]", getattr(models, self._name))
        return found

    def _converted(self, data: dict[str, Any]) -> Any:
        """The value, converted by whoever comes first."""
        key, model = self.key, self._model or self._find_model()
        with _converting:
            value: Any = data[key]
            if type(value) is dict:
                child = _new(model)
                _adopt(child, value)
                data[key] = value = child  # only now: others read without the lock
        return value


class _Children(_Child):
    """A member that holds a list of models."""

    __slots__ = ()

    def __get__(self, instance: Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        value = instance.__dict__.get(self.key, UNSET)
        return self._converted(instance.__dict__) if type(value) is list else value

    def _converted(self, data: dict[str, Any]) -> Any:
        key, model = self.key, self._model or self._find_model()
        with _converting:
            value: Any = data[key]
            if type(value) is list:
                made = _Models(value)
                for index, item in enumerate(made):
                    if type(item) is dict:
                        made[index] = child = _new(model)
                        _adopt(child, item)
                data[key] = value = made
        return value


class _ChildMap(_Child):
    """A member that holds models by free keys."""

    __slots__ = ()

    def _converted(self, data: dict[str, Any]) -> Any:
        key, model = self.key, self._model or self._find_model()
        with _converting:
            value: Any = data[key]
            if type(value) is dict:
                kept = {name: _adopted(model, item) if type(item) is dict else item for name, item in value.items()}
                data[key] = value = _ModelMap(kept)
        return value


_CHILDREN: Final[dict[str, type[_Child]]] = {"one": _Child, "list": _Children, "map": _ChildMap}


def member(*, key: str = "", model: str = "", shape: str = "one", secret: bool = False) -> Any:
    """Declare a member that is more than a plain value under its own name.

    Args:
        key: The JSON key, where it is not the Python name.
        model: The name of the model that the member holds.
        shape: How it holds it: `one`, `list` or `map`.
        secret: Whether the value stays out of `repr`.
    """
    return attrs.field(default=UNSET, metadata={"key": key, "model": model, "shape": shape, "secret": secret})


def _unpickled(cls: type[Model], text: str) -> Model:
    """A model travels as text, so that no nesting is too deep for a pickle."""
    return cls.adopt(json.loads(text))


class Model:
    """Base of all models.

    Members are typed as documented. One that the server left out reads as `UNSET`; `"name" in model` tells. A value of another type than
    documented is kept as it came. Unknown keys are kept too: `model["key"]` reads any key.
    """

    __hash__: ClassVar[None] = None  # type: ignore[assignment]
    __iter__: ClassVar[None] = None
    _secrets: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        secrets: set[str] = set()
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", cls)):
            key = field.metadata.get("key") or field.name
            name = field.metadata.get("model")
            if name:
                setattr(cls, field.name, _CHILDREN[field.metadata["shape"]](key, name))
            else:
                setattr(cls, field.name, UNSET if key == field.name else _Member(key))
            if field.metadata.get("secret"):
                secrets.add(key)
        cls._secrets = frozenset(secrets)

    @_guarded
    @classmethod
    def adopt(cls, data: dict[str, Any]) -> Self:
        """Make a model over this very dict, without a copy. The dict belongs to the model from here on."""
        return _adopted(cls, data)

    @_guarded
    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Make a model from a copy of a decoded JSON object.

        Raises:
            TypeError: A value is nothing that JSON has.
        """
        return cls.adopt(json.loads(_text(data)))

    @_guarded
    def to_dict(self) -> dict[str, Any]:
        """The JSON object as plain dicts and lists: a copy, with every key that came in."""
        return cast("dict[str, Any]", json.loads(_text(self.__dict__)))

    @_guarded
    def to_json(self) -> str:
        """The JSON text, in ASCII."""
        return _text(self.__dict__)

    @_guarded
    def to_json_bytes(self) -> bytes:
        """The JSON text, in UTF-8; with the extra `fast` several times faster than `to_json`.

        An infinity or a NaN that came in goes out again; one that you put in yourself may become null.
        """
        return _bytes(self.__dict__)

    if not TYPE_CHECKING:  # a checker would let every name pass

        def __setattr__(self, name: str, value: object) -> None:
            if not hasattr(type(self), name):
                raise AttributeError(
                    f"{type(self).__name__} has no member {name!r}; any key is set with model[key] = value"
                )
            if value is UNSET:
                cls_member = getattr(type(self), name, None)
                self.__dict__.pop(cls_member.key if isinstance(cls_member, _Member) else name, None)
            else:
                object.__setattr__(self, name, value)

    def __getitem__(self, key: str) -> Any:
        """The value of any key, documented or not: as decoded, or as a model once it was read as one.

        Raises:
            KeyError: The server did not send it.
        """
        return self.__dict__[key]

    def __setitem__(self, key: str, value: object) -> None:
        """Set any key, documented or not."""
        self.__dict__[key] = value

    def __contains__(self, key: object) -> bool:
        return key in self.__dict__

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.to_dict() == other.to_dict()

    def __repr__(self) -> str:
        cls = type(self)  # not self: a payload may hold a key `_show`
        documented = cls._documented()
        shown = [f"{key}={cls._show(key, value)}" for key, value in self.__dict__.items() if key in documented]
        hidden = len(self.__dict__) - len(shown)
        if hidden:
            shown.append(f"... {hidden} undocumented")
        return f"{cls.__name__}({', '.join(shown)})"

    @classmethod
    def _documented(cls) -> set[str]:
        fields = attrs.fields(cast("type[attrs.AttrsInstance]", cls))
        return {field.metadata.get("key") or field.name for field in fields}

    @classmethod
    def _show(cls, key: str, value: Any) -> str:
        if key in cls._secrets:
            return "'***'"
        if isinstance(value, Model):
            return f"{type(value).__name__}(...)"
        if isinstance(value, dict):
            return "{...}" if value else "{}"
        if isinstance(value, list):
            return f"[{len(value)} items]" if value else "[]"
        text = repr(value)
        return text if len(text) <= 80 else f"{text[:77]}..."

    @_guarded
    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return type(self).adopt(self.to_dict())

    @_guarded
    def __copy__(self) -> Self:
        return type(self).adopt(dict(self.__dict__))

    @_guarded
    def __reduce_ex__(self, protocol: object) -> tuple[Any, ...]:
        return (_unpickled, (type(self), self.to_json()))


#: Makes a dict the instance dict, as `model.__dict__ = data` would; named once, since each object of a page needs it.
_adopt: Final = Model.__dict__["__dict__"].__set__

__all__ = ["UNSET", "Model", "Unset", "member", "parse_date"]
