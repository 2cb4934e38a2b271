"""What each operation does, by operationId. One small module a group; `@handles` registers."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from .._call import Answer, Call

Handler = Callable[[Call], "Answer | dict[str, Any] | str | bytes | None"]

HANDLERS: dict[str, Handler] = {}

# What the service is known to say where the schema alone refuses a value: (operationId, parameter) to message.
MESSAGES: dict[tuple[str, str], str] = {
    ("game_guest_session", "player_identifier"): "Each player must have a unique identifier assigned.",
}


def handles(*operation_ids: str) -> Callable[[Handler], Handler]:
    """Register a function for operations of the document."""

    def register(function: Handler) -> Handler:
        for operation_id in operation_ids:
            if operation_id in HANDLERS:
                raise ValueError(f"{operation_id} has two handlers")
            HANDLERS[operation_id] = function
        return function

    return register


for _module in iter_modules(__path__):  # each registers what it holds
    import_module(f"{__name__}.{_module.name}")
