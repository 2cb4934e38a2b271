"""The sandbox's state in one SQLite file: one connection, one lock, every change in a transaction."""

from __future__ import annotations

import secrets
import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ._errors import SandboxError

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime
    from pathlib import Path

_APPLICATION_ID = 0x4C4C5342
_VERSION = 1
_LARGEST = 2**63 - 1
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_SCHEMA = """
CREATE TABLE players (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ulid TEXT NOT NULL, public_uid TEXT NOT NULL UNIQUE, wallet_id TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '', timezone TEXT NOT NULL DEFAULT 'UTC', created_at TEXT NOT NULL, last_seen TEXT
);
CREATE TABLE identities (
    platform TEXT, identifier TEXT, player_id INTEGER NOT NULL REFERENCES players, PRIMARY KEY (platform, identifier)
) WITHOUT ROWID;
CREATE TABLE bans (player_id INTEGER PRIMARY KEY, reason TEXT NOT NULL, banned_on REAL NOT NULL, banned_until REAL);
CREATE TABLE game_sessions (
    token TEXT PRIMARY KEY, player_id INTEGER NOT NULL REFERENCES players, expires REAL NOT NULL, white_label_token TEXT
) WITHOUT ROWID;
CREATE TABLE refresh_tokens (
    token TEXT PRIMARY KEY, player_id INTEGER NOT NULL REFERENCES players, platform TEXT NOT NULL,
    identifier TEXT NOT NULL, expires REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE verifications (
    id INTEGER PRIMARY KEY AUTOINCREMENT, platform TEXT NOT NULL, identifier TEXT, expires REAL NOT NULL
);
CREATE TABLE server_sessions (token TEXT PRIMARY KEY, expires REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE white_label_users (
    id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL UNIQUE COLLATE NOCASE, password TEXT NOT NULL,
    created_at TEXT NOT NULL, custom_fields TEXT NOT NULL
);
CREATE TABLE white_label_tokens (
    token TEXT PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES white_label_users, expires REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE characters (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ulid TEXT NOT NULL, player_id INTEGER NOT NULL REFERENCES players,
    character_type_id INTEGER NOT NULL, is_default INTEGER NOT NULL
);
CREATE INDEX characters_of_player ON characters (player_id);
CREATE TABLE heroes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, player_id INTEGER NOT NULL REFERENCES players, hero_id INTEGER NOT NULL,
    instance_id INTEGER NOT NULL, character_id INTEGER NOT NULL UNIQUE, name TEXT, is_default INTEGER NOT NULL,
    asset_variation_id INTEGER
);
CREATE INDEX heroes_of_player ON heroes (player_id);
CREATE TABLE instances (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ulid TEXT NOT NULL, player_id INTEGER NOT NULL REFERENCES players,
    character_id INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('item', 'hero', 'universal')),
    asset_id INTEGER NOT NULL, variation_id INTEGER, rental_option_id INTEGER, source TEXT NOT NULL,
    acquired REAL NOT NULL
);
CREATE INDEX instances_of_character ON instances (character_id, kind, id);
CREATE TABLE loadouts (
    instance_id INTEGER PRIMARY KEY REFERENCES instances, character_id INTEGER NOT NULL REFERENCES characters,
    place INTEGER NOT NULL, mounted_at TEXT NOT NULL
);
CREATE INDEX loadout_of_character ON loadouts (character_id, place);
"""


class Transaction:
    """Statements that are carried out together or not at all."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

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


class Store:
    """The database. Requests are carried out one after the other.

    Args:
        path: The file; it is made if it is missing.
        durable: Whether each transaction is flushed to the disk before it counts (`synchronous=FULL`). A file that is
            thrown away with the process needs none of that.
    """

    def __init__(self, path: Path, *, durable: bool) -> None:
        self._lock = threading.RLock()
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
            connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} {pragmas} COMMIT;")

    @contextmanager
    def transaction(self) -> Generator[Transaction]:
        """A transaction: committed at the end, rolled back when an exception leaves the block."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield Transaction(self._connection)
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()


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
