"""HTTP/1.1 as far as a network has to understand it to break it request by request."""

from __future__ import annotations

import re
from typing import Final

from .plan import Fault, Place

Bytes = bytes | bytearray
_END: Final = b"\r\n\r\n"
_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
_CHUNKED: Final = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)

#: Every request's head is longer.
_SHORT_HEAD: Final = 150


def head_length(message: Bytes) -> int | None:
    """How long the head is, its empty line included; None if there is more to come."""
    found = message.find(_END)
    return None if found < 0 else found + len(_END)


def whole_length(message: Bytes) -> int | None:
    """How long the message is; None if its head is not complete.

    Raises:
        ValueError: It comes in chunks, which neither side of this network does.
    """
    head = head_length(message)
    if head is None:
        return None
    if _CHUNKED.search(message, 0, head):
        raise ValueError("a message in chunks")
    length = _LENGTH.search(message, 0, head)
    return head + (int(length[1]) if length else 0)


def first_line(message: Bytes) -> str:
    """`GET /game/ping HTTP/1.1` or `HTTP/1.1 200 OK`."""
    return message.partition(b"\r\n")[0].decode("latin-1")


def replacement(fault: Fault) -> bytes:
    """The answer that a fault puts in the place of the true one."""
    lines = [
        f"HTTP/1.1 {fault.status} Broken",
        f"content-type: {'text/html' if fault.body.startswith(b'<') else 'application/json'}",
        f"content-length: {len(fault.body)}",
    ]
    if fault.retry_after is not None:
        lines.append(f"retry-after: {fault.retry_after}")
    return "\r\n".join((*lines, "", "")).encode("latin-1") + fault.body


def closing(answer: bytes) -> bytes:
    """The answer, saying that the connection ends with it."""
    return answer.replace(b"\r\n", b"\r\nconnection: close\r\n", 1)


def unframed(answer: bytes) -> bytes:
    """The answer without its length, as old proxies send it: it is over when the connection is."""
    return closing(_LENGTH.sub(b"\r\n", answer, count=1))


def part(answer: bytes, fault: Fault) -> bytes:
    """As much of an answer as a fault lets through: never the whole."""
    head = head_length(answer) or len(answer)
    if fault.place is Place.NOTHING:
        return b""
    if fault.place is Place.HEAD or head == len(answer):
        return answer[: 1 + int(fault.share * (head - 2))]
    return answer[: head + int(fault.share * (len(answer) - head - 1))]


def midway(request: Bytes, fault: Fault) -> int | None:
    """How much of a request is read before the connection is reset; None if what is there does not tell yet."""
    if fault.place is Place.NOTHING:
        return 1
    if fault.place is Place.HEAD:
        return 1 + int(fault.share * _SHORT_HEAD)
    head, whole = head_length(request), whole_length(request)
    return None if head is None or whole is None else head + int(fault.share * max(0, whole - head - 1))
