"""Keeps the tokens that were used out of what is shown, should a server repeat one."""

from __future__ import annotations

import json
from typing import Any, Final

SHOWN: Final = "***"
#: Characters of a token, at the end of a text that was cut off, from which on they are taken for the token.
_TELLING: Final = 8


class Mask:
    """Knows the tokens, and hides them."""

    def __init__(self) -> None:
        self._tokens: set[str] = set()

    def add(self, token: str) -> None:
        """One more to hide."""
        self._tokens.add(token)

    def message(self, raw: str | bytes) -> str | bytes:
        """A message without tokens. One whose JSON spells a token with escapes is written anew, without them."""
        if isinstance(raw, str):
            return self.text(self._spelled_out(raw))
        text = raw.decode("utf-8", "surrogateescape")
        hidden = self.message(text)
        assert isinstance(hidden, str)
        return raw if hidden == text else hidden.encode(errors="replace")

    def text(self, text: str) -> str:
        """A text without tokens."""
        for token in self._tokens:
            text = text.replace(token, SHOWN)
        return text

    def reason(self, text: str) -> str:
        """The same for a text that may have been cut off, as a close frame has room for 123 bytes."""
        text = self.text(text)
        for token in self._tokens:
            for length in range(len(token) - 1, _TELLING - 1, -1):
                if text.endswith(token[:length]):
                    text = text[:-length] + SHOWN
        return text

    def _spelled_out(self, text: str) -> str:
        if "\\" not in text:
            return text
        try:
            found: Any = json.loads(text)
            plain = json.dumps(found, ensure_ascii=False)
        except (ValueError, RecursionError):
            return text
        return plain if any(token in plain for token in self._tokens) else text
