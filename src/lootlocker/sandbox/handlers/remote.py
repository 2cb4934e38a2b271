"""Sessions of the Unified Player Accounts."""

from __future__ import annotations

from typing import Any

from .._call import Answer, Call
from .._leases import begin, find, signed_in
from .._players import platform_identifier, start_session
from . import handles
from .sessions import check_ticket, refreshed


@handles("game_begin_remote_session_login_lease")
def begin_login(call: Call) -> dict[str, Any]:
    return begin(call, "login")


@handles("game_begin_remote_session_link_lease")
def begin_link(call: Call) -> dict[str, Any]:
    return begin(call, "link")


@handles("game_poll_remote_session_lease")
def poll_lease(call: Call) -> Answer:
    code = call.body["lease_code"]
    lease = find(call, code, call.body["nonce"])
    if lease is not None:
        if lease["status"] != "AUTHORIZED":
            return Answer(202, {"lease_status": lease["status"]})
        found: dict[str, Any] = signed_in(call, lease) if lease["intent"] == "login" else {}
        return Answer(200, {"lease_status": "AUTHORIZED", "intent": lease["intent"], **found})
    # A code that no call began stands for a lease all the same: tests of sign-ins need no more.
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
