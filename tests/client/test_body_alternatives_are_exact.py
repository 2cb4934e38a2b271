"""Bodies with alternatives: each documented combination is sent, and no other subset of the members is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import combinations
from typing import Any

import pytest

from client.driver import Driver
from client.fake import said
from lootlocker.errors import InvalidRequest

PATH_ARGUMENTS = {"hero_id": 7, "player_id": 363, "character_id": 49}
#: Module of the operation, in `lootlocker_api.api`, and the documented combinations of members.
INSTANCE, ASSET, VARIATION, RENTAL = "instance_id", "asset_id", "asset_variation_id", "rental_option_id"
RENTED = "asset_rental_option_id"
SERVER_EQUIP = [{INSTANCE}, {ASSET, VARIATION}, {ASSET, RENTAL}]
GRANT = [{ASSET}, {ASSET, VARIATION}, {ASSET, RENTAL}, {ASSET, RENTED}]
DOCUMENTED: dict[str, list[set[str]]] = {
    "game_heroes.game_equip_asset_to_hero": [{INSTANCE}, {ASSET}, {ASSET, VARIATION}],
    "server_loadouts.server_equip_asset_for_hero_loadout": SERVER_EQUIP,
    "server_loadouts.server_equip_asset_for_character_loadout": SERVER_EQUIP,
    "server_loadouts.server_equip_asset_for_player_loadout": [*SERVER_EQUIP, {ASSET}],
    "server_inventories.server_add_asset_to_player_inventory": GRANT,
    "server_inventories.server_alter_player_inventory": [{"add"}, {"remove"}, {"add", "remove"}],
    "game_white_label_login.game_request_verification": [{"user_id"}, {"email"}],
}
#: Session starts with a provider's credentials or with a refresh token, never with both.
SIGN_INS: dict[str, list[set[str]]] = {
    "game_epic_games_session": [{"id_token"}],
    "game_apple_sign_in_session": [{"apple_authorization_code"}],
    "game_google_session": [{"id_token"}, {"id_token", "platform"}],
    "game_google_play_games_session": [{"auth_code"}],
    "game_meta_oculus_session": [{"user_id", "nonce"}],
    "game_discord_session": [{"access_token"}],
    "game_apple_game_center_session": [
        {"bundle_id", "player_id", "public_key_url", "signature", "salt", "timestamp"},
    ],
}
CASES = {
    **DOCUMENTED,
    **{f"game_authentication.{name}": [*given, {"refresh_token"}] for name, given in SIGN_INS.items()},
}
COMMON = {"game_key", "game_api_key", "game_version", "optionals", "development_mode"}
VALUES: Mapping[str, object] = {"add": [{"asset_id": 5}], "remove": [9], "email": "ada@example.com"}


def value_of(name: str, schema: Mapping[str, Any]) -> object:
    return VALUES.get(name) or (5 if "integer" in schema["type"] else "text")


def subsets(names: list[str]) -> Iterator[tuple[str, ...]]:
    for size in range(len(names) + 1):
        yield from combinations(names, size)


def call_of(client: Any, operation: Any, members: Mapping[str, object]) -> Any:
    _, group, method = operation.name.split(".")
    path = {name: PATH_ARGUMENTS[name] for name, each in operation.parameters.items() if each.place == "path"}
    return getattr(getattr(client, group), method)(**path, **members)


@pytest.mark.parametrize("name", CASES)
def test_each_documented_combination_is_sent_and_no_other(driver: Driver, name: str) -> None:
    operation = import_module(f"lootlocker_api.api.{name}").OPERATION
    client = driver.server() if name.startswith("server") else driver.game(domain_key="domain")
    target = operation.path
    for parameter, value in PATH_ARGUMENTS.items():
        target = target.replace("{" + parameter + "}", str(value))
    driver.fake.on(operation.method, target, said({"session_token": "t"}))
    properties = {key: schema for key, schema in operation.body["properties"].items() if key not in COMMON}
    sent = []
    for chosen in subsets(list(properties)):
        members = {key: value_of(key, properties[key]) for key in chosen}
        before = len(driver.fake.to(target))
        if set(chosen) in CASES[name]:
            driver.do(call_of(client, operation, members))
            body = driver.fake.to(target)[-1].json()
            assert {key: value for key, value in body.items() if key not in COMMON} == members
            sent.append(set(chosen))
        else:
            with pytest.raises((InvalidRequest, TypeError)) as caught:
                driver.do(call_of(client, operation, members))
            assert operation.name in str(caught.value) or "required keyword-only" in str(caught.value)
        assert len(driver.fake.to(target)) == before + (set(chosen) in CASES[name])
    assert sorted(map(sorted, sent)) == sorted(map(sorted, CASES[name]))


@pytest.mark.parametrize("chosen", list(subsets([ASSET, VARIATION, RENTAL, RENTED])), ids="+".join)
def test_items_of_add_take_the_same_combinations(driver: Driver, chosen: tuple[str, ...]) -> None:
    driver.fake.on("PATCH", "/server/player/363/inventory", said({"added": []}))
    inventories = driver.server().inventories
    add = [{ASSET: 5}, dict.fromkeys(chosen, 5)]
    if set(chosen) in GRANT:
        driver.do(inventories.alter_player_inventory(363, add=add))
        assert driver.fake.seen[-1].json() == {"add": add}
    else:
        with pytest.raises(InvalidRequest, match=r"alter_player_inventory: .*add\[1\]"):
            driver.do(inventories.alter_player_inventory(363, add=add))
        assert driver.fake.seen == []


@pytest.mark.parametrize("lists", [{"add": [{}]}, {"add": [5]}, {"remove": ["9"]}, {}])
def test_an_alteration_that_names_nothing_or_no_item_is_not_sent(driver: Driver, lists: dict[str, Any]) -> None:
    inventories = driver.server().inventories
    with pytest.raises(InvalidRequest, match=r"server\.inventories\.alter_player_inventory"):
        driver.do(inventories.alter_player_inventory(363, **lists))
    assert driver.fake.seen == []


@pytest.mark.parametrize("extra", ["hero_id_", "x", "instanceId"])
def test_a_member_that_the_document_does_not_have_is_refused(driver: Driver, extra: str) -> None:
    heroes = driver.game().heroes
    with pytest.raises(TypeError, match=extra):
        driver.do(heroes.equip_asset_to_hero(7, instance_id=27, **{extra: 1}))
    assert driver.fake.seen == []


@pytest.mark.parametrize("null", [INSTANCE, ASSET, VARIATION])
def test_none_is_a_value_and_not_an_absent_member(driver: Driver, null: str) -> None:
    heroes = driver.game().heroes
    members = {ASSET: 5, VARIATION: 6} if null != INSTANCE else {}
    with pytest.raises(InvalidRequest, match=null):
        driver.do(heroes.equip_asset_to_hero(7, **{**members, null: None}))
    assert driver.fake.seen == []
