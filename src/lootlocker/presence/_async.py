"""Presence for tasks: a task in the background carries out what `Life` says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Any

from .._effects import run_async
from ..errors import ClientClosed
from . import _common as common
from ._events import Disconnected, Event, StatusSent
from ._life import Close, Effect, Fault, Open, Ready, Receive, Send, Sleep, Tell, Token
from ._wire import Status, checked_status

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from .._engine import AsyncEngine


class AsyncPresences(common.AnyPresences):
    """As `Presences`, for asyncio."""

    def connect(
        self,
        *,
        status: str | None = None,
        metadata: Mapping[str, str] | None = None,
        ping_interval: float = common.PING_INTERVAL,
        connect_timeout: float = common.CONNECT_TIMEOUT,
        max_attempts: int = common.MAX_ATTEMPTS,
    ) -> AsyncPresence:
        """As `Presences.connect`; opened by `async with`."""
        self._engine.check_open("game.presence")
        common.library("asyncio")
        options = common.checked_options(status, metadata, ping_interval, connect_timeout, max_attempts)
        return AsyncPresence(self._engine, options)


class AsyncPresence(common.AnyPresence):
    """As `Presence`, for asyncio. It belongs to the event loop in which it was opened."""

    def __init__(self, engine: AsyncEngine, options: common.Options) -> None:
        super().__init__(engine, options)
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def open(self) -> Self:
        """As `Presence.open`. If it is cancelled, nothing stays behind."""
        if self._task is not None:
            raise ClientClosed("game.presence: a presence is opened once. Connect anew.")
        self._inbox.check()
        self._task = asyncio.create_task(self._live(), name="lootlocker-presence")
        try:
            while not (self._was_ready or self._inbox.over):
                await self._change()
        except BaseException:
            await self.close()
            raise
        if not self._was_ready:
            self._inbox.check()
        return self

    async def set_status(self, status: str, metadata: Mapping[str, str] | None = None) -> None:
        """As `Presence.set_status`."""
        told = checked_status(status, metadata)
        self._inbox.check()
        self._status = told
        if self._ready:
            await self._tell_status(told, again=False)

    async def next_event(self, timeout: float | None = None) -> Event | None:
        """As `Presence.next_event`."""
        try:
            async with asyncio.timeout(timeout):
                while (event := self._inbox.take()) is None and not self._inbox.over:
                    await self._change()
                return event
        except TimeoutError:
            return None

    async def events(self) -> AsyncIterator[Event]:
        """As `Presence.events`."""
        while (event := await self.next_event()) is not None:
            yield event

    __aiter__ = events

    async def close(self) -> None:
        """As `Presence.close`, without its wait for a connection that is being made."""
        self._inbox.closed = True
        connection, task = self._connection, self._task
        if task is None:
            self._inbox.end(None)
        try:
            if connection is not None and self._ready:
                await self._say_goodbye(connection)
        finally:
            if task is not None and task is not asyncio.current_task():
                task.cancel()
                await asyncio.wait([task])

    aclose = close

    async def __aenter__(self) -> Self:
        return await self.open()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _change(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    async def _live(self) -> None:
        """What the task does."""
        error: Exception | None = None
        try:
            await run_async(self._life().steps(), self._perform)
        except common.Stopped:
            pass
        except Exception as failed:
            error = failed
        finally:
            if self._inbox.closed and self._ready:
                self._put(Disconnected(1000, "the program closed it"))
            self._abort()
            self._inbox.end(error)
            self._changed.set()

    async def _perform(self, effect: Effect) -> object:
        if self._inbox.closed:
            raise common.Stopped
        match effect:
            case Token(stale):
                return await self._engine.session_token("game.presence", stale)
            case Open():
                return await self._connect()
            case Send(text):
                await self._send(text)
            case Receive(seconds):
                return await self._receive(seconds)
            case Ready(again):
                await self._become_ready(again)
            case Close():
                self._ready = False
                await self._say_goodbye(self._connection)
            case Tell(event):
                self._put(event)
            case Sleep(seconds):
                await asyncio.sleep(seconds)
        return None

    async def _connect(self) -> Fault | None:
        client = common.library("asyncio")

        class Connection(client.ClientConnection):  # type: ignore[misc, name-defined]
            async def handshake(self, *arguments: Any, **options: Any) -> None:
                try:
                    await client.ClientConnection.handshake(self, *arguments, **options)
                except Exception as error:
                    response = getattr(error, "response", None)
                    if response is not None:
                        raise common.NotOpened(response.status_code) from None
                    raise

        try:
            options = common.arguments(self._engine.settings, self._options)
            self._connection = await client.connect(**options, create_connection=Connection)
        except Exception as error:
            return common.fault_of(error, self._options)
        return None

    async def _send(self, text: str) -> bool:
        connection = self._connection
        try:
            async with asyncio.timeout(common.SEND_TIMEOUT):
                await connection.send(text)
        except TimeoutError:
            connection.transport.abort()
            return False
        except common.connection_closed():  # and what is received next says so
            return False
        return True

    async def _receive(self, seconds: float) -> object:
        try:
            async with asyncio.timeout(seconds):
                return await self._connection.recv()
        except TimeoutError:
            return None
        except common.connection_closed() as error:
            if self._inbox.closed:
                raise common.Stopped from None
            self._ready = False
            return common.closed_of(error)

    async def _become_ready(self, again: bool) -> None:
        self._ready = self._was_ready = True
        if self._status is not None:
            await self._tell_status(self._status, again=again)
        self._changed.set()

    async def _tell_status(self, status: Status, *, again: bool) -> None:
        if await self._send(status.message()):
            self._put(StatusSent(status.status, status.metadata, again))

    @staticmethod
    async def _say_goodbye(connection: Any) -> None:
        """Close a connection orderly, if the other side takes that in."""
        try:
            async with asyncio.timeout(common.CLOSE_TIMEOUT):
                await connection.close()
        except TimeoutError:
            connection.transport.abort()

    def _put(self, event: Event) -> None:
        self._inbox.put(event)
        self._changed.set()

    def _abort(self) -> None:
        """Let go of the connection at once; after an orderly end nothing is left to let go of."""
        self._ready = False
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.transport.abort()
