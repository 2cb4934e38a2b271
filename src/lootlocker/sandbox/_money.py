"""Wallets and balances. Amounts are whole numbers of any size, kept as text: SQLite's integers end at 64 bits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._errors import Refused, invalid, not_found
from ._store import new_ulid

if TYPE_CHECKING:
    import sqlite3

    from ._call import Call
    from ._game_rewards import Currency

# Python reads and writes no number of more than 4300 digits; sums stay below that.
_DIGITS = 4000


def wallet(call: Call, wallet_id: str, *, player_id: int | None = None) -> sqlite3.Row:
    """A wallet by its id, of one player (or a character of the player) or of anybody."""
    row = _row(call, wallet_id)
    if row is None:
        # Every session tells the id of the player's wallet, so that it is there before anything was paid into it.
        owner = call.store.value("SELECT id FROM players WHERE wallet_id = ?", wallet_id)
        row = None if owner is None else player_wallet(call, owner)
    if row is None or (player_id is not None and row["player_id"] != player_id):
        raise not_found(f"Wallet {wallet_id}")
    return row


def player_wallet(call: Call, player_id: int) -> sqlite3.Row:
    """The wallet of a player, made if need be."""
    player = call.store.one("SELECT ulid, wallet_id FROM players WHERE id = ?", player_id)
    if player is None:
        raise not_found(f"Player {player_id}")
    return _row(call, player["wallet_id"]) or _make(call, player["wallet_id"], "player", player["ulid"], player_id)


def character_wallet(call: Call, character_id: int) -> sqlite3.Row:
    """The wallet of a character, made if need be."""
    character = call.store.one("SELECT ulid, player_id FROM characters WHERE id = ?", character_id)
    if character is None:
        raise not_found(f"Character {character_id}")
    found = call.store.one("SELECT * FROM wallets WHERE holder_id = ?", character["ulid"])
    return found or _make(
        call, new_ulid(call.now), "character", character["ulid"], character["player_id"], character_id
    )


def holder_wallet(call: Call, holder_ulid: str, *, player_id: int | None = None) -> sqlite3.Row:
    """The wallet of whoever has this ULID; a character has none until one was made."""
    owner = call.store.value("SELECT id FROM players WHERE ulid = ?", holder_ulid)
    row = call.store.one("SELECT * FROM wallets WHERE holder_id = ?", holder_ulid)
    if owner is not None:
        row = player_wallet(call, owner)
    if row is None or (player_id is not None and row["player_id"] != player_id):
        raise not_found(f"A wallet of {holder_ulid}")
    return row


def make_wallet(call: Call, *, player_id: int | None = None) -> str:
    """Carry out a request for a new wallet; answers its id."""
    holder, kind = call.body["holder_id"], call.body["holder_type"]
    owners = {"player": "SELECT id, id AS player_id FROM players", "character": "SELECT id, player_id FROM characters"}
    row = call.store.one(f"{owners[kind]} WHERE ulid = ?", holder) if kind in owners else None
    if row is None or (player_id is not None and row["player_id"] != player_id):
        raise not_found(f"The {kind} {holder}")
    if kind == "player" or call.store.one("SELECT id FROM wallets WHERE holder_id = ?", holder) is not None:
        raise Refused(409, f"The {kind} has a wallet already.")
    return str(character_wallet(call, row["id"])["id"])


def wallet_json(row: sqlite3.Row) -> dict[str, Any]:
    """A wallet as answers show it."""
    return {"id": row["id"], "holder_id": row["holder_id"], "type": row["holder_type"], "modifiers": None}


def read_amount(text: str, param: str = "amount") -> int:
    """A number of any length that Python reads."""
    digits = text.lstrip("0")
    if len(digits) > _DIGITS:
        raise invalid(param, f"it has more than {_DIGITS} digits.")
    return int(digits or "0")


def find_currency(call: Call, currency_id: str) -> Currency:
    """A currency by its id."""
    found = next((each for each in call.game.currencies.values() if each.id == currency_id), None)
    if found is None:
        raise not_found(f"Currency {currency_id}")
    return found


def balance_row(call: Call, wallet_id: str, currency: Currency) -> sqlite3.Row | None:
    """The balance of a currency in a wallet, None where it never held any."""
    return call.store.one("SELECT * FROM balances WHERE wallet_id = ? AND currency_id = ?", wallet_id, currency.id)


def held(call: Call, wallet_id: str, currency: Currency) -> int:
    """How much of a currency a wallet holds."""
    row = balance_row(call, wallet_id, currency)
    return 0 if row is None else int(row["amount"])


def change(call: Call, wallet_id: str, currency: Currency, amount: int) -> int:
    """Add to a balance, or take from it where `amount` is negative; answers what is in it then.

    Raises:
        Refused: 403, as a debit of the Admin API answers, if the wallet holds too little.
    """
    now_held = held(call, wallet_id, currency) + amount
    if now_held < 0:
        raise Refused(403, f"The wallet holds too little {currency.code}.")
    call.store.run(
        "INSERT INTO balances (wallet_id, currency_id, amount, created_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (wallet_id, currency_id) DO UPDATE SET amount = excluded.amount",
        wallet_id,
        currency.id,
        str(now_held),
        call.date,
    )
    return now_held


def balances(call: Call, wallet_id: str) -> list[tuple[Currency, sqlite3.Row]]:
    """What a wallet holds, in the order in which the currencies stand in the game file."""
    rows = ((each, balance_row(call, wallet_id, each)) for each in call.game.currencies.values())
    return [(each, row) for each, row in rows if row is not None]


def _row(call: Call, wallet_id: str) -> sqlite3.Row | None:
    return call.store.one("SELECT * FROM wallets WHERE id = ?", wallet_id)


def _make(
    call: Call, wallet_id: str, kind: str, holder_id: str, player_id: int, character_id: int | None = None
) -> sqlite3.Row:
    call.store.insert(
        "wallets",
        id=wallet_id,
        holder_type=kind,
        holder_id=holder_id,
        player_id=player_id,
        character_id=character_id,
    )
    row = _row(call, wallet_id)
    assert row is not None
    return row
