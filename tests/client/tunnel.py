"""An HTTP proxy on loopback that tunnels to one server, whatever it is asked for, and keeps what went through."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class Tunnel:
    """Opens a way to `port` for each CONNECT.

    Attributes:
        heads: What clients said to the proxy itself.
        passed: The bytes that went through afterwards, to the server.
    """

    def __init__(self, port: int) -> None:
        self.heads: list[bytes] = []
        self.passed = b""
        self._port = port
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def close(self) -> None:
        """Close every connection and wait for the threads."""
        for each in [self._listener, *self._open]:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        for thread in self._threads:
            thread.join(10)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                head = b""
                while b"\r\n\r\n" not in head:
                    head += client.recv(65536)
                self.heads.append(head)
                server = socket.create_connection(("127.0.0.1", self._port))
                client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                self._open += [client, server]
                for pair in ((client, server), (server, client)):
                    thread = threading.Thread(target=self._pass, args=pair, daemon=True)
                    self._threads.append(thread)
                    thread.start()

    def _pass(self, source: socket.socket, to: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if to.getpeername()[1] == self._port:
                    self.passed += data
                to.sendall(data)
        with suppress(OSError):
            to.shutdown(socket.SHUT_WR)
