"""Bodies of requests, by their content types: JSON objects, urlencoded forms, and forms of several parts."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import parse_qsl

import attrs

from ._errors import bad_body

if TYPE_CHECKING:
    from collections.abc import Mapping

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_INTEGER: Final = re.compile(r"-?[0-9]{1,4000}", re.ASCII)
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?", re.ASCII)
_BOUNDARY: Final = re.compile(r';\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))', re.ASCII | re.IGNORECASE)
_PARAMETER: Final = re.compile(r';\s*(name|filename)="([^"]*)"', re.IGNORECASE)
_ESCAPED: Final = {"%22": '"', "%0D": "\r", "%0A": "\n"}


@attrs.frozen(repr=False)
class UploadedFile:
    """A file of a form.

    Attributes:
        content_type: As the client says; it may be anything.
    """

    filename: str
    content_type: str
    bytes: bytes

    def __repr__(self) -> str:
        return f"UploadedFile({self.filename!a}, {len(self.bytes)} bytes)"


def read_body(
    raw: bytes, sends: str, content_type: str, schema: Mapping[str, Any], *, lists: bool = False
) -> dict[str, Any] | list[Any]:
    """The members of a body, or a list.

    Args:
        sends: The content type that the document asks for.
        content_type: The one that came.
        schema: What the members are: texts of a form become numbers and booleans by it.
        lists: Whether JSON may be a list.
    """
    if sends == "application/json":
        return parse_body(raw, lists=lists)
    came = content_type.partition(";")[0].strip().lower()
    if came != sends:
        raise bad_body(f"it is {came or 'of no type'} and has to be {sends}.")
    pairs = _parts(raw, content_type) if sends == "multipart/form-data" else _pairs(raw)
    found: dict[str, Any] = {}
    for name, value in pairs:
        member = schema.get(name, {})
        if member.get("type") == "array":
            found.setdefault(name, []).append(_typed(value, member.get("items", {})))
        elif name in found:
            raise bad_body(f"the member '{name}' came twice.")
        else:
            found[name] = _typed(value, member)
    return found


def without_files(body: Any) -> Any:
    """The same as a schema sees it: a file is a text."""
    if not isinstance(body, dict):
        return body
    members = cast("dict[str, Any]", body)
    return {name: value.filename if isinstance(value, UploadedFile) else value for name, value in members.items()}


def parse_body(raw: bytes, *, lists: bool = False) -> dict[str, Any] | list[Any]:
    """The JSON object that a body holds, or the list. A number such as 8.0 counts as the integer, as in JSON Schema."""
    if not raw.strip():
        raise bad_body("it is empty.")
    try:
        found: Any = json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant, parse_float=_number)
    except (ValueError, RecursionError):
        raise bad_body("it is not JSON.") from None
    if not isinstance(found, dict) and not (lists and isinstance(found, list)):
        raise bad_body("it is not a JSON object.")
    if b"\\u" in raw and _SURROGATE.search(json.dumps(found, ensure_ascii=False)):
        raise bad_body("it holds half of a surrogate pair.")
    return cast("dict[str, Any] | list[Any]", found)


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def _number(text: str) -> int | float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return int(value) if value.is_integer() and abs(value) < 2**63 else value


def _typed(value: str | UploadedFile, schema: Mapping[str, Any]) -> Any:
    """A text as what the schema makes of it; where it can't be that, the text, which the schema then refuses."""
    kind = schema.get("type")
    if isinstance(value, UploadedFile):
        return value if schema.get("format") == "binary" else value.bytes.decode(errors="replace")
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    if kind == "integer" and _INTEGER.fullmatch(value):
        return int(value)
    if kind == "number" and _NUMBER.fullmatch(value):
        return _number(value)
    return value


def _pairs(raw: bytes) -> list[tuple[str, str | UploadedFile]]:
    try:
        return [*parse_qsl(raw.decode("ascii"), keep_blank_values=True, strict_parsing=bool(raw), errors="strict")]
    except ValueError:
        raise bad_body("it is no urlencoded form.") from None


def _parts(raw: bytes, content_type: str) -> list[tuple[str, str | UploadedFile]]:
    match = _BOUNDARY.search(content_type)
    if match is None:
        raise bad_body("its content type names no boundary.")
    mark = b"\r\n--" + (match[1] or match[2]).encode()
    before, *parts = (b"\r\n" + raw).split(mark)
    if before.strip() or not parts or not parts[-1].startswith(b"--") or parts[-1][2:].strip():
        raise bad_body("its parts do not end where they should.")
    return [_part(part) for part in parts[:-1]]


def _part(part: bytes) -> tuple[str, str | UploadedFile]:
    head, blank, content = part.partition(b"\r\n\r\n")
    try:
        lines = head.decode().split("\r\n")[1:]
        named = {name.strip().lower(): text.strip() for name, _, text in (line.partition(":") for line in lines)}
        found = {key.lower(): _plain(text) for key, text in _PARAMETER.findall(named.get("content-disposition", ""))}
        if not blank or not head.startswith(b"\r\n") or "name" not in found:
            raise ValueError
        if "filename" in found:
            kind = named.get("content-type", "application/octet-stream")
            return found["name"], UploadedFile(found["filename"], kind, content)
        return found["name"], content.decode()
    except ValueError:
        raise bad_body("one of its parts is no part of a form.") from None


def _plain(text: str) -> str:
    """A name without what stands for quotes and line breaks in it."""
    for escaped, character in _ESCAPED.items():
        text = text.replace(escaped, character)
    return text
