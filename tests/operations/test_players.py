"""One player has nothing to do with another one; a restart of the service changes nothing for a player."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from lootlocker import AsyncGameClient, GameClient, models, raw
from lootlocker.auth import SessionTokenLogin
from lootlocker.errors import NotFound
from lootlocker.sandbox import Sandbox

from .world import Clients, Kind, World

HERO_CALLS: dict[str, Callable[[GameClient, int], object]] = {
    "get": lambda game, hero: game.heroes.get_player_hero(hero),
    "update": lambda game, hero: game.heroes.update_player_hero(hero, name="Mine now"),
    "delete": lambda game, hero: game.heroes.delete_player_hero(hero),
    "inventory": lambda game, hero: game.heroes.list_player_hero_inventory(hero),
    "loadout": lambda game, hero: game.heroes.get_player_hero_loadout(hero),
    "equip": lambda game, hero: game.heroes.equip_asset_to_hero(hero, asset_id=9),
}


def test_a_second_player_does_not_see_the_first_ones_heroes(world: World) -> None:
    first, second = world.hero(6), world.another_player()
    own = second.heroes.create_player_hero(hero_id=8).hero
    assert [hero.id for hero in second.heroes.list_player_heroes().heroes] == [own.id]
    assert [hero.id for hero in world.game.heroes.list_player_heroes().heroes] == [first.id]
    owned = [hero.hero_id for hero in second.heroes.get_game_heroes().game_heroes if hero.player_has_hero]
    assert owned == [8]


@pytest.mark.parametrize("call", HERO_CALLS.values(), ids=list(HERO_CALLS))
def test_a_second_player_can_do_nothing_with_the_first_ones_hero(
    call: Callable[[GameClient, int], object], world: World
) -> None:
    hero = world.hero(6, name="Not yours")
    with pytest.raises(NotFound):
        call(world.another_player(), hero.id)
    assert world.game.heroes.get_player_hero(hero.id).hero == hero
    assert len(world.game.heroes.get_player_hero_loadout(hero.id).loadout) == 2


def test_a_second_player_can_not_wear_the_first_ones_items(world: World) -> None:
    item, second = world.grant(), world.another_player()
    hero = second.heroes.create_player_hero(hero_id=8).hero
    with pytest.raises(NotFound):
        second.heroes.equip_asset_to_hero(hero.id, instance_id=item)
    assert world.own_items() == [item]


def test_a_server_names_the_owner_rightly_or_gets_nothing(world: World) -> None:
    hero, other = world.hero(6), world.another_player().start_session().player_id
    with pytest.raises(NotFound):
        world.server.inventories.get_hero_inventory(other, hero.id)
    with pytest.raises(NotFound):
        world.server.loadouts.get_character_loadout(other, hero.character_id)
    with pytest.raises(NotFound):
        world.server.inventories.alter_player_inventory(other, remove=[world.grant()])


def test_each_client_sends_its_own_players_token(world: World) -> None:
    second = world.another_player()
    before = len(world.sandbox.requests)
    for client in (world.game, second, world.game):
        client.game.ping()
    sent = [request.header("x-session-token") for request in world.since(before)]
    one, other = world.game.start_session().session_token, second.start_session().session_token
    assert one != other
    assert sent == [one, other, one]


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_restart_with_the_same_database_keeps_sessions_and_heroes(kind: Kind, tmp_path: Path) -> None:
    database = tmp_path / "state.db"
    with Sandbox(db=database) as first:
        clients = Clients(first, kind)
        token = clients.game.start_session().session_token
        hero = clients.game.heroes.create_player_hero(hero_id=6, name="Lasting").hero
        clients.server.session.ping()
        port = urlsplit(first.base_url).port or 0
    with Sandbox(db=database, port=port) as second:
        assert clients.game.heroes.get_player_hero(hero.id).hero == hero
        assert clients.game.heroes.create_player_hero(hero_id=8).hero.id > hero.id
        clients.server.session.ping()
        assert {request.status for request in second.requests} == {200}
        assert not {"game_guest_session", "server_session"} & {request.operation for request in second.requests}
        by_token = clients.used(clients.game.with_options(login=SessionTokenLogin(token)))
        assert [each.character_name for each in by_token.heroes.list_player_heroes().heroes] == ["Lasting", None]
        clients.close()


def test_the_raw_answer_is_beside_the_model(sandbox: Sandbox) -> None:
    with sandbox.game_client() as game:
        answer = raw(game.heroes.create_player_hero)(hero_id=8)
    check_raw(answer.value, answer.response.status, answer.response.headers["Content-Type"], answer.response.json())


def test_the_raw_answer_is_beside_the_awaited_model(sandbox: Sandbox) -> None:
    async def play(game: AsyncGameClient) -> None:
        async with game:
            answer = await raw(game.heroes.create_player_hero)(hero_id=8)
        response = answer.response
        check_raw(answer.value, response.status, response.headers["Content-Type"], response.json())

    asyncio.run(play(sandbox.async_game_client()))


def check_raw(value: models.PlayerHeroResponse, status: int, content_type: str, body: object) -> None:
    assert type(value) is models.PlayerHeroResponse
    assert (status, content_type) == (200, "application/json")
    assert value.to_dict() == body


def test_a_live_key_and_other_settings_go_where_they_belong(game_file: Path, tmp_path: Path) -> None:
    text = game_file.read_text(encoding="utf-8").replace("dev_sandbox0game0key", "prod_sandbox")
    live = tmp_path / "live.yaml"
    live.write_text(text.replace("domain: sandbox1", "domain: '11aaa11'"), encoding="utf-8")
    with Sandbox(live) as sandbox, sandbox.game_client(game_version="2.0.1", login=None) as game:
        game.white_label_login.sign_up(email="live@example.com", password="correct horse")
        game.authentication.guest_session()
        sign_up, start = sandbox.requests
    assert (sign_up.header("domain-key"), sign_up.header("is-development")) == ("11aaa11", "false")
    assert start.json() == {"game_key": "prod_sandbox", "game_version": "2.0.1"}
