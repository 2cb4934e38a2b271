"""Keys, tokens, passwords and tickets are in the requests and nowhere else: no text, no log, no pickle."""

from __future__ import annotations

import logging
import pickle
import traceback
from contextlib import suppress

import pytest

from client.driver import Driver
from client.fake import Hangup, Script, answer, said
from lootlocker import auth
from lootlocker._exchange import NeedToken, Send
from lootlocker._login import Call
from lootlocker._secret import Secret
from lootlocker._staleness import Held
from lootlocker.errors import LootLockerError

GAME_KEY = "dev_s3cr3t_game_key"
SERVER_KEY = "s3cr3t_server_key"
S = "s3cr3t"

LOGINS: list[auth.Login] = [
    auth.WhiteLabelLogin("ada@example.com", f"{S}-password"),
    auth.WhiteLabelLogin("ada@example.com", token=f"{S}-token"),
    auth.SteamLogin(f"{S}-ticket"),
    auth.PSNLogin(f"{S}-code"),
    auth.EpicLogin(f"{S}-id"),
    auth.AppleLogin(f"{S}-code"),
    auth.AppleGameCenterLogin(
        bundle_id="b", player_id="p", public_key_url="u", signature=f"{S}-signature", salt=f"{S}-salt", timestamp=1
    ),
    auth.GoogleLogin(f"{S}-id"),
    auth.GooglePlayGamesLogin(f"{S}-code"),
    auth.NintendoSwitchLogin(f"{S}-id"),
    auth.XboxLogin(f"{S}-user"),
    auth.MetaLogin("7", f"{S}-nonce"),
    auth.DiscordLogin(f"{S}-access"),
    auth.RemoteLogin(f"{S}-lease", f"{S}-nonce"),
    auth.SessionTokenLogin(f"{S}-token"),
]
SESSION = {"session_token": f"{S}-session", "refresh_token": f"{S}-refresh", "player_id": 7}


def texts_of(thing: object) -> str:
    return f"{thing!r} {thing} {thing:}"


def told_by(error: BaseException) -> str:
    """Everything that a traceback, a log or a crash report would show of an error."""
    return "\n".join([*traceback.format_exception(error), repr(error), str(error), repr(error.args)])


def pickled(thing: object) -> bytes:
    """The pickle, or nothing where there is none to be had."""
    try:
        return pickle.dumps(thing)
    except TypeError:
        return b""


@pytest.mark.parametrize("login", LOGINS, ids=lambda login: type(login).__name__)
def test_a_login_does_not_show_its_credentials(login: auth.Login) -> None:
    assert S not in texts_of(login)
    assert type(login).__name__ in repr(login)


@pytest.mark.parametrize("login", LOGINS, ids=lambda login: type(login).__name__)
def test_a_login_is_not_pickled_with_its_credentials(login: auth.Login) -> None:
    assert S.encode() not in pickled(login)


def test_a_client_shows_its_address_alone(driver: Driver) -> None:
    driver.fake.on("POST", "/game/session/epic", said(SESSION))
    game = driver.game(GAME_KEY, login=auth.EpicLogin(f"{S}-id"), domain_key="s3cr3t-domain")
    server = driver.server(SERVER_KEY)
    driver.do(game.start_session())
    for client in (game, server):
        assert driver.fake.url in repr(client)
        for thing in (client, client._engine, client._engine.settings, client._engine.keeper, client._engine.transport):
            assert S not in texts_of(thing)
            assert S.encode() not in pickled(thing)


def test_a_session_hides_its_tokens(driver: Driver) -> None:
    driver.fake.on("POST", "/game/session/epic", said(SESSION))
    game = driver.game(GAME_KEY, login=auth.EpicLogin(f"{S}-id"))
    session = driver.do(game.start_session())
    assert S not in texts_of(session)
    assert "player_id=7" in repr(session)
    assert S not in texts_of(game._engine.keeper.held)
    server = driver.server(SERVER_KEY)
    driver.fake.on("POST", "/server/session", said({"token": f"{S}-token"}))
    driver.fake.on("GET", "/server/ping", said({}))
    driver.do(server.session.ping())
    assert S not in texts_of(server.current_session)


def test_parts_of_the_machinery_hide_what_they_carry() -> None:
    for thing in (
        Secret(S),
        NeedToken(S, 1.0),
        Send({"x-session-token": S}, 1.0),
        Held(S, None),
        Call("g", "m", {"token": S}),
    ):
        assert S not in texts_of(thing)
    assert S.encode() not in pickle.dumps(Secret(S))
    assert Secret(S) == Secret(S)
    assert Secret(S) != Secret("other")


START, PING = ("POST", "/game/session/epic"), ("GET", "/game/ping")
#: What goes wrong on the way to a session, and with it: what is scripted in place of the usual answers.
FAULTS: dict[str, list[tuple[tuple[str, str], list[Script]]]] = {
    "start refused": [(START, [said({"message": "no"}, 401)])],
    "start broken": [(START, [Hangup()])],
    "start without json": [(START, [answer(f'{{"session_token": "{S}"')])],
    "start in another charset": [(START, [answer(f'"{S}\xe9'.encode("latin-1"))])],
    "start with a list": [(START, [said([SESSION])])],
    "call refused": [(PING, [said({}, 401)])],
    "call broken": [(PING, [Hangup()])],
    "call strange": [(PING, [answer("<html>")])],
    "refresh refused": [(PING, [said({}, 401)]), (START, [said(SESSION), said({}, 400)])],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_neither_errors_nor_logs_show_credentials(driver: Driver, fault: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    driver.fake.on(*START, said(SESSION))
    driver.fake.on(*PING, said({}))
    for place, scripts in FAULTS[fault]:
        driver.fake.on(*place, *scripts)
    game = driver.game(GAME_KEY, login=auth.EpicLogin(f"{S}-id"), max_retries=1)
    with pytest.raises(LootLockerError) as caught:
        driver.do(game.game.ping())
    assert S not in told_by(caught.value)
    assert caplog.records
    assert S not in caplog.text
    body = getattr(getattr(caught.value, "response", None), "content", b"")
    assert S.encode() not in pickled(caught.value).replace(body or b"\xff", b"")


def test_a_day_of_work_logs_no_credentials(driver: Driver, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    driver.fake.on("POST", "/white-label-login/login", said({"session_token": f"{S}-wl"}))
    driver.fake.on("POST", "/game/v2/session/white-label", said(SESSION))
    driver.fake.on("GET", "/game/ping", said({}), said({}, 401), said({}))
    driver.fake.on("DELETE", "/game/v1/session", answer(status=204))
    driver.fake.on("GET", "/server/ping", said({}))
    login = auth.WhiteLabelLogin("ada@example.com", f"{S}-password")
    game, server = driver.game(GAME_KEY, login=login, domain_key="dom41n"), driver.server(SERVER_KEY)
    driver.fake.on("POST", "/server/session", said({"token": f"{S}-token"}))
    for call in (game.game.ping, game.game.ping, game.end_session, server.session.ping):
        driver.do(call())
    assert len(driver.fake.seen) == 10
    assert S not in caplog.text
    for record in caplog.records:
        assert S not in f"{record.args!r}{record.__dict__!r}"


def test_credentials_travel_in_headers_and_bodies_and_never_in_addresses(driver: Driver) -> None:
    driver.fake.on("POST", "/game/session/epic", said(SESSION))
    driver.fake.on("GET", "/game/ping", said({}, 401), said({}))
    driver.fake.on("POST", "/game/v1/player/verify", said({}))
    game = driver.game(GAME_KEY, login=auth.EpicLogin(f"{S}-id"))
    with suppress(LootLockerError):
        driver.do(game.game.ping())
    driver.do(game.authentication.steam_player_verification(token=f"{S}-ticket"))
    assert len(driver.fake.seen) == 5
    for seen in driver.fake.seen:
        assert S not in seen.target
