"""What the sandbox refuses arrives as a typed error, with everything that the answer says."""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs
import pytest

from lootlocker import AsyncServerClient, ServerClient
from lootlocker.errors import (
    APIError,
    BadRequest,
    Conflict,
    InvalidRequest,
    InvalidResponse,
    NotFound,
    RateLimited,
    ServerError,
    Unauthorized,
)

from .world import World


@attrs.frozen
class Refusal:
    """A call that is refused, and how."""

    kind: type[APIError]
    status: int
    operation: str
    call: Callable[[World], object]
    code: str | None = None
    param: str | None = None
    says: str = ""


def sign_up_twice(world: World) -> None:
    for _ in range(2):
        world.game.white_label_login.sign_up(email=f"twice-{world.player}@example.com", password="correct horse")


REFUSALS = [
    Refusal(
        BadRequest,
        400,
        "game.authentication.epic_games_session",
        lambda world: world.game.authentication.epic_games_session(refresh_token="never given out"),
    ),
    Refusal(
        BadRequest,
        400,
        "game.authentication.steam_psn_session",
        lambda world: world.game.authentication.steam_psn_session(platform="abacus", player_identifier="1"),
        "parameter_invalid",
        "platform",
    ),
    Refusal(
        Unauthorized,
        401,
        "game.authentication.guest_session",
        lambda world: world.game.authentication.guest_session(game_key="dev_of_another_game"),
    ),
    Refusal(
        Unauthorized,
        401,
        "game.white_label_login.sign_in",
        lambda world: world.game.white_label_login.sign_in(email="nobody@example.com", password="correct horse"),
        says="wrong email/password",
    ),
    Refusal(NotFound, 404, "game.heroes.get_player_hero", lambda world: world.game.heroes.get_player_hero(2**64 - 1)),
    Refusal(
        NotFound,
        404,
        "server.inventories.list_player_inventory",
        lambda world: world.server.inventories.list_player_inventory("9007199254740993"),
        says="9007199254740993",
    ),
    Refusal(Conflict, 409, "game.white_label_login.sign_up", sign_up_twice),
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: f"{refusal.status}-{refusal.operation}")
def test_a_refusal_is_an_error_with_code_param_and_ids(refusal: Refusal, world: World) -> None:
    with pytest.raises(refusal.kind) as caught:
        refusal.call(world)
    error = caught.value
    assert type(error) is refusal.kind
    assert (error.status, error.operation) == (refusal.status, refusal.operation)
    assert (error.code, error.param) == (refusal.code, refusal.param)
    assert (error.doc_url or "").endswith(f"#{refusal.code}" if refusal.code else "")
    assert refusal.says in error.message
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", error.request_id or "")
    assert re.fullmatch(r"[0-9a-f]{32}", error.trace_id or "")
    assert error.response.status == refusal.status
    assert error.response.json()["request_id"] == error.request_id
    for shown in (refusal.operation, str(refusal.status), error.request_id, refusal.param):
        assert (shown or "") in str(error)


def test_a_wrong_server_key_is_refused_at_the_session_start(world: World) -> None:
    make = ServerClient if world.clients.kind == "sync" else AsyncServerClient
    wrong = make("key_of_another_game", game_version="1.0.0.0", base_url=world.sandbox.base_url)
    server = world.clients.used(wrong)
    with pytest.raises(Unauthorized) as caught:
        server.inventories.list_universal_assets()
    assert caught.value.operation == "server.session.session"
    assert world.sandbox.requests[-1].header("x-server-key") == "key_of_another_game"


def test_a_fault_of_the_service_has_its_code(world: World) -> None:
    world.sandbox.fail_next(500, operation="game_create_player_hero")
    with pytest.raises(ServerError) as caught:
        world.hero()
    error = caught.value
    assert (error.status, error.code, error.param) == (500, "internal_server_error", None)
    assert error.request_id
    assert error.trace_id


def test_a_limit_says_how_long_to_wait(world: World) -> None:
    world.sandbox.fail_next(429, operation="game_ping", headers={"Retry-After": "7"})
    client = world.clients.used(world.game.with_options(max_retries=0))
    with pytest.raises(RateLimited, match="Wait 7 seconds") as caught:
        client.game.ping()
    assert caught.value.retry_after == 7.0
    assert caught.value.response.headers["retry-after"] == "7"


def test_the_old_form_of_an_error_is_read(world: World) -> None:
    body = '{"success": false, "error": "Bad hero", "messages": ["no such hero"], "error_id": "e-1"}'
    world.sandbox.fail_next(400, operation="game_create_player_hero", body=body)
    with pytest.raises(BadRequest) as caught:
        world.hero()
    error = caught.value
    assert (error.message, error.request_id, error.code) == ("Bad hero", "e-1", None)


def test_an_error_that_is_no_json_is_kept_as_it_came(world: World) -> None:
    headers = {"content-type": "text/html"}
    world.sandbox.fail_next(502, operation="game_create_player_hero", headers=headers, body="<h1>Bad gateway</h1>")
    with pytest.raises(ServerError) as caught:
        world.hero()
    assert caught.value.code is None
    assert caught.value.response.content == b"<h1>Bad gateway</h1>"


def test_a_success_that_is_no_object_is_an_error_and_not_sent_again(world: World) -> None:
    world.sandbox.fail_next(200, operation="game_create_player_hero", body="[]", after_effect=True)
    before = len(world.sandbox.requests)
    with pytest.raises(InvalidResponse):
        world.hero()
    assert len(world.since(before)) == 1


WRONG: list[tuple[str, Callable[[World], object]]] = [
    (
        "the identifier that no guest may have",
        lambda world: world.game.authentication.guest_session(player_identifier="player"),
    ),
    ("two ways to equip", lambda world: world.game.heroes.equip_asset_to_hero(1, instance_id=1, asset_id=1)),
    ("no way to equip", lambda world: world.game.heroes.equip_asset_to_hero(1)),
    (
        "two ways to sign in",
        lambda world: world.game.authentication.epic_games_session(id_token="a", refresh_token="b"),
    ),
    ("no way to sign in", lambda world: world.game.authentication.meta_oculus_session(user_id="a")),
    ("a count out of range", lambda world: world.server.inventories.list_player_inventory(1, count=201)),
    ("an id that is none", lambda world: world.server.loadouts.get_player_loadout("1/../2")),
    (
        "a grant of nothing",
        lambda world: world.server.inventories.alter_player_inventory(1, add=[{"asset_variation_id": 1}]),
    ),
    ("a short password", lambda world: world.game.white_label_login.sign_up(email="a@example.com", password="short")),
]


@pytest.mark.parametrize("call", [call for _, call in WRONG], ids=[name for name, _ in WRONG])
def test_what_the_document_does_not_allow_is_not_sent(call: Callable[[World], object], world: World) -> None:
    before = len(world.sandbox.requests)
    with pytest.raises(InvalidRequest):
        call(world)
    assert world.since(before) == []
