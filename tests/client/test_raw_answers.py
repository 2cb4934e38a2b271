"""`raw(method)(...)`: the model, and the answer that it was read from."""

from __future__ import annotations

import functools
from typing import Any

import pytest

import lootlocker
from client.driver import Driver, Sessions
from client.fake import answer, said
from lootlocker import Answer, RawResponse
from lootlocker.auth import GuestLogin
from lootlocker.errors import ClientClosed, InvalidRequest, InvalidResponse, NotFound

#: The driver's clients are of either kind, so untyped here.
raw: Any = lootlocker.raw

HERO = "/game/v1/player/heroes/7"


def test_status_headers_and_bytes_come_with_the_model(driver: Driver) -> None:
    content = b' {"hero":  {"id": 7, "new": [1.50]}}\n'
    driver.fake.on("GET", HERO, answer(content, 203, X_Request_Id="r-1", content_type="application/json"))
    got = driver.do(raw(driver.game().heroes.get_player_hero)(7))
    assert isinstance(got, Answer)
    assert isinstance(got.response, RawResponse)
    assert got.value.hero.id == 7
    assert got.response.status == 203
    assert got.response.content == content
    assert got.response.headers["x-request-id"] == got.response.headers["X-Request-ID"] == "r-1"
    assert got.response.json() == {"hero": {"id": 7, "new": [1.5]}}
    assert str(len(content)) in repr(got.response)
    assert "1.50" not in repr(got.response)


def test_an_empty_answer_has_no_model_and_a_status(driver: Driver) -> None:
    driver.fake.on("DELETE", HERO, answer(status=204))
    got = driver.do(raw(driver.game().heroes.delete_player_hero)(7))
    assert (got.value, got.response.status, got.response.content) == (None, 204, b"")


def test_arguments_go_through(driver: Driver) -> None:
    driver.fake.on("PUT", HERO, said({"hero": {}}))
    driver.do(raw(driver.game().heroes.update_player_hero)(7, name="Zoe", is_default=False))
    assert driver.fake.seen[0].json() == {"name": "Zoe", "is_default": False}
    with pytest.raises(TypeError):
        driver.do(raw(driver.game().heroes.update_player_hero)(7, colour="red"))


def test_errors_are_those_of_the_plain_call(driver: Driver) -> None:
    driver.fake.on("GET", HERO, said({"code": "not_found"}, 404), answer("<html>"))
    game = driver.game()
    call = raw(game.heroes.get_player_hero)
    with pytest.raises(InvalidRequest):
        driver.do(call("x"))
    with pytest.raises(NotFound) as caught:
        driver.do(call(7))
    assert caught.value.response.json() == {"code": "not_found"}
    with pytest.raises(InvalidResponse):
        driver.do(call(7))
    driver.do(game.close())
    with pytest.raises(ClientClosed):
        driver.do(call(7))


def test_sessions_and_renewal_work_as_for_the_plain_call(driver: Driver) -> None:
    sessions = Sessions(driver.fake)
    game = driver.game(login=GuestLogin())
    assert driver.do(raw(game.game.ping)()).value.date == "now"
    sessions.expire()
    assert driver.do(raw(game.game.ping)()).response.status == 200
    assert sessions.started == 2


def test_the_resource_is_left_as_it_was(driver: Driver) -> None:
    driver.fake.on("GET", HERO, said({"hero": {"id": 7}}))
    heroes = driver.game().heroes
    driver.do(raw(heroes.get_player_hero)(7))
    assert driver.do(heroes.get_player_hero(7)).hero.id == 7


def test_the_server_client_has_it_too(driver: Driver) -> None:
    server = driver.server()
    driver.fake.on("GET", "/server/player/363/inventory", said({"items": [], "total": 0}))
    got = driver.do(raw(server.inventories.list_player_inventory)(363, count=2))
    assert got.response.json() == {"items": [], "total": 0}


def test_iterators_have_no_single_answer(driver: Driver) -> None:
    inventories = driver.server().inventories
    for method in (inventories.iter_player_inventory, inventories.iter_character_inventory):
        with pytest.raises(TypeError, match="operation of a client"):
            raw(method)


def test_what_is_no_operation_is_refused(driver: Driver) -> None:
    game = driver.game()
    own = functools.partial(game.heroes.get_player_hero, 7)
    foreign: list[Any] = [
        len,
        print,
        lambda: None,
        "text".upper,
        own,
        game.with_options,
        game.end_session,
        game.close,
        game.heroes,
        game,
        None,
        7,
        type(game.heroes).get_player_hero,
        game.heroes.__init__,
        game.heroes.__repr__,
        game.heroes._caller.call,
    ]
    for each in foreign:
        with pytest.raises(TypeError, match="operation of a client"):
            raw(each)
    assert driver.fake.seen == []
