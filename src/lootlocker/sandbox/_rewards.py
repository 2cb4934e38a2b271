"""The one way in which anything is given: purchases, tiers, leaderboards, triggers all come through `give`.

A kind of reward registers what gives it with `@gives`: assets, currencies, groups here; progressions in their module.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import attrs

from ._game_rewards import CREATED, KINDS
from ._items import make_instance
from ._money import change, character_wallet, player_wallet
from ._notify import notify
from ._players import default_character

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._call import Call
    from ._game_rewards import Reward


@attrs.frozen
class Receiver:
    """Who gets it: a player, or one of the player's characters.

    `source` becomes the `acquisition_source` of items.
    """

    player_id: int
    character_id: int | None = None
    source: str = "grant"


@attrs.frozen
class Given:
    """What was given for one reward that is no group, so that it can be told, and taken back."""

    reward: Reward
    amount: int
    instance_ids: tuple[int, ...] = ()
    wallet_id: str | None = None


Giver = Callable[["Call", Receiver, "Reward", int], list[Given]]
_GIVERS: dict[str, Giver] = {}


def gives(kind: str) -> Callable[[Giver], Giver]:
    """Register what gives a kind of reward. It gets call, receiver, reward and how many times to give it."""

    def register(function: Giver) -> Giver:
        _GIVERS[kind] = function
        return function

    return register


def give(call: Call, receiver: Receiver, reward: Reward, times: int = 1) -> list[Given]:
    """Give a reward so many times. A kind that nothing gives yet is only told."""
    giver = _GIVERS.get(reward.kind)
    return [Given(reward, reward.amount * times)] if giver is None else giver(call, receiver, reward, times)


def award(
    call: Call,
    receiver: Receiver,
    reward: Reward,
    times: int = 1,
    *,
    source: str,
    context: Iterable[tuple[str, str]] = (),
) -> list[Given]:
    """Give a reward and tell the player by a notification.

    Args:
        call: The request that is the cause.
        receiver: Who gets it.
        reward: What.
        times: How many times.
        source: The notification's `source`.
        context: Facts about the cause.
    """
    given = give(call, receiver, reward, times)
    body = {"kind": reward.kind, **reward_json(reward, given)}
    notify(call, receiver.player_id, source=source, context=context, body=body)
    return given


@gives("asset")
def _asset(call: Call, receiver: Receiver, reward: Reward, times: int) -> list[Given]:
    assert reward.asset is not None
    character_id = receiver.character_id or default_character(call, receiver.player_id)
    instances = [
        make_instance(
            call,
            receiver.player_id,
            character_id,
            reward.asset,
            source=receiver.source,
            variation_id=reward.variation_id,
            rental_option_id=reward.rental_option_id,
        )
        for _ in range(times)
    ]
    return [Given(reward, times, instance_ids=tuple(instances))]


@gives("currency")
def _currency(call: Call, receiver: Receiver, reward: Reward, times: int) -> list[Given]:
    assert reward.currency is not None
    if receiver.character_id is None:
        row = player_wallet(call, receiver.player_id)
    else:
        row = character_wallet(call, receiver.character_id)
    change(call, row["id"], reward.currency, reward.amount * times)
    return [Given(reward, reward.amount * times, wallet_id=row["id"])]


@gives("group")
def _group(call: Call, receiver: Receiver, reward: Reward, times: int) -> list[Given]:
    return [given for each in reward.associations for given in give(call, receiver, each, times)]


def reward_json(reward: Reward, given: list[Given] | None = None) -> dict[str, Any]:
    """A reward as leaderboards and notifications show it: the member of its kind filled, the others null.

    Args:
        reward: The reward.
        given: What was given for it, where it was; tells the instances.
    """
    return {**dict.fromkeys(KINDS), reward.kind: _PARTS[reward.kind](reward, given or [])}


def _dated(reward: Reward, **members: Any) -> dict[str, Any]:
    return {**members, "reward_id": reward.id, "created_at": CREATED, "updated_at": CREATED}


def _asset_json(reward: Reward, given: list[Given]) -> dict[str, Any]:
    asset = reward.asset
    assert asset is not None
    variations = {each["id"]: each.get("name") for each in asset.json["variations"]}
    rentals = {each["id"]: each.get("name") for each in asset.json["rental_options"] or ()}
    return _dated(
        reward,
        asset_id=asset.id,
        asset_ulid=asset.json["ulid"],
        asset_variation_id=reward.variation_id,
        asset_rental_option_id=reward.rental_option_id,
        asset_instance_ids=[number for each in given if each.reward is reward for number in each.instance_ids],
        details={
            "id": asset.json["ulid"],
            "legacy_id": asset.id,
            "name": asset.name,
            "thumbnail": None,
            "variation_name": variations.get(reward.variation_id),
            "rental_option_name": rentals.get(reward.rental_option_id),
            "variation_id": reward.variation_id,
            "rental_option_id": reward.rental_option_id,
        },
    )


def _currency_json(reward: Reward, given: list[Given]) -> dict[str, Any]:
    currency = reward.currency
    assert currency is not None
    details = {"id": currency.id, "name": currency.name, "code": currency.code, "amount": str(reward.amount)}
    return _dated(reward, amount=str(reward.amount), currency_id=currency.id, details=details)


def _points_json(reward: Reward, given: list[Given]) -> dict[str, Any]:
    made = _reset_json(reward, given)
    return {**made, "amount": reward.amount, "details": {**made["details"], "amount": reward.amount}}


def _reset_json(reward: Reward, given: list[Given]) -> dict[str, Any]:
    progression = reward.progression
    assert progression is not None
    details = {"id": progression.id, "key": progression.key, "name": progression.name}
    return _dated(reward, progression_id=progression.id, details=details)


def _group_json(reward: Reward, given: list[Given]) -> dict[str, Any]:
    return {
        "name": reward.name,
        "description": reward.description,
        "associations": [{"kind": each.kind, **reward_json(each, given)} for each in reward.associations],
        "reward_id": reward.id,
        "created_at": CREATED,
        "metadata": [dict(each) for each in reward.metadata],
    }


_PARTS: dict[str, Callable[[Reward, list[Given]], dict[str, Any]]] = {
    "asset": _asset_json,
    "currency": _currency_json,
    "progression_points": _points_json,
    "progression_reset": _reset_json,
    "group": _group_json,
}
