"""At most so many calls in any window of time. Pure: the caller gives the clock and does the waiting."""

from __future__ import annotations

import heapq
import threading
from collections import deque
from typing import Any, Final

from ._fork import tell_of_forks

#: Seconds. The server counts in 60 of them; the rest is for requests that travel longer than the ones before them.
WINDOW: Final = 60.5


class Limiter:
    """Hands out times at which calls may be sent, in the order in which they ask.

    Args:
        limit: How many calls in any `window`.
        window: Seconds.
    """

    def __init__(self, limit: int, window: float = WINDOW) -> None:
        self._slots: deque[float] = deque(maxlen=limit)
        self._released: list[float] = []
        self._limit = limit
        self._window = window
        self._lock = threading.RLock()
        tell_of_forks(self)

    def __str__(self) -> str:
        return f"{self._limit} requests in any {self._window:g} s; raise timeout or rate_limit"

    def reserve(self, now: float, patience: float = float("inf")) -> float | None:
        """Take the next free slot.

        Args:
            now: The time, by any monotonic clock.
            patience: Seconds that the caller would wait at most.

        Returns:
            Seconds to wait from `now` before sending; None, and no slot is taken, if that is more than `patience`.
        """
        with self._lock:
            while self._released and self._released[0] < now:
                heapq.heappop(self._released)
            slot = now
            if self._released:
                slot = self._released[0]
            elif len(self._slots) == self._limit:
                slot = max(now, self._slots[0] + self._window)
            if slot - now > patience:
                return None
            if self._released:
                heapq.heappop(self._released)
            else:
                self._slots.append(slot)
            return slot - now

    def release(self, slot: float) -> None:
        """Give back a slot that lies ahead and was not used: who asks next gets it.

        Args:
            slot: Its time.
        """
        with self._lock:
            heapq.heappush(self._released, slot)

    def after_fork(self) -> None:
        self._lock = threading.RLock()

    def __reduce__(self) -> tuple[Any, ...]:
        return (Limiter, (self._limit, self._window))
