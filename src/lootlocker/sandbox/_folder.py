"""The folder beside the database that holds the bytes of files."""

from __future__ import annotations

import os
from pathlib import Path


class Folder:
    """Files by name; a name is written once and never again.

    Args:
        path: The folder; it is made with the first file.
        durable: Whether what is written is flushed to the disk before it counts.
    """

    def __init__(self, path: Path, *, durable: bool) -> None:
        self._path = path
        self._durable = durable

    def write(self, name: str, content: bytes) -> None:
        """Make a file."""
        self._path.mkdir(exist_ok=True)
        with (self._path / name).open("xb") as file:
            file.write(content)
            file.flush()
            if self._durable:
                os.fsync(file.fileno())
        if self._durable and os.name == "posix":
            folder = os.open(self._path, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def read(self, name: str) -> bytes | None:
        """A file's bytes, or None."""
        try:
            return (self._path / name).read_bytes()
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """Delete a file, if it is there."""
        (self._path / name).unlink(missing_ok=True)

    def keep_only(self, names: set[str]) -> None:
        """Delete all other files: those that a killed process left behind."""
        if self._path.is_dir():
            for path in self._path.iterdir():
                if path.name not in names:
                    path.unlink()
