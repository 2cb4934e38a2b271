"""Presence: a WebSocket that tells LootLocker that the player is there, and what the player is doing.

    with game.presence.connect(status="online") as presence:
        presence.set_status("in_game", {"map": "harbour"})

Needs the extra `[presence]`. docs/presence.md says what is known of LootLocker's side and what this client chose.
"""

from ._async import AsyncPresence, AsyncPresences
from ._events import (
    Connected,
    Disconnected,
    Event,
    Pong,
    Reconnecting,
    Refused,
    ServerMessage,
    StatusSent,
)
from ._sync import Presence, Presences

__all__ = [
    "AsyncPresence",
    "AsyncPresences",
    "Connected",
    "Disconnected",
    "Event",
    "Pong",
    "Presence",
    "Presences",
    "Reconnecting",
    "Refused",
    "ServerMessage",
    "StatusSent",
]
