"""What a client is configured with: read from arguments and environment, checked before anything is sent."""

from __future__ import annotations

import inspect
import ipaddress
import os
import re
from collections.abc import Mapping
from typing import Any, Final, cast
from urllib.parse import quote, urlsplit

import attrs

from ._secret import Secret, is_printable
from .errors import ConfigurationError
from .hooks import Hooks

LIVE_HOSTS: Final = ("api.lootlocker.com", "api.lootlocker.io")
DEFAULT_BASE_URL: Final = "https://api.lootlocker.com"
#: The only version that LootLocker documents for the Server API.
API_VERSION: Final = "2021-03-01"
#: Seconds for a whole call, retries and renewal included.
TIMEOUT: Final = 30.0
MAX_RETRIES: Final = 3
#: Calls in any 60 seconds per player: one below the 280th, which LootLocker's own SDK already refuses.
PLAYER_RATE_LIMIT: Final = 279

_VERSION: Final = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){1,3}", re.ASCII)
_HOST: Final = re.compile(r"[A-Za-z0-9.-]+|[0-9A-Fa-f:.]+", re.ASCII)
#: What stays as it is in an address; the rest is escaped.
_PRINTABLE: Final = "".join(map(chr, range(33, 127)))
_DOMAIN_KEY: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?", re.ASCII)


@attrs.frozen
class Settings:
    """Checked settings of one client.

    Attributes:
        key: The game key or the server key.
        base_url: Scheme and host, without a slash at the end.
        timeout: Seconds for a whole call.
        rate_limit: Calls in any 60 seconds, or None for no limit.
        allow_plain_http: The one host that may be called without TLS, or None.
    """

    key: Secret
    base_url: str
    game_version: str
    domain_key: Secret | None
    api_version: str
    timeout: float
    max_retries: int
    rate_limit: int | None
    allow_plain_http: str | None = None

    @property
    def host(self) -> str:
        """Host and port."""
        return urlsplit(self.base_url).netloc

    @property
    def is_remote(self) -> bool:
        """Whether this is another machine, where proxy settings of the environment count."""
        return not _is_loopback(urlsplit(self.base_url).hostname or "")

    @property
    def is_live(self) -> bool:
        """Whether this is one of LootLocker's own hosts."""
        host = urlsplit(self.base_url).hostname or ""
        return any(host == live or host.endswith(f".{live}") for live in LIVE_HOSTS)


def from_environment(value: object, variable: str) -> object:
    """The argument if there is one, else the environment variable; an empty variable counts as absent."""
    return value if value is not None else os.environ.get(variable) or None


def secret(value: str | None, name: str, argument: str, variable: str) -> Secret:
    """A key that has to be there."""
    if from_environment(value, variable) is None:
        raise ConfigurationError(f"There is no {name}: pass {argument} or set {variable}.")
    if value == "":
        raise ConfigurationError(f"The {name} is empty: pass {argument} or set {variable}.")
    held = Secret(cast("str", from_environment(value, variable)), "" if value is not None else variable)
    return checked_secret(held, name)


def checked_secret(held: Secret, name: str) -> Secret:
    """A key that can travel in a header. Neither the message nor a variable of the frames that raise it shows it."""
    if problem := _problem_of(held.reveal()):
        raise ConfigurationError(f"The {name} {problem}.")
    return held


def _problem_of(value: object) -> str:
    if not isinstance(value, str):
        return f"has to be text, not {type(value).__name__}"
    if not value:
        return "is empty"
    return "" if is_printable(value) else "holds a space, a line break or another character that no key has"


def checked_version(value: str | None) -> str:
    """A game version of the form X.Y[.Z[.B]]."""
    found = from_environment(value, "LOOTLOCKER_GAME_VERSION")
    if found is None:
        raise ConfigurationError("There is no game version: pass game_version or set LOOTLOCKER_GAME_VERSION.")
    if not isinstance(found, str) or not _VERSION.fullmatch(found):
        raise ConfigurationError(
            f"The game version {found!r} is not of the form X.Y[.Z[.B]]:"
            " numbers without leading zeros, as in 1.0 or 1.4.2.7."
        )
    return found


def checked_base_url(value: str | None, domain_key: Secret | None, allow_plain_http: str | None = None) -> str:
    """The address to send to: the argument, the environment, or LootLocker's host; there on the game's own domain.

    Args:
        allow_plain_http: The one host, by its name, that may be called without TLS.
    """
    given = from_environment(value, "LOOTLOCKER_BASE_URL")
    url = DEFAULT_BASE_URL if given is None else given
    if not isinstance(url, str):
        raise ConfigurationError(f"The base URL has to be text, not {type(url).__name__}.")
    url = url.removesuffix("/")
    if any(mark in url for mark in "@?#"):
        raise ConfigurationError("The base URL has to be scheme, host and port alone: no user, no path, no query.")
    wrong = ConfigurationError(f"The base URL {url!r} is not an address like {DEFAULT_BASE_URL}.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise wrong from None
    if parts.path and "://" in url:
        raise ConfigurationError("The base URL has to be scheme, host and port alone: no user, no path, no query.")
    if parts.scheme not in ("http", "https") or not host or not _HOST.fullmatch(host):
        raise wrong
    if not is_printable(url):  # urlsplit drops line breaks
        raise wrong
    if parts.scheme == "http" and not _may_be_plain(host, allow_plain_http):
        raise ConfigurationError(
            f"Plain http to {host} would show keys and tokens to the network: use https, or, on a network that you"
            f" trust with them, allow_plain_http={host!r}."
        )
    if domain_key and host in LIVE_HOSTS:
        suffix = f":{port}" if port else ""
        return f"{parts.scheme}://{domain_key.reveal()}.{host}{suffix}"
    return url


def _may_be_plain(host: str, allow_plain_http: str | None) -> bool:
    return _is_loopback(host) or host == str(allow_plain_http or "").lower()


def file_address(url: object, allow_plain_http: str | None) -> tuple[str, str]:
    """Origin and target of a file's address on any host. What is raised never shows it: who knows it may read the file.

    Raises:
        ValueError: It is none, or none that may be asked for.
    """
    if not isinstance(url, str):
        raise ValueError(f"url has to be text, not {type(url).__name__}")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or any(ord(each) < 32 for each in url):
        raise ValueError("url has to be an address like https://files.example.com/a.png")
    if "@" in parts.netloc:
        raise ValueError("url can't hold a user and a password")
    if parts.scheme == "http" and not _may_be_plain(host, allow_plain_http):
        raise ValueError("url has to begin with https: plain http would show the file to the network")
    shown = f"[{host}]" if ":" in host else host
    target = quote(parts.path or "/", safe=_PRINTABLE) + (
        f"?{quote(parts.query, safe=_PRINTABLE)}" if parts.query else ""
    )
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else ""), target


def _is_loopback(host: str) -> bool:
    """Whether this is the machine itself, written so that every resolver agrees: 127.1 and 0x7f.1 may be names."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def checked_domain_key(value: str | None) -> Secret | None:
    """The game's domain key, if it has one."""
    found = from_environment(value, "LOOTLOCKER_DOMAIN_KEY")
    if found is None:
        return None
    if not isinstance(found, str) or not _DOMAIN_KEY.fullmatch(found):
        raise ConfigurationError("The domain key has to be letters, digits and hyphens, as in LootLocker's console.")
    return Secret(found, "" if value is not None else "LOOTLOCKER_DOMAIN_KEY")


def checked_number(value: object, name: str, *, least: float, most: float = 1_000_000, whole: bool = False) -> float:
    """A number from `least` to `most`."""
    kinds = int if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= most:
        kind = "whole number" if whole else "number"
        raise ConfigurationError(f"{name} has to be a {kind} from {least:g} to {most:g}, not {value!r}.")
    return value


def settings(
    *,
    key: Secret,
    game_version: str | None,
    base_url: str | None,
    domain_key: str | None,
    allow_plain_http: str | None,
    api_version: str,
    timeout: float,
    max_retries: int,
    rate_limit: int | None,
) -> Settings:
    """Check everything that both kinds of clients are configured with."""
    domain = checked_domain_key(domain_key)
    return Settings(
        key=key,
        base_url=checked_base_url(base_url, domain, allow_plain_http),
        game_version=checked_version(game_version),
        domain_key=domain,
        api_version=checked_secret(Secret(api_version), "API version").reveal(),
        timeout=positive_seconds(timeout),
        max_retries=int(checked_number(max_retries, "max_retries", least=0, whole=True)),
        rate_limit=checked_limit(rate_limit),
        allow_plain_http=allow_plain_http,
    )


def positive_seconds(value: object) -> float:
    """A timeout: more than nothing, at most a day."""
    seconds = checked_number(value, "timeout", least=0, most=86400)
    if not seconds:
        raise ConfigurationError("timeout has to be more than 0 seconds.")
    return seconds


def checked_limit(value: object) -> int | None:
    """A rate limit: at least one call a minute, or None."""
    return None if value is None else int(checked_number(value, "rate_limit", least=1, whole=True))


def checked_pool(http_client: object, *, is_async: bool) -> None:
    """A connection pool of the user's own, of the kind that the client awaits or does not."""
    if http_client is None:
        return
    fits = inspect.iscoroutinefunction(getattr(http_client, "send", None)) == is_async
    if not fits or not hasattr(http_client, "build_request"):
        kind = "httpx.AsyncClient" if is_async else "httpx.Client"
        raise ConfigurationError(f"http_client has to be an {kind}, not {type(http_client).__name__}.")


def checked_hooks(hooks: object) -> Any:
    """The user's hooks, or None."""
    if not isinstance(hooks, Hooks | None):
        raise ConfigurationError(f"hooks has to be a lootlocker.hooks.Hooks, not {type(hooks).__name__}.")
    called = (hooks.before_request, hooks.after_answer, hooks.before_wait) if hooks is not None else ()
    if any(inspect.iscoroutinefunction(hook) for hook in called):
        raise ConfigurationError("hooks are plain functions, in the async clients too: a coroutine would never run.")
    return hooks


def checked_function(given: object, name: str) -> Any:
    """A plain function of the user's own."""
    if not callable(given) or inspect.iscoroutinefunction(given):
        kind = "a coroutine function" if callable(given) else type(given).__name__
        raise ConfigurationError(f"{name} has to be a plain function, in the async clients too, not {kind}.")
    return given


class _ClientValues(dict[str, object]):
    """Holds a key, so it shows nothing of what it holds."""

    def __repr__(self) -> str:
        return f"<{', '.join(self)}>"


def client_values(settings: Settings, kind: str) -> Mapping[str, object]:
    """What the client fills into requests by itself, under the names of the document's `x-client-value`."""
    values = _ClientValues({"game_version": settings.game_version, "api_version": settings.api_version})
    if kind == "game":
        values["game_key"] = settings.key.reveal()
        values["is_development"] = settings.key.reveal().startswith("dev_")
    else:
        values["server_key"] = settings.key.reveal()
    return values
