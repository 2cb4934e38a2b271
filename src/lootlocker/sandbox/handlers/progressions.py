"""Progressions of both APIs: of players, characters and item instances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._call import Call
from .._errors import invalid, not_found
from .._items import owned_instance
from .._pages import cursor_page, row_page
from .._people import player_by
from .._players import character_of, default_character
from .._progressions import (
    Holder,
    add_points,
    delete,
    find_progression,
    find_state,
    player_holder,
    reset,
    state_json,
    states,
    subtract_points,
    tier_json,
)
from .._store import row_id
from . import handles

if TYPE_CHECKING:
    from .._game_progress import Progression, Tier

_HOLDERS = ("player", "character", "asset_instance")


def _both(game: str, server: str) -> list[str]:
    """The operations of both APIs for each kind of holder."""
    return [api.format(holder) for holder in _HOLDERS for api in (f"game_{game}", f"server_{server}")]


def _holder(call: Call) -> Holder:
    """Whom the path names; the Game API's player is the session's, unless the path names another one to be read."""
    player_id = row_id(call.path["player_id"]) if "player_id" in call.path else call.player_id
    if "player_ulid" in call.path:
        player_id = player_by(call, "player_ulid", call.path["player_ulid"])["id"]
    default_character(call, player_id)
    if "character_id" in call.path:
        return Holder(player_id, "character", character_of(call, player_id, call.id("character_id")))
    for name in ("instance_id", "asset_instance_id"):
        if name in call.path:
            return Holder(player_id, "instance", owned_instance(call, player_id, call.id(name))["id"])
    return player_holder(player_id)


def _progression(call: Call) -> Progression:
    return find_progression(call, call.path["progression_key"])


def _amount(call: Call) -> int:
    amount: int = call.body["amount"]
    if not 0 <= amount < 2**63:
        raise invalid("amount", "it has to be a whole number from 0, of 63 bits at most.")
    return amount


def _definition(progression: Progression) -> dict[str, Any]:
    return {
        "id": progression.id,
        "key": progression.key,
        "name": progression.name,
        "active": progression.active,
    }


@handles("game_get_all_progressions", "server_get_all_progressions")
def definitions(call: Call) -> dict[str, Any]:
    rows = sorted(call.game.progress.progressions.values(), key=lambda each: each.id)
    page, pagination = cursor_page(call, rows, lambda each: each.id, str)
    return {"pagination": pagination, "items": [_definition(each) for each in page]}


@handles("game_get_progression_by_key", "server_get_progression_by_key")
def definition(call: Call) -> dict[str, Any]:
    return _definition(_progression(call))


@handles("game_get_progression_tiers", "server_get_progression_tiers")
def tiers(call: Call) -> dict[str, Any]:
    found = _progression(call).tiers
    offset, count, pagination = row_page(call, len(found))
    return {"pagination": pagination, "items": [tier_json(each) for each in found[offset : offset + count]]}


@handles("game_get_single_progression_tier_by_step")
def tier(call: Call) -> dict[str, Any]:
    found = [each for each in _progression(call).tiers if each.step == call.id("step")]
    if not found:
        raise not_found(f"Tier {call.path['step']}")
    return tier_json(found[0])


@handles(
    "game_get_all_player_progressions_by_player_ulid", *_both("get_all_{}_progressions", "get_all_{}_progressions")
)
def list_states(call: Call) -> dict[str, Any]:
    page, pagination = cursor_page(call, states(call, _holder(call)), lambda row: row["id"], str)
    return {"pagination": pagination, "items": [state_json(call, row) for row in page]}


@handles(
    "game_get_player_progressions_by_key_and_player_ulid",
    *_both("get_{}_progressions_by_key", "get_{}_progressions_by_id"),
)
def state(call: Call) -> dict[str, Any]:
    return state_json(call, find_state(call, _holder(call), _progression(call)))


def _change(call: Call, holder: Holder, progression: Progression, awarded: list[Tier]) -> dict[str, Any]:
    row = find_state(call, holder, progression)
    return {**state_json(call, row), "awarded_tiers": [tier_json(each) for each in awarded]}


@handles(
    "game_add_points_to_player_progression",
    "game_add_points_to_character_progression",
    "game_add_points_to_an_asset_instance_progression",
    *(f"server_add_points_to_{holder}_progression" for holder in _HOLDERS),
)
def add(call: Call) -> dict[str, Any]:
    holder, progression = _holder(call), _progression(call)
    return _change(call, holder, progression, add_points(call, holder, progression, _amount(call)))


@handles(
    "game_subtract_points_from_player_progression",
    "game_subtract_points_from_character_progression",
    "game_subtract_points_from_an_asset_instance_progression",
    *(f"server_subtract_points_from_{holder}_progression" for holder in _HOLDERS),
)
def subtract(call: Call) -> dict[str, Any]:
    holder, progression = _holder(call), _progression(call)
    subtract_points(call, holder, progression, _amount(call))
    return _change(call, holder, progression, [])


@handles(*_both("reset_{}_progression", "reset_{}_progression"))
def start_again(call: Call) -> dict[str, Any]:
    holder, progression = _holder(call), _progression(call)
    return _change(call, holder, progression, reset(call, holder, progression))


@handles(*_both("delete_{}_progression", "delete_{}_progression"))
def leave(call: Call) -> None:
    delete(call, _holder(call), _progression(call))
