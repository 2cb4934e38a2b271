"""Every key, token, password and ticket is planted with a mark; every login and every error is tried; nothing shows it.

Nothing: no text, attribute or pickle of an object or an error, no traceback, not even with the variables of its frames,
no line of any logger at any level, no event.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest

from client.driver import Driver
from client.fake import FakeServer, Hangup, Raw, Script, Stall, answer, said
from client.surfaces import MARK, Overheard, leaks, looks, overheard, parts_of, told_by
from lootlocker import auth, errors
from lootlocker._library import httpcore
from lootlocker.errors import LootLockerError
from lootlocker.hooks import Hooks
from lootlocker_api.client import AsyncClient, Client

GAME_KEY, SERVER_KEY = f"dev_{MARK}_game_key", f"{MARK}_server_key"
LOGINS: list[auth.Login] = [
    auth.GuestLogin(),
    auth.WhiteLabelLogin("ada@example.com", f"{MARK}-password"),
    auth.WhiteLabelLogin("ada@example.com", token=f"{MARK}-white-label-token"),
    auth.SteamLogin(f"{MARK}-ticket", "480"),
    auth.PSNLogin(f"{MARK}-psn-code"),
    auth.PlatformLogin("android", "player 7"),
    auth.EpicLogin(f"{MARK}-epic-id-token"),
    auth.AppleLogin(f"{MARK}-apple-code"),
    auth.AppleGameCenterLogin(
        bundle_id="b", player_id="p", public_key_url="u", signature=f"{MARK}-sig", salt=f"{MARK}-salt", timestamp=1
    ),
    auth.GoogleLogin(f"{MARK}-google-id-token"),
    auth.GooglePlayGamesLogin(f"{MARK}-play-code"),
    auth.NintendoSwitchLogin(f"{MARK}-nsa-id-token"),
    auth.XboxLogin(f"{MARK}-user-token"),
    auth.MetaLogin("7", f"{MARK}-nonce"),
    auth.DiscordLogin(f"{MARK}-access-token"),
    auth.RemoteLogin(f"{MARK}-lease-code", f"{MARK}-lease-nonce"),
    auth.SessionTokenLogin(f"{MARK}-running"),
    auth.EpicLogin.from_refresh_token(f"{MARK}-stored-refresh"),
]
#: What may come in place of a session, with a token in it or not.
STRANGE: list[Script] = [
    said({"message": "no"}, 401),
    answer(f'{{"session_token": "{MARK}-truncated"'),
    answer(f'{{"session_token": "{MARK}\xe9"}}'.encode("latin-1")),
    said([{"session_token": MARK}]),
    said({"session_token": f"{MARK}\n"}),
    Raw(b'HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"session_token": "%s"' % MARK.encode()),
    Hangup(),
]
PING, HEROES = ("GET", "/game/ping"), ("POST", "/game/v1/player/heroes")
EPIC, STEAM, SERVER = "/game/session/epic", "/game/session/steam", "/server/session"
EVENTS: list[object] = []


def note(event: object) -> None:
    """A hook; of the module, so that it can be pickled."""
    EVENTS.append(event)


HOOKS = Hooks(before_request=note, after_answer=note, before_wait=note)


@pytest.fixture
def log() -> Iterator[Overheard]:
    """Listens to every logger, and looks through what they said and through all events when the test is over."""
    EVENTS.clear()
    with overheard() as heard:
        yield heard
    assert heard.leaks() == []
    assert leaks(text for event in EVENTS for text in looks(event)) == []
    assert {type(event).__name__ for event in EVENTS} >= {"RequestEvent", "AnswerEvent"}
    assert heard.texts.keys() >= {"lootlocker", f"{httpcore.__name__}.http11"}


def issue(fake: FakeServer, *paths: str) -> None:
    """Start sessions, each with new tokens, and serve calls."""
    started: list[object] = []

    def start(seen: object) -> Any:
        started.append(seen)
        token = f"{MARK}-session-{len(started)}"
        return said({"session_token": token, "token": token, "refresh_token": f"{MARK}-refresh-{len(started)}"})

    for path in paths:
        fake.on("POST", path, start)
    fake.on(*PING, said({"date": "now"}))
    fake.on(*HEROES, said({"hero": {}}))


def paths_of(login: auth.Login) -> list[str]:
    """Where a login goes."""
    provider: Any = login.provider if isinstance(login, auth.RefreshTokenLogin) else login
    if isinstance(login, auth.SessionTokenLogin):
        return []
    module = f"lootlocker_api.api.game_{provider.group}.game_{provider.operation}"
    start = importlib.import_module(module).OPERATION.path
    signs_in = isinstance(login, auth.WhiteLabelLogin) and login.token is None
    return ["/white-label-login/login", start] if signs_in else [start]


def player(driver: Driver, login: auth.Login | None, **options: Any) -> Any:
    """A client with everything planted."""
    return driver.game(GAME_KEY, login=login, domain_key="domain", hooks=HOOKS, **{"max_retries": 0, **options})


def raised(driver: Driver, call: Callable[[], Any]) -> LootLockerError:
    """The error of a call, looked through."""
    with pytest.raises(LootLockerError) as caught:
        driver.do(call())
    assert leaks(told_by(caught.value)) == []
    return caught.value


def refused(driver: Driver, login: auth.Login, path: str, strange: Script) -> None:
    """Try a login, and the renewal of its session, while a path answers strangely."""
    issue(driver.fake, *paths_of(login))
    renewed, fresh = player(driver, login), player(driver, login)
    driver.do(renewed.start_session())
    driver.fake.on("POST", path, strange)
    driver.fake.on(*PING, said({}, 401))
    for call in (fresh.start_session, fresh.game.ping, renewed.game.ping):
        raised(driver, call)
    looked_through(*parts_of(fresh), *parts_of(renewed))


def looked_through(*things: object) -> None:
    """Nothing of these shows a secret."""
    assert leaks(text for thing in things for text in looks(thing)) == []


def test_every_login_is_tried() -> None:
    known = {getattr(auth, name) for name in auth.__all__} - {auth.Login}
    assert {type(login) for login in LOGINS} == known


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("login", LOGINS, ids=lambda login: type(login).__name__)
def test_a_login_keeps_its_credentials_out_of_sight(driver: Driver, login: auth.Login) -> None:
    fake, paths = driver.fake, paths_of(login)
    issue(fake, *paths)
    game = player(driver, login)
    session = driver.do(game.start_session())
    driver.do(game.game.ping())
    looked_through(login, *parts_of(game))
    assert leaks([repr(session), str(session), f"{session}"]) == []
    assert session.session_token.startswith(MARK)
    if paths:
        fake.on(*PING, said({}, 401), said({"date": "now"}))
        driver.do(game.game.ping())
        looked_through(*parts_of(game))
    assert all(MARK.encode() in seen.raw for seen in fake.seen if seen.target != "/white-label-login/login")
    for path in paths:
        for strange in STRANGE[:2]:
            refused(driver, login, path, strange)


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("strange", STRANGE[2:], ids=ascii)
def test_a_strange_start_of_a_session_shows_no_credentials(driver: Driver, strange: Script) -> None:
    refused(driver, auth.EpicLogin(f"{MARK}-epic-id-token"), EPIC, strange)


#: What the server answers or does, and the error that comes of it.
ANSWERED: dict[type[LootLockerError], Script] = {
    errors.APIError: said({"message": "no"}, 418),
    errors.BadRequest: said({"message": "no"}, 400),
    errors.Unauthorized: said({"message": "no"}, 401),
    errors.PaymentRequired: said({"message": "no"}, 402),
    errors.Forbidden: said({"message": "no"}, 403),
    errors.PlayerBanned: said({"code": "player_banned", "ban": {"reason": "cheating"}}, 403),
    errors.NotFound: said({"message": "no"}, 404),
    errors.MethodNotAllowed: said({"message": "no"}, 405),
    errors.NotAcceptable: said({"message": "no"}, 406),
    errors.Conflict: said({"message": "no"}, 409),
    errors.RateLimited: answer("{}", 429, retry_after="600"),
    errors.ServerError: answer("<html>", 500),
    errors.ServiceUnavailable: said({"message": "no"}, 503),
    errors.InvalidResponse: answer(f'{{"{MARK}"'),
    errors.OutcomeUnknown: Hangup(),
}
MOMENTS = ["login", "refresh", "renewal", "call", "server login", "server call"]


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("moment", MOMENTS)
def test_an_answer_that_is_an_error_shows_no_credentials(driver: Driver, moment: str) -> None:
    for kind, script in ANSWERED.items():
        fake = driver.fake
        issue(fake, EPIC, STEAM)
        login = auth.SteamLogin(f"{MARK}-ticket") if moment == "renewal" else auth.EpicLogin(f"{MARK}-id")
        game = player(driver, login)
        server = driver.server(SERVER_KEY, hooks=HOOKS, max_retries=0)
        issue(fake, SERVER)
        if moment != "login":
            driver.do(game.start_session())
        path = {"renewal": ("POST", STEAM), "call": HEROES, "server login": ("POST", SERVER)}
        if kind is errors.InvalidResponse and "call" in moment:
            script = answer("<html>")  # whose bytes are for whoever pickles the error
        fake.on(*path.get(moment, ("GET", "/server/ping") if moment == "server call" else ("POST", EPIC)), script)
        fake.on(*PING, said({}, 401))
        call = {"login": game.start_session, "call": lambda g=game: g.heroes.create_player_hero(hero_id=8)}
        error = raised(driver, call.get(moment, server.session.ping if "server" in moment else game.game.ping))
        expected = kind
        if moment == "refresh" and kind in (errors.BadRequest, errors.Unauthorized):
            expected = errors.SessionExpired
        if "server" in moment and kind is errors.OutcomeUnknown:
            expected = errors.ConnectionLost  # a server's session start and its ping are safe to repeat
        assert type(error) is expected
        looked_through(*parts_of(game), *parts_of(server))


def configuration(driver: Driver) -> None:
    """No login; the keys that a constructor refuses are in another file."""
    error = raised(driver, player(driver, None).game.ping)
    assert type(error) is errors.ConfigurationError


def closed(driver: Driver) -> None:
    game = player(driver, auth.EpicLogin(f"{MARK}-id"))
    driver.do(game.start_session())
    driver.do(game.close())
    for call in (game.start_session, game.game.ping):
        assert type(raised(driver, call)) is errors.ClientClosed


def invalid(driver: Driver) -> None:
    """A credential of a wrong type: bytes of a ticket, a list of codes."""
    wrong: Any
    for wrong in (f"{MARK}".encode(), [MARK], {MARK: MARK}):
        login = auth.SteamLogin(wrong)
        game = player(driver, login)
        error = raised(driver, game.game.ping)
        assert type(error) is errors.InvalidRequest
        assert "steam_ticket has to be text" in str(error)
        looked_through(login, *parts_of(game))


def stopped(driver: Driver) -> None:
    driver.fake.on("GET", "/server/player/363/inventory", said({"items": [{"instance_id": 7}], "total": 9}))
    server = driver.server(SERVER_KEY, hooks=HOOKS)
    issue(driver.fake, SERVER)
    error = raised(driver, lambda: driver.all_of(server.inventories.iter_player_inventory(363)))
    assert type(error) is errors.PaginationStopped


def expired(driver: Driver) -> None:
    refresh = auth.EpicLogin.from_refresh_token(f"{MARK}-refresh")
    driver.fake.on("POST", EPIC, said({"message": "used before"}, 401))
    assert type(raised(driver, player(driver, refresh).game.ping)) is errors.SessionExpired
    running = player(driver, auth.SessionTokenLogin(f"{MARK}-running"))
    driver.fake.on(*PING, said({}, 401))
    assert type(raised(driver, running.game.ping)) is errors.SessionExpired


def unreachable(driver: Driver) -> None:
    dead = FakeServer(listening=False)
    try:
        for login in (auth.EpicLogin(f"{MARK}-id"), auth.SessionTokenLogin(f"{MARK}-running")):
            game = player(driver, login, base_url=dead.url)
            assert type(raised(driver, game.game.ping)) is errors.ConnectionFailed
    finally:
        dead.close()


def late(driver: Driver) -> None:
    driver.fake.on(*PING, Stall())
    game = player(driver, auth.EpicLogin(f"{MARK}-id"), timeout=0.2)
    assert type(raised(driver, game.game.ping)) is errors.TimedOut


def lost(driver: Driver) -> None:
    driver.fake.on(*PING, Hangup())
    game = player(driver, auth.EpicLogin(f"{MARK}-id"))
    assert type(raised(driver, game.game.ping)) is errors.ConnectionLost


def broken_off(driver: Driver) -> None:
    driver.fake.on("GET", "/file", Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nbytes"))
    game = player(driver, auth.SessionTokenLogin(f"{MARK}-running"))
    error = raised(driver, lambda: game.download(f"{driver.fake.url}/file", BytesIO()))
    assert type(error) is errors.StreamBroken


def unexpected(driver: Driver) -> None:
    """The plain client, which knows no error classes."""
    driver.fake.on(*PING, said({"message": "no"}, 400))
    kind: Any = Client if driver.kind == "sync" else AsyncClient
    plain = driver.closing(
        kind(driver.fake.url, credentials={"gameSession": f"{MARK}-running"}, values={"game_key": GAME_KEY})
    )
    error = raised(driver, lambda: plain.game.game.ping())
    assert type(error) is errors.UnexpectedStatus
    assert leaks([repr(plain), str(plain), f"{plain}"]) == []


OTHERS: dict[type[LootLockerError], Callable[[Driver], None]] = {
    errors.ConfigurationError: configuration,
    errors.ClientClosed: closed,
    errors.InvalidRequest: invalid,
    errors.PaginationStopped: stopped,
    errors.SessionExpired: expired,
    errors.ConnectionFailed: unreachable,
    errors.TimedOut: late,
    errors.ConnectionLost: lost,
    errors.StreamBroken: broken_off,
    errors.UnexpectedStatus: unexpected,
}


def test_every_error_is_tried() -> None:
    never_raised = {errors.LootLockerError, errors.ResponseError, errors.TransportError}
    never_raised.add(errors.PresenceFailed)  # tests/presence has one, and looks through it
    never_raised.add(errors.UploadFailed)  # tests/forms has uploads, and looks through it
    assert {*ANSWERED, *OTHERS} == {getattr(errors, name) for name in errors.__all__} - never_raised


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("scenario", OTHERS.values(), ids=lambda scenario: scenario.__name__)
def test_an_error_shows_no_credentials(driver: Driver, scenario: Callable[[Driver], None]) -> None:
    issue(driver.fake, EPIC)
    driver.do(player(driver, auth.EpicLogin(f"{MARK}-id")).game.ping())
    scenario(driver)
