"""Ids have up to 64 bits: none loses a digit on the path, in the query, in a body or in an answer."""

from __future__ import annotations

import pytest

from lootlocker import errors, models
from support.clients import game_client, server_client
from support.http import LoopbackServer, Reply
from support.payloads import walk

STEAM_ID = 76561198023004363
IDS = [0, 1, 2**53 + 1, STEAM_ID, 2**63 - 1, 2**64 - 1]


@pytest.mark.parametrize("number", IDS)
@pytest.mark.parametrize("kind", [int, str])
def test_an_id_is_exact_on_the_path(server: LoopbackServer, number: int, kind: type[int] | type[str]) -> None:
    given = kind(number)
    with server_client(server) as client:
        server.on("GET", f"/server/player/{number}/characters/{number}/inventory", Reply.json({"items": []}))
        client.inventories.get_character_inventory(given, given)
    assert server.requests[-1].target == f"/server/player/{number}/characters/{number}/inventory"


@pytest.mark.parametrize("given", [STEAM_ID, str(STEAM_ID)])
def test_a_steam_id_is_exact_on_the_path(server: LoopbackServer, given: int | str) -> None:
    server.on("GET", f"/game/v1/heroes/list/{STEAM_ID}", Reply.json({}))
    server.on("GET", f"/game/v1/player/heroes/default/{STEAM_ID}", Reply.json({}))
    with game_client(server) as game:
        game.heroes.list_player_heroes_by_steam_id_64(given)
        game.heroes.get_default_player_hero_by_steam_id_64(given)
    assert [request.target for request in server.requests] == [
        f"/game/v1/heroes/list/{STEAM_ID}",
        f"/game/v1/player/heroes/default/{STEAM_ID}",
    ]


@pytest.mark.parametrize("number", [2**64, -1, "18446744073709551616", "-1", "1.0", "1e3", "٣", "", 1.0, True, None])
def test_what_is_no_id_is_refused_before_it_is_sent(server: LoopbackServer, number: object) -> None:
    with game_client(server) as game, pytest.raises(errors.InvalidRequest):
        game.heroes.list_player_heroes_by_steam_id_64(number)  # type: ignore[arg-type]
    assert server.requests == []


@pytest.mark.parametrize("number", IDS)
def test_an_id_is_exact_in_a_query(server: LoopbackServer, number: int) -> None:
    with server_client(server) as client:
        server.on("GET", "/server/player/1/characters/2/inventory", Reply.json({"items": []}))
        client.inventories.get_character_inventory(1, 2, after=number)
    assert server.requests[-1].query == {"after": str(number)}


@pytest.mark.parametrize("number", IDS)
def test_an_id_is_exact_in_a_body(server: LoopbackServer, number: int) -> None:
    server.on("POST", "/game/v1/player/heroes", Reply.json({}))
    with game_client(server) as game:
        game.heroes.create_player_hero(hero_id=number)
    with server_client(server) as client:
        server.on("PATCH", "/server/player/1/inventory", Reply.json({}))
        client.inventories.alter_player_inventory(1, add=[models.GrantItem(asset_id=number)], remove=[number])
    assert server.sent_to("/game/v1/player/heroes")[0].body == b'{"hero_id":%d}' % number
    alter = server.sent_to("/server/player/1/inventory")[0].body
    assert alter == b'{"add":[{"asset_id":%d}],"remove":[%d]}' % (number, number)


@pytest.mark.parametrize("number", IDS)
def test_an_id_is_exact_in_an_answer(server: LoopbackServer, number: int) -> None:
    body = f'{{"items":[{{"instance_id":{number},"asset":{{"id":{number}}}}}],"total":1}}'
    with server_client(server) as client:
        server.on("GET", "/server/player/1/characters/2/inventory", Reply.text(body))
        page = client.inventories.get_character_inventory(1, 2)
    assert page.items[0].instance_id == page.items[0].asset.id == number
    walk(page)
    assert page.to_json() == body
    assert models.InventoryResponse.from_dict(page.to_dict()).items[0].instance_id == number


def test_an_id_that_came_as_text_stays_text(server: LoopbackServer) -> None:
    body = f'{{"success":true,"hero":{{"id":"{STEAM_ID}"}}}}'
    server.on("GET", "/game/v1/player/heroes/5", Reply.text(body))
    with game_client(server) as game:
        answer = game.heroes.get_player_hero(5)
    assert answer.hero.id == str(STEAM_ID)  # type: ignore[comparison-overlap]
    assert answer.to_json() == body
