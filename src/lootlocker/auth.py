"""The ways to sign a player in: one small class a provider. Hand one to `GameClient(login=...)`.

A login says which operations start a session and with what; the client carries them out when the first call needs a
session, and again when the session has expired. Where the provider's answer holds a refresh token, that is used first.
No credential shows in a `repr`.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ._secret import is_printable
from .errors import ConfigurationError, SessionExpired

if TYPE_CHECKING:
    from lootlocker_api.models import Session


@attrs.frozen
class Call:
    """One operation that a login needs: `group.method(**arguments)` of the Game API."""

    group: str
    method: str
    arguments: Mapping[str, Any] = attrs.field(repr=False)


@attrs.frozen
class Wait:
    """Seconds to wait before the login goes on."""

    seconds: float


#: A login as data: it yields what to do next, is sent each answer, and returns the session.
Steps = Generator["Call | Wait", Any, Any]


def _hidden() -> Any:
    return attrs.field(repr=False, validator=_not_empty)


def _not_empty(login: Login, attribute: attrs.Attribute[Any], value: object) -> None:
    if value == "":
        raise ConfigurationError(f"{type(login).__name__}: {attribute.name} is empty.")


def _positive(login: Login, attribute: attrs.Attribute[Any], value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < float("inf"):
        raise ConfigurationError(f"{type(login).__name__}: {attribute.name} has to be a number of seconds above 0.")


def _header(login: Login, attribute: attrs.Attribute[Any], value: object) -> None:
    if value != "" and not is_printable(value):
        raise ConfigurationError(f"{type(login).__name__}: {attribute.name} is nothing that a header can carry.")


@attrs.frozen
class Login:
    """Base of the logins.

    Most need no code: the fields are the operation's arguments.
    """

    operation: ClassVar[str]
    group: ClassVar[str] = "authentication"
    refresh_operation: ClassVar[str | None] = None

    def steps(self, last: Session | None) -> Steps:
        """Start a session.

        Args:
            last: The session before this one, if there was one.
        """
        return (yield Call(self.group, self.operation, self.arguments(last)))

    def arguments(self, last: Session | None) -> dict[str, Any]:
        """What the operation is called with."""
        fields = attrs.asdict(self, recurse=False)
        return {name: value for name, value in fields.items() if value is not None}

    @property
    def patience(self) -> float:
        """Seconds that a person may take, on top of the time that a call has."""
        return 0.0

    def __reduce_ex__(self, protocol: Any) -> Any:
        if any(not field.repr for field in attrs.fields(type(self))):
            raise TypeError(f"{type(self).__name__} holds credentials and can't be pickled or copied")
        return super().__reduce_ex__(protocol)

    def refresh_steps(self, refresh_token: str) -> Steps:
        """Start a session with the refresh token of the one before."""
        if self.refresh_operation is None:
            raise SessionExpired(f"{type(self).__name__} has no refresh tokens.")
        return (yield Call(self.group, self.refresh_operation, {"refresh_token": refresh_token}))


@attrs.frozen
class GuestLogin(Login):
    """A guest: a player without an account.

    Args:
        player_identifier: Which guest. Without one LootLocker makes a new guest, and the client stays with that one for
            as long as it lives; store `client.current_session.player_identifier` to find the guest again later.
    """

    operation: ClassVar[str] = "guest_session"
    player_identifier: str | None = attrs.field(default=None, validator=_not_empty)

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
    email: str = attrs.field(validator=_not_empty)
    password: str | None = attrs.field(default=None, repr=False, validator=_not_empty)
    token: str | None = attrs.field(default=None, repr=False, validator=_not_empty, kw_only=True)
    remember: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if (self.password is None) == (self.token is None):
            raise ConfigurationError("WhiteLabelLogin takes a password or a token, one of them.")

    def steps(self, last: Session | None) -> Steps:
        token = self.token
        if token is None:
            account = {"email": self.email, "password": self.password, "remember": self.remember}
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
    steam_ticket: str = _hidden()
    steam_app_id: str | None = None


@attrs.frozen
class PSNLogin(Login):
    """PlayStation Network, by an authorization code of the third generation.

    Args:
        auth_code: The code.
        env_iss_id: The issuer; 256 is production, as the official SDKs send it.
    """

    operation: ClassVar[str] = "psn_session_v3"
    auth_code: str = _hidden()
    env_iss_id: int = 256


@attrs.frozen
class PlatformLogin(Login):
    """A player that was verified less than five minutes ago, or needs no verification, by platform and identifier.

    Args:
        platform: `steam`, `psn`, `android`, `amazon_luna`, ...
        player_identifier: The player's id on that platform.
    """

    operation: ClassVar[str] = "steam_psn_session"
    platform: str = attrs.field(validator=_not_empty)
    player_identifier: str = attrs.field(validator=_not_empty)


@attrs.frozen
class EpicLogin(Login):
    """Epic Games, by an id token."""

    operation: ClassVar[str] = "epic_games_session"
    refresh_operation: ClassVar[str | None] = "epic_games_session"
    id_token: str = _hidden()


@attrs.frozen
class AppleLogin(Login):
    """Sign in with Apple, by an authorization code."""

    operation: ClassVar[str] = "apple_sign_in_session"
    refresh_operation: ClassVar[str | None] = "apple_sign_in_session"
    apple_authorization_code: str = _hidden()


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
    signature: str = _hidden()
    salt: str = _hidden()
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
    id_token: str = _hidden()
    platform: str | None = None


@attrs.frozen
class GooglePlayGamesLogin(Login):
    """Google Play Games, by a server auth code."""

    operation: ClassVar[str] = "google_play_games_session"
    refresh_operation: ClassVar[str | None] = "google_play_games_session"
    auth_code: str = _hidden()


@attrs.frozen
class NintendoSwitchLogin(Login):
    """Nintendo Switch, by an NSA id token."""

    operation: ClassVar[str] = "nintendo_switch_session"
    nsa_id_token: str = _hidden()


@attrs.frozen
class XboxLogin(Login):
    """Xbox, by a user token."""

    operation: ClassVar[str] = "xbox_session"
    xbox_user_token: str = _hidden()


@attrs.frozen
class MetaLogin(Login):
    """Meta (Oculus), by user id and nonce."""

    operation: ClassVar[str] = "meta_oculus_session"
    refresh_operation: ClassVar[str | None] = "meta_oculus_session"
    user_id: str
    nonce: str = _hidden()


@attrs.frozen
class DiscordLogin(Login):
    """Discord, by an OAuth access token."""

    operation: ClassVar[str] = "discord_session"
    refresh_operation: ClassVar[str | None] = "discord_session"
    access_token: str = _hidden()


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
    lease_code: str = _hidden()
    nonce: str = _hidden()
    poll_interval: float = attrs.field(default=1.0, kw_only=True, validator=_positive)
    wait: float = attrs.field(default=300.0, kw_only=True, validator=_positive)

    @property
    def patience(self) -> float:
        return self.wait

    def steps(self, last: Session | None) -> Steps:
        polls = max(1, int(self.wait / self.poll_interval))
        while True:
            answer = yield Call(self.group, self.operation, {"lease_code": self.lease_code, "nonce": self.nonce})
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
    session_token: str = attrs.field(repr=False, validator=[_not_empty, _header])

    def steps(self, last: Session | None) -> Steps:
        if last is not None:
            raise SessionExpired(
                "The session token is not valid any more: start a new session where it came from and pass its token."
            )
        from lootlocker_api.models import Session

        return Session(session_token=self.session_token)
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
    "RemoteLogin",
    "SessionTokenLogin",
    "SteamLogin",
    "WhiteLabelLogin",
    "XboxLogin",
]
