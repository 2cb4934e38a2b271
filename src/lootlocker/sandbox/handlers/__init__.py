"""What each operation does, by operationId. One small module a group; `@handles` registers."""

from __future__ import annotations

from collections.abc import Callable
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


from . import balances as balances  # noqa: E402 - the modules register what they hold
from . import catalogs as catalogs  # noqa: E402
from . import heroes as heroes  # noqa: E402
from . import inventories as inventories  # noqa: E402
from . import loadouts as loadouts  # noqa: E402
from . import orders as orders  # noqa: E402
from . import purchasing as purchasing  # noqa: E402
from . import remote as remote  # noqa: E402
from . import servers as servers  # noqa: E402
from . import sessions as sessions  # noqa: E402
from . import stores as stores  # noqa: E402
from . import white_label as white_label  # noqa: E402
