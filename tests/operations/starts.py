"""Game API > Authentication: the session starts, each with every way to sign in."""

from __future__ import annotations

from typing import Any

from lootlocker import models

from .table import GAME_KEY, NOTHING, VERSION, Table
from .world import World, check_started

CASES = Table()
KEY: dict[str, Any] = {"game_key": GAME_KEY, "game_version": VERSION}
# Where all official SDKs agree on the other name.
API_KEY: dict[str, Any] = {"game_api_key": GAME_KEY, "game_version": VERSION}


def check(world: World, session: models.Session) -> None:
    """A session, whose token is good for calls."""
    assert type(session) is models.Session
    check_started(session)
    assert world.token_is_good(session.session_token)


def check_refreshed(world: World, first: models.Session, session: models.Session) -> None:
    """A session of the same player, with another refresh token."""
    check(world, session)
    assert session.player_id == first.player_id
    assert session.session_token != first.session_token
    assert session.refresh_token
    assert session.refresh_token != first.refresh_token


@CASES("game_guest_session", "POST /game/v2/session/guest", NOTHING, KEY)
def new_guest(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.guest_session()
    check(world, session)
    assert len(session.player_identifier) == 36
    assert (session.seen_before, session.last_seen) == (False, None)
    assert session.player_id != world.player


@CASES(
    "game_guest_session",
    "POST /game/v2/session/guest",
    NOTHING,
    {**KEY, "player_identifier": "guest seven", "platform": "guest", "optionals": {"player_name": "Sev\u00e9n"}},
)
def known_guest(world: World) -> None:
    first = world.game.authentication.guest_session(player_identifier="guest seven")
    with world.the_call():
        session = world.game.authentication.guest_session(
            player_identifier="guest seven", platform="guest", optionals={"player_name": "Sev\u00e9n"}
        )
    check(world, session)
    assert (session.player_id, session.player_identifier) == (first.player_id, "guest seven")
    assert (session.seen_before, session.player_name) == (True, "Sev\u00e9n")
    assert session.last_seen_datetime is not None


@CASES(
    "game_guest_session",
    "POST /game/v2/session/guest",
    NOTHING,
    {
        "game_api_key": GAME_KEY,
        "game_version": "2.3",
        "player_identifier": "",
        "optionals": {"timezone": "Europe/Stockholm"},
        "development_mode": False,
    },
)
def guest_with_the_other_key_name(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.guest_session(
            game_api_key=GAME_KEY,
            game_version="2.3",
            player_identifier="",
            optionals=models.SessionOptionals(timezone="Europe/Stockholm"),
            development_mode=False,
        )
    check(world, session)
    assert session.player_identifier


@CASES("game_guest_session", "POST /game/v2/session/guest", NOTHING, {**KEY, "optionals": None})
def guest_without_optionals(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.guest_session(optionals=None)
    check(world, session)


@CASES(
    "game_white_label_session",
    "POST /game/v2/session/white-label",
    NOTHING,
    {**KEY, "email": "{email}", "token": "{token}"},
)
def white_label(world: World) -> None:
    email = f"start-{world.player}@example.com"
    world.game.white_label_login.sign_up(email=email, password="correct horse")
    token = world.game.white_label_login.sign_in(email=email, password="correct horse").session_token
    with world.the_call(email=email, token=token):
        session = world.game.authentication.white_label_session(email=email, token=token)
    check(world, session)
    assert session.player_identifier


@CASES("game_steam_session", "POST /game/session/steam", NOTHING, {**API_KEY, "steam_ticket": "14000000ab01"})
def steam(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.steam_session(steam_ticket="14000000ab01")
    check(world, session)
    assert "refresh_token" not in session


@CASES(
    "game_steam_session",
    "POST /game/session/steam",
    NOTHING,
    {**KEY, "steam_ticket": "14000000ab01", "steam_app_id": "480"},
)
def steam_app_and_the_other_key_name(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.steam_session(
            steam_ticket="14000000ab01", steam_app_id="480", game_key=GAME_KEY
        )
    check(world, session)


@CASES("game_epic_games_session", "POST /game/session/epic", NOTHING, {**KEY, "id_token": "epic-id"})
def epic(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.epic_games_session(id_token="epic-id")
    check(world, session)


@CASES("game_epic_games_session", "POST /game/session/epic", NOTHING, {**KEY, "refresh_token": "{refresh}"})
def epic_refresh(world: World) -> None:
    first = world.game.authentication.epic_games_session(id_token="epic-id")
    with world.the_call(refresh=first.refresh_token):
        session = world.game.authentication.epic_games_session(refresh_token=first.refresh_token)
    check_refreshed(world, first, session)


@CASES(
    "game_apple_sign_in_session",
    "POST /game/session/apple",
    NOTHING,
    {**KEY, "apple_authorization_code": "apple-code"},
)
def apple(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.apple_sign_in_session(apple_authorization_code="apple-code")
    check(world, session)
    assert session.player_identifier


@CASES("game_apple_sign_in_session", "POST /game/session/apple", NOTHING, {**KEY, "refresh_token": "{refresh}"})
def apple_refresh(world: World) -> None:
    first = world.game.authentication.apple_sign_in_session(apple_authorization_code="apple-code")
    with world.the_call(refresh=first.refresh_token):
        session = world.game.authentication.apple_sign_in_session(refresh_token=first.refresh_token)
    check_refreshed(world, first, session)


GAME_CENTER: dict[str, Any] = {
    "bundle_id": "com.example.game",
    "player_id": "G:1",
    "public_key_url": "https://static.example.com/public-key/gc.cer",
    "signature": "c2lnbmF0dXJl",
    "salt": "c2FsdA==",
    "timestamp": 1720528779000,
}


@CASES("game_apple_game_center_session", "POST /game/session/apple/game-center", NOTHING, {**KEY, **GAME_CENTER})
def game_center(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.apple_game_center_session(**GAME_CENTER)
    check(world, session)


@CASES(
    "game_apple_game_center_session",
    "POST /game/session/apple/game-center",
    NOTHING,
    {**KEY, **GAME_CENTER, "timestamp": "1720528779000"},
)
def game_center_with_the_time_as_text(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.apple_game_center_session(**{**GAME_CENTER, "timestamp": "1720528779000"})
    check(world, session)


@CASES(
    "game_apple_game_center_session",
    "POST /game/session/apple/game-center",
    NOTHING,
    {**KEY, "refresh_token": "{refresh}"},
)
def game_center_refresh(world: World) -> None:
    first = world.game.authentication.apple_game_center_session(**GAME_CENTER)
    with world.the_call(refresh=first.refresh_token):
        session = world.game.authentication.apple_game_center_session(refresh_token=first.refresh_token)
    check_refreshed(world, first, session)


@CASES("game_google_session", "POST /game/session/google", NOTHING, {**KEY, "id_token": "google-id"})
def google(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.google_session(id_token="google-id")
    check(world, session)
    assert session.player_identifier


@CASES(
    "game_google_session", "POST /game/session/google", NOTHING, {**KEY, "id_token": "google-id", "platform": "desktop"}
)
def google_on_a_platform(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.google_session(id_token="google-id", platform="desktop")
    check(world, session)


@CASES("game_google_session", "POST /game/session/google", NOTHING, {**KEY, "refresh_token": "{refresh}"})
def google_refresh(world: World) -> None:
    first = world.game.authentication.google_session(id_token="google-id")
    with world.the_call(refresh=first.refresh_token):
        session = world.game.authentication.google_session(refresh_token=first.refresh_token)
    check_refreshed(world, first, session)


@CASES(
    "game_google_play_games_session",
    "POST /game/session/google-play-games/v1/login",
    NOTHING,
    {**API_KEY, "auth_code": "play-code"},
)
def google_play_games(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.google_play_games_session(auth_code="play-code")
    check(world, session)
    assert session.player_identifier


@CASES(
    "game_google_play_games_session",
    "POST /game/session/google-play-games/v1/login",
    NOTHING,
    {**API_KEY, "refresh_token": "{refresh}"},
)
def google_play_games_refresh(world: World) -> None:
    first = world.game.authentication.google_play_games_session(auth_code="play-code")
    with world.the_call(refresh=first.refresh_token):
        session = world.game.authentication.google_play_games_session(refresh_token=first.refresh_token)
    check_refreshed(world, first, session)


@CASES("game_nintendo_switch_session", "POST /game/session/nintendo-switch", NOTHING, {**KEY, "nsa_id_token": "nsa-id"})
def nintendo_switch(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.nintendo_switch_session(nsa_id_token="nsa-id")
    check(world, session)


@CASES("game_xbox_session", "POST /game/session/xbox-one", NOTHING, {**KEY, "xbox_user_token": "xbox-token"})
def xbox(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.xbox_session(xbox_user_token="xbox-token")
    check(world, session)


@CASES("game_meta_oculus_session", "POST /game/session/meta", NOTHING, {**KEY, "user_id": "m1", "nonce": "nonce-1"})
def meta(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.meta_oculus_session(user_id="m1", nonce="nonce-1")
    check(world, session)


@CASES("game_meta_oculus_session", "POST /game/session/meta", NOTHING, {**KEY, "refresh_token": "{refresh}"})
def meta_refresh(world: World) -> None:
    first = world.game.authentication.meta_oculus_session(user_id="m1", nonce="nonce-1")
    with world.the_call(refresh=first.refresh_token):
        session = world.game.authentication.meta_oculus_session(refresh_token=first.refresh_token)
    check_refreshed(world, first, session)


@CASES("game_discord_session", "POST /game/session/discord", NOTHING, {**KEY, "access_token": "discord-token"})
def discord(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.discord_session(access_token="discord-token")
    check(world, session)
    assert session.player_identifier


@CASES("game_discord_session", "POST /game/session/discord", NOTHING, {**KEY, "refresh_token": "{refresh}"})
def discord_refresh(world: World) -> None:
    first = world.game.authentication.discord_session(access_token="discord-token")
    with world.the_call(refresh=first.refresh_token):
        session = world.game.authentication.discord_session(refresh_token=first.refresh_token)
    check_refreshed(world, first, session)


@CASES(
    "game_psn_session_v3",
    "POST /game/session/psn-v3/v1/login",
    NOTHING,
    {**API_KEY, "auth_code": "v3.code", "env_iss_id": 256},
)
def psn_v3(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.psn_session_v3(auth_code="v3.code", env_iss_id=256)
    check(world, session)
    assert session.player_identifier.isdecimal()


@CASES("game_psn_session_v3", "POST /game/session/psn-v3/v1/login", NOTHING, {**API_KEY, "auth_code": "v3.code"})
def psn_v3_without_issuer(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.psn_session_v3(auth_code="v3.code")
    check(world, session)
