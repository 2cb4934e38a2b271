"""The catalogs of a game file: what is for sale, for how much, and what the stores call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ._game_rewards import CREATED, distinct, stable_ulid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._game_rewards import Currency, Reward, RewardReader


@attrs.frozen
class Price:
    """What an entry costs in one currency."""

    id: str
    currency: Currency
    amount: int
    display_amount: str


@attrs.frozen
class Listing:
    """An entry of a catalog. `stores` is the document's CatalogEntryListings."""

    id: str
    catalog_id: str
    name: str
    reward: Reward
    prices: tuple[Price, ...]
    stores: Mapping[str, Any]
    purchasable: bool
    non_refundable: bool


@attrs.frozen
class Catalog:
    """A catalog."""

    id: str
    key: str
    name: str
    listings: tuple[Listing, ...]

    def json(self) -> dict[str, Any]:
        """The catalog as answers show it."""
        return {"id": self.id, "key": self.key, "name": self.name, "created_at": CREATED, "deleted_at": None}


def read_catalogs(content: dict[str, Any], rewards: RewardReader) -> dict[str, Catalog]:
    """The catalogs of a game file by key."""
    found: dict[str, Catalog] = {}
    seen: set[str] = set()
    for place, entry in distinct(content.get("catalogs", []), "catalogs", ("id", "key"), rewards.fail):
        listings: list[Listing] = []
        for number, each in enumerate(entry["entries"]):
            inside = f"{place}.entries[{number}]"
            if each["catalog_listing_id"] in seen:
                raise rewards.fail(
                    f"{inside}.catalog_listing_id", f"the id {each['catalog_listing_id']!r} stands twice."
                )
            seen.add(each["catalog_listing_id"])
            listings.append(_listing(inside, each, entry["id"], rewards))
        found[entry["key"]] = Catalog(entry["id"], entry["key"], entry["name"], tuple(listings))
    return found


def _listing(place: str, entry: dict[str, Any], catalog_id: str, rewards: RewardReader) -> Listing:
    listing_id = entry["catalog_listing_id"]
    # What is sold keeps its id when entries are moved about in the file.
    reward = rewards.read(place, {"reward_id": stable_ulid(f"reward of {listing_id}"), **entry})
    prices: list[Price] = []
    for number, each in enumerate(entry.get("prices", [])):
        currency = rewards.currency(f"{place}.prices[{number}].currency", each["currency"])
        if any(price.currency is currency for price in prices):
            raise rewards.fail(f"{place}.prices[{number}].currency", f"the currency {currency.code!r} stands twice.")
        shown = each.get("display_amount", f"{each['amount']} {currency.code}")
        prices.append(Price(stable_ulid(f"price {listing_id} {currency.code}"), currency, each["amount"], shown))
    return Listing(
        id=listing_id,
        catalog_id=catalog_id,
        name=entry.get("entity_name", reward.entity_name),
        reward=reward,
        prices=tuple(prices),
        stores=entry.get("listings", {}),
        purchasable=entry.get("purchasable", True),
        non_refundable=entry.get("non_refundable", False),
    )
