"""Answers that deviate from the document as a file says: to see whether `lootlocker-drift` finds out.

A list in YAML or JSON. Each deviation names an `operation` and does one thing to its answers:

    - {operation: game.heroes.get_game_heroes, at: "game_heroes[].asset.colour", value: red}
    - {operation: server.inventories.list_player_inventory, at: total, remove: true}
    - {operation: game.game.ping, status: 218}
    - {operation: game.game.ping, text: "<html>", content_type: text/html}

`at` is a place: `[]` is every element of a list, `{*}` every member of a map, empty the answer itself. What is not
there is left alone, but for the last name. `when: error` is for answers from status 400 on; else successes deviate.
`note` is the reader's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import attrs
import yaml
from starlette.responses import Response

from ._document import operation_id
from ._errors import SandboxError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._document import Document

_KEYS: Final = frozenset({"operation", "when", "note", "at", "value", "remove", "status", "text", "content_type"})
_ABSENT: Final = object()


@attrs.frozen
class Deviation:
    """One way in which answers differ."""

    operation: str
    on_error: bool = False
    place: tuple[str, ...] = ()
    value: object = _ABSENT
    remove: bool = False
    status: int | None = None
    text: str | None = None
    content_type: str | None = None

    def changed(self, body: object) -> object:
        """The body as it is to be sent."""
        if not self.remove and self.value is _ABSENT:
            return body
        if not self.place:
            return self.value
        for holder in _holders([body], self.place[:-1]):
            self._change(holder, self.place[-1])
        return body

    def _change(self, holder: object, name: str) -> None:
        if isinstance(holder, list) and name == "[]":
            found = cast("list[object]", holder)
            found[:] = [] if self.remove else [self.value for _ in found]
        elif isinstance(holder, dict) and name != "[]":
            members = cast("dict[str, object]", holder)
            for key in list(members) if name == "{*}" else [name]:
                if self.remove:
                    members.pop(key, None)
                else:
                    members[key] = self.value


def _holders(found: list[object], place: Iterable[str]) -> list[object]:
    for name in place:
        found = [inner for each in found for inner in _inner(each, name)]
    return found


def _inner(value: object, name: str) -> Iterator[object]:
    if isinstance(value, list):
        yield from cast("list[object]", value) if name == "[]" else ()
    elif isinstance(value, dict):
        members = cast("dict[str, object]", value)
        yield from members.values() if name == "{*}" else [members[name]] if name in members else ()


class Deviations:
    """All deviations, by operation."""

    def __init__(self, found: Iterable[Deviation]) -> None:
        self._found = tuple(found)

    def apply(self, operation: str, response: Response) -> Response:
        """The answer as it is to be sent."""
        for each in self._found:
            if each.operation == operation and each.on_error == (response.status_code >= 400):
                response = _applied(each, response)
        return response


def _applied(deviation: Deviation, response: Response) -> Response:
    content, media = bytes(response.body), deviation.content_type or response.headers.get("content-type")
    if deviation.text is not None:
        content = deviation.text.encode()
    elif content and response.media_type == "application/json":
        content = json.dumps(deviation.changed(json.loads(content))).encode()
    elif deviation.value is not _ABSENT and not (content and deviation.place):  # a text or bytes have no places
        content = json.dumps(deviation.value).encode()
    status = deviation.status or response.status_code
    headers = {name: text for name, text in response.headers.items() if name not in ("content-length", "content-type")}
    return Response(content, status, headers, media_type=media)


def load_deviations(file: str | Path, document: Document) -> Deviations:
    """Read a file of deviations.

    Raises:
        SandboxError: It can't be read, or something in it is not of the form that is asked for.
    """
    path = Path(file)
    try:
        found: object = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SandboxError(f"The drift file {path} can't be read: {error.strerror}.") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise SandboxError(f"The drift file {path} is not valid YAML.") from error
    if not isinstance(found, list):
        raise SandboxError(f"The drift file {path} has to be a list of deviations.")
    known = {operation.id for operation in document.operations}
    deviations: list[Deviation] = []
    for number, each in enumerate(cast("list[object]", found), 1):
        try:
            deviations.append(_read(each, known))
        except ValueError as error:
            raise SandboxError(f"{path}: deviation {number}: {error}.") from None
    return Deviations(deviations)


def _read(found: object, known: set[str]) -> Deviation:
    if not isinstance(found, dict):
        raise ValueError("it has to be a mapping")
    given = cast("Mapping[str, Any]", found)
    if unknown := given.keys() - _KEYS:
        raise ValueError(f"there is no key {', '.join(sorted(map(str, unknown)))}")
    name = given.get("operation")
    if not isinstance(name, str) or operation_id(name) not in known:
        raise ValueError(f"there is no operation {name!r}")
    if not ({"value", "remove", "status", "text", "content_type"} & given.keys()):
        raise ValueError("it needs value, remove, status, text or content_type")
    if given.get("when", "success") not in ("success", "error"):
        raise ValueError("when is success or error")
    status = given.get("status")
    if status is not None and (not isinstance(status, int) or not 200 <= status <= 599):
        raise ValueError("status has to be a number from 200 to 599")
    try:
        json.dumps(given.get("value"))
    except TypeError:
        raise ValueError("value is no JSON; quote dates") from None
    for key in ("at", "text", "content_type"):
        if not isinstance(given.get(key, ""), str):
            raise ValueError(f"{key} has to be text")
    return Deviation(
        operation=operation_id(name),
        on_error=given.get("when") == "error",
        place=tuple(_steps(given.get("at", ""))),
        value=given.get("value", _ABSENT),
        remove=bool(given.get("remove")),
        status=status,
        text=given.get("text"),
        content_type=given.get("content_type"),
    )


def _steps(place: str) -> Iterator[str]:
    """`items[].asset.name` as its steps."""
    for part in place.replace("[]", ".[]").split("."):
        if part:
            yield part
