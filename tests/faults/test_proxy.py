"""The faulty network does to a request what its name says, and nothing to the others."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from support.http import LoopbackServer, Reply

from .plan import Fault, Idle, Kind, Place
from .proxy import Network, Wire

BODY = b'{"answer": 42}'
SHARES = [0.0, 0.5, 0.9]
#: More than the system's buffers take.
MUCH = 30_000_000


@pytest.fixture
def network() -> Iterator[Network]:
    running = Network()
    yield running
    running.close()


@pytest.fixture
def wire(network: Network, server: LoopbackServer) -> Iterator[Wire]:
    server.on("POST", "/do", Reply(200, BODY, {"content-type": "application/json"}))
    made = network.wire(server.url)
    yield made
    assert made.failures == []


class Peer:
    """A client with no opinion: it sends bytes and tells what came back."""

    def __init__(self, wire: Wire) -> None:
        self.socket = socket.create_connection(("127.0.0.1", wire.port), timeout=10)

    def __enter__(self) -> Peer:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, body: bytes = b"{}", *, length: int | None = None) -> None:
        head = (
            f"POST /do HTTP/1.1\r\nhost: x\r\nx-padding: {'p' * 200}\r\ncontent-length: {length or len(body)}\r\n\r\n"
        )
        self.socket.sendall(head.encode() + body)

    def received(self, seconds: float = 10) -> tuple[bytes, str]:
        """What came, and how it ended: whole, closed, reset or silent."""
        end = time.monotonic() + seconds
        data = b""
        try:
            while not data.endswith(BODY):
                self.socket.settimeout(max(0.001, end - time.monotonic()))
                chunk = self.socket.recv(4096)
                if not chunk:
                    return data, "closed"
                data += chunk
        except TimeoutError:
            return data, "silent"
        except ConnectionError:
            return data, "reset"
        return data, "whole"

    def asks(self, body: bytes = b"{}") -> tuple[bytes, str]:
        self.send(body)
        return self.received()


def begin(wire: Wire, *faults: Fault, idle: Idle = Idle.KEPT) -> None:
    wire.begin(faults, idle=idle).result(10)


def settle(wire: Wire) -> None:
    wire.settle().result(10)


def test_nothing_goes_wrong_without_a_fault(wire: Wire, server: LoopbackServer) -> None:
    with Peer(wire) as peer:
        for number in range(3):
            assert peer.asks(b"%d" % number)[1] == "whole"
    assert [request.body for request in server.requests] == [b"0", b"1", b"2"]


def test_refused_connections_are_refused_one_by_one(wire: Wire, server: LoopbackServer) -> None:
    begin(wire, Fault(Kind.REFUSED), Fault(Kind.REFUSED))
    for _ in range(2):
        with pytest.raises(ConnectionRefusedError):
            Peer(wire)
    with Peer(wire) as peer:
        assert peer.asks()[1] == "whole"
    begin(wire, Fault(Kind.REFUSED))
    settle(wire)
    with Peer(wire) as peer:
        assert peer.asks()[1] == "whole"
    assert len(server.requests) == 2


def test_an_attempt_to_connect_stays_without_an_answer(wire: Wire, server: LoopbackServer) -> None:
    for _ in range(2):
        begin(wire, Fault(Kind.UNREACHABLE))
        with socket.socket() as hopeful:
            hopeful.settimeout(0.2)
            with pytest.raises(TimeoutError):
                hopeful.connect(("127.0.0.1", wire.port))
        settle(wire)
        with Peer(wire) as peer:
            assert peer.asks()[1] == "whole"
    assert len(server.requests) == 2


def test_a_client_that_keeps_a_connection_meets_the_refusal_too(wire: Wire, server: LoopbackServer) -> None:
    """Both when it comes first and when it comes after an answer, which then ends the connection."""
    with Peer(wire) as peer:
        assert peer.asks()[1] == "whole"
        begin(wire, Fault(Kind.REFUSED))
        assert peer.received() == (b"", "closed")
    with pytest.raises(ConnectionRefusedError):
        Peer(wire)
    with Peer(wire) as peer:
        begin(wire, Fault(Kind.EXPIRED), Fault(Kind.REFUSED))
        answer, _ = peer.asks()
        assert b"\r\nconnection: close\r\n" in answer
        assert peer.socket.recv(1) == b""
    with pytest.raises(ConnectionRefusedError):
        Peer(wire)


def test_a_reset_at_once_comes_before_the_request_is_read(wire: Wire, server: LoopbackServer) -> None:
    begin(wire, Fault(Kind.RESET_AT_ONCE))
    with suppress(ConnectionError), Peer(wire) as peer:
        assert peer.asks() == (b"", "reset")
    settle(wire)
    assert server.requests == []


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.6])
def test_a_reset_midway_leaves_the_request_half_written(
    wire: Wire, server: LoopbackServer, place: Place, share: float
) -> None:
    """The body is larger than what the system's buffers take, so the client is still writing."""
    begin(wire, Fault(Kind.RESET_MIDWAY, place, share))
    with Peer(wire) as peer, pytest.raises(ConnectionError):
        peer.send(b"x" * MUCH)
    settle(wire)
    assert server.requests == []
    (line,) = wire.log
    read = int(line.split()[0])
    assert (read > 1) == (place is Place.BODY or (place is Place.HEAD and share > 0.1))
    assert (read > MUCH / 4) == (place is Place.BODY and share > 0.2)


@pytest.mark.parametrize("kind", [Kind.LOST, Kind.STALLED, Kind.DRIPPED_LATE])
@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("share", SHARES)
def test_an_answer_ends_where_the_fault_says_after_the_request_was_carried_out(
    wire: Wire, server: LoopbackServer, kind: Kind, place: Place, share: float
) -> None:
    begin(wire, Fault(kind, place, share, orderly=share == 0.5))
    with Peer(wire) as peer:
        peer.send()
        answer, ending = peer.received(10 if kind is Kind.LOST else 0.1)
        head = answer.partition(b"\r\n\r\n")[0]
        if kind is not Kind.DRIPPED_LATE:
            assert (b"\r\n\r\n" in answer) == (place is Place.BODY)
            assert bool(head) == (place is not Place.NOTHING)
        assert not answer.endswith(BODY)
        assert ending == ("silent" if kind is not Kind.LOST else "closed" if share == 0.5 else "reset")
    settle(wire)
    assert len(server.requests) == 1


@pytest.mark.parametrize("share", SHARES)
def test_an_answer_without_a_length_ends_early(wire: Wire, server: LoopbackServer, share: float) -> None:
    begin(wire, Fault(Kind.UNFRAMED, Place.BODY, share))
    with Peer(wire) as peer:
        answer, ending = peer.asks()
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"content-length" not in head
    assert BODY.startswith(body)
    assert body != BODY
    assert ending == "closed"
    assert len(server.requests) == 1


def test_an_answer_that_is_held_back_ends_when_patience_does(wire: Wire) -> None:
    """A client that never gives up does not hang the run."""
    for kind in (Kind.STALLED, Kind.DRIPPED_LATE, Kind.BLACK_HOLE):
        wire.begin([Fault(kind)], patience=0.1).result(10)
        with Peer(wire) as peer:
            peer.send()
            assert peer.received()[1] == "closed"
        settle(wire)


def test_a_late_request_is_carried_out_after_the_client_has_gone(wire: Wire, server: LoopbackServer) -> None:
    begin(wire, Fault(Kind.LATE))
    with Peer(wire) as peer:
        peer.send()
        assert peer.received(0.1) == (b"", "silent")
        assert server.requests == []
    settle(wire)
    assert len(server.requests) == 1


def test_a_black_hole_passes_nothing_on(wire: Wire, server: LoopbackServer) -> None:
    begin(wire, Fault(Kind.BLACK_HOLE))
    with Peer(wire) as peer:
        peer.send()
        assert peer.received(0.1) == (b"", "silent")
    settle(wire)
    assert server.requests == []


@pytest.mark.parametrize(("kind", "carried_out"), [(Kind.REPLACED_BEFORE, 0), (Kind.REPLACED_AFTER, 1)])
def test_a_replaced_answer_comes_before_or_after_the_effect(
    wire: Wire, server: LoopbackServer, kind: Kind, carried_out: int
) -> None:
    begin(wire, Fault(kind, status=503, retry_after="0.02", body=b"<html>"))
    with Peer(wire) as peer:
        peer.send()
        peer.socket.settimeout(10)
        answer = peer.socket.recv(4096)
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert b"\r\nretry-after: 0.02\r\n" in answer
        assert answer.endswith(b"\r\n\r\n<html>")
        assert len(server.requests) == carried_out
        assert peer.asks()[1] == "whole"


def test_sessions_run_out_before_the_request_is_passed_on(network: Network, server: LoopbackServer) -> None:
    server.on("POST", "/do", Reply(200, BODY))
    told: list[int] = []
    wire = network.wire(server.url, lambda: told.append(len(server.requests)))
    begin(wire, Fault(Kind.NONE), Fault(Kind.EXPIRED))
    with Peer(wire) as peer:
        assert [peer.asks()[1] for _ in range(3)] == ["whole"] * 3
    assert told == [1]


def test_a_dripped_answer_is_whole(wire: Wire) -> None:
    with Peer(wire) as peer:
        whole, _ = peer.asks()
        begin(wire, Fault(Kind.DRIPPED))
        assert peer.asks()[0][:60] == whole[:60]
    assert wire.log == ["POST /do HTTP/1.1: DRIPPED"]


@pytest.mark.parametrize(("idle", "ending"), [(Idle.CLOSED, "closed"), (Idle.RESET, "reset")])
def test_idle_connections_end_before_a_call(wire: Wire, idle: Idle, ending: str) -> None:
    with Peer(wire) as peer:
        assert peer.asks()[1] == "whole"
        begin(wire, idle=idle)
        assert peer.received() == (b"", ending)


def test_settling_waits_for_what_is_still_in_the_systems_buffers(wire: Wire, server: LoopbackServer) -> None:
    for number in range(20):
        begin(wire)
        with Peer(wire) as peer:
            peer.send()
        settle(wire)
        assert len(server.requests) == number + 1


def test_a_request_that_is_broken_off_is_not_passed_on(wire: Wire, server: LoopbackServer) -> None:
    begin(wire)
    with Peer(wire) as peer:
        peer.send(b"half", length=8)
        time.sleep(0.05)
    settle(wire)
    assert server.requests == []
    assert "broke off" in wire.log[0]


def test_a_server_that_does_not_answer_is_no_fault_of_the_plan(network: Network) -> None:
    """What it carried out is then not known, so the run has to say so."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        wire = network.wire(f"http://127.0.0.1:{nobody.getsockname()[1]}")
        begin(wire)
        with Peer(wire) as peer:
            assert peer.asks()[1] == "closed"
        settle(wire)
    assert len(wire.failures) == 1
