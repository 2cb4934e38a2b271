"""Absent is UNSET: it tells itself from None, and what is sent is what was given, nothing more and nothing less."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from lootlocker import UNSET, Unset, errors, models
from support.clients import game_client, server_client
from support.http import LoopbackServer, Reply
from support.payloads import all_models, readable

FALSY = [0, False, "", None, [], {}, 0.0]

#: How the names of views end: they read None where the member is absent.
VIEWS = ("_datetime", "_int", "_decimal")


def test_unset_is_one_falsy_object_wherever_it_travels() -> None:
    assert not UNSET
    assert UNSET is not None
    assert repr(UNSET) == "UNSET"
    assert Unset() is UNSET
    assert copy.copy(UNSET) is copy.deepcopy([UNSET])[0] is UNSET
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(UNSET, protocol)) is UNSET


def test_an_absent_member_reads_unset_and_its_date_none() -> None:
    for model in all_models():
        empty = model.adopt({})
        for name in readable(model):
            value = getattr(empty, name)
            assert value is (None if name.endswith(VIEWS) else UNSET), f"{model.__name__}.{name}"
        assert empty.to_dict() == {}
        assert empty == model()


def test_a_constructor_without_arguments_sends_nothing_and_with_unset_neither() -> None:
    for model in all_models():
        names = [name for name in readable(model) if not name.endswith(VIEWS)]
        assert model().to_dict() == {}
        assert model(**dict.fromkeys(names, UNSET)).to_dict() == {}


@pytest.mark.parametrize("value", FALSY, ids=repr)
def test_a_constructor_keeps_every_falsy_value(value: object) -> None:
    arguments: Any = {"id": value, "type_": value, "asset": value}
    character = models.ServerCharacter(**{name: arguments[name] for name in ("id", "type_")})
    assert list(character.to_dict().items()) == [("id", value), ("type", value)]
    assert type(character.to_dict()["id"]) is type(value)
    assert models.InventoryItem(asset=arguments["asset"]).to_dict() == {"asset": value}


def test_a_constructor_takes_models_and_plain_objects() -> None:
    grants: Any = [models.GrantItem(asset_id=1), {"asset_id": 2}]
    assert models.AlterPlayerInventoryRequest(add=grants).to_dict() == {"add": [{"asset_id": 1}, {"asset_id": 2}]}


def test_assigning_unset_removes_the_key() -> None:
    asset = models.Asset.adopt({"id": 1, "type": "x", "rarity": {"name": "rare"}, "files": []})
    assert asset.rarity is not None
    assert "type" in asset
    asset.id = asset.type_ = asset.rarity = asset.files = UNSET
    assert asset.to_dict() == {}
    assert asset.id is asset.type_ is asset.rarity is asset.files is UNSET
    asset.name = UNSET  # it was absent before
    assert asset.to_dict() == {}


def test_a_misspelt_member_is_not_assigned_in_silence() -> None:
    asset = models.Asset(id=1)
    with pytest.raises(AttributeError, match="Asset has no member 'nmae'"):
        asset.nmae = "Sword"  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    asset["from the future"] = 1
    assert asset.to_dict() == {"id": 1, "from the future": 1}


def test_an_absent_member_says_what_it_is() -> None:
    with pytest.raises(AttributeError, match="left out"):
        _ = models.InventoryItem.adopt({"instance_id": 1}).asset.name


def test_assigning_writes_the_json_key() -> None:
    character = models.ServerCharacter()
    character.type_ = "Hero"
    assert character.to_dict() == {"type": "Hero"}
    assert character["type"] == character.type_ == "Hero"
    character.type_ = None  # type: ignore[assignment]
    assert character.to_dict() == {"type": None}
    del character.type_
    assert character.to_dict() == {}


def test_in_tells_absent_from_null() -> None:
    asset = models.Asset.adopt({"price": None})
    assert "price" in asset
    assert asset.price is None
    assert "sales_price" not in asset
    assert asset.sales_price is UNSET
    with pytest.raises(KeyError):
        asset["sales_price"]


def test_a_body_holds_zero_false_and_empty_text_and_no_unset(server: LoopbackServer) -> None:
    path = "/game/v1/player/heroes"
    server.on("POST", path, Reply.json({}))
    server.on("PUT", f"{path}/5", Reply.json({}))
    with game_client(server) as game:
        game.heroes.create_player_hero(hero_id=0, name="", is_default=False)
        game.heroes.create_player_hero(hero_id=1, name=UNSET, is_default=UNSET, asset_variation_id=UNSET)
        game.heroes.create_player_hero(hero_id=2)
        game.heroes.update_player_hero(5)
    assert [request.body for request in server.requests] == [
        b'{"hero_id":0,"name":"","is_default":false}',
        b'{"hero_id":1}',
        b'{"hero_id":2}',
        b"{}",
    ]


def test_a_body_holds_none_and_the_client_replaces_nothing_that_was_given(server: LoopbackServer) -> None:
    path = "/game/v2/session/guest"
    server.on("POST", path, Reply.json({}))
    with game_client(server) as game:
        game.authentication.guest_session(optionals=None, game_version="", game_key="", development_mode=False)
        game.authentication.guest_session()
        game.authentication.guest_session(optionals=models.SessionOptionals(player_name=""))
    given, filled, optionals = (request.json() for request in server.requests)
    assert given == {"optionals": None, "game_version": "", "game_key": "", "development_mode": False}
    assert filled == {"game_key": "dev_key", "game_version": "1.0.0.0"}
    assert optionals["optionals"] == {"player_name": ""}


def test_nested_models_send_what_was_given(server: LoopbackServer) -> None:
    path = "/server/player/7/inventory"
    with server_client(server) as client:
        server.on("PATCH", path, Reply.json({}))
        client.inventories.alter_player_inventory(7, add=[models.GrantItem(asset_id=0), {"asset_id": 2}], remove=[0])
        client.inventories.alter_player_inventory(7, add=UNSET, remove=[0])
    bodies = [request.body for request in server.sent_to(path)]
    assert bodies == [b'{"add":[{"asset_id":0},{"asset_id":2}],"remove":[0]}', b'{"remove":[0]}']


def test_unset_inside_a_plain_object_is_refused_rather_than_sent(server: LoopbackServer) -> None:
    with server_client(server) as client:
        with pytest.raises(errors.InvalidRequest):
            client.inventories.alter_player_inventory(7, add=[{"asset_id": UNSET}])
        assert server.requests == []


def test_a_query_holds_zero_and_no_unset(server: LoopbackServer) -> None:
    path = "/server/player/1/characters/2/inventory"
    with server_client(server) as client:
        server.on("GET", path, Reply.json({"items": [], "total": 0}))
        client.inventories.get_character_inventory(1, 2, after=0)
        client.inventories.get_character_inventory(1, 2, count=UNSET, after=UNSET)
    assert [request.target for request in server.sent_to(path)] == [f"{path}?after=0", path]
