"""A server on loopback that sends scripted bytes, breaks connections on purpose and keeps what it received."""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import attrs

_RESET = struct.pack("ii", 1, 0)


@attrs.frozen
class Seen:
    """A request as it arrived.

    Attributes:
        connection: Number of the connection that it came over, from 1.
        raw: Every byte of it.
        headers: By lower-case name; a name that came twice is an error of the client, so the parser refuses it.
    """

    connection: int
    raw: bytes
    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def call(self) -> str:
        """Method and target: `GET /game/ping`."""
        return f"{self.method} {self.target}"

    def json(self) -> Any:
        return json.loads(self.body)


@attrs.frozen
class Raw:
    """Send these bytes; then close the connection, unless told to keep it."""

    data: bytes
    keep: bool = False


@attrs.frozen
class Reset:
    """Read the request, then reset the connection, after `data` if there is some."""

    data: bytes = b""


@attrs.frozen
class Hangup:
    """Read the request, then close the connection without a word."""


@attrs.frozen
class Stall:
    """Send `data`, then nothing until the server is closed."""

    data: bytes = b""


@attrs.frozen
class Drip:
    """Send `data`, then a blank every `pause` seconds until the client goes away, for a while."""

    data: bytes
    pause: float = 0.05
    times: int = 60


Action = Raw | Reset | Hangup | Stall | Drip
Script = Action | Callable[[Seen], Action]


def answer(content: bytes | str = b"", status: int = 200, **headers: str) -> Raw:
    """An answer with a length, over a connection that stays; `content_type="text/html"` is a header."""
    body = content.encode() if isinstance(content, str) else content
    named = {"content-type": "application/json", **{name.replace("_", "-"): text for name, text in headers.items()}}
    if status != 204 and status >= 200:
        named.setdefault("content-length", str(len(body)))
    lines = [f"HTTP/1.1 {status} Scripted", *(f"{name}: {text}" for name, text in named.items()), "", ""]
    return Raw("\r\n".join(lines).encode("latin-1") + body, keep=True)


def said(data: object, status: int = 200, **headers: str) -> Raw:
    """An answer with this JSON."""
    return answer(json.dumps(data), status, **headers)


class FakeServer:
    """Answers by method and path; what nobody scripted is a 404 with code `unscripted`.

    Use:
        fake.on("GET", "/game/ping", said({"date": "now"}))
        fake.on("GET", "/game/ping", Reset(), said({}))       # one after the other, the last one for good
        fake.on("POST", "/server/session", lambda seen: said({"token": seen.headers["x-server-key"]}))

    Args:
        listening: False for an address that refuses connections until `listen()`.
        tls: For https.
    """

    def __init__(self, *, listening: bool = True, tls: ssl.SSLContext | None = None) -> None:
        self.seen: list[Seen] = []
        #: Connections to reset before their request is read.
        self.resets_at_once = 0
        self.connections = 0
        self._tls = tls
        self._scripts: dict[tuple[str, str], list[Script]] = {}
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        if listening:
            self.listen()

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    @property
    def open(self) -> int:
        """How many connections are open."""
        return len(self._open)

    @property
    def calls(self) -> list[str]:
        """What was asked, in order: `["GET /game/ping", ...]`."""
        return [seen.call for seen in self.seen]

    def on(self, method: str, path: str, *scripts: Script) -> None:
        """Say what to answer, whatever the query; it replaces what was said before."""
        self._scripts[method, path] = list(scripts)

    def to(self, path: str) -> list[Seen]:
        """The requests to this path, in order."""
        return [seen for seen in self.seen if seen.target.partition("?")[0] == path]

    def listen(self) -> None:
        """Accept connections from now on."""
        self._listener.listen(128)
        self._start(self._accept)

    def close(self) -> None:
        """Close every connection and wait for the threads."""
        self._closed.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.hang_up()
        with self._lock:
            threads = list(self._threads)
        for thread in threads:
            thread.join(10)

    def hang_up(self) -> None:
        """Close every connection; new ones are accepted."""
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        with self._lock:
            self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self.connections += 1
                number = self.connections
                self._open.add(connection)
                at_once = self.resets_at_once > 0
                self.resets_at_once -= at_once
            if at_once:
                self._reset(connection)
                self._forget(connection)
            else:
                self._start(self._serve, connection, number)

    def _serve(self, connection: socket.socket, number: int) -> None:
        try:
            if self._tls:
                connection = self._secured(connection, self._tls)
            while (seen := _received(connection, number)) is not None:
                if not self._perform(connection, self._chosen(seen), seen):
                    break
        except OSError:
            pass  # the client went away
        finally:
            self._forget(connection)

    def _secured(self, connection: socket.socket, tls: ssl.SSLContext) -> socket.socket:
        with self._lock:
            self._open.discard(connection)
        try:
            secured = tls.wrap_socket(connection, server_side=True)
        except OSError:
            connection.close()
            raise
        with self._lock:
            self._open.add(secured)
        return secured

    def _forget(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.discard(connection)
        connection.close()

    def _chosen(self, seen: Seen) -> Script:
        with self._lock:
            self.seen.append(seen)
            scripts = self._scripts.get((seen.method, seen.target.partition("?")[0]))
            if not scripts:
                return said({"code": "unscripted", "message": f"nobody scripted {seen.call}"}, 404)
            return scripts.pop(0) if len(scripts) > 1 else scripts[0]

    def _perform(self, connection: socket.socket, script: Script, seen: Seen) -> bool:
        match script:
            case Raw(data, keep):
                connection.sendall(data)
                return keep
            case Reset(data):
                connection.sendall(data)
                self._reset(connection)
            case Stall(data):
                connection.sendall(data)
                self._closed.wait(60)
            case Drip(data, pause, times):
                connection.sendall(data)
                for _ in range(times):
                    if self._closed.wait(pause):
                        break
                    connection.sendall(b" ")
            case Hangup():
                pass
            case _:
                return self._perform(connection, script(seen), seen)
        return False

    def _reset(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)


def _received(connection: socket.socket, number: int) -> Seen | None:
    """The next request, or None when the client has closed the connection."""
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65536)
        if not chunk:
            return None
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    start, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = start.split(" ", 2)
    headers: dict[str, str] = {}
    for line in lines:
        name, _, text = line.partition(":")
        if name.lower() in headers:
            raise OSError(f"{name} came twice")
        headers[name.lower()] = text.strip()
    length = int(headers.get("content-length", "0"))
    while len(body) < length:
        chunk = connection.recv(65536)
        if not chunk:
            return None
        body += chunk
    return Seen(number, head + b"\r\n\r\n" + body, method, target, headers, body)


def credentials(seen: Sequence[Seen], header: str = "x-session-token") -> list[str | None]:
    """What each request carried in a header."""
    return [each.headers.get(header) for each in seen]
