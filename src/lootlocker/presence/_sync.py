"""Presence for threads: a thread in the background carries out what `Life` says."""

from __future__ import annotations

import socket
import threading
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from .._effects import run
from .._fork import tell_of_forks
from ..errors import ClientClosed
from . import _common as common
from ._events import Disconnected, Event, StatusSent
from ._life import Close, Effect, Fault, Open, Ready, Receive, Send, Sleep, Tell, Token
from ._wire import Status, checked_status

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from .._engine import Engine


class Presences(common.AnyPresences):
    """`game.presence`: opens presence connections for the client's player."""

    def connect(
        self,
        *,
        status: str | None = None,
        metadata: Mapping[str, str] | None = None,
        ping_interval: float = common.PING_INTERVAL,
        connect_timeout: float = common.CONNECT_TIMEOUT,
        max_attempts: int = common.MAX_ATTEMPTS,
    ) -> Presence:
        """A presence of the player, opened by its `with`. The session starts, if none runs.

        Args:
            status: What the player is doing, as a word of your own; told as soon as the connection is open.
            metadata: More about it, text by text; goes with `status`.
            ping_interval: Seconds between keep-alives, from 5 to 55: LootLocker ends what is silent for 60.
            connect_timeout: Seconds in which a connection has to be open, and again for the answer to the token.
            max_attempts: How many attempts in a row may fail or not last, before the presence gives up. Of those
                before the first connection: 3 at most.

        Raises:
            ConfigurationError: A number is out of its bounds, or the extra `[presence]` is not installed.
            InvalidRequest: The status can't be sent.
        """
        self._engine.check_open("game.presence")
        common.library("sync")
        options = common.checked_options(status, metadata, ping_interval, connect_timeout, max_attempts)
        return Presence(self._engine, options)


class Presence(common.AnyPresence):
    """A player's presence. Safe to use from several threads.

    A lost connection is opened anew, with a renewed session where the token was refused, and the last status is told
    again. Reading events is up to you; the newest 1000 are kept.
    """

    def __init__(self, engine: Engine, options: common.Options) -> None:
        super().__init__(engine, options)
        self._changed = threading.Condition()
        self._sending = threading.RLock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        tell_of_forks(self)

    def open(self) -> Self:
        """Connect, and return once the token is accepted. `with` does this.

        Raises:
            PresenceFailed: No connection could be opened.
            LootLockerError: The session could not be started.
        """
        with self._changed:
            if self._thread is not None:
                raise ClientClosed("game.presence: a presence is opened once. Connect anew.")
            self._inbox.check()
            self._thread = threading.Thread(target=self._live, name="lootlocker-presence", daemon=True)
            self._thread.start()
        try:
            with self._changed:
                self._changed.wait_for(lambda: self._was_ready or self._inbox.over)
        except BaseException:
            self.close()
            raise
        if not self._was_ready:
            self._inbox.check()
        return self

    def set_status(self, status: str, metadata: Mapping[str, str] | None = None) -> None:
        """Tell what the player is doing; while there is no connection it is kept, and told to the next one.

        Raises:
            InvalidRequest: It can't be sent.
            ClientClosed: The presence was closed.
            PresenceFailed: The presence is over.
        """
        told = checked_status(status, metadata)
        with self._sending:
            self._inbox.check()
            self._status = told
            if self._ready:
                self._tell_status(told, again=False)

    def next_event(self, timeout: float | None = None) -> Event | None:
        """The next event; None if none came within `timeout` seconds, or if the presence came to an orderly end.

        Raises:
            PresenceFailed: The presence is over.
            LootLockerError: The session could not be renewed.
        """
        with self._changed:
            found: list[Event | None] = []

            def is_there() -> bool:
                event = self._inbox.take()
                if event is not None:
                    found.append(event)
                return event is not None or self._inbox.over

            self._changed.wait_for(is_there, timeout)
            return found[0] if found else None

    def events(self) -> Iterator[Event]:
        """Every event as it comes, until the presence ends; each goes to one reader.

        Raises:
            PresenceFailed: The presence is over.
            LootLockerError: The session could not be renewed.
        """
        while (event := self.next_event()) is not None:
            yield event

    __iter__ = events

    def close(self) -> None:
        """Say goodbye and let go of everything. From any thread, as often as you like.

        While a connection is just being made, this takes up to `connect_timeout` seconds.
        """
        with self._changed:
            self._inbox.closed = True
            self._stop.set()
            connection, thread = self._connection, self._thread
            if thread is None:
                self._inbox.end(None)
            self._changed.notify_all()
        if connection is not None:
            _say_goodbye(connection)
        if thread is not None and thread is not threading.current_thread():
            thread.join(self._options.connect_timeout + common.CLOSE_TIMEOUT)

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def after_fork(self) -> None:
        """The parent keeps the connection; a child that said goodbye on it would end the parent's presence."""
        self._changed, self._sending, self._stop = threading.Condition(), threading.RLock(), threading.Event()
        self._connection, self._ready, self._thread = None, False, None
        self._inbox.closed = self._inbox.over = True

    def _live(self) -> None:
        """What the thread does."""
        error: Exception | None = None
        try:
            run(self._life().steps(), self._perform)
        except common.Stopped:
            if self._ready:
                self._put(Disconnected(1000, "the program closed it"))
        except Exception as failed:
            error = failed
        self._leave()
        with self._changed:
            self._inbox.end(error)
            self._changed.notify_all()

    def _perform(self, effect: Effect) -> object:
        if self._stop.is_set():
            raise common.Stopped
        match effect:
            case Token(stale):
                return self._engine.session_token("game.presence", stale)
            case Open():
                return self._connect()
            case Send(text):
                self._send(text)
            case Receive(seconds):
                return self._receive(seconds)
            case Ready(again):
                self._become_ready(again)
            case Close():
                self._leave()
            case Tell(event):
                self._put(event)
            case Sleep(seconds):
                if self._stop.wait(seconds):
                    raise common.Stopped
        return None

    def _connect(self) -> Fault | None:
        client = common.library("sync")
        keep = self._keep

        class Connection(client.ClientConnection):  # type: ignore[misc, name-defined]
            def handshake(self, *arguments: Any, **options: Any) -> None:
                # So that `close` ends a handshake that takes long. Entered: the library warns of what is not.
                keep(self.__enter__())
                try:
                    client.ClientConnection.handshake(self, *arguments, **options)
                except Exception as error:
                    response = getattr(error, "response", None)
                    if response is not None:
                        raise common.NotOpened(response.status_code) from None
                    raise

        try:
            options = common.arguments(self._engine.settings, self._options)
            client.connect(**options, create_connection=Connection)
        except Exception as error:
            self._connection = None
            return common.fault_of(error, self._options)
        if self._stop.is_set():
            raise common.Stopped
        return None

    def _keep(self, connection: Any) -> None:
        self._connection = connection

    def _send(self, text: str) -> bool:
        try:
            with _cut_after(common.SEND_TIMEOUT, self._connection):
                self._connection.send(text)
        except common.connection_closed():  # and what is received next says so
            return False
        return True

    def _receive(self, seconds: float) -> object:
        try:
            return self._connection.recv(max(seconds, 0.001))
        except TimeoutError:
            return None
        except common.connection_closed() as error:
            if self._stop.is_set():
                raise common.Stopped from None
            self._ready = False
            return common.closed_of(error)

    def _become_ready(self, again: bool) -> None:
        with self._sending:
            self._ready = True
            if self._status is not None:
                self._tell_status(self._status, again=again)
        with self._changed:
            self._was_ready = True
            self._changed.notify_all()

    def _tell_status(self, status: Status, *, again: bool) -> None:
        if self._send(status.message()):
            self._put(StatusSent(status.status, status.metadata, again))

    def _put(self, event: Event) -> None:
        with self._changed:
            self._inbox.put(event)
            self._changed.notify_all()

    def _leave(self) -> None:
        """Close the connection, if there is one."""
        with self._sending:
            self._ready = False
        connection, self._connection = self._connection, None
        if connection is not None:
            _say_goodbye(connection)


def _say_goodbye(connection: Any) -> None:
    """Close a connection orderly, if the other side takes that in."""
    with _cut_after(common.CLOSE_TIMEOUT, connection):
        connection.close()


@contextmanager
def _cut_after(seconds: float, connection: Any) -> Generator[None]:
    """End the connection if what is done meanwhile takes longer: the library writes without a limit."""
    watch = threading.Timer(seconds, _cut, (connection,))
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _cut(connection: Any) -> None:
    with suppress(OSError):
        connection.socket.shutdown(socket.SHUT_RDWR)
