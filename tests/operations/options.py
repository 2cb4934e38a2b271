"""What every session start takes beside its credentials: the other name of the key, optionals, the old mode."""

from __future__ import annotations

from typing import Any

from .table import GAME_KEY, NOTHING, VERSION, Scenario, Table
from .world import World, check_started

CASES = Table()
# Operation, path, credentials, and the name of the game key that the client does not choose by itself.
STARTS: list[tuple[str, str, dict[str, Any], str]] = [
    ("guest_session", "/game/v2/session/guest", {}, "game_api_key"),
    ("steam_session", "/game/session/steam", {"steam_ticket": "14000000ab03"}, "game_key"),
    ("epic_games_session", "/game/session/epic", {"id_token": "epic-id"}, "game_api_key"),
    ("apple_sign_in_session", "/game/session/apple", {"apple_authorization_code": "apple-code"}, "game_api_key"),
    (
        "apple_game_center_session",
        "/game/session/apple/game-center",
        {
            "bundle_id": "com.example.game",
            "player_id": "G:3",
            "public_key_url": "https://static.example.com/gc.cer",
            "signature": "c2ln",
            "salt": "c2FsdA==",
            "timestamp": 0,
        },
        "game_api_key",
    ),
    ("google_session", "/game/session/google", {"id_token": "google-id"}, "game_api_key"),
    ("google_play_games_session", "/game/session/google-play-games/v1/login", {"auth_code": "play-code"}, "game_key"),
    ("nintendo_switch_session", "/game/session/nintendo-switch", {"nsa_id_token": "nsa-id"}, "game_api_key"),
    ("xbox_session", "/game/session/xbox-one", {"xbox_user_token": "xbox-token"}, "game_api_key"),
    ("meta_oculus_session", "/game/session/meta", {"user_id": "m3", "nonce": "nonce"}, "game_api_key"),
    ("discord_session", "/game/session/discord", {"access_token": "discord-token"}, "game_api_key"),
    ("psn_session_v3", "/game/session/psn-v3/v1/login", {"auth_code": "v3.code"}, "game_key"),
    (
        "steam_psn_session",
        "/game/v2/session",
        {"platform": "android", "player_identifier": "a3"},
        "game_api_key",
    ),
]
OPTIONALS = {"timezone": "Europe/Stockholm", "player_name": "Sev\u00e9n"}


def _scenario(method: str, credentials: dict[str, Any], key: str) -> Scenario:
    def scenario(world: World) -> None:
        start = getattr(world.game.authentication, method)
        with world.the_call():
            session = start(**credentials, **{key: GAME_KEY}, optionals=OPTIONALS, development_mode=True)
        check_started(session)
        assert session.player_name == "Sev\u00e9n"
        assert "errors" not in session

    scenario.__name__ = "with_options"
    return scenario


for _method, _path, _credentials, _key in STARTS:
    _body = {
        **_credentials,
        _key: GAME_KEY,
        "game_version": VERSION,
        "optionals": OPTIONALS,
        "development_mode": True,
    }
    CASES(f"game_{_method}", f"POST {_path}", NOTHING, _body)(_scenario(_method, _credentials, _key))


@CASES(
    "game_white_label_session",
    "POST /game/v2/session/white-label",
    NOTHING,
    {
        "email": "{email}",
        "token": "{token}",
        "game_api_key": GAME_KEY,
        "game_version": VERSION,
        "optionals": OPTIONALS,
        "development_mode": True,
    },
)
def with_options(world: World) -> None:
    email = f"options-{world.player}@example.com"
    world.game.white_label_login.sign_up(email=email, password="correct horse")
    token = world.game.white_label_login.sign_in(email=email, password="correct horse").session_token
    with world.the_call(email=email, token=token):
        session = world.game.authentication.white_label_session(
            email=email, token=token, game_api_key=GAME_KEY, optionals=OPTIONALS, development_mode=True
        )
    assert session.player_name == "Sev\u00e9n"


@CASES(
    "game_psn_player_verification",
    "POST /game/v1/player/verify",
    NOTHING,
    {"game_api_key": GAME_KEY, "platform": "psn", "token": "psn-code"},
)
def verify_psn_with_the_other_key_name(world: World) -> None:
    with world.the_call():
        answer = world.game.authentication.psn_player_verification(token="psn-code", game_api_key=GAME_KEY)
    assert answer.success is True
    # Uses the verification up: in the sandbox it is for whoever comes first.
    assert world.game.authentication.steam_psn_session(platform="psn", player_identifier=f"40000{world.player}").success


@CASES(
    "game_poll_remote_session_lease",
    "POST /game/session/remote",
    NOTHING,
    {"lease_code": "ABC126", "nonce": "nonce", "game_api_key": GAME_KEY, "game_version": "2.3"},
)
def poll_with_the_other_key_name(world: World) -> None:
    with world.the_call():
        session = world.game.unified_player_accounts.poll_remote_session_lease(
            lease_code="ABC126", nonce="nonce", game_api_key=GAME_KEY, game_version="2.3"
        )
    check_started(session)


@CASES(
    "game_refresh_remote_session",
    "POST /game/session/remote",
    NOTHING,
    {"refresh_token": "{refresh}", "game_api_key": GAME_KEY, "game_version": "2.3"},
)
def refresh_remote_with_the_other_key_name(world: World) -> None:
    accounts = world.game.unified_player_accounts
    refresh = accounts.poll_remote_session_lease(lease_code="ABC127", nonce="nonce").refresh_token
    with world.the_call(refresh=refresh):
        session = accounts.refresh_remote_session(refresh_token=refresh, game_api_key=GAME_KEY, game_version="2.3")
    check_started(session)
