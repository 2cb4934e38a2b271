"""What this client was made from."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import Final, NamedTuple


class Document(NamedTuple):
    """The OpenAPI document that a client was generated from.

    Attributes:
        version: Its `info.version`.
        digest: `sha256:` and the SHA-256 of `lootlocker_api/openapi.json`, the bundled document as it is in the wheel.
            `generated/lock.json` in the repository holds the same digest.
    """

    version: str
    digest: str

    def __str__(self) -> str:
        return f"{self.version} {self.digest}"


def _packaged() -> Document:
    content = files("lootlocker_api").joinpath("openapi.json").read_bytes()
    return Document(json.loads(content)["info"]["version"], f"sha256:{hashlib.sha256(content).hexdigest()}")


__api__: Final[Document] = _packaged()
