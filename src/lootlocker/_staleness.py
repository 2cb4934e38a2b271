"""Whether a session still serves. Pure: no clock, no network, and never the machine's calendar, which may be wrong."""

from __future__ import annotations

from typing import Any

import attrs


@attrs.frozen
class Held:
    """A running session: its token, and what the session start answered."""

    token: str = attrs.field(repr=False)
    answer: Any


def serves(held: Held | None, stale: str | None, unused: float, idle: float | None) -> bool:
    """Whether a call may go out with this session.

    Args:
        held: The session, if there is one.
        stale: The token that a 401 has just refused, if any.
        unused: Seconds since the session's last use, by a monotonic clock.
        idle: Seconds without use after which the session is over; None where nobody knows.
    """
    if held is None or held.token == stale:
        return False
    return idle is None or unused <= idle
