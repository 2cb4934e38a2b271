"""Catalogs and their entries, in both APIs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._call import Call
from .._errors import invalid, not_found
from .._game_rewards import CREATED
from .._metadata import included
from .._pages import cursor_page, numbered_page
from . import handles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .._game_commerce import Catalog, Listing
    from .._game_rewards import Reward

MOST_IDS = 100
# The lists call the details of a kind by one name, single entries and groups by another.
_LISTS = {
    "asset": "assets_details",
    "progression_points": "progression_points_details",
    "progression_reset": "progression_resets_details",
    "currency": "currency_details",
    "group": "group_details",
}
_SINGLES = {
    "asset": "asset_detail",
    "progression_points": "progression_point_detail",
    "progression_reset": "progression_reset_detail",
    "currency": "currency_detail",
    "group": "group_detail",
}


@handles("game_list_catalogs_for_game")
def catalogs(call: Call) -> dict[str, Any]:
    return {"catalogs": [each.json() for each in call.game.catalogs.values()]}


@handles("game_list_catalog_items_by_key", "server_list_catalog_items_by_key")
def by_cursor(call: Call) -> dict[str, Any]:
    catalog = _catalog(call)
    page, pagination = cursor_page(call, catalog.listings, lambda listing: listing.id)
    if call.operation.id.startswith("server"):
        pagination = {"total": pagination["total"], "next_cursor": pagination["next_cursor"] or ""}
    return {**_entries(catalog, page), "pagination": pagination}


@handles("game_list_catalog_items_by_key_v2")
def by_number(call: Call) -> dict[str, Any]:
    catalog = _catalog(call)
    page, pagination = numbered_page(call, catalog.listings)
    return {**_entries(catalog, page), "pagination": pagination}


@handles("game_list_catalog_items_by_id", "server_list_catalog_items_by_id")
def by_ids(call: Call) -> dict[str, Any]:
    ids = list(dict.fromkeys(call.body["ids"]))
    if len(ids) > MOST_IDS:
        raise invalid("ids", f"at most {MOST_IDS} ids can be asked for.")
    known = call.game.listings
    includes: dict[str, Any] = call.body.get("includes") or {}
    wanted = includes.get("metadata")
    items: list[dict[str, Any]] = [
        {
            **_entry(known[each]),
            **dict.fromkeys(_SINGLES.values()),
            _SINGLES[known[each].reward.kind]: _details(each, known[each].reward),
            **({} if wanted is None else {"metadata": included(call, "catalog_item", each, wanted)}),
        }
        for each in ids
        if each in known
    ]
    errors = [{"id": each, "reason": "not_found"} for each in ids if each not in known]
    return {"items": items, **({"errors": errors} if errors else {})}


def _catalog(call: Call) -> Catalog:
    found = call.game.catalogs.get(call.path["catalog_key"])
    if found is None:
        raise not_found("catalog not found: a catalog with this key")
    return found


def _entries(catalog: Catalog, page: Sequence[Listing]) -> dict[str, Any]:
    details: dict[str, list[dict[str, Any]]] = {name: [] for name in _LISTS.values()}
    for each in page:
        details[_LISTS[each.reward.kind]].append(_details(each.id, each.reward))
    return {"catalog": catalog.json(), "entries": [_entry(each) for each in page], **details}


def _entry(listing: Listing) -> dict[str, Any]:
    return {
        "catalog_listing_id": listing.id,
        "entity_kind": listing.reward.kind,
        "entity_id": listing.reward.entity_id,
        "entity_name": listing.name,
        "prices": [
            {
                "price_id": each.id,
                "amount": each.amount,
                "display_amount": each.display_amount,
                "currency_id": each.currency.id,
                "currency_code": each.currency.code,
                "currency_name": each.currency.name,
            }
            for each in listing.prices
        ],
        "listings": listing.stores,
        "purchasable": listing.purchasable,
        "non_refundable": listing.non_refundable,
        "created_at": CREATED,
    }


def _details(listing_id: str, reward: Reward) -> dict[str, Any]:
    found: dict[str, Any] = {"catalog_listing_id": listing_id, "id": reward.entity_id, "name": reward.entity_name}
    if reward.asset is not None:
        variation, rental = reward.variation_id, reward.rental_option_id
        found |= {
            "legacy_id": reward.asset.id,
            "thumbnail": None,
            "variation_id": None if variation is None else str(variation),
            "rental_option_id": None if rental is None else str(rental),
        }
    elif reward.currency is not None:
        found |= {"code": reward.currency.code, "amount": str(reward.amount)}
    elif reward.progression is not None:
        found["key"] = reward.progression.key
        if reward.kind == "progression_points":
            found["amount"] = reward.amount
    else:
        found |= {
            "description": reward.description,
            "metadata": [dict(each) for each in reward.metadata],
            "associations": [_association(listing_id, each) for each in reward.associations],
        }
    return found


def _association(listing_id: str, reward: Reward) -> dict[str, Any]:
    singles = {name: None for kind, name in _SINGLES.items() if kind != "group"}
    details = _details(listing_id, reward)
    return {"kind": reward.kind, "id": details["id"], "catalog_listing_id": listing_id, **singles} | {
        _SINGLES[reward.kind]: details
    }
