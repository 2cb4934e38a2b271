"""The sandbox's state in one SQLite file: one connection, one lock, every change in a transaction."""

from __future__ import annotations

import secrets
import sqlite3
import threading
from contextlib import contextmanager
from importlib import resources
from typing import TYPE_CHECKING, Any

from ._errors import SandboxError
from ._folder import Folder

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime
    from pathlib import Path

_APPLICATION_ID = 0x4C4C5342
_VERSION = 4
_LARGEST = 2**63 - 1
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Transaction:
    """Statements that are carried out together or not at all."""

    def __init__(self, connection: sqlite3.Connection, folder: Folder) -> None:
        self._connection = connection
        self._folder = folder
        self._written: list[str] = []
        self._removed: list[str] = []

    def run(self, statement: str, *values: object) -> int:
        """Carry out a statement; answers how many rows it changed."""
        return self._connection.execute(statement, values).rowcount

    def insert(self, table: str, **columns: object) -> int:
        """Add a row; answers its id."""
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        cursor = self._connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(columns.values()))
        return cursor.lastrowid or 0

    def one(self, statement: str, *values: object) -> sqlite3.Row | None:
        """The first row, or None."""
        row: sqlite3.Row | None = self._connection.execute(statement, values).fetchone()
        return row

    def all(self, statement: str, *values: object) -> list[sqlite3.Row]:
        """All rows."""
        return self._connection.execute(statement, values).fetchall()

    def value(self, statement: str, *values: object) -> Any:
        """The first column of the first row, or None."""
        row = self.one(statement, *values)
        return None if row is None else row[0]

    def write_file(self, name: str, content: bytes) -> None:
        """Keep bytes under a new name in the folder beside the database."""
        self._written.append(name)
        self._folder.write(name, content)

    def read_file(self, name: str) -> bytes | None:
        """The bytes of that name, or None."""
        return self._folder.read(name)

    def remove_file(self, name: str) -> None:
        """Let go of the bytes of that name, once the transaction counts."""
        self._removed.append(name)

    def finish(self, *, committed: bool) -> None:
        """Remove the bytes that no row speaks of now."""
        for name in self._removed if committed else self._written:
            self._folder.remove(name)


class Store:
    """The database. Requests are carried out one after the other.

    Args:
        path: The file; it is made if it is missing.
        durable: Whether each transaction is flushed to the disk before it counts (`synchronous=FULL`). A file that is
            thrown away with the process needs none of that.
    """

    def __init__(self, path: Path, *, durable: bool) -> None:
        self._lock = threading.RLock()
        self._folder = Folder(path.with_name(path.name + ".files"), durable=durable)
        try:
            self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
            self._connection.row_factory = sqlite3.Row
            try:
                self._prepare(path, durable)
            except BaseException:
                self._connection.close()
                raise
        except sqlite3.Error as error:
            raise SandboxError(f"The database {path} can't be used: {error}.") from error

    def _prepare(self, path: Path, durable: bool) -> None:
        connection = self._connection
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and application != _APPLICATION_ID:
            raise SandboxError(f"The database {path} belongs to something else.")
        if tables and version != _VERSION:
            raise SandboxError(f"The database {path} is of another version of the sandbox ({version}, not {_VERSION}).")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'OFF'}")
        if not tables:
            pragmas = f"PRAGMA application_id={_APPLICATION_ID}; PRAGMA user_version={_VERSION};"
            connection.executescript(f"BEGIN IMMEDIATE; {_tables()} {pragmas} COMMIT;")
        self._folder.keep_only({row[0] for row in connection.execute("SELECT id FROM file_revisions")})

    @contextmanager
    def transaction(self) -> Generator[Transaction]:
        """A transaction: committed at the end, rolled back when an exception leaves the block."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            transaction = Transaction(self._connection, self._folder)
            try:
                yield transaction
            except BaseException:
                self._connection.execute("ROLLBACK")
                transaction.finish(committed=False)
                raise
            self._connection.execute("COMMIT")
            transaction.finish(committed=True)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()


def _tables() -> str:
    """The statements that make the tables: a file for each part of the API."""
    folder = resources.files("lootlocker.sandbox").joinpath("tables")
    files = [each for each in folder.iterdir() if each.name.endswith(".sql")]
    return "\n".join(each.read_text(encoding="utf-8") for each in sorted(files, key=lambda each: each.name))


def row_id(value: int | str) -> int:
    """An id for a query; one beyond SQLite's 64 bits with sign is one that no row has."""
    if isinstance(value, str) and len(value.lstrip("0")) > len(str(_LARGEST)):
        return -1  # Python reads no number of thousands of digits
    number = int(value)
    return number if 0 <= number <= _LARGEST else -1


def new_token() -> str:
    """A token of 40 hexadecimal digits, as the documented sample is."""
    return secrets.token_hex(20)


def new_public_uid() -> str:
    """Eight letters and digits."""
    return "".join(secrets.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") for _ in range(8))


def new_ulid(now: datetime) -> str:
    """A ULID: 48 bits of time in milliseconds, 80 bits at random."""
    return ulid_of(int(now.timestamp() * 1000) << 80 | secrets.randbits(80))


def ulid_of(number: int) -> str:
    """26 characters of Crockford's alphabet for a number of 128 bits."""
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))
