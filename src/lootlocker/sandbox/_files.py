"""Files of players: revisions, limits, and signed addresses for their bytes."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.responses import Response

from ._call import iso
from ._errors import Refused, invalid, not_found
from ._store import new_token, new_ulid

if TYPE_CHECKING:
    import sqlite3

    from ._call import Call
    from ._store import Transaction

MOST_BYTES = 5 * 1024 * 1024
MOST_FILES = 50
MOST_REVISIONS = 5
URL_SECONDS = 3600
FILE_PATH = "/sandbox/files/{revision}"
_SELECT = (
    "SELECT f.*, r.id AS revision, r.size FROM player_files f JOIN file_revisions r "
    "ON r.number = (SELECT max(number) FROM file_revisions WHERE file_id = f.id)"
)


def files_of(call: Call, player_id: int, *, public: bool = False) -> list[sqlite3.Row]:
    """A player's files, or the public ones alone, oldest first."""
    select = f"{_SELECT} WHERE f.player_id = ? AND (f.is_public OR NOT ?) ORDER BY f.id"
    return call.store.all(select, player_id, public)


def file_of(call: Call, player_id: int, file_id: int) -> sqlite3.Row:
    """A file of a player, or 404."""
    row = call.store.one(f"{_SELECT} WHERE f.player_id = ? AND f.id = ?", player_id, file_id)
    if row is None:
        raise not_found(f"File {file_id}")
    return row


def make_file(call: Call, player_id: int) -> sqlite3.Row:
    """A new file of a player, from the body."""
    if len(files_of(call, player_id)) >= MOST_FILES:
        raise Refused(409, f"A player has at most {MOST_FILES} files.")
    file_id = call.store.insert(
        "player_files",
        player_id=player_id,
        name=call.body["file"].filename,
        purpose=call.body.get("purpose", ""),
        is_public=call.body.get("public", False),
        created_at=call.date,
    )
    return add_revision(call, player_id, file_id)


def add_revision(call: Call, player_id: int, file_id: int) -> sqlite3.Row:
    """Other bytes for a file, from the body. The oldest revision goes where there are too many."""
    keep_bytes(call, file_id)
    call.store.run("UPDATE player_files SET name = ? WHERE id = ?", call.body["file"].filename, file_id)
    every = [row["id"] for row in _revisions(call, file_id)]
    for old in every[:-MOST_REVISIONS]:
        drop_bytes(call, old)
    return file_of(call, player_id, file_id)


def keep_bytes(call: Call, file_id: int | None = None) -> str:
    """Keep the bytes of the body's file as a revision of a player's file, or of none; answers the revision."""
    content, name = call.body["file"].bytes, call.body["file"].filename
    if not name:
        raise invalid("file", "it has no name.")
    if len(content) > MOST_BYTES:
        raise invalid("file", f"it has {len(content)} bytes, and at most {MOST_BYTES} are taken.")
    revision = new_ulid(call.now)
    call.store.insert("file_revisions", id=revision, file_id=file_id, name=name, size=len(content))
    call.store.write_file(revision, content)
    return revision


def drop_bytes(call: Call, revision: str) -> None:
    """Let go of a revision."""
    call.store.run("DELETE FROM file_revisions WHERE id = ?", revision)
    call.store.remove_file(revision)


def remove_file(call: Call, file_id: int) -> None:
    """Delete a file with all its revisions."""
    for row in _revisions(call, file_id):
        call.store.remove_file(row["id"])
    call.store.run("DELETE FROM player_files WHERE id = ?", file_id)


def _revisions(call: Call, file_id: int) -> list[sqlite3.Row]:
    return call.store.all("SELECT id FROM file_revisions WHERE file_id = ? ORDER BY number", file_id)


def file_json(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    """A file as answers carry it, with an address that is good for a while."""
    url, expires = signed_url(call, row["revision"])
    return {
        "id": row["id"],
        "revision_id": row["revision"],
        "name": row["name"],
        "size": row["size"],
        "purpose": row["purpose"],
        "public": bool(row["is_public"]),
        "url": url,
        "url_expires_at": iso(expires),
        "created_at": row["created_at"],
    }


def signed_url(call: Call, revision: str) -> tuple[str, int]:
    """The address of a revision's bytes, and when it ends."""
    expires = int(call.seconds) + URL_SECONDS
    signature = _sign(call.store, revision, str(expires))
    path = FILE_PATH.format(revision=revision).removeprefix("/")
    return f"{call.base_url}{path}?expires={expires}&signature={signature}", expires


def download(store: Transaction, now: float, revision: str, expires: str, signature: str) -> Response:
    """The bytes that a signed address stands for.

    Raises:
        Refused: The signature is not the sandbox's own or too old (403), or the file is gone (404).
    """
    if not hmac.compare_digest(signature.encode(), _sign(store, revision, expires).encode()) or int(expires) <= now:
        raise Refused(403, "The address of the file is not valid, or no longer.")
    row = store.one("SELECT name FROM file_revisions WHERE id = ?", revision)
    content = None if row is None else store.read_file(revision)
    if row is None or content is None:
        raise not_found("The file")
    disposition = f"attachment; filename*=UTF-8''{quote(row['name'], safe='')}"
    return Response(content, media_type="application/octet-stream", headers={"Content-Disposition": disposition})


def _sign(store: Transaction, revision: str, expires: str) -> str:
    """The signature of an address, by a secret that stays with the database."""
    store.run("INSERT OR IGNORE INTO secrets (name, value) VALUES ('files', ?)", new_token())
    secret: str = store.value("SELECT value FROM secrets WHERE name = 'files'")
    return hmac.new(secret.encode(), f"{revision} {expires}".encode(), "sha256").hexdigest()
