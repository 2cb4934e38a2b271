"""Notifications of both APIs."""

from __future__ import annotations

import re
from typing import Any

from .._call import Call
from .._errors import invalid, not_found
from .._notify import notification_json, notify
from .._pages import numbered_page
from .._people import own, player_by
from . import handles

_TYPE = re.compile(r"[-_a-z0-9]+(\.[-_a-z0-9]+){2}", re.ASCII)
_PRIORITIES = ("low", "medium", "high", "emergency")
_FILTERS = {
    "priority": "priority = ?",
    "notification_type": "type = ?",
    "source": "source = ?",
    "read": "(read_at IS NOT NULL) = ?",
    "custom": "custom = ?",
}


@handles("server_send_notification_to_player")
def send(call: Call) -> None:
    kind, priority = call.body["notification_type"], call.body.get("priority", "medium")
    if not _TYPE.fullmatch(kind):
        raise invalid("notification_type", "it has to be three parts of a-z, 0-9, - and _, with dots between.")
    if priority not in _PRIORITIES:
        raise invalid("priority", f"it has to be one of {', '.join(_PRIORITIES)}.")
    properties = call.body.get("properties", [])
    notify(
        call,
        player_by(call, "player_ulid", call.body["recipient"])["id"],
        source="lootlocker.server_api",
        notification_type=kind,
        context=[(each.get("key", ""), each.get("value", "")) for each in properties],
        body=call.body.get("content"),
        priority=priority,
        custom=True,
    )


@handles("game_list_notifications")
def list_notifications(call: Call) -> dict[str, Any]:
    asked = [name for name in _FILTERS if name in call.query]
    conditions = ["player_id = ?", "(expires IS NULL OR expires > ?)", *(_FILTERS[name] for name in asked)]
    rows = call.store.all(
        f"SELECT * FROM notifications WHERE {' AND '.join(conditions)} ORDER BY id DESC",
        call.player_id,
        call.seconds,
        *(call.query[name] for name in asked),
    )
    page, pagination = numbered_page(call, rows)
    ulid = own(call)["ulid"]
    return {"notifications": [notification_json(row, ulid) for row in page], "pagination": pagination}


@handles("game_read_notifications")
def read(call: Call) -> None:
    for ulid in call.body["notifications"]:
        statement = "UPDATE notifications SET read_at = coalesce(read_at, ?) WHERE ulid = ? AND player_id = ?"
        if not call.store.run(statement, call.date, ulid, call.player_id):
            raise not_found(f"Notification {ulid}")


@handles("game_read_all_notifications")
def read_all(call: Call) -> None:
    call.store.run(
        "UPDATE notifications SET read_at = ? WHERE player_id = ? AND read_at IS NULL", call.date, call.player_id
    )
