"""White Label Login: accounts with address and password."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from typing import TYPE_CHECKING, Any

from .._call import Call
from .._errors import Refused, not_found, unauthorized
from .._players import start_session
from .._store import new_token, row_id
from . import handles

if TYPE_CHECKING:
    import sqlite3

TOKEN_SECONDS = 24 * 3600
REMEMBERED_SECONDS = 30 * 24 * 3600


@handles("game_sign_up")
def sign_up(call: Call) -> dict[str, Any]:
    email = call.body["email"]
    if call.store.one("SELECT id FROM white_label_users WHERE email = ?", email):
        raise Refused(409, "There is a user with this e-mail address already.")
    call.store.insert(
        "white_label_users",
        email=email,
        password=_hash(call.body["password"], secrets.token_hex(8)),
        created_at=call.date,
        custom_fields=json.dumps(call.body.get("custom_fields", [])),
    )
    return _user_json(call, _user(call, email))


@handles("game_sign_in")
def sign_in(call: Call) -> dict[str, Any]:
    user = call.store.one("SELECT * FROM white_label_users WHERE email = ?", call.body["email"])
    if user is None or not _matches(call.body["password"], user["password"]):
        raise unauthorized("wrong email/password")
    token = new_token()
    lifetime = REMEMBERED_SECONDS if call.body.get("remember") else TOKEN_SECONDS
    call.store.insert("white_label_tokens", token=token, user_id=user["id"], expires=call.seconds + lifetime)
    return {"session_token": token, **_user_json(call, user)}


@handles("game_verify_session")
def verify_session(call: Call) -> dict[str, Any]:
    user = _signed_in(call)
    return {"game_id": call.game.id, "user_id": user["id"], "email": user["email"]}


@handles("game_white_label_session")
def white_label_session(call: Call) -> dict[str, Any]:
    user = _signed_in(call)
    identifier, token = str(user["id"]), call.body["token"]
    return start_session(
        call, "white_label_login", identifier, show_identifier=True, refresh=False, white_label_token=token
    )


@handles("game_request_verification", "game_request_reset_password")
def send_mail(call: Call) -> None:
    """No mail is sent; only whether there is such a user is looked at."""
    if "email" in call.body:
        _user(call, call.body["email"])
    elif call.store.one("SELECT id FROM white_label_users WHERE id = ?", row_id(call.body["user_id"])) is None:
        raise not_found(f"User {call.body['user_id']}")


def _signed_in(call: Call) -> sqlite3.Row:
    row = call.store.one(
        "SELECT u.*, t.expires FROM white_label_tokens t JOIN white_label_users u ON u.id = t.user_id "
        "WHERE t.token = ? AND u.email = ?",
        call.body["token"],
        call.body["email"],
    )
    if row is None or row["expires"] <= call.seconds:
        raise unauthorized("The White Label token is unknown or expired.")
    return row


def _user(call: Call, email: str) -> sqlite3.Row:
    row = call.store.one("SELECT * FROM white_label_users WHERE email = ?", email)
    if row is None:
        raise not_found("A user with this e-mail address")
    return row


def _user_json(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "game_id": call.game.id,
        "email": row["email"],
        "created_at": row["created_at"],
        "updated_at": row["created_at"],
        "deleted_at": None,
        "validated_at": None,
    }


def _hash(password: str, salt: str) -> str:
    return f"{salt}${hashlib.pbkdf2_hmac('sha256', password.encode(), salt.encode(), 1000).hex()}"


def _matches(password: str, stored: str) -> bool:
    return hmac.compare_digest(_hash(password, stored.partition("$")[0]), stored)
