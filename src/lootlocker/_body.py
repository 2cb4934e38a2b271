"""The body of an answer, decompressed while it arrives and up to a bound: no answer can fill the memory."""

from __future__ import annotations

import zlib
from typing import Final

#: Bytes of a body, decompressed. The largest documented page is about half a megabyte.
BOUND: Final = 64 * 1024 * 1024
ACCEPTED: Final = "gzip, deflate"
_ANY_HEADER: Final = zlib.MAX_WBITS | 32
_NO_HEADER: Final = -zlib.MAX_WBITS
_GZIP: Final = b"\x1f\x8b"


class Body:
    """Collects the bytes of one body.

    Args:
        encoding: The Content-Encoding header.
    """

    def __init__(self, encoding: str | None, bound: int = BOUND) -> None:
        self._bound = bound
        self._raw: list[bytes] = []
        self._plain: list[bytes] = []
        self._received = 0
        self._size = 0
        self._problem: str | None = None
        self._rest: bytes = b""
        self._is_raw_deflate = self._is_padding = False
        self._name = name = (encoding or "").strip().lower()
        self._decompress = None if name in ("", "identity") else zlib.decompressobj(_ANY_HEADER)
        if self._decompress is not None and name not in ("gzip", "x-gzip", "deflate"):
            self._problem = f"its content encoding {encoding!r} was not asked for"

    def feed(self, data: bytes) -> bool:
        """Take some bytes; whether more are wanted."""
        self._raw.append(data)
        self._received += len(data)
        if self._decompress is None:
            self._grow(data)
        elif self._problem is None:
            self._feed_compressed(data)
        return not self._is_too_large

    @property
    def _is_too_large(self) -> bool:
        return max(self._size, self._received) > self._bound

    def _feed_compressed(self, data: bytes) -> None:
        data, self._rest = self._rest + data, b""
        while data and self._size <= self._bound and self._decompress is not None and not self._is_padding:
            if self._decompress.eof:  # gzip may have further members; anything else is nobody's
                if len(data) < len(_GZIP):
                    self._rest = data
                    return
                self._is_padding = not data.startswith(_GZIP)
                self._decompress = self._decompress if self._is_padding else zlib.decompressobj(_ANY_HEADER)
            try:
                plain = self._decompress.decompress(data, self._bound + 1 - self._size)
            except zlib.error as error:
                if self._name == "deflate" and not self._size and not self._is_raw_deflate:
                    self._is_raw_deflate = True  # some servers leave its header out
                    self._decompress, data = zlib.decompressobj(_NO_HEADER), b"".join(self._raw)
                    continue
                self._problem = f"it can't be decompressed ({error})"
                return
            self._grow(plain)
            data = self._decompress.unconsumed_tail or self._decompress.unused_data

    def _grow(self, plain: bytes) -> None:
        self._plain.append(plain)
        self._size += len(plain)

    def finish(self) -> tuple[bytes, str | None]:
        """The content; or the bytes as they came, and why they are not the content."""
        if self._is_too_large:
            self._problem = f"it is larger than {self._bound} bytes"
        elif self._decompress is not None and self._problem is None and self._raw and not self._decompress.eof:
            self._problem = "its compressed bytes end too early"
        if self._problem is not None:
            return b"".join(self._raw), self._problem
        return b"".join(self._plain), None
