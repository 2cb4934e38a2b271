"""Purchases from a wallet, at once and in the background, entitlements and refunds."""

from __future__ import annotations

import json
from typing import Any

from .._call import Call
from .._errors import Refused, invalid, not_found
from .._money import wallet
from .._pages import cursor_page
from .._purchases import (
    PENDING_SECONDS,
    add_entitlement,
    entitlement,
    entitlement_json,
    hand_out,
    lines_json,
    pay,
    read_lines,
    told_status,
    update_entitlement,
)
from .._refunds import Refund
from .._refunds import refund as refund_entitlement
from . import handles


@handles("game_purchase_in_game_only")
def purchase(call: Call) -> None:
    payer = wallet(call, call.body["wallet_id"], player_id=call.player_id)
    lines = read_lines(call)
    paid = pay(call, payer["id"], lines)
    add_entitlement(
        call,
        call.player_id,
        way="purchase",
        store="lootlocker",
        wallet_id=payer["id"],
        character_id=payer["character_id"],
        items=lines_json(lines),
        paid=paid,
        given=hand_out(call, call.player_id, payer["character_id"], lines, store="lootlocker"),
    )


@handles("game_initiate_async_purchase")
def initiate(call: Call) -> dict[str, Any]:
    """What is asked for is checked at once, whether it can be paid is told by the poll."""
    payer = wallet(call, call.body["wallet_id"], player_id=call.player_id)
    lines = read_lines(call)
    made = add_entitlement(
        call,
        call.player_id,
        way="async",
        store="lootlocker",
        wallet_id=payer["id"],
        character_id=payer["character_id"],
        items=lines_json(lines),
    )
    _carry_out(call, made)
    return {"entitlement_id": made}


@handles("game_poll_async_purchase")
def poll(call: Call) -> dict[str, Any]:
    row = entitlement(call, call.path["entitlement_id"])
    if row["way"] != "async":
        raise not_found(f"Async purchase {row['id']}")
    status = told_status(call, row)
    if status == "canceled":
        return {"entitlement_id": row["id"], "status": "failed", "error": row["error"]}
    return {"entitlement_id": row["id"], "status": status}


@handles("game_retry_async_purchase")
def retry(call: Call) -> dict[str, Any]:
    row = entitlement(call, call.path["entitlement_id"])
    if row["way"] != "async":
        raise not_found(f"Async purchase {row['id']}")
    if told_status(call, row) != "canceled":
        raise Refused(409, "Only a purchase that failed can be tried again.")
    if call.body["wallet_id"] != row["wallet_id"]:
        raise invalid("wallet_id", "it is not that of the purchase.")
    asked = [(each["catalog_listing_id"], each["quantity"]) for each in call.body["items"]]
    if asked != [(each["catalog_listing_id"], each["quantity"]) for each in json.loads(row["items"])]:
        raise invalid("items", "they are not those of the purchase.")
    _carry_out(call, row["id"])
    return {"entitlement_id": row["id"]}


def _carry_out(call: Call, entitlement_id: str) -> None:
    row = entitlement(call, entitlement_id)
    lines = read_lines(call)
    due = call.seconds + PENDING_SECONDS
    try:
        paid = pay(call, row["wallet_id"], lines)
    except Refused as refused:
        update_entitlement(call, row["id"], status="canceled", error=refused.message, due=due)
        return
    given = hand_out(call, call.player_id, row["character_id"], lines, store="lootlocker")
    update_entitlement(call, row["id"], status="active", error=None, due=due, paid=paid, given=given)


@handles("game_list_entitlements")
def entitlements(call: Call) -> dict[str, Any]:
    rows = call.store.all("SELECT * FROM entitlements WHERE player_id = ? ORDER BY place", call.player_id)
    page, pagination = cursor_page(call, rows, lambda row: row["id"])
    return {"listings": [entitlement_json(call, row) for row in page], "pagination": pagination}


@handles("game_get_single_entitlement")
def single(call: Call) -> dict[str, Any]:
    found = entitlement_json(call, entitlement(call, call.path["entitlement_id"]))
    return {key: value for key, value in found.items() if key not in ("id", "rewards")}


@handles("game_refund_by_entitlement_ids")
def refund(call: Call) -> dict[str, Any]:
    ids: list[str] = call.body["entitlement_ids"]
    if not ids:
        raise invalid("entitlement_ids", "at least one has to be named.")
    result = Refund()
    for entitlement_id in ids:
        refund_entitlement(call, entitlement(call, entitlement_id), result)
    return result.json(call)
