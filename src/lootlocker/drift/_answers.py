"""Compares whole answers with the document, and tells a client's user of each difference once."""

from __future__ import annotations

import json
import logging
import re
import threading
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from ..hooks import tell
from ._compare import Comparison, Finding, Kind
from ._document import bundled, join

if TYPE_CHECKING:
    from collections.abc import Callable

    from lootlocker_api.client import Operation, RawResponse

    from ._compare import Coverage
    from ._document import Document, Json

_log: Final = logging.getLogger("lootlocker")
_MEDIA_TYPE: Final = re.compile(r"[a-z]{1,20}/[a-z.+-]{1,60}", re.ASCII)
_JSON: Final = "application/json"
#: Differences of one client that are told; more would be one that has no end, such as names that are values.
_MOST: Final = 5_000


@attrs.frozen
class Drift:
    """A difference between an answer and the document. It holds no value out of the answer.

    Attributes:
        operation: The call, as in `game.heroes.get_game_heroes`.
        status: The answer's HTTP status.
        kind: `unknown_field`, `missing_field`, `other_type`, `other_format`, `new_value`, `undocumented_status`,
            `other_content_type`, `not_json`, `no_body`, `unexpected_body` or `not_successful`.
        place: Where in the answer, as in `items[].asset.price`: `[]` is any element of a list, `{*}` any key of a map.
            Empty for the answer as a whole.
        documented: What the document says there.
        came: What came: a type or a shape; of an enum's member the new value.
        pointer: JSON pointer to what the document says, in the bundled `openapi.json`.
    """

    operation: str
    status: int
    kind: Kind
    place: str
    documented: str
    came: str
    pointer: str

    def __str__(self) -> str:
        where = f" at {self.place}" if self.place else ""
        return f"{self.operation} {self.status}: {self.kind}{where}: documented {self.documented}, came {self.came}"


def compare_answer(
    operation: Operation[Any],
    response: RawResponse,
    document: Document | None = None,
    coverage: Coverage | None = None,
) -> list[Drift]:
    """What in an answer differs from the document.

    Args:
        operation: What was called.
        response: What came.
        document: What to compare with. Default: the document that ships with the package.
        coverage: Is told which documented members came.
    """
    found = _findings(operation.id, response, document or bundled(), coverage)
    return [Drift(operation.name, response.status, *attrs.astuple(each)) for each in found]


def _findings(name: str, response: RawResponse, document: Document, coverage: Coverage | None) -> list[Finding]:
    responses = document.responses(name)
    listed = responses.of(response.status)
    if listed is None:
        known = ", ".join(responses.statuses)
        came = f"status {response.status}, {_kind_of(response)}"
        return [Finding("undocumented_status", "", f"statuses {known}", came, responses.home)]
    home, node = listed
    content: Json = node.get("content", {})
    if content and _JSON not in content:
        return []  # texts, files and streams have no schema to be compared with
    if not content:
        if not response.content.strip():
            return []
        return [Finding("unexpected_body", "", "no body", _kind_of(response), home)]
    if response.problem is None and not response.content.strip():
        # The document says of errors that a body may be missing.
        return [] if response.status >= 400 else [Finding("no_body", "", _JSON, "no body", home)]
    try:
        body = _decoded(response)
    except (ValueError, RecursionError, MemoryError):
        return [Finding("not_json", "", _JSON, _kind_of(response), home)]
    media = _media_type(response)
    schema = document.schema(join(home, "content", media if media in content else _JSON, "schema"))
    comparison = Comparison(coverage)
    comparison.value(schema, body)
    return [*_envelope(response, body, home, content), *comparison.found]


def _envelope(response: RawResponse, body: object, home: str, content: Json) -> list[Finding]:
    found: list[Finding] = []
    if (media := _media_type(response)) not in content:
        found.append(Finding("other_content_type", "", _JSON, media, home))
    members = cast("Json", body) if isinstance(body, dict) else {}
    if response.status < 300 and members.get("success") is False:
        found.append(Finding("not_successful", "success", "an error has its status", "false, with a success", home))
    return found


def _decoded(response: RawResponse) -> object:
    """The body's JSON, strictly: NaN is none."""
    if response.problem is not None:
        raise ValueError
    return json.loads(response.content, parse_constant=_refuse)


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _media_type(response: RawResponse) -> str:
    """The content type without its parameters."""
    given = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not given:
        return "no content type"
    return given if _MEDIA_TYPE.fullmatch(given) else "another content type"


def _kind_of(response: RawResponse) -> str:
    if response.problem is not None:
        return "a body that can't be read"
    if not response.content.strip():
        return "no body"
    try:
        _decoded(response)
    except (ValueError, RecursionError, MemoryError):
        media = _media_type(response)
        return "a body that is no JSON" if media == _JSON else media
    return _JSON


class DriftWatch:
    """Compares the answers of one client, and of those made from it, and tells each difference once.

    Args:
        callback: Is called with each `Drift`. An error in it is logged and changes nothing of the call.
        coverage: Is told which documented members came.
    """

    def __init__(self, callback: Callable[[Drift], object], coverage: Coverage | None = None) -> None:
        self._callback = callback
        self._coverage = coverage
        self._told: set[Drift] = set()
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[Any, ...]:
        return (DriftWatch, (self._callback, self._coverage))

    def answered(self, operation: Operation[Any], response: RawResponse) -> None:
        """An answer came. Nothing that goes wrong here reaches the call."""
        try:
            found = compare_answer(operation, response, coverage=self._coverage)
        except Exception as error:
            # Without the traceback: its frames hold the answer.
            _log.error("An answer of %s could not be compared (%s).", operation.name, type(error).__name__)
            return
        for drift in found:
            if self._is_new(drift):
                tell(self._callback, drift)

    def _is_new(self, drift: Drift) -> bool:
        with self._lock:
            new = drift not in self._told and len(self._told) < _MOST
            if new:
                self._told.add(drift)
            return new
