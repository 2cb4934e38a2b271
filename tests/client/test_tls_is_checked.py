"""https: a server that can't prove who it is gets not one byte of a request, and the error says what is wrong."""

from __future__ import annotations

import socket
import ssl
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from client.driver import Driver
from client.fake import FakeServer, said
from client.surfaces import MARK, leaks, overheard, told_by
from lootlocker.auth import EpicLogin, SessionTokenLogin
from lootlocker.errors import ConnectionFailed

HOST = "127.0.0.1"
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine trusts the authority."""
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)


def context_of(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def right(authority: trustme.CA, _: Path) -> ssl.SSLContext:
    return context_of(authority.issue_cert(HOST))


def wrong_host(authority: trustme.CA, _: Path) -> ssl.SSLContext:
    return context_of(authority.issue_cert("other.example"))


def unknown_authority(authority: trustme.CA, _: Path) -> ssl.SSLContext:
    return context_of(trustme.CA().issue_cert(HOST))


def expired(authority: trustme.CA, _: Path) -> ssl.SSLContext:
    return context_of(authority.issue_cert(HOST, not_before=NOW - timedelta(9), not_after=NOW - timedelta(1)))


def not_yet_valid(authority: trustme.CA, _: Path) -> ssl.SSLContext:
    return context_of(authority.issue_cert(HOST, not_before=NOW + timedelta(1), not_after=NOW + timedelta(9)))


def self_signed(authority: trustme.CA, folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, NOW - timedelta(1), NOW + timedelta(1))
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "own.pem").write_bytes(private + builder.sign(key, hashes.SHA256()).public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "own.pem")
    return context


def old(context: ssl.SSLContext) -> ssl.SSLContext:
    """The context, for TLS 1.0 and 1.1 alone."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


def old_protocol(authority: trustme.CA, folder: Path) -> ssl.SSLContext:
    return old(right(authority, folder))


#: What is wrong with a server, and how the error says so.
WRONG: dict[Callable[[trustme.CA, Path], ssl.SSLContext], str] = {
    wrong_host: "certificate verify failed: IP address mismatch",
    unknown_authority: "certificate verify failed: unable to get local issuer certificate",
    expired: "certificate verify failed: certificate has expired",
    not_yet_valid: "certificate verify failed: certificate is not yet valid",
    self_signed: "certificate verify failed: self[- ]signed certificate",
    old_protocol: "protocol version",
}


@pytest.fixture
def secured(request: pytest.FixtureRequest, authority: trustme.CA, tmp_path: Path) -> Iterator[FakeServer]:
    """A server whose certificate is made as the test says."""
    server = FakeServer(tls=request.param(authority, tmp_path))
    server.on("GET", "/game/ping", said({"date": "now"}))
    server.on("POST", "/server/session", said({"token": MARK}))
    server.on("GET", "/server/ping", said({}))
    yield server
    server.close()


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("secured", "reason"), WRONG.items(), ids=lambda each: getattr(each, "__name__", ""), indirect=["secured"]
)
def test_a_server_that_is_not_proven_gets_no_request(driver: Driver, secured: FakeServer, reason: str) -> None:
    """It is tried again like any call that was not sent: another machine behind the name may be well."""
    running = driver.game(f"dev_{MARK}", base_url=secured.url, max_retries=2, login=SessionTokenLogin(MARK))
    starting = driver.closing(running.with_options(login=EpicLogin(MARK), max_retries=0))
    server = driver.server(MARK, base_url=secured.url, max_retries=0)
    calls = [
        (running.game.ping, 3),
        (lambda: running.heroes.create_player_hero(hero_id=8), 3),
        (starting.game.ping, 1),
        (server.session.ping, 1),
    ]
    for call, attempts in calls:
        before = secured.connections
        with overheard() as log, pytest.raises(ConnectionFailed, match=reason) as caught:
            driver.do(call())
        assert (caught.value.attempts, secured.connections - before) == (attempts, attempts)
        assert f"127.0.0.1:{secured.port}" in str(caught.value)
        assert leaks(told_by(caught.value)) == log.leaks() == []
    assert secured.seen == []


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("secured", [right], indirect=True, ids=["right"])
def test_an_authority_that_the_machine_trusts_is_trusted(driver: Driver, secured: FakeServer) -> None:
    assert driver.do(driver.game(base_url=secured.url, max_retries=0).game.ping()).date == "now"
    driver.do(driver.server(base_url=secured.url, max_retries=0).session.ping())
    assert [seen.target for seen in secured.seen] == ["/game/ping", "/server/session", "/server/ping"]


@pytest.mark.parametrize("secured", [right], indirect=True, ids=["right"])
def test_an_authority_that_nobody_named_is_not_trusted(
    driver: Driver, secured: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ConnectionFailed, match="certificate verify failed"):
        driver.do(driver.game(base_url=secured.url, max_retries=0).game.ping())
    assert secured.seen == []


@pytest.mark.parametrize(("secured", "is_right"), [(right, True), (wrong_host, False)], indirect=["secured"])
def test_a_pool_with_the_authority_calls_the_right_host_only(
    driver: Driver, authority: trustme.CA, secured: FakeServer, is_right: bool
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    pool: Any = (httpx.Client if driver.kind == "sync" else httpx.AsyncClient)(verify=context)
    game = driver.game(base_url=secured.url, max_retries=0, http_client=pool)
    try:
        if is_right:
            assert driver.do(game.game.ping()).date == "now"
        else:
            with pytest.raises(ConnectionFailed, match="certificate"):
                driver.do(game.game.ping())
            assert secured.seen == []
    finally:
        driver.do(pool.close() if driver.kind == "sync" else pool.aclose())


@pytest.mark.parametrize("secured", [old_protocol], indirect=True, ids=["old protocol"])
def test_the_server_with_old_tls_alone_does_speak_it(authority: trustme.CA, secured: FakeServer) -> None:
    """So that the refusal above is the client's."""
    context = old(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    authority.configure_trust(context)
    with (
        socket.create_connection((HOST, secured.port), 10) as plain,
        context.wrap_socket(plain, server_hostname=HOST) as speaking,
    ):
        assert speaking.version() == "TLSv1.1"
