"""Keys and tokens: what they may look like, and how they stay out of sight."""

from __future__ import annotations

import re
from typing import Final, TypeGuard

_PRINTABLE: Final = re.compile(r"[!-~]+")


def is_printable(value: object) -> TypeGuard[str]:
    """Whether this is text that a header can carry: ASCII without spaces and control characters."""
    return isinstance(value, str) and _PRINTABLE.fullmatch(value) is not None


class Secret:
    """A key or a token that shows itself to nobody who does not ask for it by name."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "Secret('***')"

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a key or token can't be pickled")
