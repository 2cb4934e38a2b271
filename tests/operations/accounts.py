"""Verification, Steam/PSN Session, remote sessions, White Label Login, End Session, Ping."""

from __future__ import annotations

from typing import Any

import pytest

from lootlocker import models
from lootlocker.auth import WhiteLabelLogin
from lootlocker.errors import Unauthorized

from .starts import check
from .table import DOMAIN, GAME_KEY, NOTHING, PLAYER, VERSION, Table
from .world import World, check_started

CASES = Table()
KEY: dict[str, Any] = {"game_key": GAME_KEY, "game_version": VERSION}
PASSWORD = "correct horse"


@CASES(
    "game_steam_player_verification",
    "POST /game/v1/player/verify",
    NOTHING,
    {"key": GAME_KEY, "platform": "steam", "token": "14000000ab01", "active_steam_app_id": 480},
)
def verify_steam(world: World) -> None:
    with world.the_call():
        answer = world.game.authentication.steam_player_verification(token="14000000ab01", active_steam_app_id=480)
    assert type(answer) is models.Success
    assert answer.success is True


@CASES(
    "game_steam_player_verification",
    "POST /game/v1/player/verify",
    NOTHING,
    {"game_api_key": GAME_KEY, "platform": "steam", "token": 1400000012},
)
def verify_steam_by_number_and_the_other_key_name(world: World) -> None:
    with world.the_call():
        answer = world.game.authentication.steam_player_verification(token=1400000012, game_api_key=GAME_KEY)
    assert answer.success is True


@CASES(
    "game_psn_player_verification",
    "POST /game/v1/player/verify",
    NOTHING,
    {"key": GAME_KEY, "platform": "psn", "token": "psn-code", "psn_issuer_id": 256},
)
def verify_psn(world: World) -> None:
    account = f"20000{world.player}"
    with pytest.raises(Unauthorized):
        world.game.authentication.steam_psn_session(platform="psn", player_identifier=account)
    with world.the_call():
        answer = world.game.authentication.psn_player_verification(token="psn-code", psn_issuer_id=256)
    assert type(answer) is models.Success
    assert answer.success is True
    assert world.game.authentication.steam_psn_session(platform="psn", player_identifier=account).session_token


@CASES(
    "game_steam_psn_session",
    "POST /game/v2/session",
    NOTHING,
    {**KEY, "platform": "steam", "player_identifier": "76561198023004363"},
)
def steam_by_identifier(world: World) -> None:
    with world.the_call():
        session = world.game.authentication.steam_psn_session(platform="steam", player_identifier="76561198023004363")
    check(world, session)
    again = world.game.authentication.steam_psn_session(platform="steam", player_identifier="76561198023004363")
    assert again.player_id == session.player_id


@CASES(
    "game_poll_remote_session_lease",
    "POST /game/session/remote",
    NOTHING,
    {**KEY, "lease_code": "ABC123", "nonce": "nonce-2"},
)
def poll_an_authorized_lease(world: World) -> None:
    with world.the_call():
        session = world.game.unified_player_accounts.poll_remote_session_lease(lease_code="ABC123", nonce="nonce-2")
    assert type(session) is models.RemoteSession
    check_started(session)
    assert (session.lease_status, session.intent) == ("AUTHORIZED", "login")
    assert session.player_identifier
    assert session.refresh_token
    assert world.token_is_good(session.session_token)


@CASES(
    "game_poll_remote_session_lease",
    "POST /game/session/remote",
    NOTHING,
    {**KEY, "lease_code": "pending-1", "nonce": "nonce-2"},
    status=202,
)
def poll_a_new_lease(world: World) -> None:
    with world.the_call():
        session = world.game.unified_player_accounts.poll_remote_session_lease(lease_code="pending-1", nonce="nonce-2")
    assert type(session) is models.RemoteSession
    assert session.to_dict() == {"lease_status": "CREATED"}


@CASES("game_refresh_remote_session", "POST /game/session/remote", NOTHING, {**KEY, "refresh_token": "{refresh}"})
def refresh_remote(world: World) -> None:
    accounts = world.game.unified_player_accounts
    first = accounts.poll_remote_session_lease(lease_code="ABC124", nonce="nonce-2")
    with world.the_call(refresh=first.refresh_token):
        session = accounts.refresh_remote_session(refresh_token=first.refresh_token)
    assert type(session) is models.RemoteSession
    check_started(session)
    assert (session.player_id, session.player_identifier) == (first.player_id, first.player_identifier)
    assert session.refresh_token
    assert session.refresh_token != first.refresh_token
    assert world.token_is_good(session.session_token)


def signed_up(world: World) -> models.WhiteLabelUser:
    """A new account, with `PASSWORD`."""
    email = f"player-{world.player}@example.com"
    return world.game.white_label_login.sign_up(email=email, password=PASSWORD)


def check_user(user: models.WhiteLabelUser | models.WhiteLabelSession, email: str) -> None:
    assert type(user.id) is int
    assert (user.game_id, user.email) == (1, email)
    assert user.created_at_datetime is not None
    assert user.updated_at_datetime is not None
    assert (user.deleted_at, user.validated_at) == (None, None)


@CASES(
    "game_sign_up", "POST /white-label-login/sign-up", DOMAIN, {"email": "{email}", "password": "  pass w\u00f6rd  "}
)
def sign_up(world: World) -> None:
    email = f"new-{world.player}@example.com"
    with world.the_call(email=email):
        user = world.game.white_label_login.sign_up(email=email, password="  pass w\u00f6rd  ")
    assert type(user) is models.WhiteLabelUser
    check_user(user, email)
    assert world.game.white_label_login.sign_in(email=email, password="  pass w\u00f6rd  ").id == user.id


@CASES(
    "game_sign_up",
    "POST /white-label-login/sign-up",
    DOMAIN,
    {
        "email": "{email}",
        "password": PASSWORD,
        "custom_fields": [
            {"metadata_key": "birthday", "value_json": '"2001-02-03"'},
            {"metadata_key": "newsletter", "value_json": "true"},
        ],
    },
)
def sign_up_with_custom_fields(world: World) -> None:
    email = f"fields-{world.player}@example.com"
    with world.the_call(email=email):
        user = world.game.white_label_login.sign_up(
            email=email,
            password=PASSWORD,
            custom_fields=[
                models.WhiteLabelCustomField(metadata_key="birthday", value_json='"2001-02-03"'),
                {"metadata_key": "newsletter", "value_json": "true"},
            ],
        )
    check_user(user, email)


@CASES(
    "game_sign_in",
    "POST /white-label-login/login",
    DOMAIN,
    {"email": "{email}", "password": PASSWORD, "remember": True},
)
def sign_in(world: World) -> None:
    user = signed_up(world)
    with world.the_call(email=user.email):
        signed_in = world.game.white_label_login.sign_in(email=user.email, password=PASSWORD, remember=True)
    assert type(signed_in) is models.WhiteLabelSession
    check_user(signed_in, user.email)
    assert signed_in.id == user.id
    assert signed_in.session_token


@CASES("game_sign_in", "POST /white-label-login/login", DOMAIN, {"email": "{email}", "password": PASSWORD})
def sign_in_for_a_day(world: World) -> None:
    user = signed_up(world)
    with world.the_call(email=user.email):
        world.game.white_label_login.sign_in(email=user.email, password=PASSWORD)


@CASES(
    "game_verify_session",
    "POST /white-label-login/verify-session",
    DOMAIN,
    {"email": "{email}", "token": "{token}"},
)
def verify_session(world: World) -> None:
    user = signed_up(world)
    token = world.game.white_label_login.sign_in(email=user.email, password=PASSWORD).session_token
    with world.the_call(email=user.email, token=token):
        answer = world.game.white_label_login.verify_session(email=user.email, token=token)
    assert type(answer) is models.WhiteLabelVerification
    assert (answer.game_id, answer.user_id, answer.email) == (1, user.id, user.email)


@CASES(
    "game_request_verification",
    "POST /white-label-login/request-verification",
    DOMAIN,
    {"user_id": "{user}"},
    status=204,
)
def request_verification_by_id(world: World) -> None:
    user = signed_up(world)
    with world.the_call(user=user.id):
        world.game.white_label_login.request_verification(user_id=user.id)


@CASES(
    "game_request_verification",
    "POST /white-label-login/request-verification",
    DOMAIN,
    {"email": "{email}"},
    status=204,
)
def request_verification_by_address(world: World) -> None:
    user = signed_up(world)
    with world.the_call(email=user.email):
        world.game.white_label_login.request_verification(email=user.email)


@CASES(
    "game_request_reset_password",
    "POST /white-label-login/request-reset-password",
    DOMAIN,
    {"email": "{email}"},
    status=204,
)
def request_reset_password(world: World) -> None:
    user = signed_up(world)
    with world.the_call(email=user.email):
        world.game.white_label_login.request_reset_password(email=user.email)


@CASES("game_end_session", "DELETE /game/v1/session", PLAYER, status=204)
def end_session(world: World) -> None:
    session = world.game.start_session()
    with world.the_call():
        world.game.authentication.end_session()
    assert not world.token_is_good(session.session_token)


@CASES("game_end_session", "DELETE /game/v1/session", {**PLAYER, "logout": "false"}, status=204)
def end_session_but_stay_signed_in(world: World) -> None:
    with world.the_call():
        world.game.authentication.end_session(logout=False)


@CASES("game_end_session", "DELETE /game/v1/session", PLAYER, status=204)
def end_session_of_the_client(world: World) -> None:
    token = world.game.start_session().session_token
    with world.the_call():
        world.game.end_session()
    assert world.game.current_session is None
    assert not world.token_is_good(token)
    assert world.game.start_session().player_id == world.player


@CASES(
    "game_end_session", "DELETE /game/v1/session", {"x-session-token": "{account_token}", "logout": "true"}, status=204
)
def log_out(world: World) -> None:
    user = signed_up(world)
    login = world.game.white_label_login
    white_label_token = login.sign_in(email=user.email, password=PASSWORD).session_token
    client = world.another_player(WhiteLabelLogin(user.email, token=white_label_token))
    with world.the_call(account_token=client.start_session().session_token):
        client.end_session(logout=True)
    with pytest.raises(Unauthorized):
        login.verify_session(email=user.email, token=white_label_token)


@CASES("game_ping", "GET /game/ping", PLAYER)
def ping(world: World) -> None:
    with world.the_call():
        answer = world.game.game.ping()
    assert type(answer) is models.GamePingResponse
    assert answer.date_datetime is not None
