"""Assets of both APIs: contexts, lists, favourites. The simplified lists are here too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._call import Call
from .._errors import invalid
from .._items import find_asset
from .._metadata import included
from .._pages import after_id, numbered_page
from .._store import row_id
from .._streams import stream
from . import handles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .._game import Asset

_ORDERS = ("id", "name", "created_at", "updated_at")
_MOST_IDS = 100


@handles("game_list_contexts")
def contexts(call: Call) -> dict[str, Any]:
    return {"success": True, "contexts": list(call.game.progress.contexts.values())}


@handles("server_list_contexts")
def numbered_contexts(call: Call) -> dict[str, Any]:
    page, pagination = numbered_page(call, list(call.game.progress.contexts.values()))
    found = [{name: each[name] for name in ("id", "uuid", "name")} for each in page]
    return {"contexts": found, "pagination": pagination}


def _creator(asset: Asset) -> int | None:
    """Who made the asset, None if the game did."""
    candidate: dict[str, Any] = asset.json["asset_candidate"] or {}
    return candidate.get("created_by_player_id")


def _listed(call: Call) -> list[Asset]:
    """The assets that the query asks for. Without `include_ugc` those that players made are left out."""
    creator, context = call.query.get("ugc_creator_player_id"), call.query.get("context_id")
    wanted: list[str] = call.query.get("filter", [])
    pairs = [part.partition("=") for part in call.query.get("asset_filters", "").split(";") if part]
    for part in wanted:
        if part.removeprefix("!") not in _FLAGS:
            raise invalid("filter", f"'{part}' is none of {', '.join(_FLAGS)}, with or without '!'.")
    return [
        asset
        for asset in call.game.assets.values()
        if (_creator(asset) is None or call.query.get("include_ugc") or creator is not None)
        and (creator is None or _creator(asset) == creator)
        and (context is None or asset.json["context_id"] == int(context))
        and all(_has(asset, part.removeprefix("!")) != part.startswith("!") for part in wanted)
        and all({"name": name, "value": value} in (asset.json["filters"] or []) for name, _, value in pairs)
    ]


_FLAGS = ("purchasable", "rentable", "popular")


def _has(asset: Asset, flag: str) -> bool:
    return bool(asset.rentals) if flag == "rentable" else bool(asset.json[flag])


def _page(call: Call, assets: list[Asset]) -> list[dict[str, Any]]:
    return [each.json for each in after_id(call, assets)]


@handles("game_get_assets_list")
def game_list(call: Call) -> dict[str, Any]:
    return {"success": True, "assets": _page(call, _listed(call))}


@handles("server_get_assets")
def server_list(call: Call) -> dict[str, Any]:
    assets = _listed(call)
    return {"total": len(assets), "items": _page(call, assets)}


@handles("game_get_assets_stream")
def streamed(call: Call) -> bytes:
    return stream(call, (each.json for each in sorted(call.game.assets.values(), key=lambda each: each.id)))


@handles("game_get_assets_list_by_asset_ids")
def by_ids(call: Call) -> dict[str, Any]:
    ids = dict.fromkeys(row_id(each) for each in call.query["asset_ids"])
    return {"success": True, "assets": [call.game.assets[each].json for each in ids if each in call.game.assets]}


@handles("game_get_asset")
def one(call: Call) -> dict[str, Any]:
    return find_asset(call, call.id("asset_id")).json


def _favourites(call: Call) -> list[int]:
    statement = "SELECT asset_id FROM favourite_assets WHERE player_id = ? ORDER BY asset_id"
    return [row[0] for row in call.store.all(statement, call.player_id) if row[0] in call.game.assets]


def _favourites_answer(call: Call) -> dict[str, Any]:
    ids = _favourites(call)
    return {"success": True, "favourites": ids, "assets": [call.game.assets[each].json for each in ids]}


@handles("game_list_favourite_assets")
def favourites(call: Call) -> dict[str, Any]:
    return {"success": True, "favourites": _favourites(call)}


@handles("game_favourite_asset")
def mark(call: Call) -> dict[str, Any]:
    asset = find_asset(call, call.id("asset_id"))
    statement = "INSERT OR IGNORE INTO favourite_assets (player_id, asset_id) VALUES (?, ?)"
    call.store.run(statement, call.player_id, asset.id)
    return _favourites_answer(call)


@handles("game_unfavourite_asset")
def unmark(call: Call) -> dict[str, Any]:
    asset = find_asset(call, call.id("asset_id"))
    statement = "DELETE FROM favourite_assets WHERE player_id = ? AND asset_id = ?"
    call.store.run(statement, call.player_id, asset.id)
    return _favourites_answer(call)


@handles("game_list_simplified_assets", "server_list_simplified_assets")
def simplified(call: Call) -> dict[str, Any]:
    """A list of ids switches paging off; empty lists count as not set."""
    filters: dict[str, Any] = call.body.get("filters", {})
    ids: list[int] = filters.get("asset_ids", [])
    if len(ids) > _MOST_IDS:
        raise invalid("filters.asset_ids", f"it takes {_MOST_IDS} ids at most.")
    assets = [each for each in call.game.assets.values() if _chosen(each, filters)]
    if ids:
        call.query.update(page=1, per_page=_MOST_IDS)
    page, pagination = numbered_page(call, _ordered(call, assets))
    return {"assets": [_simple(call, each) for each in page], "pagination": pagination}


def _chosen(asset: Asset, filters: dict[str, Any]) -> bool:
    contexts: list[int] = filters.get("context_ids", [])
    wanted: list[dict[str, Any]] = filters.get("asset_filters", [])
    given: list[dict[str, str]] = asset.json["filters"] or []
    return (
        (not filters.get("ugc_only") or _creator(asset) is not None)
        and (not filters.get("asset_ids") or asset.id in filters["asset_ids"])
        and (not contexts or asset.json["context_id"] in contexts)
        and all(any({"name": each["key"], "value": value} in given for value in each["values"]) for each in wanted)
    )


def _ordered(call: Call, assets: Iterable[Asset]) -> list[Asset]:
    order, direction = call.query.get("order_by", "id"), call.query.get("order_direction", "asc")
    if order not in _ORDERS:
        raise invalid("order_by", f"it has to be one of {', '.join(_ORDERS)}.")
    if direction not in ("asc", "desc"):
        raise invalid("order_direction", "it has to be asc or desc.")
    return sorted(
        assets,
        key=lambda each: (each.name, each.id) if order == "name" else ("", each.id),
        reverse=direction == "desc",
    )


def _simple(call: Call, asset: Asset) -> dict[str, Any]:
    includes: dict[str, Any] = call.body.get("includes", {})
    excludes: dict[str, Any] = call.body.get("excludes", {})
    body = asset.json
    parts: dict[str, list[Any]] = {
        name: (body[name] or []) if includes.get(name) else [] for name in ("storage", "files", "data_entities")
    }
    return {
        "asset_id": asset.id,
        "asset_uuid": body["uuid"],
        "asset_ulid": body["ulid"],
        "asset_name": asset.name,
        "context_id": body["context_id"],
        "context_name": body["context"],
        "author": None if excludes.get("authors") else _author(call, asset),
        "storage": parts["storage"],
        "files": [
            {"size": 0, "name": each["url"].rpartition("/")[2], "url": each["url"], "tags": each.get("tags", [])}
            for each in parts["files"]
        ],
        "data_entities": [{"name": str(each), "data": ""} for each in parts["data_entities"]],
        "metadata": included(call, "asset", str(asset.id), includes.get("metadata")),
    }


def _author(call: Call, asset: Asset) -> dict[str, Any] | None:
    """Who made the asset, if the player is there."""
    creator = _creator(asset)
    row = None if creator is None else call.store.one("SELECT * FROM players WHERE id = ?", creator)
    if row is None:
        return None
    return {
        "player_id": row["id"],
        "player_ulid": row["ulid"],
        "public_uid": row["public_uid"],
        "active_name": row["name"],
    }
