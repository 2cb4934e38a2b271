"""The ways to sign a player in: one small class a provider. Hand one to `GameClient(login=...)`.

A login says which operations start a session and with what; the client carries them out when the first call needs a
session, and again when the session has expired. Where the provider's answer holds a refresh token, that is used first.
Credentials are given as text and held as secrets: they show in no `repr`, and `attrs.asdict` does not give them away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ._login import Call, Login, RefreshTokenLogin, Steps, Wait, hidden, not_empty, positive, revealed
from .errors import ConfigurationError, SessionExpired

if TYPE_CHECKING:
    from lootlocker_api.models import Session


@attrs.frozen
class GuestLogin(Login):
    """A guest: a player without an account.

    Args:
        player_identifier: Which guest. Without one LootLocker makes a new guest, and the client stays with that one for
            as long as it lives; store `client.current_session.player_identifier` to find the guest again later.
            A pickle of the client does not carry it: elsewhere that is a new guest.
    """

    operation: ClassVar[str] = "guest_session"
    player_identifier: str | None = attrs.field(default=None, validator=not_empty)

    def arguments(self, last: Session | None) -> dict[str, Any]:
        known = self.player_identifier or (last.player_identifier if last is not None else None)
        return {"player_identifier": known} if known else {}


@attrs.frozen
class WhiteLabelLogin(Login):
    """An account with e-mail address and password that LootLocker keeps for the game. Needs `domain_key`.

    Args:
        email: The address that the account was signed up with.
        password: The password; or
        token: the `session_token` of an earlier `white_label_login.sign_in`.
        remember: Whether the sign-in lasts 30 days in place of 24 hours.
    """

    operation: ClassVar[str] = "white_label_session"
    email: str = attrs.field(validator=not_empty)
    password: str | None = hidden(default=None)
    token: str | None = hidden(default=None, kw_only=True)
    remember: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if (self.password is None) == (self.token is None):
            raise ConfigurationError("WhiteLabelLogin takes a password or a token, one of them.")

    def steps(self, last: Session | None) -> Steps:
        token = revealed(self.token)
        if token is None:
            account = {"email": self.email, "password": revealed(self.password), "remember": self.remember}
            signed_in = yield Call("white_label_login", "sign_in", account)
            token = signed_in.session_token
        return (yield Call(self.group, self.operation, {"email": self.email, "token": token}))


@attrs.frozen
class SteamLogin(Login):
    """Steam, by the hex text of a session ticket. A renewal sends the same ticket; Steam may refuse it then.

    Args:
        steam_ticket: The ticket's bytes as hex text.
        steam_app_id: Which app, for games with several.
    """

    operation: ClassVar[str] = "steam_session"
    steam_ticket: str = hidden()
    steam_app_id: str | None = None


@attrs.frozen
class PSNLogin(Login):
    """PlayStation Network, by an authorization code of the third generation.

    Args:
        auth_code: The code.
        env_iss_id: The issuer; 256 is production, as the official SDKs send it.
    """

    operation: ClassVar[str] = "psn_session_v3"
    auth_code: str = hidden()
    env_iss_id: int = 256


@attrs.frozen
class PlatformLogin(Login):
    """A player that was verified less than five minutes ago, or needs no verification, by platform and identifier.

    Args:
        platform: `steam`, `psn`, `android`, `amazon_luna`, ...
        player_identifier: The player's id on that platform.
    """

    operation: ClassVar[str] = "steam_psn_session"
    platform: str = attrs.field(validator=not_empty)
    player_identifier: str = attrs.field(validator=not_empty)


@attrs.frozen
class EpicLogin(Login):
    """Epic Games, by an id token."""

    operation: ClassVar[str] = "epic_games_session"
    refresh_operation: ClassVar[str | None] = "epic_games_session"
    id_token: str = hidden()


@attrs.frozen
class AppleLogin(Login):
    """Sign in with Apple, by an authorization code."""

    operation: ClassVar[str] = "apple_sign_in_session"
    refresh_operation: ClassVar[str | None] = "apple_sign_in_session"
    apple_authorization_code: str = hidden()


@attrs.frozen(kw_only=True)
class AppleGameCenterLogin(Login):
    """Apple Game Center, by what `fetchItems(forIdentityVerificationSignature:)` gives.

    Args:
        timestamp: Milliseconds, as Game Center gives it.
    """

    operation: ClassVar[str] = "apple_game_center_session"
    refresh_operation: ClassVar[str | None] = "apple_game_center_session"
    bundle_id: str
    player_id: str
    public_key_url: str
    signature: str = hidden()
    salt: str = hidden()
    timestamp: int | str


@attrs.frozen
class GoogleLogin(Login):
    """Google Sign In, by an id token.

    Args:
        id_token: The token.
        platform: `web`, `android`, `ios` or `desktop`, for games with several client ids.
    """

    operation: ClassVar[str] = "google_session"
    refresh_operation: ClassVar[str | None] = "google_session"
    id_token: str = hidden()
    platform: str | None = None


@attrs.frozen
class GooglePlayGamesLogin(Login):
    """Google Play Games, by a server auth code."""

    operation: ClassVar[str] = "google_play_games_session"
    refresh_operation: ClassVar[str | None] = "google_play_games_session"
    auth_code: str = hidden()


@attrs.frozen
class NintendoSwitchLogin(Login):
    """Nintendo Switch, by an NSA id token."""

    operation: ClassVar[str] = "nintendo_switch_session"
    nsa_id_token: str = hidden()


@attrs.frozen
class XboxLogin(Login):
    """Xbox, by a user token."""

    operation: ClassVar[str] = "xbox_session"
    xbox_user_token: str = hidden()


@attrs.frozen
class MetaLogin(Login):
    """Meta (Oculus), by user id and nonce."""

    operation: ClassVar[str] = "meta_oculus_session"
    refresh_operation: ClassVar[str | None] = "meta_oculus_session"
    user_id: str
    nonce: str = hidden()


@attrs.frozen
class DiscordLogin(Login):
    """Discord, by an OAuth access token."""

    operation: ClassVar[str] = "discord_session"
    refresh_operation: ClassVar[str | None] = "discord_session"
    access_token: str = hidden()


@attrs.frozen
class RemoteLogin(Login):
    """A player who signs in on another device: the lease is asked about until it is authorized.

    Args:
        lease_code: The lease's code, which the player enters on the other device.
        nonce: The lease's nonce.
        poll_interval: Seconds between two questions.
        wait: Seconds after which the client gives up.
    """

    operation: ClassVar[str] = "poll_remote_session_lease"
    group: ClassVar[str] = "unified_player_accounts"
    refresh_operation: ClassVar[str | None] = "refresh_remote_session"
    lease_code: str = hidden()
    nonce: str = hidden()
    poll_interval: float = attrs.field(default=1.0, kw_only=True, validator=positive)
    wait: float = attrs.field(default=300.0, kw_only=True, validator=positive)

    @property
    def patience(self) -> float:
        return self.wait

    def steps(self, last: Session | None) -> Steps:
        polls = max(1, int(self.wait / self.poll_interval))
        while True:
            lease = {"lease_code": revealed(self.lease_code), "nonce": revealed(self.nonce)}
            answer = yield Call(self.group, self.operation, lease)
            polls -= 1
            if answer.session_token:
                return answer
            if not polls or str(answer.lease_status).lower() in ("cancelled", "timed_out", "failed", "4", "5", "6"):
                break
            yield Wait(self.poll_interval)
        raise SessionExpired(f"The remote lease ended as {answer.lease_status!r}: begin a new one.")


@attrs.frozen
class SessionTokenLogin(Login):
    """A session that was started elsewhere. It can't be renewed here, unless a refresh login is known.

    Args:
        session_token: The token of the running session.
    """

    operation: ClassVar[str] = ""
    session_token: str = hidden(header=True)

    def steps(self, last: Session | None) -> Steps:
        if last is not None:
            raise SessionExpired(
                "The session token is not valid any more: start a new session where it came from and pass its token."
            )
        from lootlocker_api.models import Session

        return Session(session_token=revealed(self.session_token))
        yield  # a generator like the others, with nothing to ask


__all__ = [
    "AppleGameCenterLogin",
    "AppleLogin",
    "DiscordLogin",
    "EpicLogin",
    "GoogleLogin",
    "GooglePlayGamesLogin",
    "GuestLogin",
    "Login",
    "MetaLogin",
    "NintendoSwitchLogin",
    "PSNLogin",
    "PlatformLogin",
    "RefreshTokenLogin",
    "RemoteLogin",
    "SessionTokenLogin",
    "SteamLogin",
    "WhiteLabelLogin",
    "XboxLogin",
]
