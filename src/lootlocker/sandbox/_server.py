"""A socket and uvicorn in a thread."""

from __future__ import annotations

import errno
import socket
import threading
import time
from typing import TYPE_CHECKING, Any

import uvicorn

from ._errors import SandboxError

if TYPE_CHECKING:
    from ._app import App

_PATIENCE = 10.0
#: Seconds that an idle connection stays open: longer than clients keep one, or a call may go into one that is closing.
_KEEP_ALIVE = 75
#: Bytes of a message on a WebSocket.
_LARGEST_MESSAGE = 65536


def listen(host: str, port: int) -> socket.socket:
    """A listening socket.

    Raises:
        SandboxError: The port is in use, or the host is none of this machine's.
    """
    if not 0 <= port <= 65535:
        raise SandboxError(f"The port has to be from 0 to 65535, not {port}.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise SandboxError(f"The sandbox can't listen on {host}: {error.strerror}.") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise SandboxError(f"Port {port} on {host} is in use: choose another one, or 0 for any.") from error
        raise SandboxError(f"The sandbox can't listen on {host}, port {port}: {error.strerror}.") from error
    return listener


class Server:
    """A running server. It answers from the moment it is made until `stop`."""

    def __init__(self, app: App, host: str, port: int) -> None:
        self._socket = listen(host, port)
        self.host = host
        self.port: int = self._socket.getsockname()[1]
        config = uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
            timeout_keep_alive=_KEEP_ALIVE,
            ws="websockets-sansio",
            ws_max_size=_LARGEST_MESSAGE,
            ws_ping_interval=None,  # whether a connection lives is up to what the client says
        )
        self._uvicorn = uvicorn.Server(config)
        app.presences.abort = self.abort
        self._thread = threading.Thread(target=self._run, name="lootlocker-sandbox", daemon=True)
        self._thread.start()
        deadline = time.monotonic() + _PATIENCE
        while not self._uvicorn.started:
            if not self._thread.is_alive() or time.monotonic() > deadline:
                self.stop()
                raise SandboxError("The sandbox's server did not start.")
            time.sleep(0.001)

    @property
    def base_url(self) -> str:
        """Scheme, host and port, as a client on this machine reaches it."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        host = f"[{host}]" if ":" in host else host
        return f"http://{host}:{self.port}"

    def _run(self) -> None:
        self._uvicorn.run(sockets=[self._socket])

    def abort(self, address: tuple[str, int]) -> None:
        """Break a connection without a word. It is named by the address of its other end; in the server's thread."""
        for protocol in list(self._uvicorn.server_state.connections):
            transport: Any = protocol.transport
            if tuple((transport.get_extra_info("peername") or ())[:2]) == tuple(address):
                transport.abort()

    def stop(self) -> None:
        """Answer what is under way, then close."""
        self._uvicorn.should_exit = True
        self._thread.join(_PATIENCE)
        self._socket.close()
