"""Servers that read bodies as no well-behaved one does."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import suppress


class _Server:
    """Reads heads and leaves the rest to `serve`.

    Attributes:
        lengths: How many bytes of each body were read.
    """

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self._open: socket.socket | None = None
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open = connection
            with connection, suppress(OSError):
                while (head := self._head(connection)) is not None:
                    if not self.serve(connection, *head):
                        break

    @staticmethod
    def _head(connection: socket.socket) -> tuple[str, int, bytes] | None:
        data = b""
        while b"\r\n\r\n" not in data:
            chunk = connection.recv(65536)
            if not chunk:
                return None
            data += chunk
        head, _, body = data.partition(b"\r\n\r\n")
        start, *lines = head.decode("latin-1").split("\r\n")
        named = dict(line.lower().split(": ", 1) for line in lines)
        return start.split(" ")[1], int(named.get("content-length", "0")), body

    def serve(self, connection: socket.socket, target: str, length: int, body: bytes) -> bool:
        raise NotImplementedError

    @staticmethod
    def say(connection: socket.socket, status: int, data: object, *, close: bool = False) -> None:
        body = json.dumps(data).encode()
        more = "connection: close\r\n" if close else ""
        head = f"HTTP/1.1 {status} Said\r\ncontent-type: application/json\r\n{more}content-length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        if self._open is not None:
            with suppress(OSError):
                self._open.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)


class Sink(_Server):
    """Reads each body and keeps its length."""

    def serve(self, connection: socket.socket, target: str, length: int, body: bytes) -> bool:
        read = len(body)
        room = bytearray(1024 * 1024)
        while read < length:
            got = connection.recv_into(room)
            if not got:
                return False
            read += got
        self.lengths.append(read)
        self.say(connection, 200, {"id": 7})
        return True


class Early(_Server):
    """Says 401 to the first upload in the middle of it, closes the connection, and takes the next one.

    Attributes:
        bodies: What was read of each.
    """

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        super().__init__()

    def serve(self, connection: socket.socket, target: str, length: int, body: bytes) -> bool:
        if target != "/game/files":
            self.say(connection, 200, {"session_token": f"token-{len(self.bodies)}"})
            return True
        first = not self.bodies
        wanted = length // 4 if first else length
        while len(body) < wanted and (chunk := connection.recv(1024 * 1024)):
            body += chunk
        self.bodies.append(body)
        self.lengths.append(len(body))
        self.say(connection, 401 if first else 200, {"id": 7}, close=first)
        if not first:
            return True
        connection.shutdown(
            socket.SHUT_WR
        )  # what is still on its way is read, or the kernel would reset and lose the answer
        while connection.recv(1024 * 1024):
            pass
        return False
