"""Leases of remote sessions: begun by a client, concluded on another device, which a test plays."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from ._accounts import PROVIDERS
from ._errors import SandboxError, not_found
from ._people import player_by
from ._players import find_or_make_player, find_player, platform_identifier, start_session
from ._store import new_ulid, row_id

if TYPE_CHECKING:
    import sqlite3

    from ._call import Call
    from ._store import Transaction

LEASE_SECONDS = 300
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
#: A picture of one pixel: nothing reads it, and a true QR code would need a library.
_PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="


def begin(call: Call, intent: str) -> dict[str, Any]:
    """A new lease for the game that the body names."""
    game = call.game.social
    if (call.body["title_id"], call.body["environment_id"]) != (game.title_id, game.environment_id):
        raise not_found("The title or the environment")
    code, nonce = "".join(secrets.choice(_LETTERS) for _ in range(8)), new_ulid(call.now)
    call.store.insert(
        "leases",
        code=code,
        nonce=nonce,
        intent=intent,
        asker=call.player_id if intent == "link" else None,
        status="CREATED",
        expires=call.seconds + LEASE_SECONDS,
    )
    return {
        "code": code,
        "nonce": nonce,
        "redirect_url": f"{call.base_url}sandbox/remote?code={code}&nonce={nonce}",
        "redirect_url_qr_base64": _PICTURE,
        "display_url": f"{call.base_url}sandbox/remote",
        "status": "CREATED",
        "intent": intent,
    }


def find(call: Call, code: str, nonce: str) -> sqlite3.Row | None:
    """A lease that was begun, None if none was. One with another nonce or that ran out is 404."""
    lease = call.store.one("SELECT * FROM leases WHERE code = ?", code)
    if lease is not None and (lease["nonce"] != nonce or lease["expires"] <= call.seconds):
        raise not_found("The lease")
    return lease


def signed_in(call: Call, lease: sqlite3.Row) -> dict[str, Any]:
    """A session of the player who signed in on the other device."""
    player_id = lease["player_id"] or find_or_make_player(call, lease["platform"], lease["identifier"])
    ulid = player_by(call, "player_id", player_id)["ulid"]
    if find_player(call, "remote", ulid) is None:  # so that the refresh token leads to the player
        call.store.insert("identities", platform="remote", identifier=ulid, player_id=player_id)
    return start_session(call, "remote", ulid, show_identifier=True, refresh=True)


def conclude(
    store: Transaction, now: float, code: str, status: str, player: int | None, platform: str, identifier: str | None
) -> None:
    """What happens on the other device.

    Raises:
        SandboxError: There is no such lease, it is over, or the player or the platform is not known.
    """
    lease = store.one("SELECT * FROM leases WHERE code = ? AND expires > ?", code, now)
    if lease is None or lease["status"] == "AUTHORIZED":
        raise SandboxError(f"There is no lease {code!r} that is open.")
    if platform not in PROVIDERS:
        raise SandboxError(f"platform has to be one of {', '.join(PROVIDERS)}, not {platform!r}.")
    if player is not None:
        if lease["intent"] == "link":
            raise SandboxError("A link lease takes platform and identifier: the player is the one who began it.")
        if store.one("SELECT id FROM players WHERE id = ?", row_id(player)) is None:
            raise SandboxError(f"There is no player {player}.")
    store.run(
        "UPDATE leases SET status = ?, player_id = ?, platform = ?, identifier = ? WHERE code = ?",
        status,
        player,
        platform,
        identifier or platform_identifier(platform, code),
        code,
    )
