"""Game files: what is wrong with one is told with file and key; the default one shows every documented member."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lootlocker.sandbox import Sandbox, SandboxError
from lootlocker.sandbox import _game as game_module
from lootlocker.sandbox._document import Document
from lootlocker.sandbox._game import load_game

ENTRIES = ["catalogs", 0, "entries"]
SWORD = "01J8Z3N4R6T8V0W2Y4A6C8E0G4"
SHIPPED = Path(game_module.__file__).with_name("default_game.yaml")


def shipped() -> Any:
    return yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (["version"], "1.0-beta", r"version: .*does not match"),
        (["keys", "game"], "", r"keys\.game: "),
        (["keys", "secret"], "x", r"keys: .*'secret' was unexpected"),
        (["extra"], 1, r"top level: .*'extra' was unexpected"),
        (["assets", 0, "price"], "much", r"assets\[0\]\.price: "),
        (["assets", 0, "colour"], "red", r"assets\[0\]: .*'colour' was unexpected"),
        (["assets", 0, "context"], "Weapons", r"assets\[0\]\.context: there is no context 'Weapons'"),
        (["assets", 0, "context_id"], 1, r"assets\[0\]\.context_id: "),
        (["assets", 1, "id"], 1, r"assets\[1\]\.id: the id 1 stands twice"),
        (["assets", 3, "variations", 0, "id"], "x", r"assets\[3\]\.variations\[0\]\.id: "),
        (["assets", 6, "package", 0, "asset"], 999, r"assets\[6\]\.package\[0\]\.asset: there is no asset 999"),
        (["assets", 6, "package", 0, "asset"], 7, r"assets\[6\]\.package: package 7 holds itself"),
        (["heroes", 0, "asset"], 999, r"heroes\[0\]\.asset: there is no asset 999"),
        (["heroes", 0, "character_type"], "Bard", r"heroes\[0\]\.character_type: there is no character type 'Bard'"),
        (["heroes", 0, "default_loadout"], [999], r"heroes\[0\]\.default_loadout\[0\]: there is no asset 999"),
        (["universal_assets", 0, "asset"], 999, r"universal_assets\[0\]\.asset: there is no asset 999"),
        (["universal_assets", 0, "variation"], 42, r"universal_assets\[0\]\.variation: asset 9 has no variation 42"),
        (["universal_assets", 1, "rental_option"], 61, r"universal_assets\[1\]\.rental_option: asset 10 has no rental"),
        (["character_types"], [], r"character_types: "),
        (["character_types", 1, "name"], "Mage", r"character_types: two types have the same name"),
        (["heroes", 0, "id"], 0, r"heroes\[0\]\.id: "),
        (["currencies", 1, "code"], "gold", r"currencies\[1\]\.code: the code 'gold' stands twice"),
        (["currencies", 0, "id"], "gold", r"currencies\[0\]\.id: "),
        ([*ENTRIES, 0, "asset"], 999, r"catalogs\[0\]\.entries\[0\]\.asset: there is no asset 999"),
        ([*ENTRIES, 0, "currency"], "gold", r"catalogs\[0\]\.entries\[0\]: a reward has exactly one of the keys"),
        ([*ENTRIES, 1, "variation"], 7, r"catalogs\[0\]\.entries\[1\]\.variation: asset 4 has no variation 7"),
        (
            [*ENTRIES, 0, "prices", 0, "currency"],
            "x",
            r".*entries\[0\]\.prices\[0\]\.currency: there is no currency 'x'",
        ),
        ([*ENTRIES, 1, "prices", 1, "currency"], "gold", r".*prices\[1\]\.currency: the currency 'gold' stands twice"),
        ([*ENTRIES, 0, "prices", 0, "amount"], 1.5, r"catalogs\[0\]\.entries\[0\]\.prices\[0\]\.amount: "),
        ([*ENTRIES, 0, "price"], 1, r"catalogs\[0\]\.entries\[0\]: .*'price' was unexpected"),
        ([*ENTRIES, 2, "listings", "ebay"], {}, r"catalogs\[0\]\.entries\[2\]\.listings: .*'ebay' was unexpected"),
        (
            [*ENTRIES, 4, "group", "rewards", 0],
            {"group": {"name": "x", "rewards": [{"asset": 1}]}},
            ".*a group holds no group",
        ),
        ([*ENTRIES, 4, "group", "rewards", 0, "amont"], 2, r".*'amont' was unexpected"),
        (
            [*ENTRIES, 1, "catalog_listing_id"],
            SWORD,
            rf".*entries\[1\]\.catalog_listing_id: the id '{SWORD}' stands twice",
        ),
    ],
)
def test_what_is_wrong_is_told_with_file_and_key(tmp_path: Path, place: list[Any], value: object, message: str) -> None:
    content = shipped()
    node = content
    for part in place[:-1]:
        node = node[part]
    node[place[-1]] = value
    path = tmp_path / "my game.yaml"
    path.write_text(yaml.safe_dump(content))
    with pytest.raises(SandboxError, match=r"my game\.yaml: " + message):
        Sandbox(game=path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1", "the game file is not YAML"),
        ("version: '1.0'\nversion: '2.0'\n", "the key 'version' stands twice"),
        ("[]", "top level: a game file is a mapping"),
        ("", "top level: a game file is a mapping"),
        ("{}", "top level: .* is a required property"),
        ("version: 2026-01-01\n", "is a required property|version"),
        ("1: 2\n", "game"),
    ],
)
def test_a_file_that_is_no_game_file(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "game.yaml"
    path.write_text(text)
    with pytest.raises(SandboxError, match=message) as caught:
        Sandbox(game=path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SandboxError, match=r"none\.yaml: the game file can't be read: No such file"):
        Sandbox(game=tmp_path / "none.yaml")


def test_every_documented_asset_member_is_in_every_asset_and_used_somewhere() -> None:
    document = Document.bundled()
    game = load_game(None, document)
    members = document.properties("Asset").keys() - {"type", "shop_thumbnail"}  # No page shows these two.
    for asset in game.assets.values():
        assert asset.json.keys() == members
        document.validator("#/components/schemas/Asset").validate(asset.json)
    assert {hero.id for hero in game.heroes.values()} >= {8}
    assert len({asset.json["context"] for asset in game.assets.values()}) >= 5
    package = game.assets[7].json["package_contents"]
    assert [part["asset"]["name"] for part in package] == ["Iron Sword", "Healing Potion", "Steel Armor"]
    assert len({asset.json["uuid"] for asset in game.assets.values()}) == len(game.assets)


def test_a_game_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "game.yaml"
    path.write_text(
        """
version: 2.0
keys: {game: dev_mine, server: dev_mine_too, domain: mine}
character_types: [{id: 1, name: Cat}]
contexts: [{id: 1, name: Hat}]
assets: [{id: 5, name: Bowler, context: Hat, updated: 2026-01-01}]
heroes: [{id: 100, name: Tom, character_type: Cat, asset: 5}]
""".replace("2.0", "'2.0'")
    )
    with Sandbox(game=path) as sandbox:
        assert (sandbox.game_key, sandbox.server_key, sandbox.domain_key) == ("dev_mine", "dev_mine_too", "mine")
        assert (sandbox.game_version, sandbox.game_file) == ("2.0", str(path))
