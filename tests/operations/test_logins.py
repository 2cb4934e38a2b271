"""Every login of `lootlocker.auth` gets a session and another one when it has run out, or says what to do."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from lootlocker import auth
from lootlocker.errors import SessionExpired, Unauthorized

from .world import World

PASSWORD = "correct horse"


def white_label(world: World) -> auth.Login:
    email = f"login-{world.player}@example.com"
    world.game.white_label_login.sign_up(email=email, password=PASSWORD)
    return auth.WhiteLabelLogin(email, PASSWORD, remember=True)


def white_label_by_token(world: World) -> auth.Login:
    email = f"token-{world.player}@example.com"
    world.game.white_label_login.sign_up(email=email, password=PASSWORD)
    return auth.WhiteLabelLogin(
        email, token=world.game.white_label_login.sign_in(email=email, password=PASSWORD).session_token
    )


def verified_psn(world: World) -> auth.Login:
    world.game.authentication.psn_player_verification(token="psn-code")
    return auth.PlatformLogin("psn", f"30000{world.player}")


def session_token(world: World) -> auth.Login:
    return auth.SessionTokenLogin(world.game.authentication.guest_session().session_token)


@attrs.frozen
class Way:
    """A login, the operations that it starts a session with, and those that it renews one with (default: the same).

    No operations to renew with: the session can't be renewed here.
    """

    login: auth.Login | Callable[[World], auth.Login]
    starts: tuple[str, ...]
    renews: tuple[str, ...] | None = None
    takes_refresh_tokens: bool = False

    def make(self, world: World) -> auth.Login:
        return self.login if isinstance(self.login, auth.Login) else self.login(world)

    def __str__(self) -> str:
        named = self.login
        return type(named).__name__ if isinstance(named, auth.Login) else getattr(named, "__name__", "")


GAME_CENTER = auth.AppleGameCenterLogin(
    bundle_id="com.example.game",
    player_id="G:2",
    public_key_url="https://static.example.com/gc.cer",
    signature="c2ln",
    salt="c2FsdA==",
    timestamp=1720528779000,
)
WAYS = [
    Way(auth.GuestLogin(), ("game_guest_session",)),
    Way(auth.GuestLogin("guest nine"), ("game_guest_session",)),
    Way(white_label, ("game_sign_in", "game_white_label_session")),
    Way(white_label_by_token, ("game_white_label_session",)),
    Way(auth.SteamLogin("14000000ab02", steam_app_id="480"), ("game_steam_session",)),
    Way(auth.PSNLogin("v3.code"), ("game_psn_session_v3",)),
    Way(auth.PlatformLogin("steam", "76561198023004365"), ("game_steam_psn_session",)),
    Way(verified_psn, ("game_steam_psn_session",)),
    Way(auth.EpicLogin("epic-id"), ("game_epic_games_session",), takes_refresh_tokens=True),
    Way(auth.AppleLogin("apple-code"), ("game_apple_sign_in_session",), takes_refresh_tokens=True),
    Way(GAME_CENTER, ("game_apple_game_center_session",), takes_refresh_tokens=True),
    Way(auth.GoogleLogin("google-id", platform="web"), ("game_google_session",), takes_refresh_tokens=True),
    Way(auth.GooglePlayGamesLogin("play-code"), ("game_google_play_games_session",), takes_refresh_tokens=True),
    Way(auth.NintendoSwitchLogin("nsa-id"), ("game_nintendo_switch_session",)),
    Way(auth.XboxLogin("xbox-token"), ("game_xbox_session",)),
    Way(auth.MetaLogin("m2", "nonce"), ("game_meta_oculus_session",), takes_refresh_tokens=True),
    Way(auth.DiscordLogin("discord-token"), ("game_discord_session",), takes_refresh_tokens=True),
    Way(
        auth.RemoteLogin("ABC125", "nonce"),
        ("game_poll_remote_session_lease",),
        ("game_refresh_remote_session",),
        takes_refresh_tokens=True,
    ),
    Way(session_token, (), ()),
]
RENEWABLE = [way for way in WAYS if way.renews != ()]
REFRESHED = [way for way in WAYS if way.takes_refresh_tokens]


def happened(world: World, before: int) -> list[tuple[str | None, int]]:
    """Operation and status of what was received since."""
    return [(each.operation, each.status) for each in world.since(before)]


def succeeded(operations: tuple[str, ...]) -> list[tuple[str, int]]:
    return [(operation, 200) for operation in operations]


def test_every_login_is_in_the_list() -> None:
    classes = {getattr(auth, name) for name in auth.__all__} - {auth.Login, auth.RefreshTokenLogin}
    tried = {type(way.login) if isinstance(way.login, auth.Login) else None for way in WAYS} - {None}
    assert tried | {auth.WhiteLabelLogin, auth.SessionTokenLogin} == classes


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_the_first_call_starts_the_session_and_the_next_one_uses_it(way: Way, world: World) -> None:
    login = way.make(world)
    before = len(world.sandbox.requests)
    client = world.clients.used(world.game.with_options(login=login))
    assert client.current_session is None
    client.game.ping()
    client.game.ping()
    assert happened(world, before) == [*succeeded(way.starts), ("game_ping", 200), ("game_ping", 200)]
    if way.starts:  # otherwise the player is not known
        assert client.start_session().player_id != world.player


@pytest.mark.parametrize("way", RENEWABLE, ids=str)
def test_a_session_that_has_run_out_is_renewed_for_the_same_player(way: Way, world: World) -> None:
    client = world.another_player(way.make(world))
    first = client.start_session()
    assert world.sandbox.expire_sessions(first.player_id) >= 1
    before = len(world.sandbox.requests)
    client.game.ping()
    renewal = succeeded(way.renews or way.starts)
    assert happened(world, before) == [("game_ping", 401), *renewal, ("game_ping", 200)]
    second = client.start_session()
    assert second.player_id == first.player_id
    assert second.session_token != first.session_token
    start = world.since(before)[len(renewal)].json()
    assert start.get("refresh_token") == (first.refresh_token if way.takes_refresh_tokens else None)


def test_a_new_guest_stays_the_guest_of_its_client(world: World) -> None:
    client = world.another_player(auth.GuestLogin())
    first = client.start_session()
    world.sandbox.revoke_sessions(first.player_id)
    client.game.ping()
    assert world.sandbox.requests[-2].json()["player_identifier"] == first.player_identifier


@pytest.mark.parametrize("way", REFRESHED, ids=str)
def test_where_the_refresh_token_is_gone_the_player_signs_in_again(way: Way, world: World) -> None:
    client = world.another_player(way.make(world))
    first = client.start_session()
    world.sandbox.revoke_sessions(first.player_id)
    before = len(world.sandbox.requests)
    client.game.ping()
    (renewal,) = way.renews or way.starts
    refused = 401 if renewal == "game_google_play_games_session" else 400
    expected = [("game_ping", 401), (renewal, refused), *succeeded(way.starts), ("game_ping", 200)]
    assert happened(world, before) == expected
    assert client.start_session().player_id == first.player_id


@pytest.mark.parametrize("way", REFRESHED, ids=str)
def test_where_nothing_is_taken_any_more_the_error_says_what_to_do(way: Way, world: World) -> None:
    client = world.another_player(way.make(world))
    world.sandbox.revoke_sessions(client.start_session().player_id)
    for operation in way.renews or way.starts:
        world.sandbox.fail_next(401, operation=operation)
    for operation in way.starts:
        world.sandbox.fail_next(401, operation=operation)
    with pytest.raises(SessionExpired, match="Sign the player in again"):
        client.game.ping()


def test_a_session_from_elsewhere_ends_with_advice(world: World) -> None:
    token = world.game.authentication.guest_session()
    client = world.another_player(auth.SessionTokenLogin(token.session_token))
    client.game.ping()
    world.sandbox.expire_sessions(token.player_id)
    with pytest.raises(SessionExpired, match="start a new session where it came from"):
        client.game.ping()


def test_a_ticket_that_is_refused_at_once_is_an_unauthorized(world: World) -> None:
    client = world.clients.used(world.game.with_options(login=auth.SteamLogin("expired-ticket")))
    with pytest.raises(Unauthorized) as refused:
        client.game.ping()
    assert refused.value.operation == "game.authentication.steam_session"
    assert client.current_session is None


@pytest.mark.parametrize(("code", "polls", "status"), [("pending-2", 3, "CREATED"), ("denied-1", 1, "CANCELLED")])
def test_a_lease_that_nobody_authorizes_ends_with_advice(code: str, polls: int, status: str, world: World) -> None:
    login = auth.RemoteLogin(code, "nonce", poll_interval=0.01, wait=0.03)
    client = world.clients.used(world.game.with_options(login=login))
    before = len(world.sandbox.requests)
    with pytest.raises(SessionExpired, match=f"{status}.*begin a new one"):
        client.start_session()
    assert [operation for operation, _ in happened(world, before)] == ["game_poll_remote_session_lease"] * polls
