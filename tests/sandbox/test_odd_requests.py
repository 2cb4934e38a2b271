"""Requests that no client of ours sends are answered all the same, never with a 500."""

from __future__ import annotations

import json
import socket
from urllib.parse import urlsplit

import httpx
import pytest

from lootlocker.auth import GuestLogin
from lootlocker.sandbox import Sandbox
from lootlocker.sandbox.handlers import HANDLERS
from support.sandbox import Api

DIGITS = "9" * 5_000


@pytest.fixture
def server(sandbox: Sandbox) -> httpx.Client:
    base = {"LL-Version": "2021-03-01"}
    token = httpx.post(
        f"{sandbox.base_url}/server/session",
        headers={**base, "x-server-key": sandbox.server_key},
        json={"game_version": "1.0"},
    ).json()["token"]
    return httpx.Client(base_url=sandbox.base_url, headers={**base, "x-auth-token": token})


def test_an_id_of_thousands_of_digits_is_an_unknown_one(server: httpx.Client) -> None:
    with server:
        assert server.get(f"/server/player/{DIGITS}/inventory").status_code == 404
        body = {"asset_id": 1, "asset_rental_option_id": DIGITS}
        assert server.post("/server/player/1/inventory", json=body).status_code in (400, 404)


def test_a_client_that_goes_away_in_mid_body_is_no_trouble(sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    address = urlsplit(sandbox.base_url)
    assert address.hostname is not None
    body = json.dumps({"game_key": sandbox.game_key})
    head = f"POST /game/v2/session/guest HTTP/1.1\r\nhost: x\r\ncontent-length: {len(body) + 99}\r\n\r\n{body}"
    with socket.create_connection((address.hostname, address.port or 0)) as raw:
        raw.sendall(head.encode())
    assert httpx.get(f"{sandbox.base_url}/nowhere").status_code == 404
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1])
def test_a_number_beyond_its_64_bits_is_refused(api: Api, number: int) -> None:
    answer = api.player().send("POST", "/game/v1/player/heroes", json={"hero_id": number})
    assert (answer.status_code, answer.json()["param"]) == (400, "hero_id")


def test_another_method_is_not_allowed_even_where_a_parameter_would_take_the_place(sandbox: Sandbox) -> None:
    answer = httpx.put(f"{sandbox.base_url}/game/v1/player/character/list")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert httpx.head(f"{sandbox.base_url}/game/ping").status_code == 405


def test_a_stream_without_a_handler_ends_with_its_count(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(HANDLERS, "game_get_assets_stream")
    with sandbox.game_client(login=GuestLogin()) as game, game.assets.get_assets_stream() as stream:
        assert list(stream) == []
        assert stream.count == 0
