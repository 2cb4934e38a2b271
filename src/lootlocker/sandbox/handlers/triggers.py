"""Triggers: called by key, and the older calls by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._call import Call
from .._errors import Refused, not_found
from .._players import default_character, unread_grants
from .._rewards import Given, Receiver, award
from . import handles

if TYPE_CHECKING:
    from .._game_progress import Trigger


def _problem(call: Call, player_id: int, trigger: Trigger | None) -> str | None:
    if trigger is None:
        return "key_not_found"
    if not trigger.rewards:
        return "reward_not_found"
    statement = "SELECT times FROM trigger_calls WHERE player_id = ? AND key = ?"
    times = call.store.value(statement, player_id, trigger.key) or 0
    return "trigger_limit_reached" if trigger.limit is not None and times >= trigger.limit else None


def _run(call: Call, player_id: int, trigger: Trigger) -> list[Given]:
    call.store.run(
        "INSERT INTO trigger_calls (player_id, key, times) VALUES (?, ?, 1) "
        "ON CONFLICT DO UPDATE SET times = times + 1",
        player_id,
        trigger.key,
    )
    receiver = Receiver(player_id, source="trigger")
    return [
        given
        for reward in trigger.rewards
        for given in award(call, receiver, reward, source="triggers", context=[("trigger_key", trigger.key)])
    ]


@handles("game_call_triggers")
def call_by_keys(call: Call) -> dict[str, Any]:
    """Each key stands for itself: one that fails keeps none of the others back."""
    ran: list[dict[str, str]] = []
    failed: list[dict[str, str]] = []
    for key in dict.fromkeys(call.body["keys"]):
        trigger = call.game.progress.triggers.get(key)
        problem = _problem(call, call.player_id, trigger)
        if trigger is None or problem is not None:
            failed.append({"key": key, "reason": problem or ""})
        else:
            _run(call, call.player_id, trigger)
            ran.append({"key": key})
    return {"successful_keys": ran, "failed_keys": failed}


def _by_name(call: Call, player_id: int) -> dict[str, Any]:
    triggers = call.game.progress.triggers.values()
    trigger = next((each for each in triggers if each.name == call.body["name"]), None)
    problem = _problem(call, player_id, trigger)
    if trigger is None or problem == "reward_not_found":
        raise not_found(f"A trigger {call.body['name']} that gives something")
    if problem is not None:
        raise Refused(409, f"The player has called trigger {trigger.name} as often as it may be called.")
    assets = [
        given.reward.asset.json
        for given in _run(call, player_id, trigger)
        if given.reward.asset is not None
        for _ in given.instance_ids
    ]
    return {"xp": {"previous": None, "current": None}, "levels": [], "granted_assets": assets}


@handles("game_execute_trigger")
def execute(call: Call) -> dict[str, Any]:
    ran = _by_name(call, call.player_id)
    return {"success": True, "check_grant_notifications": unread_grants(call, call.player_id), **ran}


@handles("server_invoke_trigger")
def invoke(call: Call) -> dict[str, Any]:
    default_character(call, call.body["player_id"])
    return _by_name(call, call.body["player_id"])


@handles("game_list_triggers_for_player")
def ran_triggers(call: Call) -> dict[str, Any]:
    rows = call.store.all("SELECT key FROM trigger_calls WHERE player_id = ? ORDER BY key", call.player_id)
    known = call.game.progress.triggers
    return {"success": True, "triggers": [known[row["key"]].name for row in rows if row["key"] in known]}
