"""The body of an answer, decompressed part by part: at no time is more of it in memory than a piece."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, Final

from lootlocker_api.streams import BrokenOff

#: Bytes that one step gives at most: a small part may stand for a thousand times as much.
PIECE: Final = 256 * 1024
_ANY_HEADER: Final = zlib.MAX_WBITS | 32
_NO_HEADER: Final = -zlib.MAX_WBITS
_GZIP: Final = b"\x1f\x8b"


def _has_header(data: bytes) -> bool:
    """Whether compressed bytes begin as they should; some servers leave the header of `deflate` out."""
    return data.startswith(_GZIP) or (data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0)


class Inflate:
    """Decompresses one body.

    Args:
        encoding: The Content-Encoding header.
    """

    def __init__(self, encoding: str | None) -> None:
        name = (encoding or "").strip().lower()
        self._plain = name in ("", "identity")
        self._known = self._plain or name in ("gzip", "x-gzip", "deflate")
        self._encoding = encoding
        self._inflater: Any = None
        self._rest = b""
        self._members = 0
        self._over = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What these bytes stand for.

        Raises:
            BrokenOff: They are not what the header says.
        """
        if self._plain:
            yield data
            return
        if not self._known:
            raise BrokenOff(f"its content encoding {self._encoding!r} was not asked for")
        data, self._rest = self._rest + data, b""
        more = False
        while (data or more) and not self._over:
            if self._inflater is None and not self._begin(data):
                return
            inflater: Any = self._inflater
            try:
                plain: bytes = inflater.decompress(data, PIECE)
            except zlib.error as error:
                raise BrokenOff(f"it can't be decompressed ({error})") from None
            data = inflater.unconsumed_tail or inflater.unused_data
            more = len(plain) == PIECE and not inflater.eof
            if inflater.eof:
                self._inflater = None
            if plain:
                yield plain

    def _begin(self, data: bytes) -> bool:
        """Begin a member: gzip may have several; what follows them and is none is nobody's."""
        if len(data) < len(_GZIP):
            self._rest = data
            return False
        self._over = bool(self._members) and not data.startswith(_GZIP)
        self._members += 1
        self._inflater = zlib.decompressobj(_ANY_HEADER if _has_header(data) else _NO_HEADER)
        return not self._over

    def finish(self) -> None:
        """All has come.

        Raises:
            BrokenOff: It is not whole.
        """
        if not self._over and (self._inflater is not None or (self._rest and not self._members)):
            raise BrokenOff("its compressed bytes end too early")
