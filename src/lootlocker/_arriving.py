"""Answers whose head has come and whose body is read while it comes: over our own connections or a user's client."""

from __future__ import annotations

import asyncio
import threading
import time
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, cast

from lootlocker_api.streams import BrokenOff

from ._answers import left_over, no_answer, raw, told
from ._body import Body
from ._inflate import Inflate
from ._outward import Outward

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Iterable
    from contextlib import AsyncExitStack

    from lootlocker_api.client import Headers, RawResponse

    from ._answers import Outgoing
    from ._deadline import Sending
    from ._retry import NoAnswer

_NEVER_CLOSED: Final = "an answer that was not read to its end was not closed: use `with`, or close()"


def _is_late(error: Exception) -> bool:
    names = {kind.__name__ for kind in type(error).__mro__}
    return bool(names & {"TimeoutException", "TimeoutError"})


class _Arriving:
    """What the two share.

    Args:
        response: As httpcore or httpx gives it.
        left_over: Where to look for what came beyond the answer.
    """

    def __init__(
        self, response: Any, status: int, headers: Headers, wanted: Outgoing, left_over: tuple[str, ...]
    ) -> None:
        self.status = status
        self.headers = headers
        self._response = response
        self._wanted = wanted
        self._left_over = left_over
        self._inflate = Inflate(headers.get("content-encoding"))
        self._pieces: Iterator[bytes] = iter(())
        self._each_read = wanted.each_read or wanted.timeout
        self._closed = False
        self._over = False
        if getattr(response, "is_stream_consumed", False):  # a hook of the user's has read and decompressed it
            self._pieces, self._over = iter([response.content]), True

    @property
    def is_success(self) -> bool:
        """Whether the status is one."""
        return 200 <= self.status < 300

    def _broken_off(self, error: Exception) -> BrokenOff:
        if isinstance(error, BrokenOff):
            return BrokenOff(*error.args)
        if _is_late(error):
            return BrokenOff(f"nothing more came within {self._each_read:g} seconds")
        text = told(error)
        return BrokenOff(
            f"the connection broke ({f'{type(error).__name__}: {text}' if text else type(error).__name__})"
        )

    def _body(self) -> Body:
        """What collects the whole of it."""
        body = Body(None if self._over else self.headers.get("content-encoding"))
        for piece in self._pieces:
            body.feed(piece)
        return body

    def _lost(self, error: Exception) -> NoAnswer:
        return no_answer(error, self._wanted.origin, sent=True, late=_is_late(error))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.status})"


class Arriving(_Arriving):
    """For threads.

    Args:
        sending: The request, where our own connections look at its deadline.
    """

    def __init__(
        self,
        response: Any,
        status: int,
        headers: Headers,
        wanted: Outgoing,
        left_over: tuple[str, ...],
        sending: Sending | None = None,
    ) -> None:
        super().__init__(response, status, headers, wanted, left_over)
        self._sending = sending
        self._stream = iter(cast("Iterable[bytes]", response.stream))

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            with Outward():
                if (piece := self._piece()) is not None:
                    return piece
            broken = None
        except Exception as error:
            broken = self._broken_off(error)
        except BaseException:
            self.close()
            raise
        self.close()
        raise broken or StopIteration

    def _piece(self) -> bytes | None:
        while (piece := next(self._pieces, None)) is None:
            part = self._part(time.monotonic() + self._each_read)
            if part is None:
                self._inflate.finish()
                return None
            self._pieces = self._inflate.feed(part)
        return piece

    def _part(self, end: float) -> bytes | None:
        """The next bytes as they came, by this time; None at the end."""
        if time.monotonic() > end:
            raise TimeoutError
        part = None if self._over else self._read(end)
        if part is None and not self._over:
            self._over = True
            if left_over(self._response, self._left_over):
                self._response.extensions["network_stream"].close()
        return part

    def _read(self, end: float) -> bytes | None:
        if self._sending is None:
            return next(self._stream, None)
        from ._deadline import current

        self._sending.deadline = end
        before = current.set(self._sending)
        try:
            return next(self._stream, None)
        finally:
            current.reset(before)

    def whole(self) -> RawResponse | NoAnswer:
        """All of it at once, decompressed, up to the bound of any other answer."""
        body = self._body()
        end = time.monotonic() + self._wanted.timeout
        try:
            while (part := self._part(end)) is not None and body.feed(part):
                pass
        except Exception as error:
            return self._lost(error)
        finally:
            self.close()
        return raw(self.status, self.headers, body)

    def close(self) -> None:
        """Give the connection back, or close it where more would come over it."""
        if not self._closed:
            self._closed = True
            self._response.close()

    def __del__(self) -> None:
        if not getattr(self, "_closed", True):
            warnings.warn(_NEVER_CLOSED, ResourceWarning, stacklevel=2, source=self)
            # By a thread: whoever finds garbage may hold the pool's lock, which closing needs.
            with suppress(RuntimeError):
                threading.Thread(target=self._response.close, daemon=True).start()


class AsyncArriving(_Arriving):
    """For tasks.

    Args:
        held: What is given back when it is closed: the connection, and the room that it takes.
    """

    def __init__(
        self,
        response: Any,
        status: int,
        headers: Headers,
        wanted: Outgoing,
        left_over: tuple[str, ...],
        held: AsyncExitStack,
    ) -> None:
        super().__init__(response, status, headers, wanted, left_over)
        self._held = held
        self._loop = asyncio.get_running_loop()
        self._stream = aiter(cast("AsyncIterable[bytes]", response.stream))

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        import anyio

        try:
            with Outward(), anyio.fail_after(self._each_read):
                if (piece := await self._piece()) is not None:
                    return piece
            broken = None
        except Exception as error:
            broken = self._broken_off(error)
        except BaseException:
            await self.close()
            raise
        await self.close()
        raise broken or StopAsyncIteration

    async def _piece(self) -> bytes | None:
        while (piece := next(self._pieces, None)) is None:
            part = await self._part()
            if part is None:
                self._inflate.finish()
                return None
            self._pieces = self._inflate.feed(part)
        return piece

    async def _part(self) -> bytes | None:
        part = None if self._over else await anext(self._stream, None)
        if part is None and not self._over:
            self._over = True
            if left_over(self._response, self._left_over):
                await self._response.extensions["network_stream"].aclose()
        return part

    async def whole(self) -> RawResponse | NoAnswer:
        """As `Arriving.whole`."""
        import anyio

        body = self._body()
        try:
            with anyio.fail_after(self._wanted.timeout):
                while (part := await self._part()) is not None and body.feed(part):
                    pass
        except Exception as error:
            return self._lost(error)
        finally:
            await self.close()
        return raw(self.status, self.headers, body)

    async def close(self) -> None:
        """Give the connection back, or close it where more would come over it."""
        if not self._closed:
            self._closed = True
            await self._held.aclose()

    def __del__(self) -> None:
        if not getattr(self, "_closed", True):
            warnings.warn(_NEVER_CLOSED, ResourceWarning, stacklevel=2, source=self)
            loop, held = self._loop, self._held
            with suppress(RuntimeError):  # the loop is closed, and its connections with it
                loop.call_soon_threadsafe(lambda: loop.create_task(held.aclose()))
