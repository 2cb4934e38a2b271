"""Hooks of a user's own pool raise what they like; a grant that was sent is never called unsent, nor sent again."""

from __future__ import annotations

import os
from typing import Any

import httpx
import pytest

from client.driver import Driver
from client.fake import answer, said
from lootlocker.auth import SessionTokenLogin
from lootlocker.errors import NotFound, OutcomeUnknown

HEROES = "/game/v1/player/heroes"


def hooked(driver: Driver, error: Exception | None) -> Any:
    """A pool with a response hook that raises; without an error it refuses what is no success."""

    def check(response: httpx.Response) -> None:
        if error is not None:
            raise error
        response.raise_for_status()

    async def check_async(response: httpx.Response) -> None:
        check(response)

    if driver.kind == "sync":
        return httpx.Client(event_hooks={"response": [check]}, trust_env=False)
    return httpx.AsyncClient(event_hooks={"response": [check_async]}, trust_env=False)


@pytest.mark.parametrize(
    "error",
    [httpx.ConnectError("collector"), httpx.ConnectTimeout("collector"), httpx.PoolTimeout("pool"), ValueError("hook")],
    ids=lambda error: type(error).__name__,
)
def test_a_hook_that_fails_behind_a_grant_leaves_the_outcome_open(driver: Driver, error: Exception) -> None:
    driver.fake.on("POST", HEROES, said({"hero": {"id": 7}}))
    game = driver.game(http_client=hooked(driver, error), login=SessionTokenLogin("token"))
    with pytest.raises(OutcomeUnknown):
        driver.do(game.heroes.create_player_hero(hero_id=8))
    assert len(driver.fake.seen) == 1


def test_a_hook_that_refuses_a_status_changes_no_verdict(driver: Driver) -> None:
    driver.fake.on("POST", HEROES, answer('{"message": "no"}', 404))
    game = driver.game(http_client=hooked(driver, None), login=SessionTokenLogin("token"))
    with pytest.raises(NotFound):
        driver.do(game.heroes.create_player_hero(hero_id=8))
    assert len(driver.fake.seen) == 1


@pytest.mark.parametrize("status", [401, 429])
def test_a_hook_whose_own_call_is_refused_does_not_send_the_grant_again(driver: Driver, status: int) -> None:
    driver.fake.on("POST", HEROES, said({"hero": {"id": 7}}))
    other = httpx.Request("POST", "http://metrics.example")
    refused = httpx.HTTPStatusError("metrics", request=other, response=httpx.Response(status, request=other))
    game = driver.game(http_client=hooked(driver, refused), login=SessionTokenLogin("token"))
    with pytest.raises(OutcomeUnknown):
        driver.do(game.heroes.create_player_hero(hero_id=8))
    assert len(driver.fake.seen) == 1


def test_a_forked_process_uses_connections_of_its_own(driver: Driver) -> None:
    """Two processes on one connection would read each other's answers."""
    if driver.kind == "async":
        return
    driver.fake.on("GET", "/game/ping", said({"date": "now"}))
    game = driver.game(login=SessionTokenLogin("token"))
    driver.do(game.game.ping())
    child = os.fork()
    if not child:
        code = 1
        try:
            code = 0 if driver.do(game.game.ping()).date == "now" else 1
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    driver.do(game.game.ping())
    assert [seen.connection for seen in driver.fake.seen] == [1, 2, 1]


def test_what_a_pool_adds_to_each_request_is_added(driver: Driver) -> None:
    """Its default headers, repeated ones too, and its parameters; ours go before them, and its cookies stay at home."""
    seen: list[httpx.Request] = []

    def take(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={})

    headers = [("X-Tag", "one"), ("X-Tag", "two"), ("User-Agent", "theirs"), ("X-Session-Token", "theirs")]
    kind = httpx.Client if driver.kind == "sync" else httpx.AsyncClient
    pool = kind(
        transport=httpx.MockTransport(take), headers=headers, params={"tenant": "7"}, cookies={"player": "another"}
    )
    driver.do(driver.game(http_client=pool, login=SessionTokenLogin("token")).heroes.get_game_heroes())
    assert seen[0].url.raw_path == b"/game/v1/heroes?tenant=7"
    assert seen[0].headers.get_list("x-tag") == ["one", "two"]
    assert seen[0].headers.get_list("x-session-token") == ["token"]
    assert seen[0].headers["user-agent"].startswith("lootlocker-client/")
    assert "cookie" not in seen[0].headers
    driver.do(getattr(pool, "close" if driver.kind == "sync" else "aclose")())


class Signing(httpx.Client):
    def build_request(self, *args: Any, **options: Any) -> httpx.Request:
        request = super().build_request(*args, **options)
        request.headers["x-signature"] = f"{request.method} {request.url.path}"
        return request


class AsyncSigning(httpx.AsyncClient):
    def build_request(self, *args: Any, **options: Any) -> httpx.Request:
        request = super().build_request(*args, **options)
        request.headers["x-signature"] = f"{request.method} {request.url.path}"
        return request


def test_a_pool_that_builds_its_requests_itself_builds_ours(driver: Driver) -> None:
    driver.fake.on("POST", HEROES, said({"hero": {"id": 7}}))
    options: dict[str, Any] = {"cookies": {"player": "another"}, "trust_env": False}
    pool = Signing(**options) if driver.kind == "sync" else AsyncSigning(**options)
    game = driver.game(http_client=pool, login=SessionTokenLogin("token"))
    driver.do(game.heroes.create_player_hero(hero_id=8))
    (seen,) = driver.fake.seen
    assert seen.headers["x-signature"] == f"POST {HEROES}"
    assert seen.headers["x-session-token"] == "token"
    assert seen.json() == {"hero_id": 8}
    assert "cookie" not in seen.headers
    driver.do(getattr(pool, "close" if driver.kind == "sync" else "aclose")())
