"""The table of calls: what has to be on the wire, and the scenario that makes the call."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from lootlocker.sandbox import RecordedRequest

if TYPE_CHECKING:
    from .world import World

Names = Mapping[str, object]
Headers = Mapping[str, str]
Scenario = Callable[["World"], None]

# The keys and the version of the sandbox's game.
GAME_KEY = "dev_sandbox0game0key"
SERVER_KEY = "dev_sandbox0server0key"
DOMAIN_KEY = "sandbox1"
VERSION = "1.0.0.0"

# Which credentials and options a call carries, by header.
NOTHING: Headers = {}
PLAYER: Headers = {"x-session-token": "{game_token}"}
SERVER: Headers = {"x-auth-token": "{server_token}", "ll-version": "2021-03-01"}
SERVER_START: Headers = {"x-server-key": SERVER_KEY, "ll-version": "2021-03-01"}
DOMAIN: Headers = {"domain-key": DOMAIN_KEY, "is-development": "true"}

# Headers of HTTP itself, and what every call carries.
_TRANSPORT = {"host", "connection", "accept-encoding", "user-agent", "content-length", "ll-request-id"}


@attrs.frozen
class Case:
    """One row.

    Attributes:
        request: Method, path and query. `{name}` stands for what the scenario hands to `world.the_call`.
        headers: All headers beside those of HTTP, content type and accept.
        body: The JSON to be sent, None for no body at all. A text that is just `{name}` stands for that value.
    """

    operation: str
    request: str
    headers: Headers
    body: Any
    status: int
    scenario: Scenario

    def __str__(self) -> str:
        return f"{self.operation}-{self.scenario.__name__}"

    def check(self, sent: RecordedRequest, names: Names) -> None:
        """Hold what arrived against the row."""
        target = f"{sent.path}?{sent.query}" if sent.query else sent.path
        assert f"{sent.method} {target}" == self.request.format(**names)
        expected = {name: str(filled(value, names)) for name, value in self.headers.items()}
        expected["accept"] = "application/json"
        if self.body is not None:
            expected["content-type"] = "application/json"
        carried = [(name.lower(), value) for name, value in sent.headers if name.lower() not in _TRANSPORT]
        assert sorted(carried) == sorted(expected.items())
        if self.body is None:
            assert sent.body == b""
        else:
            assert canonical(json.loads(sent.body)) == canonical(filled(self.body, names))
        assert (sent.operation, sent.status) == (self.operation, self.status)


class Table:
    """Rows of one part of the API.

    @CASES("game_get_player_hero", "GET /game/v1/player/heroes/{hero}", PLAYER)
    def get_hero(world: World) -> None:
        ...
    """

    def __init__(self) -> None:
        self.cases: list[Case] = []

    def __call__(
        self, operation: str, request: str, headers: Headers, body: Any = None, *, status: int = 200
    ) -> Callable[[Scenario], Scenario]:
        def add(scenario: Scenario) -> Scenario:
            self.cases.append(Case(operation, request, headers, body, status, scenario))
            return scenario

        return add


def filled(value: Any, names: Names) -> Any:
    """The value with every `{name}` replaced; the type of what is put in is kept."""
    if isinstance(value, dict):
        return {key: filled(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, names) for inner in value]
    if isinstance(value, str) and (found := re.fullmatch(r"\{(\w+)\}", value)):
        return names[found[1]]
    return value


def canonical(value: Any) -> str:
    """JSON text for comparing: 1, 1.0 and true differ; the order of keys does not count."""
    return json.dumps(value, sort_keys=True)
