"""What the clients do when a session, a player or the service is not well."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lootlocker.errors import PlayerBanned, ServerError, ServiceUnavailable, Unauthorized

from .world import World


def happened(world: World, before: int) -> list[tuple[str | None, int]]:
    """Operation and status of what was received since."""
    return [(each.operation, each.status) for each in world.since(before)]


def test_a_revoked_session_is_renewed_and_the_call_is_sent_again(world: World) -> None:
    first = world.game.start_session()
    world.sandbox.revoke_sessions(world.player)
    before = len(world.sandbox.requests)
    hero = world.hero(8)
    assert happened(world, before) == [
        ("game_create_player_hero", 401),
        ("game_guest_session", 200),
        ("game_create_player_hero", 200),
    ]
    second = world.game.start_session()
    assert second.player_id == world.player
    assert world.since(before)[0].header("x-session-token") == first.session_token
    assert world.since(before)[2].header("x-session-token") == second.session_token
    assert world.since(before)[0].body == world.since(before)[2].body
    assert [each.id for each in world.game.heroes.list_player_heroes().heroes] == [hero.id]


def test_a_servers_session_is_renewed_and_the_grant_happens_once(world: World) -> None:
    world.sandbox.expire_sessions()
    before = len(world.sandbox.requests)
    item = world.grant()
    grant = "server_add_asset_to_player_inventory"
    assert happened(world, before) == [(grant, 401), ("server_session", 200), (grant, 200)]
    assert world.own_items() == [item]


def test_a_second_401_is_not_renewed_again(world: World) -> None:
    world.sandbox.fail_next(401, times=2, operation="game_ping")
    before = len(world.sandbox.requests)
    with pytest.raises(Unauthorized):
        world.game.game.ping()
    assert happened(world, before) == [("game_ping", 401), ("game_guest_session", 200), ("game_ping", 401)]


def test_a_banned_player_is_told_so_and_no_session_is_started(world: World) -> None:
    until = datetime(2199, 12, 31, 12, tzinfo=UTC)
    world.sandbox.ban(world.player, "chargeback", until)
    before = len(world.sandbox.requests)
    with pytest.raises(PlayerBanned) as banned:
        world.game.heroes.list_player_heroes()
    assert happened(world, before) == [("game_list_player_heroes", 403)]
    ban = banned.value.ban
    assert ban is not None
    assert (banned.value.status, banned.value.code) == (403, "player_banned")
    assert (ban.ban_reason, ban.permanent, ban.banned_until_datetime) == ("chargeback", False, until)
    assert ban.banned_on_datetime is not None


def test_a_banned_player_gets_no_session_before_the_ban_is_lifted(world: World) -> None:
    world.game.end_session()
    world.sandbox.ban(world.player)
    with pytest.raises(PlayerBanned) as banned:
        world.game.start_session()
    ban = banned.value.ban
    assert ban is not None
    assert (ban.ban_reason, ban.permanent, ban.banned_until) == ("manual", True, None)
    world.sandbox.unban(world.player)
    assert world.game.start_session().player_id == world.player


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_reading_is_tried_again(status: int, world: World) -> None:
    world.sandbox.fail_next(status, operation="server_list_player_inventory")
    before = len(world.sandbox.requests)
    assert world.own_items() == []
    name = "server_list_player_inventory"
    assert happened(world, before) == [(name, status), (name, 200)]


def test_reading_gives_up_after_some_tries(world: World) -> None:
    world.sandbox.fail_next(503, times=10, operation="game_list_player_heroes")
    client = world.clients.used(world.game.with_options(max_retries=1))
    before = len(world.sandbox.requests)
    with pytest.raises(ServiceUnavailable) as gone:
        client.heroes.list_player_heroes()
    assert gone.value.outcome_unknown is False
    assert happened(world, before) == [("game_list_player_heroes", 503)] * 2


@pytest.mark.parametrize("after_effect", [False, True])
def test_a_grant_is_not_sent_again(after_effect: bool, world: World) -> None:
    grant = "server_add_asset_to_player_inventory"
    world.sandbox.fail_next(503, operation=grant, after_effect=after_effect)
    before = len(world.sandbox.requests)
    with pytest.raises(ServiceUnavailable) as unclear:
        world.grant()
    assert unclear.value.outcome_unknown is True
    assert happened(world, before) == [(grant, 503)]
    assert len(world.own_items()) == int(after_effect)


def test_a_hero_is_not_created_twice(world: World) -> None:
    world.sandbox.fail_next(500, operation="game_create_player_hero", after_effect=True)
    with pytest.raises(ServerError):
        world.hero(8)
    assert len(world.game.heroes.list_player_heroes().heroes) == 1


def test_an_update_is_sent_again(world: World) -> None:
    hero = world.hero(8)
    world.sandbox.fail_next(503, operation="game_update_player_hero", after_effect=True)
    before = len(world.sandbox.requests)
    assert world.game.heroes.update_player_hero(hero.id, name="Twice").hero.character_name == "Twice"
    assert happened(world, before) == [("game_update_player_hero", 503), ("game_update_player_hero", 200)]


def test_a_grant_that_was_limited_is_sent_again_and_happens_once(world: World) -> None:
    grant = "server_add_asset_to_player_inventory"
    world.sandbox.fail_next(429, operation=grant, headers={"Retry-After": "0"})
    before = len(world.sandbox.requests)
    item = world.grant()
    assert happened(world, before) == [(grant, 429), (grant, 200)]
    assert world.own_items() == [item]
