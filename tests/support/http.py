"""A real HTTP server on loopback that answers what a test tells it and remembers what it was asked."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

import attrs


@attrs.frozen
class Request:
    """What arrived.

    Attributes:
        target: Path and query exactly as they came.
        headers: Names in lower case.
        body: The bytes of the body.
    """

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    def json(self) -> Any:
        return json.loads(self.body)


@attrs.frozen
class Reply:
    """What to answer. `Reply.json(data)` is the usual one."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = attrs.field(factory=dict)

    @classmethod
    def json(cls, data: object, status: int = 200, **headers: str) -> Reply:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return cls(status, json.dumps(data).encode(), {"content-type": "application/json", **named})

    @classmethod
    def text(cls, text: str, status: int = 200) -> Reply:
        """JSON text, byte for byte."""
        return cls(status, text.encode(), {"content-type": "application/json"})


class Hangup:
    """In place of a reply: read the request, then close the connection without a word."""


Answer = Reply | Hangup | Callable[[Request], Reply | Hangup]


class LoopbackServer:
    """Answers by method and path; a path that nobody described is a 404.

    Use:
        server.on("GET", "/game/ping", Reply.json({"success": True}))
        server.on("GET", "/x", Reply.json({}, 503), Reply.json({}))    # one after the other, the last one for good
        server.on("GET", "/y", lambda request: Reply.json({"after": request.query["after"]}))
    """

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.failures: list[Exception] = []
        self._answers: dict[tuple[str, str], list[Answer]] = {}
        self._lock = threading.Lock()
        self._http = _Http(self)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), name="loopback", daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def on(self, method: str, path: str, *answers: Answer) -> None:
        """Say what to answer to `path`, whatever its query; it replaces what was said before."""
        with self._lock:
            self._answers[method, path] = list(answers)

    def sent_to(self, path: str) -> list[Request]:
        """The requests to this path, in order."""
        with self._lock:
            return [request for request in self.requests if request.path == path]

    def answer(self, request: Request) -> Reply | Hangup:
        """Remember the request and choose its answer."""
        with self._lock:
            self.requests.append(request)
            answers = self._answers.get((request.method, request.path))
            if not answers:
                return Reply.json({"message": f"the test describes no {request.method} {request.path}"}, 404)
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
        try:
            return answer(request) if callable(answer) else answer
        except Exception as error:
            self.failures.append(error)
            return Reply.json({"message": f"the test's own answer failed: {error!r}"}, 418)

    def close(self) -> None:
        """Close every connection and wait for their threads.

        Raises:
            Exception: What a test's own answer raised.
        """
        self._http.shutdown()
        self._http.hang_up()
        self._http.server_close()
        self._thread.join()
        if self.failures:
            raise self.failures[0]


class _Http(ThreadingHTTPServer):
    # Not daemons: closing the server waits for its connections, so that no thread or socket outlives a test.
    daemon_threads = False
    request_queue_size = 128

    def __init__(self, owner: LoopbackServer) -> None:
        self.owner = owner
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is not worth a traceback."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self._do
        raise AttributeError(name)

    def _do(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        owner = cast("_Http", self.server).owner
        reply = owner.answer(Request(self.command, self.path, headers, body))
        if isinstance(reply, Hangup):
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 204:
            self.send_header("content-length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on the terminal."""


__all__ = ["Answer", "Hangup", "LoopbackServer", "Reply", "Request"]
