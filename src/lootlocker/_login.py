"""What a login is: the steps to a session as data, with credentials that show themselves to nobody."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ._secret import Secret, is_printable
from .errors import APIError, ConfigurationError, SessionExpired

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


def _as_secret(value: Any) -> object:
    return value if value is None or isinstance(value, Secret) else Secret(value)


def hidden(*, default: Any = attrs.NOTHING, header: bool = False, kw_only: bool = False) -> Any:
    """A credential: given as text, held as a `Secret`."""
    validators = [not_empty, header_safe] if header else [not_empty]
    return attrs.field(repr=False, default=default, kw_only=kw_only, converter=_as_secret, validator=validators)


def not_empty(login: Login, attribute: attrs.Attribute[Any], value: object) -> None:
    if revealed(value) == "":
        raise ConfigurationError(f"{type(login).__name__}: {attribute.name} is empty.")


def revealed(value: Any) -> Any:
    return value.reveal() if isinstance(value, Secret) else value


def positive(login: Login, attribute: attrs.Attribute[Any], value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < float("inf"):
        raise ConfigurationError(f"{type(login).__name__}: {attribute.name} has to be a number of seconds above 0.")


def header_safe(login: Login, attribute: attrs.Attribute[Any], value: object) -> None:
    if not is_printable(revealed(value)):
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
        return {name: revealed(value) for name, value in fields.items() if value is not None}

    @property
    def patience(self) -> float:
        """Seconds that a person may take, on top of the time that a call has."""
        return 0.0

    def refresh_steps(self, refresh_token: str) -> Steps:
        """Start a session with the refresh token of the one before."""
        if self.refresh_operation is None:
            raise SessionExpired(f"{type(self).__name__} has no refresh tokens.")
        return (yield Call(self.group, self.refresh_operation, {"refresh_token": refresh_token}))

    @classmethod
    def from_refresh_token(cls, refresh_token: str | None) -> RefreshTokenLogin:
        """Go on with the refresh token of an earlier session, stored by `on_session`.

        Raises:
            ConfigurationError: The provider has no refresh tokens.
        """
        if cls.refresh_operation is None:
            raise ConfigurationError(f"{cls.__name__} has no refresh tokens.")
        if not isinstance(refresh_token, str) or not refresh_token:
            raise ConfigurationError(f"{cls.__name__}.from_refresh_token: there is none; not every session brings one.")
        return RefreshTokenLogin(cls, refresh_token)


@attrs.frozen
class RefreshTokenLogin(Login):
    """An earlier session's refresh token, of whichever provider; made by `EpicLogin.from_refresh_token(...)`.

    Each session start brings a new refresh token, which is used next time; `on_session` hands it out.

    Args:
        provider: The login class of the provider that gave it.
        refresh_token: The token.
    """

    provider: type[Login]
    refresh_token: str = hidden()

    def steps(self, last: Session | None) -> Steps:
        operation = self.provider.refresh_operation
        assert operation is not None
        token = (last.refresh_token if last is not None else None) or revealed(self.refresh_token)
        try:
            return (yield Call(self.provider.group, operation, {"refresh_token": token}))
        except APIError as error:
            if error.status not in (400, 401):
                raise
            raise SessionExpired(
                f"The refresh token of {self.provider.__name__} is refused ({error.status}): it has expired or was used"
                " before. Sign the player in again and make a client with the new credentials."
            ) from error
