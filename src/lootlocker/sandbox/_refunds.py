"""Refunds: the price goes back, what was bought goes away, and what can't be undone is told."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import attrs

from ._items import remove_item
from ._money import change, find_currency, held
from ._purchases import told_status, update_entitlement

if TYPE_CHECKING:
    import sqlite3

    from ._call import Call


@attrs.define
class Refund:
    """What the refunds of one call did. Amounts are by the id of the currency."""

    events: list[dict[str, Any]] = attrs.Factory(list[dict[str, Any]])
    back: dict[str, int] = attrs.Factory(lambda: defaultdict[str, int](int))
    clawed: dict[str, int] = attrs.Factory(lambda: defaultdict[str, int](int))
    warnings: list[dict[str, Any]] = attrs.Factory(list[dict[str, Any]])

    def json(self, call: Call) -> dict[str, Any]:
        """The answer."""
        return {
            "player_inventory_events": self.events,
            "currency_refunded": [_amount(call, *each) for each in self.back.items()],
            "currency_clawback": [_amount(call, *each) for each in self.clawed.items()],
            "warnings": self.warnings,
        }

    def warn(self, row: sqlite3.Row, kind: str, message: str, **extra: Any) -> None:
        """Tell what did not go as one may expect."""
        detail = {"type": kind, "message": message, **extra}
        self.warnings.append({"entitlement_id": row["id"], "details": [detail]})


def refund(call: Call, row: sqlite3.Row, result: Refund) -> None:
    """Undo a purchase as far as it can be undone, or leave it as it is, with a warning."""
    if row["status"] == "refunded":
        result.warn(row, "already_refunded", "The entitlement was refunded before.")
    elif told_status(call, row) != "active":
        result.warn(row, "refund_failed", "The entitlement is not active.")
    elif row["way"] not in ("purchase", "async"):
        result.warn(row, "refund_failed", "The entitlement was not paid from a wallet.")
    elif any(each["non_refundable"] for each in json.loads(row["items"])):
        result.warn(row, "refund_failed", "The entitlement holds something that can't be refunded.")
    elif not _move_money(call, row, result):
        result.warn(row, "insufficient_funds", "The wallet holds too little of what the purchase gave.")
    else:
        _take_items(call, row, result)
        update_entitlement(call, row["id"], status="refunded")


def _move_money(call: Call, row: sqlite3.Row, result: Refund) -> bool:
    """Pay the price back and claw back currencies that were given; nothing at all if a balance would go below zero."""
    back: list[dict[str, str]] = json.loads(row["paid"])
    clawed: list[dict[str, Any]] = [each for each in json.loads(row["given"]) if each["kind"] == "currency"]
    moves: dict[tuple[str, str], int] = defaultdict(int)
    for each in back:
        moves[row["wallet_id"], each["currency_id"]] += int(each["amount"])
    for each in clawed:
        moves[each["wallet_id"], each["id"]] -= int(each["amount"])
    for (wallet_id, currency_id), amount in moves.items():
        if held(call, wallet_id, find_currency(call, currency_id)) + amount < 0:
            return False
    for (wallet_id, currency_id), amount in moves.items():
        change(call, wallet_id, find_currency(call, currency_id), amount)
    for each in back:
        result.back[each["currency_id"]] += int(each["amount"])
    for each in clawed:
        result.clawed[each["id"]] += int(each["amount"])
    return True


def _take_items(call: Call, row: sqlite3.Row, result: Refund) -> None:
    lasting: list[dict[str, Any]] = []
    for each in json.loads(row["given"]):
        if each["kind"] == "asset":
            for instance_id in each["instance_ids"]:
                there = "SELECT id FROM instances WHERE id = ? AND player_id = ? AND kind = 'item'"
                found = call.store.one(there, instance_id, row["player_id"]) is not None
                if found:
                    remove_item(call, row["player_id"], instance_id)
                action = "removed" if found else "skipped"
                result.events.append({"asset_id": each["asset_id"], "name": each["name"], "action": action})
        elif each["kind"] != "currency":
            amount = {"amount": each["amount"]} if each["kind"] == "progression_points" else {}
            lasting.append({"kind": each["kind"], "id": each["id"], "name": each["name"], **amount})
    if lasting:
        message = "Progress that was given stays."
        result.warn(row, "non_reversible_rewards", message, rewards=lasting)


def _amount(call: Call, currency_id: str, amount: int) -> dict[str, str]:
    code = find_currency(call, currency_id).code
    return {"currency_id": currency_id, "currency_code": code, "amount": str(amount)}
