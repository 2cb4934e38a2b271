"""What players own and wear: item instances, inventories, loadouts, heroes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._call import iso
from ._errors import not_found
from ._pages import rows_after_id
from ._players import default_character
from ._store import new_ulid, row_id

if TYPE_CHECKING:
    import sqlite3

    from ._call import Call
    from ._game import Asset, Universal

_NO_RENTAL = {"is_rental": False, "time_left": None, "duration": None, "is_active": None}


def find_asset(
    call: Call, asset_id: int, variation_id: int | None = None, rental_option_id: int | None = None
) -> Asset:
    """An asset of the game that has that variation and that rental option."""
    asset = call.game.assets.get(asset_id)
    if asset is None:
        raise not_found(f"Asset {asset_id}")
    if variation_id is not None and variation_id not in asset.variations:
        raise not_found(f"Variation {variation_id} of asset {asset_id}")
    if rental_option_id is not None and rental_option_id not in asset.rentals:
        raise not_found(f"Rental option {rental_option_id} of asset {asset_id}")
    return asset


def make_instance(
    call: Call,
    player_id: int,
    character_id: int,
    asset: Asset,
    *,
    kind: str = "item",
    source: str = "grant",
    variation_id: int | None = None,
    rental_option_id: int | None = None,
) -> int:
    """A new instance of an asset; ids grow and are never used again."""
    made = call.store.insert(
        "instances",
        ulid=new_ulid(call.now),
        player_id=player_id,
        character_id=character_id,
        kind=kind,
        asset_id=asset.id,
        variation_id=variation_id,
        rental_option_id=rental_option_id,
        source=source,
        acquired=call.seconds,
    )
    if kind == "item":
        call.store.insert("grant_notifications", instance_id=made)
    return made


def owned_instance(call: Call, player_id: int, instance_id: int) -> sqlite3.Row:
    """An item that a player owns, whichever inventory of the player it is in."""
    row = call.store.one(
        "SELECT * FROM instances WHERE id = ? AND player_id = ? AND kind = 'item'", row_id(instance_id), player_id
    )
    if row is None:
        raise not_found(f"Item {instance_id}")
    return row


def grant(call: Call, player_id: int, item: dict[str, Any]) -> sqlite3.Row:
    """Grant what a grant's body names to the player's default character."""
    rental = item.get("rental_option_id", item.get("asset_rental_option_id"))
    rental = None if rental is None else row_id(rental)
    variation = item.get("asset_variation_id")
    asset = find_asset(call, item["asset_id"], variation, rental)
    character_id = default_character(call, player_id)
    return instance(
        call, make_instance(call, player_id, character_id, asset, variation_id=variation, rental_option_id=rental)
    )


def instance(call: Call, instance_id: int) -> sqlite3.Row:
    """The row of an instance."""
    row = call.store.one("SELECT * FROM instances WHERE id = ?", instance_id)
    assert row is not None
    return row


def remove_item(call: Call, player_id: int, instance_id: int) -> None:
    """Take an item away, whichever inventory of the player it is in, and out of the loadout that holds it."""
    found = owned_instance(call, player_id, instance_id)["id"]
    call.store.run("DELETE FROM loadouts WHERE instance_id = ?", found)
    call.store.run("DELETE FROM instances WHERE id = ?", found)


def inventory_page(call: Call, character_id: int) -> tuple[int, list[sqlite3.Row]]:
    """The number of items of a character, and the page that `count` and `after` ask for."""
    own = "FROM instances WHERE character_id = ? AND kind = 'item'"
    total: int = call.store.value(f"SELECT count(*) {own}", character_id)
    return total, rows_after_id(call, f"SELECT * {own}", character_id)


def asset_json(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    """The asset of an instance."""
    return call.game.assets[row["asset_id"]].json


def item_json(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    """An inventory item."""
    return {
        "instance_id": row["id"],
        "variation_id": row["variation_id"],
        "rental_option_id": row["rental_option_id"],
        "acquisition_source": row["source"],
        "asset": asset_json(call, row),
        "rental": rental_json(call, row["asset_id"], row["rental_option_id"], row["activated"]),
    }


def rental_json(call: Call, asset_id: int, rental_option_id: int | None, since: float | None) -> dict[str, Any]:
    """The state of a rental, which runs from the moment it was activated."""
    if rental_option_id is None:
        return dict(_NO_RENTAL)
    duration = call.game.assets[asset_id].rentals[rental_option_id]
    left = duration if since is None else max(0, int(since + duration - call.seconds))
    return {"is_rental": True, "time_left": left, "duration": duration, "is_active": since is not None and left > 0}


def universal_json(call: Call, universal: Universal) -> dict[str, Any]:
    """What every player has."""
    return {
        "universal_id": universal.id,
        "variation_id": universal.variation_id,
        "rental_option_id": universal.rental_option_id,
        "acquisition_source": "grant",
        "asset": universal.asset.json,
        "rental": rental_json(call, universal.asset.id, universal.rental_option_id, None),
    }


def loadout(call: Call, character_id: int) -> list[dict[str, Any]]:
    """What a character wears, in the order it was put on."""
    rows = call.store.all(
        "SELECT i.*, l.mounted_at FROM loadouts l JOIN instances i ON i.id = l.instance_id WHERE l.character_id = ? "
        "ORDER BY l.place",
        character_id,
    )
    return [
        {
            "variation_id": row["variation_id"],
            "instance_id": row["id"],
            "mounted_at": row["mounted_at"],
            "asset": asset_json(call, row),
            "rental": rental_json(call, row["asset_id"], row["rental_option_id"], row["activated"]),
        }
        for row in rows
    ]


def equip(call: Call, player_id: int, character_id: int) -> None:
    """Carry out an equip body: an instance that the player owns, or a universal asset."""
    body = call.body
    if "instance_id" in body:
        instance_id = _own_instance(call, player_id, character_id, body["instance_id"])
    else:
        instance_id = _universal_instance(call, player_id, character_id)
    call.store.run("UPDATE instances SET character_id = ? WHERE id = ?", character_id, instance_id)
    mount(call, character_id, instance_id)


def mount(call: Call, character_id: int, instance_id: int) -> None:
    """Put an instance into a loadout. It is in one loadout at most; what is on already stays in its place."""
    if call.store.value("SELECT character_id FROM loadouts WHERE instance_id = ?", instance_id) == character_id:
        return
    call.store.run("DELETE FROM loadouts WHERE instance_id = ?", instance_id)
    place = call.store.value("SELECT coalesce(max(place), 0) + 1 FROM loadouts WHERE character_id = ?", character_id)
    call.store.insert(
        "loadouts", instance_id=instance_id, character_id=character_id, place=place, mounted_at=iso(call.now)
    )


def _own_instance(call: Call, player_id: int, character_id: int, instance_id: int) -> int:
    row = call.store.one(
        "SELECT * FROM instances WHERE id = ? AND player_id = ? AND character_id IN (?, ?) AND kind != 'hero'",
        row_id(instance_id),
        player_id,
        character_id,
        default_character(call, player_id),
    )
    if row is None or (row["kind"] == "universal" and row["character_id"] != character_id):
        raise not_found(f"Item {instance_id}")
    return int(row["id"])


def _universal_instance(call: Call, player_id: int, character_id: int) -> int:
    variation, rental = call.body.get("asset_variation_id"), call.body.get("rental_option_id")
    asset = find_asset(call, call.body["asset_id"], variation, rental)
    if all(each.asset is not asset for each in call.game.universal_assets):
        raise not_found(f"Universal asset {asset.id}")
    found = call.store.value(
        "SELECT id FROM instances WHERE character_id = ? AND kind = 'universal' AND asset_id = ? AND variation_id IS ? "
        "AND rental_option_id IS ?",
        character_id,
        asset.id,
        variation,
        rental,
    )
    if found is not None:
        return int(found)
    return make_instance(
        call,
        player_id,
        character_id,
        asset,
        kind="universal",
        variation_id=variation,
        rental_option_id=rental,
    )


def unequip(call: Call, character_id: int, instance_id: int) -> None:
    """Take an instance out of a loadout. It stays in the inventory that it is in."""
    if not call.store.run("DELETE FROM loadouts WHERE instance_id = ? AND character_id = ?", instance_id, character_id):
        raise not_found(f"Equipped item {instance_id}")


def remove_character(call: Call, character_id: int, player_id: int) -> None:
    """Delete a character: its items go to the player, what was made for it alone goes with it."""
    heir = default_character(call, player_id)
    call.store.run("DELETE FROM loadouts WHERE character_id = ?", character_id)
    call.store.run("UPDATE instances SET character_id = ? WHERE character_id = ? AND kind = 'item'", heir, character_id)
    call.store.run("DELETE FROM instances WHERE character_id = ?", character_id)
    call.store.run("DELETE FROM characters WHERE id = ?", character_id)


def hero_row(call: Call, hero_id: int, player_id: int | None = None) -> sqlite3.Row:
    """A player hero by its own id, of one player or of any."""
    row = call.store.one("SELECT * FROM heroes WHERE id = ?", hero_id)
    if row is None or (player_id is not None and row["player_id"] != player_id):
        raise not_found(f"Hero {hero_id}")
    return row


def hero_json(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    """A player hero."""
    hero = call.game.heroes[row["hero_id"]]
    return {
        "id": row["id"],
        "hero_id": hero.id,
        "instance_id": row["instance_id"],
        "character_id": row["character_id"],
        "hero_name": hero.name,
        "character_name": row["name"],
        "class_name": hero.character_type.name,
        "is_default": bool(row["is_default"]),
        "asset_variation_id": row["asset_variation_id"],
        "asset": hero.asset.json,
    }


def player_heroes(call: Call, player_id: int) -> list[dict[str, Any]]:
    """All heroes of a player, oldest first."""
    rows = call.store.all("SELECT * FROM heroes WHERE player_id = ? ORDER BY id", player_id)
    return [hero_json(call, row) for row in rows]
