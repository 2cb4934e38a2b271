"""The sandbox reads forms and files as strictly as it reads JSON, and answers texts, bytes and streams."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.driver import Driver

ROOT = Path(__file__).parents[2]
FILE = "multipart/form-data; boundary=b"
TWO_PARTS = (
    b'--b\r\nContent-Disposition: form-data; name="other"\r\n\r\nx\r\n'
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nx\r\n--b--'
)


@pytest.fixture
def received() -> list[dict[str, Any]]:
    """The bodies that handlers got."""
    return []


@pytest.fixture
def sandbox(forms: Any, monkeypatch: pytest.MonkeyPatch, received: list[dict[str, Any]]) -> Iterator[Any]:
    """A sandbox of this folder's document."""
    from lootlocker.sandbox import Sandbox
    from lootlocker.sandbox._document import Document
    from lootlocker.sandbox.handlers import HANDLERS

    def keep(call: Any) -> dict[str, Any]:
        received.append(call.body)
        return {"id": 7, "access_token": "t"}

    entries = [{"id": 1}, {"id": 2}, {"streamedObjectCount": 2}]
    made = {
        "game_upload_file": keep,
        "game_replace_file": keep,
        "server_exchange_token": keep,
        "game_get_file_text": lambda call: "täxt",
        "game_get_file_content": lambda call: b"\0bytes",
        "game_mark_file_seen": lambda call: None,
        "game_stream_storage": lambda call: b"".join(json.dumps(each).encode() for each in entries),
        "server_stream_all_storage": lambda call: b"",
        "server_session": HANDLERS["server_session"],
    }
    for name, handler in made.items():
        monkeypatch.setitem(HANDLERS, name, handler)
    documents = [Path(forms.api.__file__).parent, ROOT / "generated" / "lootlocker_api"]
    ours, real = (json.loads((each / "openapi.json").read_text(encoding="utf-8")) for each in documents)
    ours["components"]["schemas"] = {**real["components"]["schemas"], **ours["components"]["schemas"]}  # the game's own
    monkeypatch.setattr(Document, "bundled", lambda: Document(ours))
    with Sandbox() as running:
        yield running


def test_a_sandbox_reads_files_and_answers_bytes(driver: Driver, sandbox: Any, received: list[dict[str, Any]]) -> None:
    made = sandbox.game_client() if driver.kind == "sync" else sandbox.async_game_client()
    game = driver.closing(made)
    upload = driver.forms.lootlocker.Upload(b"\0\r\n--", filename='a".png', content_type="image/png")
    assert driver.do(game.files.upload_file(file=upload, purpose="säve", public=True, revision=3)).id == 7
    body = received[0]
    assert (body["purpose"], body["public"], body["revision"]) == ("säve", True, 3)
    file = body["file"]
    assert (file.filename, file.content_type, file.bytes) == ('a".png', "image/png", b"\0\r\n--")
    assert driver.do(game.files.get_file_text(7)) == "täxt"
    assert driver.do(game.files.get_file_content(7)) == b"\0bytes"
    stream = game.files.stream_storage()
    assert [item.id for item in driver.all_of(stream)] == [1, 2]
    assert stream.count == 2


@pytest.mark.parametrize(
    ("kind", "body", "told"),
    [
        ("application/json", b"{}", "has to be multipart/form-data"),
        ("", b"", "has to be multipart/form-data"),
        ("multipart/form-data", b"", "no boundary"),
        (FILE, b"", "do not end"),
        (FILE, b"--b\r\n\r\nx\r\n--b--\r\n", "no part of a form"),
        (FILE, b'--b\r\ncontent-disposition: form-data; name="file"\r\n\r\nx', "do not end"),
        (FILE, b"--b--\r\n", "file"),
        ('multipart/form-data; boundary="b"', TWO_PARTS, "other"),
    ],
)
def test_a_sandbox_refuses_what_is_no_form(
    sandbox: Any, received: list[dict[str, Any]], kind: str, body: bytes, told: str
) -> None:
    with sandbox.game_client() as game:
        token = game.start_session().session_token
    headers = {"x-session-token": token, **({"content-type": kind} if kind else {})}
    answer = httpx.put(f"{sandbox.base_url}/game/files/7", content=body, headers=headers)
    assert answer.status_code == 400
    assert told in answer.json()["message"]
    assert received == []


@given(pairs=st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=4), content=st.binary(max_size=40))
def test_what_is_written_is_what_the_sandbox_reads(pairs: dict[str, str], content: bytes) -> None:
    from lootlocker.sandbox._bodies import read_body
    from lootlocker_api.client import Operation
    from lootlocker_api.uploads import Multipart, write

    def written(sends: Any, members: dict[str, Any]) -> tuple[bytes, str, list[str]]:
        operation: Operation[None] = Operation(
            id="o", name="o", method="POST", path="/", evidence="sdk", retry="once", sends=sends, body=body
        )
        found, headers, problems = write(operation, members)
        if isinstance(found, Multipart):
            attempt = found.once()
            return b"".join(attempt), attempt.content_type, problems
        return found, headers["content-type"], problems

    body = {"properties": {"\0file": {"format": "binary"}}}
    members = {
        name: text for name, text in pairs.items() if not {"%22", "%0D", "%0A"} & {name[i : i + 3] for i in range(9)}
    }
    raw, kind, problems = written("form", members)
    if not problems and members:
        assert read_body(raw, "application/x-www-form-urlencoded", kind, {}) == members
    raw, kind, problems = written("multipart", {**members, "\0file": content})
    if not problems:
        found = read_body(raw, "multipart/form-data", kind, {"\0file": {"type": "string", "format": "binary"}})
        assert isinstance(found, dict)
        assert found.pop("\0file").bytes == content
        assert found == members
