"""Whatever comes, reading never raises and nothing is lost: other types, unknown keys, odd keys, deep nesting."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lootlocker import models
from lootlocker_api.types import Model
from support.clients import server_client
from support.http import LoopbackServer, Reply
from support.payloads import (
    NASTY_KEYS,
    Json,
    all_models,
    assert_kept,
    changed,
    nested,
    nested_asset,
    payloads,
    readable,
    text_of,
    walk,
)

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def example(name: str) -> Json:
    found: Json = json.loads((EXAMPLES / name).read_text(encoding="utf-8"))
    return found


HERO = example("game-heroes__create-player-hero.json")
ITEM = {
    "instance_id": 2**63 + 1,
    "mounted_at": "Tue, 09 Jul 2024 12:39:39 +0000",
    "asset": HERO["hero"]["asset"],
    "rental": {"is_rental": False, "time_left": None},
}
BASES: dict[str, tuple[type[Model], Json]] = {
    "create_player_hero": (models.PlayerHeroResponse, HERO),
    "get_character_inventory": (
        models.InventoryResponse,
        example("server-inventories__get-character-inventory.json"),
    ),
    "guest_session": (models.Session, example("game-auth__guest-session.json")),
    "loadout": (models.LoadoutResponse, {"success": True, "loadout": [ITEM, None]}),
    "alter_player_inventory": (models.AlterPlayerInventoryResponse, {"added": [ITEM], "removed": [1, 2**64 - 1]}),
    "error": (
        models.Error,
        {**example("errors__internal-server-error.json"), "ban": {"permanent": False, "banned_until": "2030-01-01"}},
    ),
}


@pytest.mark.parametrize("name", BASES)
@settings(max_examples=200, suppress_health_check=SLOW)
@given(data=st.data())
def test_an_answer_with_any_json_in_any_place(name: str, data: st.DataObject) -> None:
    model, base = BASES[name]
    assert_kept(model, data.draw(changed(base)))


@pytest.mark.parametrize("model", all_models(), ids=lambda model: str(model.__name__))
@settings(max_examples=2, suppress_health_check=SLOW)
@given(data=st.data())
def test_a_model_with_any_json_in_its_members(model: type[Model], data: st.DataObject) -> None:
    assert_kept(model, data.draw(payloads(model)))


@pytest.mark.parametrize("value", [1, "text", None, [], {}], ids=repr)
def test_a_key_that_is_a_name_of_the_model_or_of_python_shadows_nothing(value: object) -> None:
    for key in NASTY_KEYS:
        assert_kept(models.Asset, {"name": "Sword", key: value, "rarity": {"name": "rare", key: value}})
    assert_kept(models.Asset, dict.fromkeys(NASTY_KEYS, value))


@pytest.mark.parametrize("name", ["to_dict", "to_json", "from_dict", "adopt"])
def test_a_public_method_stays_callable_when_a_key_has_its_name(name: str) -> None:
    plain, hostile = models.Asset.adopt({"id": 1}), models.Asset.adopt({"id": 1, name: "from the payload"})
    argument = [{"id": 2}] if name in ("from_dict", "adopt") else []
    getattr(plain, name)(*argument)
    getattr(hostile, name)(*argument)
    assert hostile[name] == "from the payload"


@pytest.mark.parametrize("model", all_models(), ids=lambda model: str(model.__name__))
def test_the_keys_of_all_members_at_once_are_kept(model: type[Model]) -> None:
    values: list[Any] = [None, 0, "", [], {}, [None], [[]], {"": {}}, "2024-07-09", 1.5]
    for value in values:
        assert_kept(model, dict.fromkeys(readable(model), value))


@pytest.mark.parametrize("lists", [True, False])
def test_deep_nesting_in_every_member_is_kept(lists: bool) -> None:
    for model in (models.Asset, models.InventoryResponse, models.Session, models.Error):
        assert_kept(model, {name: nested(200, lists=lists) for name in ("unknown", *readable(model))})


@pytest.mark.parametrize("levels", [2, 50, 200])
def test_packages_in_packages_are_kept(levels: int) -> None:
    assert_kept(models.Asset, nested_asset(levels))


@pytest.mark.parametrize("number", ["12345678901234567890123456789", "-9223372036854775809", "0.1", "-0.0", "1e300"])
def test_a_number_is_kept(number: str) -> None:
    asset = models.Asset.adopt(json.loads(f'{{"id": {number}, "unknown": [{number}]}}'))
    walk(asset)
    assert text_of(asset.to_dict()) == text_of({"id": json.loads(number), "unknown": [json.loads(number)]})


def test_the_json_of_a_model_can_be_written_as_utf_8() -> None:
    asset = models.Asset.adopt(json.loads(r'{"name": "half of a pair: \ud800", "\udfff": "\ud83d\ude00"}'))
    assert text_of(json.loads(asset.to_json().encode())) == text_of(asset.to_dict())


def test_a_hostile_answer_comes_through_the_client(server: LoopbackServer) -> None:
    path = "/server/player/1/characters/2/inventory"
    hostile = {
        "total": "many",
        "items": [None, 7, "text", [], {"instance_id": None, "asset": "none", "to_dict": 1, "__class__": 2}, {}],
        "adopt": {"__dict__": {}, "\ud800": "\udfff"},
        "_show": nested(200, lists=False),
    }
    with server_client(server) as client:
        server.on("GET", path, Reply.json(hostile))
        answer = client.inventories.get_character_inventory(1, 2)
    assert text_of(answer.to_dict()) == text_of(hostile)
    walk(answer)
    assert text_of(answer.to_dict()) == text_of(hostile)
    assert answer["total"] == answer.total == "many"  # type: ignore[comparison-overlap]


def test_an_unknown_enum_value_is_kept() -> None:
    lease = models.RemoteSession.adopt({"lease_status": "a status of tomorrow"})
    assert lease.lease_status == "a status of tomorrow"
    assert lease.to_dict() == {"lease_status": "a status of tomorrow"}
