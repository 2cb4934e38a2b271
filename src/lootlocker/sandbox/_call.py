"""What a handler gets, and what it answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import attrs

from ._store import row_id

if TYPE_CHECKING:
    from ._document import Operation
    from ._game import Game
    from ._store import Transaction


@attrs.frozen
class Answer:
    """An answer with a status other than the document's first success, or with headers of its own.

    Attributes:
        body: A JSON object, a text, or bytes: of a file, or of objects one after the other.
    """

    status: int
    body: dict[str, Any] | str | bytes | None = None
    headers: dict[str, str] | None = None


@attrs.define
class Call:
    """One request, checked: keys and tokens are good, parameters and body match the document.

    Attributes:
        body: The members of a JSON object or of a form; a file of a form is an `UploadedFile`.
    """

    operation: Operation
    game: Game
    store: Transaction
    now: datetime
    path: dict[str, Any] = attrs.Factory(dict[str, Any])
    query: dict[str, Any] = attrs.Factory(dict[str, Any])
    header: dict[str, Any] = attrs.Factory(dict[str, Any])
    body: dict[str, Any] = attrs.Factory(dict[str, Any])
    token: str = ""
    player_id: int = 0
    base_url: str = ""
    reward_depth: int = 0

    def id(self, name: str) -> int:
        """A path id, fit for a query."""
        return row_id(self.path[name])

    @property
    def seconds(self) -> float:
        """The time as seconds since 1970."""
        return self.now.timestamp()

    @property
    def date(self) -> str:
        """The time as ISO 8601."""
        return iso(self.now)


def iso(moment: datetime | float) -> str:
    """ISO 8601 with an offset, whole seconds, as the documented dates are."""
    if not isinstance(moment, datetime):
        moment = datetime.fromtimestamp(moment, UTC)
    return moment.astimezone(UTC).isoformat(timespec="seconds")
