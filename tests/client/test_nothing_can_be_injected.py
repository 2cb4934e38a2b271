"""No text in a path, a query, a header, a key or a token becomes another request, another path or another header.

Either it is refused before anything is sent, or one request arrives that says what was given and nothing else.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import lootlocker_api.api
from client.driver import VERSION, Driver
from client.fake import Seen, said
from lootlocker.auth import EpicLogin, SessionTokenLogin
from lootlocker.errors import ConfigurationError, InvalidRequest, NotFound, SessionExpired
from lootlocker.hooks import Hooks
from lootlocker_api.client import SECURITY_HEADERS, Operation, Parameter

# A driver's server and pool serve all examples of a test, which is what they are for.
bounded = functools.partial(settings, suppress_health_check=[HealthCheck.function_scoped_fixture])
PIECES = [
    *(
        "..",
        "../",
        "/..",
        ".",
        "./",
        "/",
        "//",
        "\\",
        "..\\",
        "%2e%2e",
        "%2e%2e%2f",
        "%2f",
        "%00",
        "%0d%0a",
        "%",
        "%zz",
    ),
    *(
        "//evil.example",
        "http://evil.example/",
        "@evil.example",
        ":80@evil.example",
        "#",
        "?",
        "&",
        "=",
        ";",
        "+",
        "{hero_id}",
    ),
    *(
        "\r\n",
        "\n",
        "\r",
        "\r\nx-evil: 1",
        "\r\n\r\nGET /evil HTTP/1.1\r\n\r\n",
        "\t",
        " ",
        "\x00",
        "\x0b",
        "\x7f",
        "\x85",
    ),
    *(
        "\ud800",
        "\udfff",
        "\u2028",
        "\u00e9",
        "\u0661",
        "\uff0f",
        "\uff0e\uff0e",
        "\U0001f600",
        "1",
        "363",
        "a",
        "true",
    ),
]
NASTY = st.lists(st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=()), max_size=3), max_size=4).map(
    "".join
)
ANYTHING = NASTY | st.integers(-1, 2**64) | st.none() | st.booleans() | st.lists(NASTY, max_size=2) | st.floats()

#: The headers of every request.
ALWAYS = frozenset({"host", "accept", "accept-encoding", "user-agent", "ll-request-id"})
TEXT: dict[str, Any] = {"type": "string"}
#: An operation as the document may have one some day: free text in every place.
FREE: Operation[Any] = Operation(
    id="free",
    name="game.test.free",
    method="GET",
    path="/free/{first}/between/{second}",
    evidence="inferred",
    retry="safe",
    security="gameSession",
    parameters={
        "first": Parameter("first", "path", TEXT, required=True),
        "second": Parameter("second", "path", TEXT, required=True),
        "word": Parameter("word", "query", TEXT),
        "words": Parameter("words[]", "query", {"type": "array", "items": TEXT}),
        "mood": Parameter("X-Mood", "header", TEXT),
    },
)


def operations() -> list[Operation[Any]]:
    """Every operation that takes something outside of its body; tests/forms has those that send files."""
    modules = pkgutil.walk_packages(lootlocker_api.api.__path__, "lootlocker_api.api.")
    found = [getattr(importlib.import_module(module.name), "OPERATION", None) for module in modules]
    return [each for each in found if isinstance(each, Operation) and each.parameters and each.sends != "multipart"]


def sample(schema: Any) -> Any:
    """Something that a schema allows."""
    if "const" in schema:
        return schema["const"]
    kinds = schema.get("type", "object")
    match kinds if isinstance(kinds, str) else kinds[0]:
        case "object":
            first = [*schema.get("oneOf", ()), *schema.get("anyOf", ())][:1]
            names = [*schema.get("required", ()), *(first[0]["required"] if first else ())]
            return {name: sample(schema["properties"][name]) for name in names}
        case "array":
            return [sample(schema["items"]) for _ in range(max(1, schema.get("minItems", 0)))]
        case "integer":
            return max(7, schema.get("minimum", 0))
        case "boolean":
            return True
        case _:
            if r"\." in schema.get("pattern", "") and "a-z" in schema["pattern"]:
                return "a.b.c"
            least = 26 if "{26}" in schema.get("pattern", "") else schema.get("minLength", 1)
            return VERSION if "game_version" in str(schema) else "7" * max(1, least)


def text_of(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def arrived_as_given(seen: Seen, operation: Operation[Any], arguments: dict[str, Any]) -> None:
    """The request says what the arguments say, and nothing else."""
    path, _, query = seen.target.partition("?")
    assert seen.method == operation.method
    assert seen.target.isascii()
    segments, template = path.split("/"), operation.path.split("/")
    assert len(segments) == len(template)
    wanted: dict[str, Any] = {each.name: arguments.get(name) for name, each in operation.parameters.items()}
    for segment, written in zip(segments, template, strict=True):
        if written.startswith("{"):
            assert unquote(segment) == text_of(wanted[written[1:-1]])
            assert segment not in ("", ".", "..")
        else:
            assert segment == written
    pairs: list[tuple[str, str]] = []
    headers = set(ALWAYS)
    if operation.security:
        headers.add(SECURITY_HEADERS[operation.security].lower())
    if seen.method not in ("GET", "DELETE") or seen.body:
        headers |= {"content-length", "content-type"} if operation.body else {"content-length"}
    for name, parameter in operation.parameters.items():
        if parameter.place == "query" and name in arguments:
            values = arguments[name] if isinstance(arguments[name], (list, tuple)) else [arguments[name]]
            pairs += [(parameter.name, text_of(value)) for value in values]
        if parameter.place == "header" and (name in arguments or "x-client-value" in parameter.schema):
            headers.add(parameter.name.lower())
            assert name not in arguments or seen.headers[parameter.name.lower()] == text_of(arguments[name])
    assert parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query)) == pairs
    assert set(seen.headers) == headers


def sent(driver: Driver, engine: Any, operation: Operation[Any], arguments: dict[str, Any]) -> bool:
    """Call; whether a request arrived. It is looked through; an answer is a 404, since nobody scripted it."""
    before = len(driver.fake.seen)
    body = None if operation.body is None else sample(operation.body)
    try:
        driver.do(engine.call(operation, arguments, body))
    except InvalidRequest:
        assert len(driver.fake.seen) == before
        return False
    except NotFound:
        pass
    assert len(driver.fake.seen) == before + 1
    arrived_as_given(driver.fake.seen[-1], operation, arguments)
    return True


@pytest.fixture
def engines(driver: Driver) -> dict[str, Any]:
    """By the API, what carries out calls, with the sessions running already."""
    game, server = driver.game(domain_key="domain", max_retries=0), driver.server(max_retries=0)
    driver.fake.on("GET", "/server/ping", said({}))
    driver.do(server.session.ping())
    return {"game": game._engine, "server": server._engine}


def test_what_is_right_arrives_for_every_operation(driver: Driver, engines: dict[str, Any]) -> None:
    """So that the tests below are not about refusals alone."""
    for operation in operations():
        arguments = {name: sample(each.schema) for name, each in operation.parameters.items() if each.place != "header"}
        if operation.id != "server_session":
            assert sent(driver, engines[operation.id.partition("_")[0]], operation, arguments), operation.id


@bounded(max_examples=120)
@given(data=st.data())
def test_no_argument_of_an_operation_is_more_than_an_argument(
    driver: Driver, engines: dict[str, Any], data: st.DataObject
) -> None:
    operation = data.draw(st.sampled_from(operations()))
    assume(operation.id != "server_session")
    odd = data.draw(st.sampled_from(sorted(operation.parameters)))
    right = {name: sample(each.schema) for name, each in operation.parameters.items() if each.place != "header"}
    value = data.draw(ANYTHING)
    sent(driver, engines[operation.id.partition("_")[0]], operation, {**right, odd: value})


def test_no_odd_piece_of_text_is_more_than_text_in_any_place(driver: Driver, engines: dict[str, Any]) -> None:
    for piece in PIECES:
        for value in [piece] if driver.kind == "async" else [piece, f"a{piece}a"]:
            for arguments in ({"first": value}, {"word": value}, {"words": ["a", value]}, {"mood": value}):
                sent(driver, engines["game"], FREE, {"first": "a", "second": "b", **arguments})


@bounded(max_examples=40)
@given(first=NASTY, second=NASTY, word=NASTY, words=st.lists(NASTY, max_size=3), mood=NASTY)
def test_no_free_text_is_more_than_text(
    driver: Driver, engines: dict[str, Any], first: str, second: str, word: str, words: list[str], mood: str
) -> None:
    given_: dict[str, Any] = {"first": first, "second": second, "word": word, "words": words, "mood": mood}
    sent(driver, engines["game"], FREE, given_)
    for name, value in given_.items():  # one at a time, so that the refusal of one hides no other
        sent(driver, engines["game"], FREE, {"first": "a", "second": "b", name: value})


@bounded(max_examples=40)
@given(value=NASTY)
def test_no_setting_is_more_than_a_setting(driver: Driver, value: str) -> None:
    """Keys, versions and the domain key, where they are taken."""
    driver.fake.on("POST", "/game/session/epic", said({"session_token": "token"}))
    driver.fake.on("GET", "/game/ping", said({}))
    driver.fake.on("GET", "/server/ping", said({}))
    driver.fake.on("POST", "/white-label-login/request-reset-password", said({}))
    for name in ("game_key", "game_version", "domain_key", "server_key", "api_version"):
        driver.fake.seen.clear()
        make = (
            driver.server
            if name in ("server_key", "api_version")
            else functools.partial(driver.game, login=EpicLogin("id"))
        )
        try:
            client = make(**{name: value})
        except ConfigurationError:
            continue
        if name == "domain_key":
            driver.do(client.white_label_login.request_reset_password(email="ada@example.com"))
            assert driver.fake.seen[-1].headers["domain-key"] == value
        elif name in ("server_key", "api_version"):
            driver.do(client.session.ping())
            start, ping = driver.fake.seen
            assert (start.headers["x-server-key"] if name == "server_key" else ping.headers["ll-version"]) == value
        else:
            driver.do(client.game.ping())
            assert driver.fake.seen[0].json()[name] == value
        for seen in driver.fake.seen:
            assert not {each for each in seen.headers if "evil" in each}
            assert "evil" not in seen.target


@bounded(max_examples=40)
@given(value=NASTY)
def test_no_token_of_a_session_is_more_than_a_token(driver: Driver, value: str) -> None:
    driver.fake.seen.clear()
    driver.fake.on("POST", "/game/session/epic", said({"session_token": value, "refresh_token": value}))
    driver.fake.on("GET", "/game/ping", said({}, 401), said({}))
    game = driver.game(login=EpicLogin("id"), max_retries=0)
    try:
        driver.do(game.game.ping())
    except SessionExpired:
        assert driver.fake.calls == ["POST /game/session/epic"]
        return
    pings = driver.fake.to("/game/ping")
    assert [ping.headers["x-session-token"] for ping in pings] == [value] * len(pings)
    assert {*pings[0].headers} == {*ALWAYS, "x-session-token"}
    assert driver.fake.to("/game/session/epic")[-1].json()["refresh_token"] == value


@bounded(max_examples=40)
@given(value=NASTY)
def test_no_address_is_more_than_an_address(driver: Driver, value: str) -> None:
    driver.fake.seen.clear()
    driver.fake.on("GET", "/game/ping", said({}))
    try:
        game = driver.game(base_url=f"{driver.fake.url}/{value}")
    except ConfigurationError:
        return
    driver.do(game.game.ping())
    assert driver.fake.calls == ["GET /game/ping"]


OWN = [
    *(
        "x-session-token",
        "X-Auth-Token",
        "x-server-key",
        "domain-key",
        "Host",
        "content-length",
        "Transfer-Encoding",
        "TE",
    ),
    *(
        "user-agent",
        "accept",
        "Accept-Encoding",
        "ll-request-id",
        "ll-retry-attempt",
        "cookie",
        "authorization",
        "x-trace",
        "Traceparent",
    ),
]
NAMES = NASTY | st.sampled_from(OWN)


@bounded(max_examples=40)
@given(wanted=st.dictionaries(NAMES, NASTY | st.integers() | st.none(), max_size=4))
def test_no_header_of_a_hook_is_more_than_a_header(driver: Driver, wanted: dict[Any, Any]) -> None:
    driver.fake.seen.clear()
    driver.fake.on("GET", "/game/ping", said({}))
    plain = driver.game(login=SessionTokenLogin("token"))
    driver.do(plain.game.ping())
    hooks = Hooks(before_request=lambda event: event.headers.update(wanted))
    driver.do(driver.closing(plain.with_options(hooks=hooks)).game.ping())
    usual, seen = driver.fake.seen
    asked = {str(name).lower(): value for name, value in wanted.items()}
    for name, value in seen.headers.items():
        if name != "ll-request-id" and name in usual.headers:
            assert value == usual.headers[name]
        elif name not in usual.headers:
            assert value == asked[name]


def test_a_header_of_a_hook_arrives_or_is_left_out(driver: Driver) -> None:
    driver.fake.on("GET", "/game/ping", said({}))
    wanted: dict[str, str] = {}
    game = driver.game(hooks=Hooks(before_request=lambda event: event.headers.update(wanted)))
    for name, value in (("traceparent", "00-1"), ("X-Trace", "a b"), ("baggage", ""), ("x", "k=v; w=%20")):
        wanted[name] = value
        driver.do(game.game.ping())
        assert driver.fake.seen[-1].headers[name.lower()] == value
    for piece in PIECES:
        for value in (piece, f"a{piece}a"):
            wanted["x"] = value
            driver.do(game.game.ping())
            assert driver.fake.seen[-1].headers.get("x", value) == value
