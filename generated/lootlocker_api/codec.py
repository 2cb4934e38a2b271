# Copied from templates/ by `make generate`. Do not edit.
"""Text to values and back: JSON, by orjson where it is installed and to the same values without it; dates, amounts."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from types import NoneType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

try:
    import orjson
except ImportError:
    orjson = None  # type: ignore[assignment]

FAST: Final = orjson is not None
#: orjson makes a float of a whole number beyond 64 bits, so numbers with this many digits are left to `json`.
_DIGITS: Final = 19
#: After so many places that look like such a number, looking at every byte is faster.
_LOOKS: Final = 500
_MARK_DIGITS: Final = bytes(ord("0") if chr(byte).isdecimal() else ord(" ") for byte in range(128)) + b" " * 128


_WHOLE: Final = re.compile(r"-?[0-9]+", re.ASCII)
_AMOUNT: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
#: Python itself converts no more digits than this, if a program asks for the lowest limit.
_SAFE_DIGITS: Final = 640
#: An exponent beyond this is no amount, and its zeros would fill the memory.
_MOST_ZEROS: Final = 10_000


class _NotFinite(float):
    """An infinity or a NaN that came in: orjson would write null, but hands such a subclass to `default`."""

    __slots__ = ()


def _float(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _NotFinite(value)


def _has_long_number(content: bytes) -> bool:
    """Whether 19 digits stand in a row anywhere: looking at every fourth byte first takes a fifth of the time."""
    sample = content[::4].translate(_MARK_DIGITS)
    at = -1
    for _ in range(_LOOKS):
        at = sample.find(b"0000", at + 1)
        if at < 0:
            return False
        if content[4 * at : 4 * at + 13].isdigit():
            start = max(0, 4 * at - 3)
            if b"0" * _DIGITS in content[start : start + _DIGITS + 6].translate(_MARK_DIGITS):
                return True
    return b"0" * _DIGITS in content.translate(_MARK_DIGITS)


def loads(content: bytes) -> Any:
    """The value of a JSON text.

    Raises:
        ValueError: It is not JSON.
    """
    if orjson is None:
        return json.loads(content)
    if not _has_long_number(content):
        try:
            return orjson.loads(content)
        except (ValueError, SystemError):  # what json takes beyond the standard, or more than there is memory for
            pass
    return json.loads(content, parse_float=_float, parse_constant=_float)


def dumps_text(value: object, default: Callable[[Any], object]) -> str:
    """The JSON text of a value, in ASCII and without blanks.

    Raises:
        TypeError: A value is nothing that JSON has.
        ValueError: It holds itself.
        RecursionError: It is nested too deep.
    """
    try:  # looking for circles takes a fifth of the time, and they end here too
        return json.dumps(value, default=default, separators=(",", ":"), check_circular=False)
    except RecursionError:
        return json.dumps(value, default=default, separators=(",", ":"))


def dumps(value: object, default: Callable[[Any], object]) -> bytes:
    """The same in UTF-8. orjson never calls `default`: while it does, other threads may free what orjson is reading."""
    if orjson is not None:
        try:
            return orjson.dumps(value, None, orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS)
        except (TypeError, SystemError):  # what needs `default`, whole numbers beyond 64 bits, halves of characters
            pass
    return dumps_text(value, default).encode()


def plain(value: object, default: Callable[[Any], object]) -> object:
    """The same as dicts and lists of its own, however deep: no recursion.

    Raises:
        TypeError: A value is nothing that JSON has.
        ValueError: It holds itself.
    """
    top: list[Any] = [value]
    left: list[tuple[Any, Any]] = [(top, 0)]
    above: set[int] = set()
    while left:
        holder, key = left.pop()
        if holder is None:
            above.discard(key)
            continue
        inner: Any = holder[key]
        if not isinstance(inner, (dict, list, tuple, str, int, float, NoneType)):
            inner = default(inner)
        if isinstance(inner, dict):
            copy: Any = dict(inner)
        elif isinstance(inner, (list, tuple)):
            copy = list(inner)
        else:
            continue
        if id(inner) in above:
            raise ValueError("Circular reference detected")
        above.add(id(inner))
        holder[key] = copy
        left.append((None, id(inner)))
        left += [(copy, each) for each in (copy if isinstance(copy, dict) else range(len(copy)))]
    return top[0]


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


def parse_int(value: object) -> int | None:
    """Read a whole number that is sent as digits, exactly and of any length; None for anything else."""
    if type(value) is int:
        return value
    if not isinstance(value, str) or not _WHOLE.fullmatch(value):
        return None
    return -_whole(value[1:]) if value[0] == "-" else _whole(value)


def _whole(text: str) -> int:
    """The number by halves: Python refuses a long text, and going digit by digit takes minutes for a million."""
    if len(text) <= _SAFE_DIGITS:
        return int(text)
    half = len(text) // 2
    above: int = 10**half
    return _whole(text[:-half]) * above + _whole(text[-half:])


def parse_decimal(value: object) -> Decimal | None:
    """Read a number that is sent as digits, exactly and of any length; None for anything else."""
    from decimal import Decimal

    if type(value) is int or (isinstance(value, str) and _AMOUNT.fullmatch(value)):
        return Decimal(value)
    return None


def digits(value: object, *, whole: bool = False) -> str | None:
    """A whole number or a Decimal as plain digits, text as it is; None for what is neither, such as a float.

    Args:
        whole: Whether the zeros behind the point of a whole Decimal are left out.
    """
    if isinstance(value, str):
        return value
    from decimal import Decimal

    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        return None
    zeros = value.as_tuple().exponent
    if not isinstance(zeros, int) or abs(zeros) > _MOST_ZEROS:
        return None
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if whole and "." in text else text
