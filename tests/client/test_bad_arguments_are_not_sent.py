"""Arguments that don't match the document raise an error that names the operation and the argument; nothing is sent."""

from __future__ import annotations

import math
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import pytest

from client.driver import Driver
from client.fake import said
from lootlocker.errors import InvalidRequest
from lootlocker_api.errors import problems_of

Call = Callable[[Any], Any]

#: What a path id must not be.
BAD_IDS: list[Any] = [
    "",
    "/",
    "1/2",
    "1?a=b",
    "1#a",
    "..",
    ".",
    "1\\2",
    "1\n",
    "\n",
    "1\r\nx-evil: 1",
    "%2e%2e",
    "1%2f",
    "\u0661\u0662",
    "\uff11",
    "²",
    "abc",
    "-1",
    "+1",
    " 1",
    "1 ",
    "1.0",
    "0x1",
    "1_0",
    "\x00",
    "\ud800",
    -1,
    1.0,
    math.nan,
    True,
    None,
    b"1",
    [1],
    2**64,
    str(2**64),
    "9" * 30,
    10**400,
]
#: Longer than Python turns into a number or into text.
HUGE_IDS: list[Any] = ["9" * 1_000, "9" * 5_000, 10**5_000]


def refused(driver: Driver, call: Call, *named: str) -> str:
    """The message of the refused call; nothing but the session start was sent."""
    before = len(driver.fake.seen)
    with pytest.raises(InvalidRequest) as caught:
        driver.do(call(None))
    message = str(caught.value)
    for each in named:
        assert each in message
    assert len(driver.fake.seen) == before
    return message


@pytest.mark.parametrize("bad", BAD_IDS, ids=ascii)
def test_a_path_id_that_is_no_id_is_not_sent(driver: Driver, bad: Any) -> None:
    game, server = driver.game(), driver.server()
    refused(driver, lambda _: game.heroes.get_player_hero(bad), "game.heroes.get_player_hero", "hero_id")
    refused(driver, lambda _: game.heroes.unequip_asset_from_hero(7, bad), "game.heroes.unequip_asset_from_hero")
    refused(driver, lambda _: game.heroes.list_player_heroes_by_steam_id_64(bad), "steam_id_64")
    refused(driver, lambda _: server.inventories.get_character_inventory(bad, 49), "player_id")
    refused(driver, lambda _: server.inventories.get_character_inventory(363, bad), "character_id")


@pytest.mark.parametrize("bad", HUGE_IDS, ids=["1000 digits", "5000 digits", "5001-digit int"])
def test_a_path_id_longer_than_python_reads_is_not_sent(driver: Driver, bad: Any) -> None:
    game = driver.game()
    message = refused(driver, lambda _: game.heroes.get_default_player_hero_by_steam_id_64(bad), "steam_id_64")
    assert len(message) < 1000


def test_a_number_longer_than_python_writes_is_not_sent(driver: Driver) -> None:
    game, server = driver.game(), driver.server()
    refused(driver, lambda _: game.heroes.create_player_hero(hero_id=10**5_000), "hero_id")
    refused(driver, lambda _: server.inventories.get_character_inventory(363, 49, after=10**5_000), "after")


@pytest.mark.parametrize("good", [0, "0", 363, "363", 76561198023004363, 2**63, 2**64 - 1, str(2**64 - 1), "007"])
def test_an_id_of_64_bits_is_sent_digit_by_digit(driver: Driver, good: Any) -> None:
    driver.fake.on("GET", f"/game/v1/heroes/list/{good}", said({"heroes": []}))
    game = driver.game()
    driver.do(game.heroes.list_player_heroes_by_steam_id_64(good))
    assert driver.fake.calls == [f"GET /game/v1/heroes/list/{good}"]


@pytest.mark.parametrize("bad", [0, -1, 201, 10**30, True, "50", 1.0, math.nan, None, [50]], ids=ascii)
def test_a_count_outside_of_1_to_200_is_not_sent(driver: Driver, bad: Any) -> None:
    inventories = driver.server().inventories
    name = "server.inventories.get_character_inventory"
    refused(driver, lambda _: inventories.get_character_inventory(363, 49, count=bad), name, "count")
    refused(driver, lambda _: inventories.list_player_inventory(363, count=bad), "count")
    before = len(driver.fake.seen)
    with pytest.raises(InvalidRequest, match="count"):
        driver.all_of(inventories.iter_character_inventory(363, 49, count=bad))
    assert len(driver.fake.seen) == before


@pytest.mark.parametrize("bad", [-1, 2**64, True, "7", 7.0, None], ids=ascii)
def test_an_after_that_is_no_id_is_not_sent(driver: Driver, bad: Any) -> None:
    inventories = driver.server().inventories
    refused(driver, lambda _: inventories.get_character_inventory(363, 49, after=bad), "after")


def test_the_bounds_of_count_and_after_are_sent_as_given(driver: Driver) -> None:
    path = "/server/player/363/characters/49/inventory"
    driver.fake.on("GET", path, said({"items": []}))
    inventories = driver.server().inventories
    for query in ({"count": 1}, {"count": 200}, {"after": 0}, {"count": 50, "after": 2**64 - 1}):
        driver.do(inventories.get_character_inventory(363, 49, **query))
    assert [seen.target.partition("?")[2] for seen in driver.fake.to(path)] == [
        "count=1",
        "count=200",
        "after=0",
        f"count=50&after={2**64 - 1}",
    ]


@pytest.mark.parametrize(
    ("members", "named"),
    [
        ({"hero_id": "8"}, "hero_id"),
        ({"hero_id": 8.0}, "hero_id"),
        ({"hero_id": math.nan}, "hero_id"),
        ({"hero_id": True}, "hero_id"),
        ({"hero_id": None}, "hero_id"),
        ({"hero_id": 2**64}, "hero_id"),
        ({"hero_id": 8, "name": 7}, "name"),
        ({"hero_id": 8, "name": b"bytes"}, "name"),
        ({"hero_id": 8, "is_default": 1}, "is_default"),
        ({"hero_id": 8, "is_default": "true"}, "is_default"),
        ({"hero_id": 8, "asset_variation_id": 0}, "asset_variation_id"),
        ({"hero_id": 8, "asset_variation_id": math.inf}, "asset_variation_id"),
    ],
    ids=ascii,
)
def test_a_body_member_of_a_wrong_type_is_not_sent(driver: Driver, members: dict[str, Any], named: str) -> None:
    heroes = driver.game().heroes
    refused(driver, lambda _: heroes.create_player_hero(**members), "game.heroes.create_player_hero", named)


@pytest.mark.parametrize(
    ("optionals", "named"),
    [
        ({"timezone": 1}, "optionals.timezone"),
        ({"timezone": math.nan}, "optionals.timezone"),
        ({"colour": "red"}, "optionals.colour"),
        ([], "optionals"),
        ("UTC", "optionals"),
        (MappingProxyType({"timezone": "UTC"}), "body"),
    ],
    ids=ascii,
)
def test_an_object_in_a_body_is_checked_too(driver: Driver, optionals: Any, named: str) -> None:
    authentication = driver.game().authentication
    refused(driver, lambda _: authentication.guest_session(optionals=optionals), named)


@pytest.mark.parametrize(
    ("custom_fields", "named"),
    [
        ([{"metadata_key": "k", "value_json": math.nan}], "custom_fields[0].value_json"),
        ([{"metadata_key": "k", "value_json": "1"}, {"metadata_key": "k"}], "custom_fields[1].value_json"),
        ([{"metadata_key": "k", "value_json": "1", "extra": math.nan}], "custom_fields[0].extra"),
        ([None], "custom_fields[0]"),
        ({"metadata_key": "k"}, "custom_fields"),
    ],
    ids=ascii,
)
def test_a_list_in_a_body_is_checked_item_by_item(driver: Driver, custom_fields: Any, named: str) -> None:
    white_label = driver.game(domain_key="domain").white_label_login
    account = {"email": "ada@example.com", "password": "password-of-ada"}
    message = refused(driver, lambda _: white_label.sign_up(**account, custom_fields=custom_fields), named)
    assert "password-of-ada" not in message


@pytest.mark.parametrize("operation", ["sign_up", "sign_in", "verify_session"])
def test_a_refused_secret_is_not_in_the_message(driver: Driver, operation: str) -> None:
    white_label = driver.game(domain_key="domain").white_label_login
    secret: Any
    for secret in ("Zs3cr", ["Zs3cr"], b"Zs3cr", {"Zs3cr": 1}):
        member = {"verify_session": "token"}.get(operation, "password")
        email = "" if isinstance(secret, str) else "ada@example.com"
        call = getattr(white_label, operation)
        message = refused(driver, lambda _, c=call, m=member, s=secret, e=email: c(email=e, **{m: s}))  # type: ignore[misc]
        assert "Zs3cr" not in message


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "pattern": "^x$"},
        {"type": "string", "maxLength": 2},
        {"type": "string", "minLength": 20},
        {"type": "string", "const": "other"},
        {"type": "string", "not": {"type": "string"}},
        {"type": ["string", "integer"], "pattern": "^[0-9]+$", "maximum": 5},
        {"type": "integer", "maximum": 5},
        {"type": "integer", "minimum": 10**9},
    ],
    ids=str,
)
def test_no_check_of_a_secret_shows_it(schema: dict[str, Any]) -> None:
    for value in ("74123658", 74123658):
        problems = problems_of(value, {**schema, "x-secret": True}, "token")
        assert problems
        assert "74123658" not in " ".join(problems)


@pytest.mark.parametrize("bad", ["5\n", "\n5", "05", "0", "", "\u0665", str(2**64)], ids=ascii)
def test_a_pattern_of_a_body_member_covers_the_whole_text(driver: Driver, bad: str) -> None:
    inventories = driver.server().inventories
    refused(
        driver,
        lambda _: inventories.add_asset_to_player_inventory(363, asset_id=5, asset_rental_option_id=bad),
        "asset_rental_option_id",
    )


def test_the_guest_identifier_that_lootlocker_refuses_is_not_sent(driver: Driver) -> None:
    authentication = driver.game().authentication
    refused(driver, lambda _: authentication.guest_session(player_identifier="player"), "player_identifier")


def test_every_problem_is_named_at_once(driver: Driver) -> None:
    inventories = driver.server().inventories
    refused(
        driver,
        lambda _: inventories.get_character_inventory("x", "y", count=0, after=-1),
        "player_id",
        "character_id",
        "count",
        "after",
    )


def test_what_was_given_is_sent_and_nothing_else(driver: Driver) -> None:
    driver.fake.on("PUT", "/game/v1/player/heroes/7", said({"hero": {}}))
    heroes = driver.game().heroes
    driver.do(heroes.update_player_hero(7, name="", is_default=False))
    driver.do(heroes.update_player_hero(7, name='Zoë "the\n\U0001f600"'))
    driver.do(heroes.update_player_hero(7))
    assert [seen.json() for seen in driver.fake.seen] == [
        {"name": "", "is_default": False},
        {"name": 'Zoë "the\n\U0001f600"'},
        {},
    ]
    assert {seen.headers["content-type"] for seen in driver.fake.seen} == {"application/json"}
