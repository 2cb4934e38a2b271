"""The presence WebSocket: who is connected, and what they told."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, cast

import attrs
from starlette.websockets import WebSocketDisconnect

from ._call import iso
from ._players import ban_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime

    from starlette.websockets import WebSocket

    from ._store import Store, Transaction

PATH = "/game/presence/v1"
_PATIENCE = 10.0


@attrs.frozen
class PlayerPresence:
    """What the sandbox knows of a player's presence.

    Attributes:
        online: Whether a connection of the player is open, its token accepted.
        status: The status that was told last, or None.
        metadata: What was told with it, or None.
        told: Every status and its metadata, oldest first.
    """

    online: bool
    status: str | None
    metadata: dict[str, str] | None
    told: tuple[tuple[str, dict[str, str] | None], ...]


@attrs.define(eq=False)
class _Live:
    """A connection that is open. Without a player its token has not come yet."""

    websocket: WebSocket
    loop: asyncio.AbstractEventLoop
    token: str = ""
    player_id: int | None = None


class Presences:
    """All connections.

    Args:
        store: The state.
        clock: The time.
        idle: Seconds of silence after which a connection is closed.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime], idle: float) -> None:
        self._store = store
        self._clock = clock
        self._idle = idle
        self._live: list[_Live] = []
        #: Breaks a connection, named by the address of its other end; the server sets it.
        self.abort: Callable[[Any], None] = lambda address: None

    async def talk(self, websocket: WebSocket) -> None:
        """One connection from its handshake to its end."""
        await websocket.accept()
        live = _Live(websocket, asyncio.get_running_loop())
        self._live.append(live)
        try:
            while (text := await self._received(websocket)) is not None:
                if live.player_id is None:
                    await self._authenticate(live, text)
                else:
                    self.review()
                    answer = self._answer(live, text)
                    if answer is not None:
                        await websocket.send_text(answer)
        except (WebSocketDisconnect, RuntimeError):  # the other end is gone, or a test has closed it meanwhile
            pass
        finally:
            self._live.remove(live)

    async def _received(self, websocket: WebSocket) -> str | None:
        try:
            message = await asyncio.wait_for(websocket.receive(), self._idle)
        except TimeoutError:
            await websocket.close(1001, "nothing was said for too long")
            return None
        if message["type"] == "websocket.disconnect":
            return None
        text, raw = message.get("text"), message.get("bytes")
        return text if text is not None else cast("bytes", raw).decode(errors="replace")

    async def _authenticate(self, live: _Live, text: str) -> None:
        token = _members(text).get("token")
        with self._store.transaction() as transaction:
            player_id = self._player_of(transaction, token) if isinstance(token, str) else None
        if player_id is not None:  # first of all: a test may ask as soon as the client knows
            live.token, live.player_id = str(token), player_id
        await live.websocket.send_text(json.dumps({"authenticated": player_id is not None}))
        if player_id is None:
            await live.websocket.close(1008, "the token is not known")

    def _answer(self, live: _Live, text: str) -> str | None:
        members = _members(text)
        now = self._clock()
        if members.get("type") == "ping":
            return json.dumps({"type": "pong", "timestamp": iso(now)})
        status, metadata = members.get("status"), members.get("metadata")
        if not isinstance(status, str) or not status or not _is_metadata(metadata):
            return json.dumps({"error": "The message is neither a ping nor a status with metadata of texts."})
        with self._store.transaction() as transaction:
            transaction.insert(
                "presence_statuses",
                player_id=live.player_id,
                status=status,
                metadata=json.dumps(metadata),
                told=now.timestamp(),
            )
        return None

    def _player_of(self, transaction: Transaction, token: str) -> int | None:
        seconds = self._clock().timestamp()
        row = transaction.one("SELECT player_id, expires FROM game_sessions WHERE token = ?", token)
        if row is None or row["expires"] <= seconds or ban_of(transaction, row["player_id"], seconds) is not None:
            return None
        return int(row["player_id"])

    def review(self) -> None:
        """Break the connections whose sessions are over. In the server's own thread."""
        live = [each for each in self._live if each.player_id is not None]
        if not live:
            return
        with self._store.transaction() as transaction:
            over = [each for each in live if self._player_of(transaction, each.token) is None]
        for each in over:
            self.abort(each.websocket.scope["client"])

    def of(self, player_id: int) -> PlayerPresence:
        """What is known of a player."""
        with self._store.transaction() as transaction:
            rows = transaction.all(
                "SELECT status, metadata FROM presence_statuses WHERE player_id = ? ORDER BY id", player_id
            )
        told = tuple((str(row["status"]), json.loads(row["metadata"])) for row in rows)
        status, metadata = told[-1] if told else (None, None)
        return PlayerPresence(any(each.player_id == player_id for each in self._live), status, metadata, told)

    def review_soon(self) -> None:
        """The same from another thread, once it is done."""
        self._each(None, lambda live: self._reviewed(), only_one=True)

    async def _reviewed(self) -> None:
        self.review()

    def drop(self, player_id: int | None) -> int:
        """Break connections without a close frame; answers how many."""

        async def drop(live: _Live) -> None:
            self.abort(live.websocket.scope["client"])

        return self._each(player_id, drop)

    def close(self, player_id: int | None, code: int, reason: str) -> int:
        """Close connections with a code; answers how many."""
        return self._each(player_id, lambda live: live.websocket.close(code, reason))

    def send(self, player_id: int | None, message: str | bytes) -> int:
        """Send a message as it is; answers over how many connections."""

        def send(live: _Live) -> Coroutine[Any, Any, None]:
            if isinstance(message, str):
                return live.websocket.send_text(message)
            return live.websocket.send_bytes(message)

        return self._each(player_id, send)

    def _each(
        self, player_id: int | None, act: Callable[[_Live], Coroutine[Any, Any, None]], *, only_one: bool = False
    ) -> int:
        chosen = [each for each in list(self._live) if player_id in (None, each.player_id)]
        for each in chosen[:1] if only_one else chosen:
            asyncio.run_coroutine_threadsafe(act(each), each.loop).result(_PATIENCE)
        return len(chosen)


def _members(text: str) -> dict[str, Any]:
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _is_metadata(value: object) -> bool:
    if not isinstance(value, dict):
        return value is None
    return all(isinstance(text, str) for text in cast("dict[str, object]", value).values())
