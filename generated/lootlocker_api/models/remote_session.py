# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..types import UNSET, Model, member, parse_date

if TYPE_CHECKING:
    from datetime import datetime

    from . import LevelThresholds


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class RemoteSession(Model):
    """The state of a lease and, once it is authorized or after a refresh, the player's session: the members of Session.
    While the lease is open the answer holds only `lease_status`."""

    lease_status: str | int = UNSET
    """How far the lease is; compare ignoring case. The words are those of the Auth Client reference; whether this
    API sends words or Unity's numbers (Created 0, Claimed 1, Verified 2, Authorized 3) is not known. Cancelled 4,
    Timed_out 5 and Failed 6 are set by the SDKs themselves and may never come."""
    intent: str = UNSET
    """What the lease is for. Only Unreal reads it."""
    session_token: str = member(secret=True)
    """Goes as header `x-session-token` with every other call of the player."""
    player_identifier: str = UNSET
    """The player's name at the platform."""
    player_id: int = UNSET
    """The player's legacy id."""
    player_name: str | None = UNSET
    """The player's name."""
    player_ulid: str = UNSET
    """The player's ULID."""
    player_created_at: str = UNSET
    """When the player was created, ISO 8601 with an offset in the documented example."""
    public_uid: str = UNSET
    """A short id to show to other players, eight characters in the documented example."""
    seen_before: bool = UNSET
    """Whether the player had a session before."""
    check_grant_notifications: bool = UNSET
    """Whether to look for notifications about granted assets, going by the name."""
    check_deactivation_notifications: bool = UNSET
    """Whether to look for notifications about deactivated assets, going by the name."""
    check_dlcs: list[str | int] = UNSET
    """DLCs to check, going by the name. The page shows strings, Unity reads integers; which is right is not known."""
    success: bool = UNSET
    """Legacy flag; the status says it as well."""
    last_seen: str | None = UNSET
    """When the player was last seen. Null on a first session."""
    wallet_id: str = UNSET
    """The id of the player's wallet."""
    refresh_token: str = member(secret=True)
    """Goes to Refresh Remote Session for the next session; keep the newest."""
    errors: list[str] = UNSET
    """What could not be done although the session started, such as an invalid `player_name`."""
    xp: int | None = UNSET
    """Old levelling, absent from every documented example. The player's experience points."""
    level: int | None = UNSET
    """Old levelling, absent from every documented example. The player's level."""
    level_thresholds: LevelThresholds | None = member(model="LevelThresholds")
    """Old levelling, absent from every documented example. The bounds of the player's level."""
    account_balance: int | None = UNSET
    """Old, absent from every documented example. The player's soft currency."""

    @property
    def player_created_at_datetime(self) -> datetime | None:
        """`player_created_at` as a datetime; None where it is absent or no date."""
        return parse_date(self.player_created_at)

    @property
    def last_seen_datetime(self) -> datetime | None:
        """`last_seen` as a datetime; None where it is absent or no date."""
        return parse_date(self.last_seen)
