"""The token goes to the configured host, in the first message, and to nothing and nobody else."""

from __future__ import annotations

import gc
import socket
import ssl
import threading
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
import trustme
from websockets.datastructures import Headers
from websockets.http11 import Response

from client.surfaces import MARK, leaks, overheard, told_by
from lootlocker.errors import ConfigurationError, PresenceFailed
from lootlocker.presence import Connected, Disconnected, ServerMessage
from lootlocker.sandbox import Sandbox
from presence.driver import PATIENCE, Driver, Minted, OddServer, accept


def test_the_token_is_seen_nowhere(driver: Driver, odd: Callable[..., OddServer]) -> None:
    def repeat(connection: Any) -> None:
        token = server.first[-1]["token"]
        connection.send(f'{{"authenticated": true, "token": "{token}"}}')
        connection.send(f"you said {token}")
        connection.send(token.encode())
        connection.recv()
        connection.close(1011, f"failed with {token}"[:120])

    server = odd(repeat)
    login = Minted(prefix=f"{MARK}-token")
    game = driver.game(server.url, login=login)
    shown: list[str] = []
    with overheard() as heard:
        presence = driver.opened(game, status="here", max_attempts=3)

        def read() -> None:
            while (event := driver.do(presence.next_event(PATIENCE))) is not None:
                shown.extend([repr(event), str(event)])

        with pytest.raises(PresenceFailed) as caught:
            read()
        shown += [*told_by(caught.value), repr(presence), repr(game.presence), repr(vars(presence)["_inbox"])]
        with pytest.raises(PresenceFailed) as told:
            driver.do(presence.set_status("late"))
        shown += told_by(told.value)
        gc.collect()
    assert heard.leaks() == []
    assert leaks(shown) == []
    assert sum("***" in text for text in shown) > 5
    assert server.first == [{"token": f"{MARK}-token-1"}] * 3
    assert leaks(server.paths + server.headers) == []


def test_a_refused_token_is_in_no_error(driver: Driver, odd: Callable[..., OddServer]) -> None:
    server: OddServer = odd(lambda connection: connection.close(4401, f"bad {server.first[-1]['token']}"))
    with overheard() as heard, pytest.raises(PresenceFailed) as caught:
        driver.opened(driver.game(server.url, login=Minted(prefix=f"{MARK}-token")))
    assert heard.leaks() == []
    assert leaks(told_by(caught.value)) == []
    assert "bad ***" in str(caught.value)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(driver: Driver, odd: Callable[..., OddServer], status: int) -> None:
    other = odd(accept)

    def redirect(connection: Any) -> Response:
        target = f"ws{other.url.removeprefix('http')}/game/presence/v1"
        return Response(status, HTTPStatus(status).phrase, Headers({"Location": target, "Content-Length": "0"}), b"")

    server = odd(accept, redirect)
    with pytest.raises(PresenceFailed, match=f"redirect \\({status}\\)"):
        driver.opened(driver.game(server.url, login=Minted()))
    assert (len(server.paths), other.paths, other.first) == (1, [], [])


@pytest.mark.parametrize(("status", "tries"), [(404, 1), (403, 1), (429, 3), (503, 3)])
def test_a_refused_handshake(driver: Driver, odd: Callable[..., OddServer], status: int, tries: int) -> None:
    server = odd(accept, lambda connection: connection.respond(HTTPStatus(status), "no"))
    with pytest.raises(PresenceFailed, match=f"status {status}"):
        driver.opened(driver.game(server.url, login=Minted()))
    assert server.paths == ["/game/presence/v1"] * tries


def test_tls_is_checked(
    driver: Driver, odd: Callable[..., OddServer], monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    server = odd(accept, ssl=context)
    with pytest.raises(PresenceFailed, match="certificate"):
        driver.opened(driver.game(server.url, login=Minted()))
    assert server.first == []
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    driver.opened(driver.game(server.url, login=Minted()))
    assert server.first == [{"token": "token-1"}]


def test_proxies_of_the_environment_are_for_other_machines_alone(
    driver: Driver, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for calls. The proxy here answers with a refusal, and its address holds a password."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as proxy:

        def refuse() -> None:
            for _ in range(3):
                connection = proxy.accept()[0]
                asked.append(connection.recv(10_000))
                connection.sendall(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n")
                connection.close()

        thread = threading.Thread(target=refuse)
        thread.start()
        address = f"http://user:{MARK}@127.0.0.1:{proxy.getsockname()[1]}"
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, address)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        presence = driver.opened(driver.guest(sandbox))
        assert isinstance(driver.do(presence.next_event(PATIENCE)), Connected)
        with pytest.raises(PresenceFailed, match="proxy") as caught:
            driver.opened(driver.game("https://game.invalid", login=Minted()))
        thread.join(PATIENCE)
    assert leaks(told_by(caught.value)) == []
    assert [request.split(b"\r\n")[0] for request in asked] == [b"CONNECT game.invalid:443 HTTP/1.1"] * 3
    assert not any(b"token" in request for request in asked)


def test_plain_http_is_refused_as_for_calls(driver: Driver) -> None:
    with pytest.raises(ConfigurationError, match="Plain http"):
        driver.game("http://game.invalid", login=Minted())


def test_what_a_server_says_before_it_accepts_is_handed_out(driver: Driver, odd: Callable[..., OddServer]) -> None:
    def talk(connection: Any) -> None:
        connection.send("welcome")
        accept(connection)

    presence = driver.opened(driver.game(odd(talk).url, login=Minted()))
    driver.do(presence.close())
    assert [type(event) for event in driver.rest(presence)] == [ServerMessage, Connected, Disconnected]
