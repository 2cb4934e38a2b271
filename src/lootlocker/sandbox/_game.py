"""The game that the sandbox plays: keys, character types, assets, heroes and universal assets, from a YAML file."""

from __future__ import annotations

import hashlib
import uuid
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import attrs
import yaml

from ._document import URI
from ._errors import SandboxError
from ._game_commerce import read_catalogs
from ._game_progress import read_progress
from ._game_rewards import reward_reader
from ._game_social import Social, read_social
from ._store import ulid_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ._document import Document
    from ._game_commerce import Catalog, Listing
    from ._game_progress import Progress
    from ._game_rewards import Currency

_UPDATED = "Tue, 09 Jul 2024 12:39:39 +0000"
_ASSET_DEFAULTS: dict[str, Any] = {
    "active": True,
    "purchasable": False,
    "price": 0,
    "sales_price": None,
    "display_price": None,
    "character_classes": [],
    "unlocks_context": None,
    "detachable": True,
    "updated": _UPDATED,
    "marked_new": _UPDATED,
    "default_variation_id": 0,
    "default_loadouts": {},
    "description": "",
    "links": None,
    "storage": [],
    "rarity": None,
    "popular": False,
    "popularity_score": 0,
    "package_contents": None,
    "unique_instance": False,
    "external_identifiers": None,
    "rental_options": None,
    "filters": [],
    "files": [],
    "data_entities": [],
    "hero_equip_exceptions": [],
    "asset_candidate": None,
    "drop_table_max_picks": None,
    "variations": [],
    "featured": False,
    "context_locked": False,
    "initially_purchasable": False,
}


@attrs.frozen
class CharacterType:
    """A character class."""

    id: int
    name: str
    default: bool = False


@attrs.frozen
class Asset:
    """An asset. `json` is what answers carry; it is shared and never changed."""

    id: int
    name: str
    json: dict[str, Any]
    variations: frozenset[int]
    rentals: Mapping[int, int]


@attrs.frozen
class Hero:
    """A hero of the game."""

    id: int
    name: str
    character_type: CharacterType
    asset: Asset
    default_loadout: tuple[int, ...] = ()


@attrs.frozen
class Universal:
    """An asset that every player has."""

    id: int
    asset: Asset
    variation_id: int | None = None
    rental_option_id: int | None = None


@attrs.frozen
class Game:
    """What the console would hold."""

    source: str
    id: int
    version: str
    game_key: str
    server_key: str
    domain_key: str
    character_types: Mapping[int, CharacterType]
    assets: Mapping[int, Asset]
    heroes: Mapping[int, Hero]
    universal_assets: tuple[Universal, ...]
    currencies: Mapping[str, Currency]
    catalogs: Mapping[str, Catalog]
    soft_currency: int
    social: Social
    progress: Progress

    @property
    def default_type(self) -> CharacterType:
        """The type of a new player's own character: the one marked so, else the first."""
        types = list(self.character_types.values())
        return next((each for each in types if each.default), types[0])

    @property
    def listings(self) -> dict[str, Listing]:
        """What is for sale in any catalog, by its id."""
        return {each.id: each for catalog in self.catalogs.values() for each in catalog.listings}


def load_game(path: str | Path | None, document: Document) -> Game:
    """Read a game file, or the one that ships with the sandbox.

    Raises:
        SandboxError: The file is missing or malformed; the message names the file and the key.
    """
    package = resources.files("lootlocker.sandbox")
    source = "default_game.yaml" if path is None else str(path)
    try:
        text = (package / source if path is None else Path(path)).read_text(encoding="utf-8")
        content = yaml.load(text, _Loader)
    except (OSError, UnicodeDecodeError) as error:
        raise SandboxError(
            f"{source}: the game file can't be read: {getattr(error, 'strerror', None) or error}."
        ) from error
    except yaml.YAMLError as error:
        raise SandboxError(f"{source}: the game file is not YAML: {' '.join(str(error).split())}.") from error
    schema = yaml.safe_load((package / "game_file.schema.yaml").read_text(encoding="utf-8"))
    reader = _Reader(source, document)
    reader.check(content, schema)
    return reader.game(content)


class _Loader(yaml.SafeLoader):
    """Keeps dates as text and refuses a key that stands twice in one mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key: Any = self.construct_object(key_node, deep=True)  # pyright: ignore[reportUnknownMemberType]
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _Reader:
    def __init__(self, source: str, document: Document) -> None:
        self.source = source
        self.document = document

    def fail(self, place: str, why: str) -> SandboxError:
        return SandboxError(f"{self.source}: {place}: {why}")

    def check(self, content: object, schema: dict[str, Any]) -> None:
        if not isinstance(content, dict):
            raise self.fail("top level", "a game file is a mapping, as in default_game.yaml.")
        asset = schema["$defs"]["asset"]
        asset["properties"] = {**_absolute(self.document.properties("Asset")), **asset["properties"]}
        try:
            error = next(iter(self.document.validator(schema).iter_errors(content)), None)
        except ValueError as reason:
            raise self.fail("top level", f"the file holds something that is not JSON: {reason}.") from reason
        if error is not None:
            raise self.fail(_place(error.instance_path), f"{error.message}.")

    def game(self, content: dict[str, Any]) -> Game:
        keys = content["keys"]
        types = {
            each["id"]: CharacterType(each["id"], each["name"], each.get("default", False))
            for each in self.unique(content, "character_types")
        }
        names = {each.name: each for each in types.values()}
        if len(names) < len(types):
            raise self.fail("character_types", "two types have the same name.")
        assets = self.assets(content)
        heroes: dict[int, Hero] = {}
        for place, entry in self.entries(content, "heroes"):
            if entry["character_type"] not in names:
                raise self.fail(f"{place}.character_type", f"there is no character type {entry['character_type']!r}.")
            loadout = entry.get("default_loadout", [])
            for number, asset_id in enumerate(loadout):
                self.known(assets, asset_id, f"{place}.default_loadout[{number}]")
            asset = self.known(assets, entry["asset"], f"{place}.asset")
            kind = names[entry["character_type"]]
            heroes[entry["id"]] = Hero(entry["id"], entry["name"], kind, asset, tuple(loadout))
        universal: list[Universal] = []
        for place, entry in self.entries(content, "universal_assets"):
            asset = self.known(assets, entry["asset"], f"{place}.asset")
            variation, rental = entry.get("variation"), entry.get("rental_option")
            if variation is not None and variation not in asset.variations:
                raise self.fail(f"{place}.variation", f"asset {asset.id} has no variation {variation}.")
            if rental is not None and rental not in asset.rentals:
                raise self.fail(f"{place}.rental_option", f"asset {asset.id} has no rental option {rental}.")
            universal.append(Universal(entry["id"], asset, variation, rental))
        rewards = reward_reader(content, assets, self.fail)
        return Game(
            source=self.source,
            id=content.get("id", 1),
            version=content["version"],
            game_key=keys["game"],
            server_key=keys["server"],
            domain_key=keys["domain"],
            character_types=types,
            assets=assets,
            heroes=heroes,
            universal_assets=tuple(universal),
            currencies=rewards.currencies,
            catalogs=read_catalogs(content, rewards),
            soft_currency=content.get("soft_currency", 0),
            social=read_social(content, content.get("id", 1), self.fail),
            progress=read_progress(content, assets, rewards, self.fail),
        )

    def unique(self, content: dict[str, Any], key: str) -> list[dict[str, Any]]:
        seen: set[int] = set()
        for number, entry in enumerate(content.get(key, [])):
            if entry["id"] in seen:
                raise self.fail(f"{key}[{number}].id", f"the id {entry['id']} stands twice.")
            seen.add(entry["id"])
        return list(content.get(key, []))

    def entries(self, content: dict[str, Any], key: str) -> Iterable[tuple[str, dict[str, Any]]]:
        return [(f"{key}[{number}]", entry) for number, entry in enumerate(self.unique(content, key))]

    def known(self, assets: Mapping[int, Asset], asset_id: int, place: str) -> Asset:
        if asset_id not in assets:
            raise self.fail(place, f"there is no asset {asset_id}.")
        return assets[asset_id]

    def assets(self, content: dict[str, Any]) -> dict[int, Asset]:
        contexts = {each["name"]: each["id"] for each in self.unique(content, "contexts")}
        entries = {entry["id"]: (place, entry) for place, entry in self.entries(content, "assets")}
        done: dict[int, Asset] = {}

        def build(asset_id: int, inside: tuple[int, ...]) -> Asset:
            place, entry = entries[asset_id]
            if asset_id in inside:
                raise self.fail(f"{place}.package", f"package {asset_id} holds itself.")
            if asset_id not in done:
                if entry["context"] not in contexts:
                    raise self.fail(f"{place}.context", f"there is no context {entry['context']!r}.")
                package: list[dict[str, Any]] = []
                for number, item in enumerate(entry.get("package", [])):
                    if item["asset"] not in entries:
                        raise self.fail(f"{place}.package[{number}].asset", f"there is no asset {item['asset']}.")
                    part = build(item["asset"], (*inside, asset_id))
                    package.append(
                        {"variation_id": item.get("variation"), "quantity": item.get("quantity", 1), "asset": part.json}
                    )
                done[asset_id] = _asset(entry, contexts[entry["context"]], package)
            return done[asset_id]

        return {asset_id: build(asset_id, ()) for asset_id in entries}


def _asset(entry: dict[str, Any], context_id: int, package: list[dict[str, Any]]) -> Asset:
    digest = hashlib.sha256(f"asset {entry['id']}".encode()).digest()
    made = {
        "uuid": str(uuid.UUID(bytes=digest[:16], version=4)),
        "ulid": ulid_of(0x0190_0000_0000 << 80 | int.from_bytes(digest[16:26], "big")),
        "context_id": context_id,
    }
    given = {key: value for key, value in entry.items() if key != "package"}
    body = {**_ASSET_DEFAULTS, **made, **given}
    if package:
        body["package_contents"] = package
    variations: list[dict[str, Any]] = entry.get("variations", [])
    rentals: list[dict[str, Any]] = entry.get("rental_options", [])
    return Asset(
        id=entry["id"],
        name=entry["name"],
        json=body,
        variations=frozenset(each["id"] for each in variations),
        rentals={each["id"]: each["duration"] for each in rentals},
    )


def _absolute(node: Any) -> Any:
    """The node with references into the document that hold outside of it too."""
    if isinstance(node, dict):
        members = cast("dict[str, Any]", node)
        here = {"$ref": URI + members["$ref"]} if "$ref" in members else {}
        return {**{key: _absolute(value) for key, value in members.items()}, **here}
    if isinstance(node, list):
        return [_absolute(each) for each in cast("list[object]", node)]
    return node


def _place(path: Iterable[str | int]) -> str:
    found = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return found.removeprefix(".") or "top level"
