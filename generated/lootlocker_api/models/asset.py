# Generated from openapi/ by `make generate`. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ..types import UNSET, Model, member, parse_date

if TYPE_CHECKING:
    from datetime import datetime

    from . import (
        AssetCandidateAuthor,
        AssetFile,
        AssetFilter,
        AssetRarity,
        AssetStorageItem,
        AssetVariation,
        ExternalIdentifiers,
        HeroEquipException,
        PackageContent,
        RentalOption,
    )


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class Asset(Model):
    """An asset as it is embedded in heroes, inventories and loadouts ("Asset v1" in the reference). Which members are
    there differs from page to page."""

    id: int | None = UNSET
    """Id of the asset."""
    uuid: str | None = UNSET
    """Id of the asset as a UUID."""
    ulid: str = UNSET
    """Id of the asset as a ULID, 26 characters."""
    name: str = UNSET
    """Name of the asset."""
    active: bool | None = UNSET
    """Whether the asset is switched on."""
    purchasable: bool | None = UNSET
    """Whether the asset can be bought."""
    type_: str = member(key="type")
    """Kind of asset. No page shows it."""
    price: int | None = UNSET
    """Price. The unit is not documented."""
    sales_price: int | None = UNSET
    """Price in a sale, null when there is none."""
    display_price: str | None = UNSET
    """Price as text for people."""
    context: str | None = UNSET
    """Name of the context, such as Hero."""
    context_id: int | None = UNSET
    """Id of the context."""
    character_classes: list[int | None] | None = UNSET
    """Ids of the character classes that the asset is for. The generated example has null elements."""
    unlocks_context: str | None = UNSET
    """Name of a context that the asset unlocks."""
    detachable: bool | None = UNSET
    """Whether it can be taken off."""
    updated: str | None = UNSET
    """When the asset was last changed. RFC 2822 in one page's example, ISO 8601 in the other's."""
    marked_new: str | None = UNSET
    """When the asset was marked as new. RFC 2822 in a real example; in a generated one it is no date at all."""
    default_variation_id: int | None = UNSET
    """Id of the default variation; 0 in the example of an asset without variations."""
    default_loadouts: dict[str, bool] | None = UNSET
    """Name of a character class to a flag. The names are the game's own and can have spaces. An empty one may come
    as an empty list; nobody has verified that."""
    description: str = UNSET
    """Text about the asset, may be empty."""
    links: dict[str, str] | list[dict[str, str]] | None = UNSET
    """Links by the game's own names. Sources differ: null in a real example, a list of objects of one link each in
    the generated one, one object in the SDKs."""
    storage: list[AssetStorageItem | None] | None = member(model="AssetStorageItem", shape="list")
    """Keys and values kept on the asset. The generated example has null elements."""
    rarity: AssetRarity | None = member(model="AssetRarity")
    """How rare the asset is."""
    popular: bool | None = UNSET
    """Whether the asset is marked as popular."""
    popularity_score: int | None = UNSET
    """How popular it is. The scale is not documented."""
    package_contents: list[PackageContent] | None = member(model="PackageContent", shape="list")
    """What the package holds, when the asset is one. Packages were announced to end on 2026-04-15."""
    unique_instance: bool | None = UNSET
    """Flag for a unique instance. No source explains it."""
    external_identifiers: ExternalIdentifiers | None = member(model="ExternalIdentifiers")
    """What the asset is called in the platforms' stores."""
    rental_options: list[RentalOption] | None = member(model="RentalOption", shape="list")
    """Ways to rent the asset."""
    filters: list[AssetFilter | None] | None = member(model="AssetFilter", shape="list")
    """Filters that find the asset. The generated example has null elements."""
    files: list[AssetFile] | None = member(model="AssetFile", shape="list")
    """Files of the asset. The SDKs agree on `url` and `tags`; the generated example repeats the shape of a rental
    option here, most likely by mistake."""
    data_entities: list[Any] | None = UNSET
    """Data entities of the asset. The type of an element is not known; the SDKs read strings."""
    hero_equip_exceptions: list[HeroEquipException | None] | None = member(model="HeroEquipException", shape="list")
    """Heroes that are exceptions to who can equip the asset. The generated example has null elements."""
    asset_candidate: AssetCandidateAuthor | int | None = member(model="AssetCandidateAuthor")
    """The candidate that the asset was made from, when a player made it. Sources differ: null in a real example, a
    number in the generated one, an object in the SDKs."""
    drop_table_max_picks: int | None = UNSET
    """Greatest number of picks, when the asset is a drop table."""
    variations: list[AssetVariation | None] | None = member(model="AssetVariation", shape="list")
    """Variations of the asset. Not in every answer; the generated example has null elements. Variations were
    announced to end on 2026-04-15."""
    featured: bool | None = UNSET
    """Whether the asset is featured. Not in every answer."""
    context_locked: bool | None = UNSET
    """Whether the context is locked. Not in every answer."""
    initially_purchasable: bool | None = UNSET
    """Whether it can be bought from the start. Not in every answer."""
    shop_thumbnail: str = UNSET
    """Picture for a shop. No page shows it."""

    @property
    def updated_datetime(self) -> datetime | None:
        """`updated` as a datetime; None where it is absent or no date."""
        return parse_date(self.updated)

    @property
    def marked_new_datetime(self) -> datetime | None:
        """`marked_new` as a datetime; None where it is absent or no date."""
        return parse_date(self.marked_new)
