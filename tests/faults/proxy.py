"""A network that breaks on purpose: real sockets between a client and a server, one fault a request.

network = Network()
wire = network.wire(server_url)
wire.begin([Fault(Kind.LOST), ...])   # before a call to wire.url: what happens to its requests, one after the other
...                                   # the call
wire.settle().result()                # whatever was under way has arrived or never will

A `Wire` serves one call at a time.
"""

from __future__ import annotations

import asyncio
import functools
import select
import socket
import sys
import threading
from collections import deque
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import Future
from contextlib import suppress
from itertools import pairwise
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from .door import Door, reset, reset_at_close
from .messages import Bytes, closing, first_line, midway, part, replacement, unframed, whole_length
from .plan import Fault, Idle, Kind

T = TypeVar("T")
_NONE: Final = Fault(Kind.NONE)
_NEEDS_A_CONNECTION: Final = (Kind.REFUSED, Kind.UNREACHABLE, Kind.RESET_AT_ONCE)
#: Seconds between the bytes of an answer that comes too late.
_DRIP: Final = 0.03
_CHUNK: Final = 1_000_000
#: Seconds after which this network itself must have failed.
_HANG: Final = 30.0

_wires: dict[int, Wire] = {}


@functools.cache
def _watch_connects() -> None:
    """Have every `connect` in this process told to the wire that it goes to, before it is made.

    A refused connection never reaches a server, so nobody there can count it.
    """

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.connect" and isinstance(arguments[1], tuple):
            wire = _wires.get(arguments[1][1])
            if wire is not None and not wire.is_own_thread:
                wire.expect_connection()

    sys.addaudithook(hook)


class Network:
    """The thread that all wires live in."""

    def __init__(self) -> None:
        _watch_connects()
        self.loop = asyncio.new_event_loop()
        self._wires: list[Wire] = []
        self._thread = threading.Thread(target=self.loop.run_forever, name="faulty-network", daemon=True)
        self._thread.start()
        self.thread_id = self._thread.ident

    def wire(self, server: str, expire: Callable[[], object] = lambda: None) -> Wire:
        """An address that leads to this server.

        Args:
            server: Its base URL.
            expire: Lets the sessions of the server run out.
        """
        wire = Wire(self, server, expire)
        self._wires.append(wire)
        return wire

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Have this done in the thread."""
        return asyncio.run_coroutine_threadsafe(work, self.loop)

    def close(self) -> None:
        """Close every wire and wait for the thread."""
        for wire in self._wires:
            self.submit(wire.close()).result(_HANG)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(_HANG)
        self.loop.close()


class Wire:
    """An address that leads to one server.

    Attributes:
        url: The address.
        log: What happened to each request of the call.
        answer: The server's own last answer to it.
        failures: What went wrong that no fault says: then what the server carried out is not what the faults say.
    """

    def __init__(self, network: Network, server: str, expire: Callable[[], object]) -> None:
        self._network = network
        self._loop = network.loop
        self._expire = expire
        parts = urlsplit(server)
        self._server = (parts.hostname or "", parts.port or 80)
        self._faults: deque[Fault] = deque()
        self._patience = 0.0
        self._over = asyncio.Event()
        self._over.set()
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._under_way = 0
        self._connections: dict[socket.socket, asyncio.Task[None]] = {}
        self._idle: set[socket.socket] = set()
        self._door = Door(network.loop, self._enter)
        self.port = self._door.port
        self.url = f"http://127.0.0.1:{self.port}"
        self.log: list[str] = []
        self.answer = b""
        self.failures: list[str] = []
        network.loop.call_soon_threadsafe(self._door.open)
        _wires[self.port] = self

    def begin(self, faults: Iterable[Fault], *, idle: Idle = Idle.KEPT, patience: float = _HANG) -> Future[None]:
        """Say what happens to the requests of the next call.

        Args:
            idle: What to do with the connections that the client keeps for later.
            patience: Seconds after which an answer that is held back for good gives way to a closed connection: a
                client that does not give up by itself is not waited for.
        """
        return self._network.submit(self._begin(faults, idle, patience))

    def settle(self) -> Future[None]:
        """The call is over: done when all its requests have reached the server, or never will."""
        return self._network.submit(self._settle())

    @property
    def is_own_thread(self) -> bool:
        """Whether this is the network's own thread."""
        return threading.get_ident() == self._network.thread_id

    def expect_connection(self) -> None:
        """The client is about to connect: accept or refuse it, as the faults say. From any thread."""
        self._network.submit(self._admit()).result(_HANG)

    async def close(self) -> None:
        """Close the address and every connection."""
        _wires.pop(self.port, None)
        self._door.close()
        await self._drop(list(self._connections))

    async def _begin(self, faults: Iterable[Fault], idle: Idle, patience: float) -> None:
        self._faults = deque(faults)
        self._patience = patience
        self.log = []
        self._over.clear()
        self.answer = b""
        if idle is not Idle.KEPT:
            await self._drop(list(self._idle), resetting=idle is Idle.RESET)
        await self._clear_the_way()

    async def _settle(self) -> None:
        self._over.set()
        while True:
            await self._quiet.wait()
            poll = select.poll()
            for each in (*self._door.sockets, *self._idle):
                poll.register(each, select.POLLIN)
            if not poll.poll(0):  # nothing is left in the system's buffers either
                break
            await asyncio.sleep(0.001)
        self._faults.clear()
        self._door.open()

    def _next(self) -> Fault:
        return self._faults.popleft() if self._faults else _NONE

    def _note(self, what: str, fault: Fault) -> None:
        self.log.append(f"{what}: {fault}")

    @property
    def _next_needs_a_connection(self) -> bool:
        return bool(self._faults) and self._faults[0].kind in _NEEDS_A_CONNECTION

    async def _clear_the_way(self) -> None:
        """Keep the client from reusing a connection, if the next fault is one of connecting."""
        if self._next_needs_a_connection:
            await self._drop(list(self._idle))

    async def _admit(self) -> None:
        kind = self._faults[0].kind if self._faults else None
        if kind in (Kind.REFUSED, Kind.UNREACHABLE):
            self._note("connect", self._next())
        if kind is Kind.REFUSED:
            self._door.refuse()
        elif kind is Kind.UNREACHABLE:
            self._door.clog()
        else:
            self._door.open()

    def _enter(self, connection: socket.socket) -> None:
        if self._faults and self._faults[0].kind is Kind.RESET_AT_ONCE:
            self._note("accept", self._next())
            reset(connection)
            return
        self._idle.add(connection)
        self._connections[connection] = self._loop.create_task(self._serve(connection))

    async def _drop(self, connections: list[socket.socket], *, resetting: bool = False) -> None:
        tasks = [self._connections[each] for each in connections]
        for each in connections if resetting else ():
            reset_at_close(each)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        for each in connections:  # a task that had not begun leaves its connection behind
            self._idle.discard(each)
            self._connections.pop(each, None)
            each.close()

    async def _serve(self, connection: socket.socket) -> None:
        try:
            while first := await self._loop.sock_recv(connection, 1):
                self._idle.discard(connection)
                self._under_way += 1
                self._quiet.clear()
                try:
                    keep = await self._handle(connection, first)
                finally:
                    self._under_way -= 1
                    if not self._under_way:
                        self._quiet.set()
                if not keep:
                    break
                self._idle.add(connection)
        except OSError:
            pass  # the client went away
        except Exception as error:
            self.failures.append(f"{type(error).__name__}: {error}")
        finally:
            self._idle.discard(connection)
            self._connections.pop(connection, None)
            connection.close()

    async def _handle(self, client: socket.socket, first: bytes) -> bool:
        """Do to one request what the next fault says; whether the connection stays."""
        fault = self._next()
        await self._clear_the_way()
        if fault.kind in (*_NEEDS_A_CONNECTION, Kind.RESET_MIDWAY):
            read = await self._received(client, first, lambda data: midway(data, fault))
            self._note(f"{len(read)} bytes of a request", fault)
            reset(client)
            return False
        request = await self._received(client, first)
        if len(request) != whole_length(request):
            self._note("a request that the client broke off", fault)
            return False
        self._note(first_line(request), fault)
        if fault.kind is Kind.REPLACED_BEFORE:
            return await self._answer(client, replacement(fault))
        if fault.kind in (Kind.BLACK_HOLE, Kind.LATE):
            await self._hold()
            if fault.kind is Kind.LATE:
                await self._forward(request)
            return False
        if fault.kind is Kind.EXPIRED:
            self._expire()
        answer = await self._forward(request)
        match fault.kind:
            case Kind.REPLACED_AFTER:
                return await self._answer(client, replacement(fault))
            case Kind.DRIPPED:
                return await self._answer(client, answer, pieces=True)
            case Kind.UNFRAMED:
                await self._loop.sock_sendall(client, part(unframed(answer), fault))
                return False
            case Kind.LOST | Kind.STALLED | Kind.DRIPPED_LATE:
                await self._break(client, answer, fault)
                return False
            case _:
                return await self._answer(client, answer)

    async def _break(self, client: socket.socket, answer: bytes, fault: Fault) -> None:
        """Send the beginning of an answer, and never its end."""
        sent = part(answer, fault)
        await self._loop.sock_sendall(client, sent)
        if fault.kind is Kind.LOST:
            if not fault.orderly:
                reset(client)
            return
        if fault.kind is Kind.DRIPPED_LATE:
            end = self._loop.time() + self._patience
            for place in range(len(sent), len(answer) - 1):
                await self._loop.sock_sendall(client, answer[place : place + 1])
                await asyncio.sleep(_DRIP)
                if self._over.is_set() or self._loop.time() > end:
                    return
        await self._hold()

    async def _answer(self, client: socket.socket, answer: bytes, *, pieces: bool = False) -> bool:
        last = self._next_needs_a_connection
        if last:
            answer = closing(answer)
        step = max(1, len(answer) // 50)
        cuts = [*range(50), *range(50, len(answer), step), len(answer)] if pieces else [0, len(answer)]
        for start, end in pairwise(cuts):
            await self._loop.sock_sendall(client, answer[start:end])
            await asyncio.sleep(0)
        return not last

    async def _hold(self) -> None:
        """Wait until the client has given up."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._over.wait(), self._patience)

    async def _received(
        self, connection: socket.socket, start: bytes = b"", wanted: Callable[[Bytes], int | None] = whole_length
    ) -> bytes:
        """As much as is wanted of a message, or what there was when the other side closed.

        Args:
            start: What was read already.
            wanted: How many bytes in all, if these tell.
        """
        data = bytearray(start)
        while (most := wanted(data)) is None or len(data) < most:
            chunk = await self._loop.sock_recv(connection, 65536 if most is None else min(most - len(data), _CHUNK))
            if not chunk:
                break
            data += chunk
        return bytes(data)

    async def _forward(self, request: bytes) -> bytes:
        """Have the server carry the request out: its whole answer.

        Raises:
            RuntimeError: The server did not answer; then nobody can tell what was carried out.
        """
        try:
            with socket.socket() as server:
                server.setblocking(False)
                await self._loop.sock_connect(server, self._server)
                await self._loop.sock_sendall(server, request)
                answer = await asyncio.wait_for(self._received(server), _HANG)
        except OSError as error:
            raise RuntimeError(f"{first_line(request)}: {error!r}") from error
        if len(answer) != whole_length(answer):
            raise RuntimeError(f"{first_line(request)}: the server's answer ends early")
        self.answer = answer
        return answer
