"""Drop tables of both APIs, and loot boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._call import Call
from .._chance import draw
from .._errors import Refused, invalid, not_found
from .._items import find_asset, make_instance, owned_instance, remove_item
from .._players import default_character
from . import handles

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from .._game_progress import Draw


def _player(call: Call) -> int:
    return call.id("player_id") if "player_id" in call.path else call.player_id


def _owned(call: Call, name: str, kinds: Mapping[int, Draw], what: str) -> tuple[sqlite3.Row, Draw]:
    row = owned_instance(call, _player(call), call.id(name))
    if row["asset_id"] not in kinds:
        raise not_found(f"{what} {row['id']}")
    return row, kinds[row["asset_id"]]


def _drops(call: Call, instance_id: int) -> list[sqlite3.Row]:
    return call.store.all("SELECT * FROM drops WHERE instance_id = ? ORDER BY id", instance_id)


@handles("game_compute_and_lock_drop_table", "server_compute_and_lock_drop_table")
def compute(call: Call) -> dict[str, Any]:
    """The first call draws; what it drew stays until it is picked from."""
    row, table = _owned(call, "drop_table_instance_id", call.game.progress.drop_tables, "Drop table")
    tag = call.query.get("tag")
    if not _drops(call, row["id"]):
        for each in draw(call, [item for item in table.items if tag is None or tag in item.tags], table.rolls):
            call.store.insert(
                "drops",
                instance_id=row["id"],
                asset_id=each.asset_id,
                variation_id=each.asset_variation_id,
                rental_option_id=each.asset_rental_option_id,
            )
    items = [
        {
            "id": each["id"],
            "asset_id": each["asset_id"],
            "asset_variation_id": each["variation_id"],
            "asset_rental_option_id": each["rental_option_id"],
            **({"asset": call.game.assets[each["asset_id"]].json} if call.query.get("asset_details") else {}),
        }
        for each in _drops(call, row["id"])
    ]
    return {"success": True, "items": items}


@handles("game_pick_drops", "server_pick_drops")
def pick(call: Call) -> dict[str, Any]:
    """Whoever picks something uses the drop table up."""
    row, table = _owned(call, "drop_table_instance_id", call.game.progress.drop_tables, "Drop table")
    drops = {each["id"]: each for each in _drops(call, row["id"])}
    picks: list[int] = call.body["picks"]
    if not drops:
        raise Refused(409, "The drop table was not computed yet: compute and lock it first.")
    if not picks:
        return {"success": True, "items": []}
    most = call.game.assets[row["asset_id"]].json["drop_table_max_picks"] or table.rolls
    if len(picks) > most or len(set(picks)) < len(picks):
        raise invalid("picks", f"it takes {most} at most, each of them once.")
    for number in picks:
        if number not in drops:
            raise not_found(f"Drop {number}")
    items = [_granted(call, drops[number]) for number in picks]
    remove_item(call, _player(call), row["id"])
    return {"success": True, "items": items}


def _granted(call: Call, drop: sqlite3.Row) -> dict[str, Any]:
    instance_id = _grant(call, drop["asset_id"], drop["variation_id"], drop["rental_option_id"], "drop_table")
    return {
        "instance_id": instance_id,
        "variation_id": drop["variation_id"],
        "rental_option_id": drop["rental_option_id"],
        "quantity": 1,
        "asset": call.game.assets[drop["asset_id"]].json,
    }


def _grant(call: Call, asset_id: int, variation: int | None, rental_option: int | None, source: str) -> int:
    player_id = _player(call)
    return make_instance(
        call,
        player_id,
        default_character(call, player_id),
        find_asset(call, asset_id, variation, rental_option),
        source=source,
        variation_id=variation,
        rental_option_id=rental_option,
    )


def _box(call: Call) -> tuple[sqlite3.Row, Draw]:
    opened = "SELECT 1 FROM opened_boxes WHERE instance_id = ? AND player_id = ?"
    if call.store.one(opened, call.id("instance_id"), call.player_id) is not None:
        raise Refused(409, f"Loot box {call.path['instance_id']} was opened already.")
    return _owned(call, "instance_id", call.game.progress.loot_boxes, "Loot box")


@handles("game_inspect_loot_box")
def inspect(call: Call) -> dict[str, Any]:
    _, box = _box(call)
    contents = [
        {
            "asset_id": each.asset_id,
            "asset_variation_id": each.asset_variation_id,
            "asset_rental_option_id": each.asset_rental_option_id,
            "weight": each.weight,
        }
        for each in box.items
    ]
    return {"success": True, "contents": contents}


@handles("game_open_loot_box")
def open_box(call: Call) -> dict[str, Any]:
    row, box = _box(call)
    for each in draw(call, box.items, box.rolls):
        _grant(call, each.asset_id, each.asset_variation_id, each.asset_rental_option_id, "loot_box")
    remove_item(call, call.player_id, row["id"])
    call.store.insert("opened_boxes", instance_id=row["id"], player_id=call.player_id)
    return {"success": True, "check_grant_notifications": True}
