"""Sessions of the Unified Player Accounts."""

from __future__ import annotations

from typing import Any

from .._call import Answer, Call
from .._players import platform_identifier, start_session
from . import handles
from .sessions import check_ticket, refreshed


@handles("game_poll_remote_session_lease")
def poll_lease(call: Call) -> Answer:
    code = call.body["lease_code"]
    check_ticket(code)
    if code.startswith("pending"):
        return Answer(202, {"lease_status": "CREATED"})
    if code.startswith("denied"):
        return Answer(200, {"lease_status": "CANCELLED"})
    identifier = platform_identifier("remote", code)
    session = start_session(call, "remote", identifier, show_identifier=True, refresh=True)
    return Answer(200, {"lease_status": "AUTHORIZED", "intent": "login", **session})


@handles("game_refresh_remote_session")
def refresh(call: Call) -> dict[str, Any]:
    return refreshed(call, "remote", shows=True, stale=400)
