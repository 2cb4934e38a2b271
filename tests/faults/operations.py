"""The calls that the runs make: every operation that must not run twice, and others beside them."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from random import Random
from typing import Any, Final, Protocol

import attrs

import lootlocker_api.api
from lootlocker_api.client import Operation

PASSWORD: Final = "an old password"
#: What only a slow reader takes in one piece: a connection that breaks while it is sent breaks in mid-writing.
LARGE: Final = 6_000_000


class Subject(Protocol):
    """Whom and what a run acts on.

    Attributes:
        player: A player's id.
        hero: The player's hero, which is never deleted.
        character: The player's default character.
    """

    player: int
    hero: int
    character: int

    def fresh(self, what: str) -> Any:
        """Something that one run uses up: an item's or a hero's id, a user's address, ..."""
        raise NotImplementedError

    def unique(self) -> str:
        """A text that nothing else has."""
        raise NotImplementedError


Arguments = Callable[[Subject, Random], dict[str, Any]]


@attrs.frozen
class Call:
    """One kind of call.

    Attributes:
        name: As a user writes it: `game.heroes.create_player_hero`.
        arguments: What it is called with, by name.
        rows: How many rows one effect adds to tables of the sandbox, as far as that is always the same.
        weight: How often it is made, against the others.
    """

    name: str
    arguments: Arguments
    rows: Mapping[str, int] = attrs.field(factory=dict)
    weight: float = 1.0

    @property
    def operation(self) -> Operation[Any]:
        """What the document says of it."""
        return operations()[self.name]


@functools.cache
def operations() -> Mapping[str, Operation[Any]]:
    """Every operation of the generated client, by its name."""
    packages = lootlocker_api.api.__path__
    modules = pkgutil.walk_packages(packages, f"{lootlocker_api.api.__name__}.")
    found = [getattr(importlib.import_module(module.name), "OPERATION", None) for module in modules]
    return {each.name: each for each in found if isinstance(each, Operation)}


def _hero(subject: Subject, random: Random) -> dict[str, Any]:
    more = {"name": subject.unique()} if random.random() < 0.5 else {}
    return {"hero_id": random.choice((7, 8)), **more}


def _worn(subject: Subject, random: Random) -> dict[str, Any]:
    if random.random() < 0.2:
        return {"asset_id": 9, "asset_variation_id": random.choice((91, 92))}
    return {"instance_id": subject.fresh("item")}


def _granted(subject: Subject, random: Random) -> dict[str, Any]:
    return random.choice(
        (
            {"asset_id": 1},
            {"asset_id": 4, "asset_variation_id": 42},
            {"asset_id": 6, "rental_option_id": 61},
        )
    )


def _altered(subject: Subject, random: Random) -> dict[str, Any]:
    return {
        "player_id": subject.player,
        "add": [_granted(subject, random), {"asset_id": 5}],
        "remove": [subject.fresh("item")],
    }


def _new_user(subject: Subject, random: Random) -> dict[str, Any]:
    return {"email": f"{subject.unique()}@example.com", "password": PASSWORD}


def _new_user_with_much_to_say(subject: Subject, random: Random) -> dict[str, Any]:
    field = {"metadata_key": "story", "value_json": "x" * LARGE}
    return {**_new_user(subject, random), "custom_fields": [field]}


def _with(*names: str, **fixed: Any) -> Arguments:
    """Ids of the subject or new texts, by argument name; `fixed` stay as they are."""
    known: Mapping[str, Callable[[Subject], Any]] = {
        "player_id": lambda subject: subject.player,
        "hero_id": lambda subject: subject.hero,
        "character_id": lambda subject: subject.character,
    }

    def arguments(subject: Subject, random: Random) -> dict[str, Any]:
        return {**{name: known[name](subject) if name in known else subject.unique() for name in names}, **fixed}

    return arguments


def _both(first: Arguments, second: Arguments) -> Arguments:
    return lambda subject, random: {**first(subject, random), **second(subject, random)}


def _start(method: str, *names: str, group: str = "authentication", **fixed: Any) -> Call:
    """A session start with a ticket: one more session is its effect."""
    return Call(f"game.{group}.{method}", _with(*names, **fixed), {"game_sessions": 1}, weight=0.3)


_LOADOUT = "server.loadouts.equip_asset_for"
_PLAYER = _with("player_id")
_PLAYER_HERO = _with("player_id", "hero_id")
_PLAYER_CHARACTER = _with("player_id", "character_id")

CREATE: Final = Call("game.heroes.create_player_hero", _hero, {"heroes": 1, "instances": 1, "characters": 1}, weight=5)
ONCE: Final = (
    CREATE,
    Call("game.heroes.equip_asset_to_hero", _both(_with("hero_id"), _worn), weight=4),
    Call("server.inventories.add_asset_to_player_inventory", _both(_PLAYER, _granted), {"instances": 1}, weight=6),
    Call("server.inventories.alter_player_inventory", _altered, {"instances": 1}, weight=5),
    Call(f"{_LOADOUT}_player_loadout", _both(_PLAYER, _worn), weight=3),
    Call(f"{_LOADOUT}_character_loadout", _both(_PLAYER_CHARACTER, _worn), weight=3),
    Call(f"{_LOADOUT}_hero_loadout", _both(_PLAYER_HERO, _worn), weight=3),
    Call("game.white_label_login.sign_up", _new_user, {"white_label_users": 1}),
    Call("game.white_label_login.sign_up", _new_user_with_much_to_say, {"white_label_users": 1}, weight=0.2),
    Call("game.white_label_login.request_verification", lambda subject, _: {"email": subject.fresh("user")}),
    Call("game.white_label_login.request_reset_password", lambda subject, _: {"email": subject.fresh("user")}),
    Call("game.authentication.steam_player_verification", _with("token"), {"verifications": 1}),
    Call("game.authentication.psn_player_verification", _with("token", psn_issuer_id=256), {"verifications": 1}),
    _start("guest_session", "player_identifier"),
    _start("steam_session", "steam_ticket"),
    _start("epic_games_session", "id_token"),
    _start("apple_sign_in_session", "apple_authorization_code"),
    _start(
        "apple_game_center_session",
        "signature",
        player_id="G:1",
        bundle_id="com.example.game",
        public_key_url="https://example.com/key",
        salt="c2FsdA==",
        timestamp=1720528779,
    ),
    _start("google_session", "id_token"),
    _start("google_play_games_session", "auth_code"),
    _start("nintendo_switch_session", "nsa_id_token"),
    _start("xbox_session", "xbox_user_token"),
    _start("meta_oculus_session", "nonce", user_id="m1"),
    _start("discord_session", "access_token"),
    _start("psn_session_v3", "auth_code"),
    Call(
        "game.unified_player_accounts.refresh_remote_session",
        lambda subject, _: {"refresh_token": subject.fresh("refresh token")},
        {"game_sessions": 1},
        weight=0.3,
    ),
)
#: Operations that must not run twice and are tried nowhere, by name, each with the reason.
_LEASE: Final = "A lease is no grant; what it leads to is tried."
UNTRIED: Final[Mapping[str, str]] = {
    "game.unified_player_accounts.begin_remote_session_login_lease": _LEASE,
    "game.unified_player_accounts.begin_remote_session_link_lease": _LEASE,
}

REPEATABLE: Final = (
    Call("game.game.ping", _with()),
    Call("game.heroes.list_player_heroes", _with()),
    Call("game.heroes.get_player_hero_loadout", _with("hero_id")),
    Call("game.heroes.update_player_hero", _both(_with("hero_id"), lambda subject, _: {"name": subject.unique()})),
    Call("game.heroes.delete_player_hero", lambda subject, _: {"hero_id": subject.fresh("hero")}, weight=2),
    Call("game.heroes.unequip_asset_from_hero", lambda subject, _: {**subject.fresh("worn item")}, weight=2),
    Call("game.white_label_login.sign_in", lambda subject, _: {"email": subject.fresh("user"), "password": PASSWORD}),
    Call("server.session.ping", _with()),
    Call("server.session.session", _with()),
    Call("server.inventories.list_player_inventory", _with("player_id", count=5)),
    Call("server.loadouts.get_hero_loadout", _PLAYER_HERO),
    Call("server.characters_heroes.get_player_heroes", _PLAYER),
)


def draw_call(random: Random) -> Call:
    """A call; two in three are of those that must not run twice."""
    calls = ONCE if random.random() < 2 / 3 else REPEATABLE
    return random.choices(calls, [each.weight for each in calls])[0]
