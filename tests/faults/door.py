"""An address that accepts connections, refuses them, or leaves them without an answer."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable
from typing import Final

_RESET: Final = struct.pack("ii", 1, 0)
#: Connections that fill the system's queue of one that nobody accepts from.
_QUEUE: Final = 4


class Door:
    """A port of this machine. Everything but `port` belongs to the loop's thread.

    Args:
        enter: Called with each connection that is accepted.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, enter: Callable[[socket.socket], None]) -> None:
        self._loop = loop
        self._enter = enter
        self._clogging: list[socket.socket] = []
        self._socket = _bound(0)
        self.port: int = self._socket.getsockname()[1]
        self.is_open = False

    @property
    def sockets(self) -> list[socket.socket]:
        """What is readable when somebody is at the door."""
        return [self._socket] if self.is_open else []

    def open(self) -> None:
        """Accept connections."""
        if not self.is_open:
            self._shut()
            self._socket.listen(128)
            self._loop.add_reader(self._socket, self._accept)
            self.is_open = True

    def refuse(self) -> None:
        """Refuse connections. The port stays taken, so that nothing else gets it."""
        self._shut()

    def clog(self) -> None:
        """Leave attempts to connect without an answer: nobody accepts, and the system's queue is full."""
        self._shut()
        self._socket.listen(0)
        for _ in range(_QUEUE):
            waiting = socket.socket()
            waiting.setblocking(False)
            waiting.connect_ex(("127.0.0.1", self.port))
            self._clogging.append(waiting)

    def close(self) -> None:
        """Give the port back."""
        self._shut()
        self._socket.close()

    def _shut(self) -> None:
        if not self.is_open and not self._clogging:
            return
        if self.is_open:
            self._loop.remove_reader(self._socket)
        self.is_open = False
        for each in self._clogging:
            each.close()
        self._clogging = []
        self._socket.close()
        self._socket = _bound(self.port)

    def _accept(self) -> None:
        connection, _ = self._socket.accept()
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._enter(connection)


def reset(connection: socket.socket) -> None:
    """Close a connection so that the other side gets a reset."""
    reset_at_close(connection)
    connection.close()


def reset_at_close(connection: socket.socket) -> None:
    """Have the other side get a reset when the connection is closed."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)


def _bound(port: int) -> socket.socket:
    """A socket that holds a port and does not listen yet."""
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", port))
    held.setblocking(False)
    return held
