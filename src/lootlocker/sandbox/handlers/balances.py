"""Currencies, wallets and balances, in both APIs. The Game API sees the player's own wallets alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._call import Call
from .._errors import Refused, not_found
from .._money import (
    balance_row,
    balances,
    change,
    find_currency,
    holder_wallet,
    make_wallet,
    read_amount,
    wallet,
    wallet_json,
)
from . import handles

if TYPE_CHECKING:
    import sqlite3

    from .._game_rewards import Currency


@handles("game_list_currencies", "server_list_currencies")
def currencies(call: Call) -> dict[str, Any]:
    return {"currencies": [each.json() for each in call.game.currencies.values()]}


@handles("game_get_currency_by_code")
def currency_by_code(call: Call) -> dict[str, Any]:
    return _currency(call).json()


@handles("game_list_denominations_by_currency")
def denominations(call: Call) -> dict[str, Any]:
    currency = _currency(call)
    created = currency.json()["created_at"]
    return {
        "denominations": [
            {"id": each.id, "currency": currency.id, "name": each.name, "value": each.value, "created_at": created}
            for each in currency.denominations
        ]
    }


def _currency(call: Call) -> Currency:
    code = call.path["currency_code"]
    if code not in call.game.currencies:
        raise not_found(f"Currency {code}")
    return call.game.currencies[code]


@handles("game_get_wallet", "server_get_wallet")
def get_wallet(call: Call) -> dict[str, Any]:
    return wallet_json(wallet(call, call.path["wallet_id"], player_id=_only(call)))


@handles("game_get_wallet_for_holder", "server_get_wallet_for_holder")
def get_wallet_for_holder(call: Call) -> dict[str, Any]:
    return wallet_json(holder_wallet(call, call.path["holder_ulid"], player_id=_only(call)))


@handles("game_create_new_wallet", "server_create_new_wallet")
def create_wallet(call: Call) -> dict[str, Any]:
    return {"wallet_id": make_wallet(call, player_id=_only(call))}


@handles("game_list_balances", "server_list_balances")
def list_balances(call: Call) -> dict[str, Any]:
    held_in = wallet(call, call.path["wallet_id"], player_id=_only(call))
    found = [{**_balance(row), "currency": currency.json()} for currency, row in balances(call, held_in["id"])]
    return {"balances": found if _only(call) else [{**each, **_holder(held_in)} for each in found]}


@handles("game_credit_balance", "game_debit_balance")
def game_change(call: Call) -> dict[str, Any]:
    _, currency, row = _change(call)
    return {**_balance(row), "currency": currency.json()}


@handles("server_credit_balance", "server_debit_balance")
def server_change(call: Call) -> dict[str, Any]:
    held_in, currency, row = _change(call)
    return {"balance": {**_balance(row), "currency_id": currency.id, **_holder(held_in)}}


def _change(call: Call) -> tuple[sqlite3.Row, Currency, sqlite3.Row]:
    amount = read_amount(call.body["amount"])
    held_in = wallet(call, call.body["wallet_id"], player_id=_only(call))
    currency = find_currency(call, call.body["currency_id"])
    if _only(call) and not currency.game_api_writes_enabled:
        raise Refused(403, f"The Game API may not change balances of {currency.code}.")
    change(call, held_in["id"], currency, -amount if "debit" in call.operation.id else amount)
    row = balance_row(call, held_in["id"], currency)
    assert row is not None
    return held_in, currency, row


def _only(call: Call) -> int | None:
    """The player whose wallets are in reach: all of them are for a server."""
    return call.player_id or None


def _balance(row: sqlite3.Row) -> dict[str, Any]:
    return {"amount": row["amount"], "wallet_id": row["wallet_id"], "created_at": row["created_at"]}


def _holder(row: sqlite3.Row) -> dict[str, Any]:
    return {"holder_type": row["holder_type"], "holder_id": row["holder_id"]}
