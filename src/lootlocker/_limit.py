"""At most so many calls in any window of time. Pure: the caller gives the clock and does the waiting."""

from __future__ import annotations

import threading
from collections import deque
from typing import Final

WINDOW: Final = 60.0


class Limiter:
    """Hands out times at which calls may be sent, in the order in which they ask.

    Args:
        limit: How many calls in any `window`.
        window: Seconds.
    """

    def __init__(self, limit: int, window: float = WINDOW) -> None:
        self._slots: deque[float] = deque(maxlen=limit)
        self._limit = limit
        self._window = window
        self._lock = threading.Lock()

    def reserve(self, now: float) -> float:
        """Take the next free slot.

        Returns:
            Seconds to wait from `now` before sending.
        """
        with self._lock:
            slot = now
            if len(self._slots) == self._limit:
                slot = max(now, self._slots[0] + self._window)
            self._slots.append(slot)
            return slot - now
