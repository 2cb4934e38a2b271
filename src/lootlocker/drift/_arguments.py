"""What to call operations with: what the user gave, and ids out of earlier answers, found by the parameters' names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from ..errors import ConfigurationError

if TYPE_CHECKING:
    from lootlocker_api.client import Operation

#: A member that names a thing: `id` alone says what by the list that it is in, `hero_id` by itself.
_BARE: Final = ("id", "ulid", "uid", "uuid", "key")
_FULL: Final = re.compile(r"[a-z0-9_]+_(id|ulid|uid|uuid)", re.ASCII)
#: Values kept for each name, and combinations of them that are tried while the answer is 404.
_KEPT: Final = 5
_TRIES: Final = 4
_LONGEST: Final = 100


def _singulars(plural: str) -> Iterator[str]:
    """What one of several things may be called: `hero` of `game_heroes`."""
    word = plural.rpartition("_")[2]
    yield word
    for end, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(end) and len(word) > len(end):
            yield word.removesuffix(end) + instead


@attrs.define
class Known:
    """Ids by the name that a parameter would have; those that a list of such things held come first."""

    _own: dict[str, list[Any]] = attrs.Factory(dict[str, "list[Any]"])
    _named: dict[str, list[Any]] = attrs.Factory(dict[str, "list[Any]"])

    def learn(self, answer: object, path: str) -> None:
        """Take the ids out of an answer.

        Args:
            path: The path that was called: the elements of `/player/{player_id}/characters` are characters.
        """
        last = path.rstrip("/").rpartition("/")[2]
        self._take(answer, [last] if last and not last.startswith("{") else [])

    def _take(self, value: object, things: list[str]) -> None:
        if isinstance(value, list):
            for item in cast("list[object]", value)[:_KEPT]:
                self._take(item, things)
        elif isinstance(value, dict):
            for name, inner in cast("dict[str, object]", value).items():
                if isinstance(inner, (dict, list)):
                    self._take(cast("object", inner), [*(things if name == "items" else ()), name])
                elif name in _BARE:
                    for thing in things:
                        for singular in _singulars(thing):
                            _keep(self._own, f"{singular}_{name}", inner)
                elif _FULL.fullmatch(name):
                    _keep(self._named, name, inner)

    def of(self, parameter: str, path: str) -> list[Any]:
        """The values that a path's parameter may have, the likeliest first."""
        names = [parameter]
        if parameter in _BARE:
            before = path.partition("{" + parameter + "}")[0].rstrip("/").rpartition("/")[2]
            names = [f"{singular}_{parameter}" for singular in _singulars(before)]
        words = names[0].split("_")
        names += ["_".join(words[n:]) for n in range(1, len(words) - 1)]
        found = [value for name in names for held in (self._own, self._named) for value in held.get(name, ())]
        return list(dict.fromkeys(found))


def _keep(held: dict[str, list[Any]], name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, str)) or not value or len(str(value)) > _LONGEST:
        return
    values = held.setdefault(name, [])
    if value not in values and len(values) < _KEPT:
        values.append(value)


@attrs.frozen(repr=False)
class Given:
    """What the user gave: for every operation, and for some by name. Values are the user's: nothing shows them."""

    shared: Mapping[str, Any] = attrs.Factory(dict[str, Any])
    by_operation: Mapping[str, Mapping[str, Any]] = attrs.Factory(dict[str, "Mapping[str, Any]"])

    def of(self, operation: str) -> dict[str, Any]:
        """What is given for one operation."""
        return {**self.shared, **self.by_operation.get(operation, {})}

    def check(self, every: Iterable[Operation[Any]]) -> None:
        """Each name has to be one of some operation.

        Raises:
            ConfigurationError: It is not: a slip of the pen would look like an operation without its arguments.
        """
        known = {each.name: {*each.parameters, *(each.body or {}).get("properties", {})} for each in every}
        if strange := [name for name in self.by_operation if name not in known]:
            raise ConfigurationError(f"Arguments are given for {strange[0]!a}, which is no operation.")
        names = {name for each in known.values() for name in each}
        if strange := [name for name in self.shared if name not in names]:
            raise ConfigurationError(f"No operation has an argument {strange[0]!a}.")


def read_arguments(file: Path | None, pairs: list[str]) -> Given:
    """Read the file of arguments and those of the command line, which go first.

    Raises:
        ConfigurationError: The file can't be read, or something is not of the form that is asked for.
    """
    content = _read_file(file) if file is not None else {}
    by_operation = {
        name: cast("dict[str, Any]", value)
        for name, value in content.items()
        if isinstance(value, dict) and "." in name
    }
    shared = {name: value for name, value in content.items() if name not in by_operation}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise ConfigurationError("An --argument has the form NAME=VALUE, as in --argument character_id=363.")
        shared[name] = value
    return Given(shared, by_operation)


def _read_file(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigurationError(f"The file of arguments {file} can't be read: {why}.") from None
    found: Any
    try:
        found = json.loads(text) if file.suffix == ".json" else _yaml(text)
    except ValueError:
        raise ConfigurationError(f"The file of arguments {file} is not valid {file.suffix[1:] or 'YAML'}.") from None
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in cast("dict[object, object]", found)):
        raise ConfigurationError(f"The file of arguments {file} has to hold NAME: VALUE pairs.")
    return cast("dict[str, Any]", found)


def _yaml(text: str) -> object:
    try:
        import yaml
    except ModuleNotFoundError:
        raise ConfigurationError(
            "Reading YAML needs PyYAML: pip install PyYAML, or write the arguments as a .json file."
        ) from None
    try:
        return cast("object", yaml.safe_load(text))
    except yaml.YAMLError:
        raise ValueError from None


def typed(value: object, schema: Mapping[str, Any]) -> object:
    """A text of the command line as what its parameter is: `8` is a number where a number is asked for."""
    types = schema.get("type", "string")
    if not isinstance(value, str) or "string" in ([types] if isinstance(types, str) else types):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


@attrs.frozen(repr=False)
class Wanted:
    """Arguments and body of a call."""

    arguments: dict[str, Any]
    body: dict[str, Any] | None


def calls(operation: Operation[Any], given: Mapping[str, Any], known: Known) -> tuple[list[Wanted], list[str]]:
    """The ways to call an operation, likeliest first, or the names of what is missing for any.

    Only reading calls take ids out of answers: what an id in a change would change is for the user to say.
    """
    parameters = operation.parameters
    settled = {name: typed(given[name], parameter.schema) for name, parameter in parameters.items() if name in given}
    open_ = [
        name
        for name, parameter in parameters.items()
        if parameter.required and name not in settled and "x-client-value" not in parameter.schema
    ]
    is_read = operation.retry == "safe"
    found = {name: known.of(parameters[name].name, operation.path) if is_read else [] for name in open_}
    missing = [name for name, values in found.items() if not values]
    body: dict[str, Any] | None = None
    if operation.body is not None:
        members: Mapping[str, Any] = operation.body.get("properties", {})
        body = {name: typed(given[name], schema) for name, schema in members.items() if name in given}
        missing += _missing_members(operation.body, body)
    if missing:
        return [], missing
    combinations = islice(product(*found.values()), _TRIES)
    return [Wanted({**settled, **dict(zip(found, values, strict=True))}, body) for values in combinations], []


def _missing_members(schema: Mapping[str, Any], body: Mapping[str, Any]) -> list[str]:
    members: Mapping[str, Any] = schema.get("properties", {})
    filled = {name for name, member in members.items() if "x-client-value" in member or "const" in member}
    return [name for name in schema.get("required", ()) if name not in body and name not in filled]
