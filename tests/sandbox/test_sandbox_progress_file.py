"""What a game file says of progressions, leaderboards and draws: mistakes are told with file and key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from lootlocker.sandbox import Sandbox, SandboxError
from lootlocker.sandbox import _game as game_module
from support.sandbox import Api

SHIPPED = Path(game_module.__file__).with_name("default_game.yaml")
DOCS = Path(__file__).parents[2] / "docs" / "sandbox.md"


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (["progressions", 1, "key"], "level", r"progressions\[1\]\.key: the key 'level' stands twice"),
        (["progressions", 0, "key"], "a/b", r"progressions\[0\]\.key: "),
        (["progressions", 0, "tiers", 1, "points_threshold"], 0, r"tiers\[1\]\.points_threshold: a tier needs more"),
        (["progressions", 0, "tiers", 1, "rewards", 0], {"asset": 999}, r"tiers\[1\]\.rewards\[0\].*no asset 999"),
        (
            ["progressions", 0, "tiers", 1, "rewards", 0],
            {"group": {"name": "Kit", "rewards": [{"asset": 1}]}},
            r"progressions\[0\]\.tiers\[1\]\.rewards: a tier gives no groups",
        ),
        (["rewards", 0, "progression_points"], "level", r"rewards\[0\]: a reward has exactly one"),
        (["rewards", 1, "reward_id"], "01J8Z3N4R6T8V0W2Y4A6C8E0G7", r"rewards\[1\]\.reward_id: .* stands twice"),
        (["leaderboards", 1, "key"], "season", r"leaderboards\[1\]\.key: the key 'season' stands twice"),
        (["leaderboards", 0, "schedule"], "@never", r"leaderboards\[0\]\.schedule: '@never' is no cron text"),
        (["leaderboards", 0, "schedule"], "0 0 31 2 *", r"leaderboards\[0\]\.schedule: .* never comes"),
        (["leaderboards", 0, "type"], "team", r"leaderboards\[0\]\.type: "),
        (
            ["leaderboards", 0, "rewards", 0, "reward"],
            {"reward_id": "01J8Z3N4R6T8V0W2Y4A6C8E0G7", "asset": 1},
            r"leaderboards\[0\]\.rewards\[0\]\.reward\.reward_id: .* stands twice",
        ),
        (
            ["catalogs", 0, "entries", 0, "asset"],
            2,
            r"rewards\[0\]\.reward_id: the reward_id '01J8Z3N4R6T8V0W2Y4A6C8E0G7' stands for something else",
        ),
        (["triggers", 1, "key"], "first_win", r"triggers\[1\]\.key: the key 'first_win' stands twice"),
        (["triggers", 0, "rewards", 0, "asset"], 999, r"triggers\[0\]\.rewards\[0\].*no asset 999"),
        (["drop_tables", 0, "asset_id"], 999, r"drop_tables\[0\]\.asset_id: there is no asset 999"),
        (["drop_tables", 0, "items", 2, "asset_variation_id"], 7, r"drop_tables\[0\]\.items\[2\]: .*no variation 7"),
        (
            ["loot_boxes", 0, "items", 0, "asset_rental_option_id"],
            7,
            r"loot_boxes\[0\]\.items\[0\]: .*no rental option",
        ),
        (["loot_boxes", 0, "items", 0, "weight"], -1, r"loot_boxes\[0\]\.items\[0\]\.weight: "),
        (["character_types", 1, "contexts", 0], "Shield", r"character_types\[1\]\.contexts: there is no context"),
        (["character_types", 1, "default_loadout", 0], 999, r"character_types\[1\]\.default_loadout\[0\]: .*no asset"),
        (["seed"], "x", r"seed: "),
    ],
)
def test_what_is_wrong_is_told_with_file_and_key(tmp_path: Path, place: list[Any], value: object, message: str) -> None:
    content = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    node = content
    for part in place[:-1]:
        node = node[part]
    node[place[-1]] = value
    path = tmp_path / "my game.yaml"
    path.write_text(yaml.safe_dump(content))
    with pytest.raises(SandboxError, match=r"my game\.yaml: .*" + message):
        Sandbox(game=path)


def test_the_sections_that_the_docs_show_are_read(tmp_path: Path, open_api: Callable[[Sandbox], Api]) -> None:
    shown = [yaml.safe_load(block.partition("```")[0]) for block in DOCS.read_text("utf-8").split("```yaml\n")[1:]]
    (first,) = (each for each in shown if "assets" in each)
    (second,) = (each for each in shown if "triggers" in each)
    path = tmp_path / "game.yaml"
    # The docs show the contexts twice, the second time only what they may say more.
    path.write_text(yaml.safe_dump({**first, **second, "contexts": first["contexts"]}))
    with Sandbox(game=path) as sandbox:
        player = open_api(sandbox).player()
        answer = player.send("POST", "/game/triggers/cozy-crusader/v1", json={"keys": ["first_win"]}).json()
        assert answer["successful_keys"] == [{"key": "first_win"}]
        assert player.send("GET", "/game/leaderboards/season/info").json()["type"] == "player"


def test_a_game_that_lacks_a_progression_that_is_kept_is_refused(
    tmp_path: Path, open_api: Callable[[Sandbox], Api]
) -> None:
    db, path = tmp_path / "state.db", tmp_path / "game.yaml"
    with Sandbox(db=db) as sandbox:
        player = open_api(sandbox).player()
        player.send("POST", "/game/player/progressions/retired/points/add", json={"amount": 1})
    content = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    gone = content["progressions"].pop()
    path.write_text(yaml.safe_dump(content))
    with pytest.raises(SandboxError, match=rf"holds progression {gone['id']}, which the game lacks"):
        Sandbox(game=path, db=db).start()
