"""How far players, characters and item instances are on progressions, and what their tiers give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ._errors import not_found
from ._rewards import Given, Receiver, give, gives
from ._store import new_ulid

if TYPE_CHECKING:
    import sqlite3

    from ._call import Call
    from ._game_progress import Progression, Tier
    from ._game_rewards import Reward

_MOST_POINTS = 2**63 - 1
#: Rewards that give points may lead to tiers that give points: a chain longer than this goes in a circle,
#: and ends there.
_LONGEST_CHAIN = 16


@attrs.frozen
class Holder:
    """Whose progression it is. Tiers reward the player whom the holder belongs to."""

    player_id: int
    kind: str
    id: int


def player_holder(player_id: int) -> Holder:
    """A player as a holder."""
    return Holder(player_id, "player", player_id)


def find_progression(call: Call, key: str) -> Progression:
    """A progression of the game."""
    found = call.game.progress.progressions.get(key)
    if found is None:
        raise not_found(f"Progression {key}")
    return found


def find_state(call: Call, holder: Holder, progression: Progression) -> sqlite3.Row:
    """Where a holder is; one who never began is nowhere."""
    row = _row(call, holder, progression)
    if row is None:
        raise not_found(f"Progression {progression.key} of this {holder.kind}")
    return row


def states(call: Call, holder: Holder) -> list[sqlite3.Row]:
    """All that a holder is on, in the order of the ids."""
    return call.store.all(
        "SELECT * FROM progression_states WHERE kind = ? AND holder_id = ? ORDER BY id", holder.kind, holder.id
    )


def add_points(call: Call, holder: Holder, progression: Progression, amount: int) -> list[Tier]:
    """Add points; the holder begins if need be. Answers the tiers that were reached, whose rewards were given."""
    row = _row(call, holder, progression)
    before = 0 if row is None else row["points"]
    points = min(before + amount, _MOST_POINTS)
    if row is None:
        call.store.insert(
            "progression_states",
            id=new_ulid(call.now),
            player_id=holder.player_id,
            kind=holder.kind,
            holder_id=holder.id,
            progression_id=progression.id,
            points=0,
        )
    reached = progression.tiers[0 if row is None else step(progression, before) : step(progression, points)]
    _write(call, holder, progression, points)
    if any(tier.points_threshold > 0 for tier in reached):
        _own(call, holder, progression, "last_level_up", call.date)
    return _award(call, holder, reached)


def subtract_points(call: Call, holder: Holder, progression: Progression, amount: int) -> None:
    """Take points away, down to none at all. Rewards stay where they are."""
    row = find_state(call, holder, progression)
    _write(call, holder, progression, max(0, row["points"] - amount))


def reset(call: Call, holder: Holder, progression: Progression) -> list[Tier]:
    """Back to the start, as if the holder had just begun: tiers without a threshold are given again."""
    find_state(call, holder, progression)
    _write(call, holder, progression, 0)
    _own(call, holder, progression, "last_level_up", None)
    return _award(call, holder, progression.tiers[: step(progression, 0)])


def delete(call: Call, holder: Holder, progression: Progression) -> None:
    """The holder is not on it any more."""
    row = find_state(call, holder, progression)
    call.store.run("DELETE FROM progression_states WHERE id = ?", row["id"])


def step(progression: Progression, points: int) -> int:
    """The tier that so many points are in, 0 below the first one."""
    return sum(tier.points_threshold <= points for tier in progression.tiers)


def state_json(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    """A state as both APIs show it."""
    progression = next(each for each in call.game.progress.progressions.values() if each.id == row["progression_id"])
    here = step(progression, row["points"])
    tiers = progression.tiers
    return {
        "id": row["id"],
        "progression_key": progression.key,
        "progression_id": progression.id,
        "progression_name": progression.name,
        "step": here,
        "points": row["points"],
        "previous_threshold": tiers[here - 1].points_threshold if here else 0,
        "next_threshold": tiers[here].points_threshold if here < len(tiers) else None,
        "last_level_up": row["last_level_up"],
    }


def tier_json(tier: Tier) -> dict[str, Any]:
    """A tier with what it gives."""
    rewards: dict[str, list[dict[str, Any]]] = {f"{kind}_rewards": [] for kind in _TIER_REWARDS}
    for reward in tier.rewards:
        rewards[f"{reward.kind}_rewards"].append(_TIER_REWARDS[reward.kind](reward))
    return {"step": tier.step, "points_threshold": tier.points_threshold, "rewards": rewards}


def _named(reward: Reward) -> dict[str, Any]:
    named = reward.progression
    assert named is not None
    return {"progression_id": named.id, "progression_key": named.key, "progression_name": named.name}


def _asset(reward: Reward) -> dict[str, Any]:
    assert reward.asset is not None
    return {
        "asset_id": reward.asset.id,
        "asset_variation_id": reward.variation_id,
        "asset_rental_option_id": reward.rental_option_id,
    }


def _currency(reward: Reward) -> dict[str, Any]:
    assert reward.currency is not None
    return {
        "currency_name": reward.currency.name,
        "currency_code": reward.currency.code,
        "amount": str(reward.amount),
    }


def _points(reward: Reward) -> dict[str, Any]:
    return {**_named(reward), "amount": reward.amount}


_TIER_REWARDS = {
    "progression_points": _points,
    "progression_reset": _named,
    "asset": _asset,
    "currency": _currency,
}


def _row(call: Call, holder: Holder, progression: Progression) -> sqlite3.Row | None:
    return call.store.one(
        "SELECT * FROM progression_states WHERE kind = ? AND holder_id = ? AND progression_id = ?",
        holder.kind,
        holder.id,
        progression.id,
    )


def _own(call: Call, holder: Holder, progression: Progression, column: str, value: object) -> None:
    call.store.run(
        f"UPDATE progression_states SET {column} = ? WHERE kind = ? AND holder_id = ? AND progression_id = ?",
        value,
        holder.kind,
        holder.id,
        progression.id,
    )


def _write(call: Call, holder: Holder, progression: Progression, points: int) -> None:
    _own(call, holder, progression, "points", points)


def _award(call: Call, holder: Holder, reached: tuple[Tier, ...]) -> list[Tier]:
    if call.reward_depth >= _LONGEST_CHAIN:
        return []
    call.reward_depth += 1
    for tier in reached:
        for reward in tier.rewards:
            give(call, Receiver(holder.player_id, source="progression"), reward)
    call.reward_depth -= 1
    return list(reached)


@gives("progression_points")
def _give_points(call: Call, receiver: Receiver, reward: Reward, times: int) -> list[Given]:
    holder, progression = _rewarded(call, receiver, reward)
    add_points(call, holder, progression, reward.amount * times)
    return [Given(reward, reward.amount * times)]


@gives("progression_reset")
def _give_reset(call: Call, receiver: Receiver, reward: Reward, times: int) -> list[Given]:
    """A reset of a progression that nobody began does nothing."""
    holder, progression = _rewarded(call, receiver, reward)
    if _row(call, holder, progression) is not None:
        reset(call, holder, progression)
    return [Given(reward, times)]


def _rewarded(call: Call, receiver: Receiver, reward: Reward) -> tuple[Holder, Progression]:
    """Rewards go to the player's own progression, or to that of the character that gets them."""
    assert reward.progression is not None
    progression = find_progression(call, reward.progression.key)
    if receiver.character_id is None:
        return player_holder(receiver.player_id), progression
    return Holder(receiver.player_id, "character", receiver.character_id), progression
