"""Keys and tokens: what they may look like, and how they stay out of sight."""

from __future__ import annotations

import os
import re
import uuid
import weakref
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, TypeGuard

from .errors import ConfigurationError

_PRINTABLE: Final = re.compile(r"[!-~]+")
_shown: Final[ContextVar[bool]] = ContextVar("lootlocker secrets are pickled", default=False)


def is_printable(value: object) -> TypeGuard[str]:
    """Whether this is text that a header can carry: ASCII without spaces and control characters."""
    return isinstance(value, str) and _PRINTABLE.fullmatch(value) is not None


def secrets_are_pickled() -> bool:
    """Whether the caller asked for pickles that hold secrets."""
    return _shown.get()


@contextmanager
def pickled_secrets() -> Generator[None]:
    """Let pickles of clients and logins hold keys, credentials and the running session.

        with pickled_secrets():
            data = pickle.dumps(game)

    Without it a pickle holds references: in the same process (or one forked from it) they lead to the secrets of the
    client that was pickled, as long as that lives; a key that came from the environment is read there again.
    Whoever reads a pickle that was made inside can play as the player, or spend as the server.
    """
    before = _shown.set(True)
    try:
        yield
    finally:
        _shown.reset(before)


class Secret:
    """A key or a token that shows itself to nobody who does not ask for it by name.

    Args:
        value: The text.
        variable: The environment variable that it was read from, if it was.
    """

    __slots__ = ("__weakref__", "_reference", "_value", "_variable")

    def __init__(self, value: str, variable: str = "") -> None:
        self._value = value
        self._variable = variable
        self._reference = uuid.uuid4().hex
        _by_reference[self._reference] = self  # now, so that every process that is forked later knows it

    def reveal(self) -> str:
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "Secret('***')"

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, memo: object) -> Secret:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        if secrets_are_pickled():
            return (Secret, (self._value, self._variable))
        return (_recalled, (self._reference, self._variable))


_by_reference: Final[weakref.WeakValueDictionary[str, Secret]] = weakref.WeakValueDictionary()


def _recalled(reference: str, variable: str) -> Secret:
    known = _by_reference.get(reference)
    if known is not None:
        return known
    if value := os.environ.get(variable):
        return Secret(value, variable)
    missing = f"and {variable} is not set" if variable else "and it did not come from an environment variable"
    raise ConfigurationError(
        f"The pickle refers to a key or a credential that this process does not hold, {missing}."
        " Pass keys by environment variables, or pickle inside lootlocker.pickled_secrets()."
    )
