"""What the sandbox received, and the faults that a test has asked for."""

from __future__ import annotations

import json
import re
import threading
from collections import deque
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEPT = 10_000
#: Of the addresses of files.
_SIGNATURE = re.compile("(signature=)[^&]*")
_SECRET_HEADERS = frozenset(
    {"x-session-token", "x-auth-token", "x-server-key", "domain-key", "authorization", "cookie"}
)


@attrs.frozen(repr=False)
class RecordedRequest:
    """One request as it came in, and the status that answered it.

    `headers` holds (name, value) pairs as sent. Everything is kept in full; only `repr` leaves secrets out.
    """

    method: str
    path: str
    query: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    operation: str | None
    status: int

    def header(self, name: str) -> str | None:
        """The value of the first header of that name."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def json(self) -> Any:
        """The body, decoded."""
        return json.loads(self.body)

    def __repr__(self) -> str:
        headers = {key: "***" if key.lower() in _SECRET_HEADERS else value for key, value in self.headers}
        query = _SIGNATURE.sub(r"\1***", self.query)
        target = f"{self.path}?{query}" if query else self.path
        what = f"{self.method} {target} -> {self.status}, {self.operation}"
        return f"RecordedRequest({what}, headers={headers}, {len(self.body)} bytes)"


@attrs.define
class Fault:
    """An answer that is given in place of the true one."""

    status: int
    times: int
    operation: str | None
    headers: Mapping[str, str]
    body: bytes | None
    after_effect: bool


class Faults:
    """Faults in the order they were asked for; each is used up after its number of times."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Add one."""
        with self._lock:
            self._faults.append(fault)

    def take(self, operation: str) -> Fault | None:
        """The first fault that is meant for an operation, counted down."""
        with self._lock:
            for fault in self._faults:
                if fault.operation in (None, operation):
                    fault.times -= 1
                    if fault.times <= 0:
                        self._faults.remove(fault)
                    return fault
        return None

    def clear(self) -> None:
        """Forget them all."""
        with self._lock:
            self._faults.clear()


class Record:
    """The newest requests, oldest first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: deque[RecordedRequest] = deque(maxlen=_KEPT)

    def add(self, request: RecordedRequest) -> None:
        """Add one."""
        with self._lock:
            self._requests.append(request)

    def all(self) -> list[RecordedRequest]:
        """A copy."""
        with self._lock:
            return list(self._requests)

    def clear(self) -> None:
        """Forget them all."""
        with self._lock:
            self._requests.clear()
