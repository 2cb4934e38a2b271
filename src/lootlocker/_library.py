"""The HTTP library, chosen in this one place: httpx, or its successor httpx2 where that extra is installed.

Both have the same interface, so the types say httpx throughout. Our own connections need its core alone.
"""

from __future__ import annotations

import functools
import importlib
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    import httpcore
else:
    try:
        import httpcore2 as httpcore
    except ImportError:
        import httpcore

_NAMES: Final = ("httpx", "httpx2")


def client_library() -> Any:
    """The library whose core is in use; importing it takes longer than a call, and few programs need it."""
    return importlib.import_module("httpx2" if httpcore.__name__ == "httpcore2" else "httpx")


def library_of(client: object) -> Any:
    """The library that a user's own client comes from."""
    return _library_of_class(cast("Any", type(client)))


@functools.lru_cache(maxsize=16)
def _library_of_class(kind: type) -> Any:
    origins = (base.__module__.partition(".")[0] for base in kind.__mro__)
    return importlib.import_module(next((name for name in origins if name in _NAMES), "httpx"))


__all__ = ["client_library", "httpcore", "library_of"]
