"""What a game file says of contexts, progressions, rewards, leaderboards, triggers, drop tables and loot boxes."""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING, Any

import attrs

from ._cron import cron_problem
from ._game_rewards import distinct, stable_ulid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ._errors import SandboxError
    from ._game import Asset
    from ._game_rewards import Reward, RewardReader

    Fail = Callable[[str, str], SandboxError]


@attrs.frozen
class Tier:
    """A tier of a progression; steps count from 1."""

    step: int
    points_threshold: int
    rewards: tuple[Reward, ...] = ()


@attrs.frozen
class Progression:
    """A progression with its tiers, lowest threshold first."""

    id: str
    key: str
    name: str
    active: bool
    tiers: tuple[Tier, ...]


@attrs.frozen
class Trigger:
    """A trigger, and how often a player may call it (None: without end)."""

    key: str
    name: str
    rewards: tuple[Reward, ...]
    limit: int | None = None


@attrs.frozen
class Chance:
    """One of several assets that a drop table or a loot box may give."""

    asset_id: int
    weight: int = 1
    asset_variation_id: int | None = None
    asset_rental_option_id: int | None = None
    tags: tuple[str, ...] = ()


@attrs.frozen
class Draw:
    """A drop table or a loot box: how many of its items come out."""

    items: tuple[Chance, ...]
    rolls: int = 1


@attrs.frozen
class Progress:
    """The sections of the game file that this module reads."""

    seed: int | None
    contexts: Mapping[int, dict[str, Any]]
    class_contexts: Mapping[int, tuple[int, ...]]
    classes: Mapping[int, dict[str, Any]]
    progressions: Mapping[str, Progression]
    rewards: Mapping[str, Reward]
    leaderboards: tuple[dict[str, Any], ...]
    triggers: Mapping[str, Trigger]
    drop_tables: Mapping[int, Draw]
    loot_boxes: Mapping[int, Draw]


def read_progress(content: dict[str, Any], assets: Mapping[int, Asset], rewards: RewardReader, fail: Fail) -> Progress:
    """Read the sections of a game file that matches the schema.

    Raises:
        SandboxError: A key or an id stands twice, or something that is named is not there.
    """
    return _Reader(content, assets, rewards, fail).read()


@attrs.frozen
class _Reader:
    content: dict[str, Any]
    assets: Mapping[int, Asset]
    reader: RewardReader
    fail: Fail
    rewards: dict[str, Reward] = attrs.Factory(dict[str, "Reward"])

    def read(self) -> Progress:
        contexts = {each["id"]: _context(each) for each in self.content["contexts"]}
        for place, entry in self.entries("rewards", "reward_id"):
            self.reward(place, entry)
        return Progress(
            seed=self.content.get("seed"),
            contexts=contexts,
            class_contexts=self.class_contexts({each["name"]: number for number, each in contexts.items()}),
            classes={entry["id"]: entry for entry in self.content["character_types"]},
            progressions={
                pair[1]["key"]: self.progression(*pair) for pair in self.entries("progressions", "id", "key")
            },
            leaderboards=tuple(self.leaderboard(*pair) for pair in self.entries("leaderboards", "key")),
            triggers={pair[1]["key"]: self.trigger(*pair) for pair in self.entries("triggers", "key")},
            drop_tables=dict(self.draw(*pair) for pair in self.entries("drop_tables", "asset_id")),
            loot_boxes=dict(self.draw(*pair) for pair in self.entries("loot_boxes", "asset_id")),
            rewards=self.rewards,
        )

    def entries(self, section: str, *keys: str) -> list[tuple[str, dict[str, Any]]]:
        return distinct(self.content.get(section, []), section, keys, self.fail)

    def class_contexts(self, ids: dict[str, int]) -> dict[int, tuple[int, ...]]:
        found: dict[int, tuple[int, ...]] = {}
        for number, entry in enumerate(self.content["character_types"]):
            for name in entry.get("contexts", []):
                if name not in ids:
                    raise self.fail(f"character_types[{number}].contexts", f"there is no context {name!r}.")
            found[entry["id"]] = tuple(ids[name] for name in entry.get("contexts", ids))
            for place, asset_id in enumerate(entry.get("default_loadout", [])):
                self.known_asset(f"character_types[{number}].default_loadout[{place}]", asset_id)
        return found

    def known_asset(
        self, place: str, asset_id: int, variation: int | None = None, rental_option: int | None = None
    ) -> None:
        asset = self.assets.get(asset_id)
        if asset is None:
            raise self.fail(place, f"there is no asset {asset_id}.")
        if variation is not None and variation not in asset.variations:
            raise self.fail(place, f"asset {asset_id} has no variation {variation}.")
        if rental_option is not None and rental_option not in asset.rentals:
            raise self.fail(place, f"asset {asset_id} has no rental option {rental_option}.")

    def reward(self, place: str, entry: dict[str, Any]) -> Reward:
        reward = self.reader.read(place, entry)
        if reward.id in self.rewards:
            raise self.fail(f"{place}.reward_id", f"the reward_id {reward.id!r} stands twice.")
        self.rewards[reward.id] = reward
        return reward

    def progression(self, place: str, entry: dict[str, Any]) -> Progression:
        tiers: list[Tier] = []
        for number, tier in enumerate(entry["tiers"]):
            where = f"{place}.tiers[{number}]"
            threshold = tier["points_threshold"]
            if tiers and threshold <= tiers[-1].points_threshold:
                raise self.fail(f"{where}.points_threshold", "a tier needs more points than the one before.")
            rewards = [
                self.reader.read(f"{where}.rewards[{index}]", each)
                for index, each in enumerate(tier.get("rewards", []))
            ]
            if any(reward.kind == "group" for reward in rewards):
                raise self.fail(f"{where}.rewards", "a tier gives no groups.")
            tiers.append(Tier(number + 1, threshold, tuple(rewards)))
        return Progression(entry["id"], entry["key"], entry["name"], entry.get("active", True), tuple(tiers))

    def leaderboard(self, place: str, entry: dict[str, Any]) -> dict[str, Any]:
        cron = entry.get("schedule")
        if cron is not None and (problem := cron_problem(cron)) is not None:
            raise self.fail(f"{place}.schedule", problem)
        rewards = [
            (self.reward(f"{place}.rewards[{number}].reward", each["reward"]).id, each.get("predicates", []))
            for number, each in enumerate(entry.get("rewards", []))
        ]
        return {"ulid": stable_ulid(f"leaderboard {entry['key']}"), **entry, "rewards": rewards}

    def trigger(self, place: str, entry: dict[str, Any]) -> Trigger:
        rewards = [
            self.reader.read(f"{place}.rewards[{number}]", each) for number, each in enumerate(entry.get("rewards", []))
        ]
        return Trigger(entry["key"], entry.get("name", entry["key"]), tuple(rewards), entry.get("limit"))

    def draw(self, place: str, entry: dict[str, Any]) -> tuple[int, Draw]:
        self.known_asset(f"{place}.asset_id", entry["asset_id"])
        items: list[Chance] = []
        for number, each in enumerate(entry["items"]):
            variation, rental_option = each.get("asset_variation_id"), each.get("asset_rental_option_id")
            self.known_asset(f"{place}.items[{number}]", each["asset_id"], variation, rental_option)
            tags = tuple(each.get("tags", ()))
            items.append(Chance(each["asset_id"], each.get("weight", 1), variation, rental_option, tags))
        return entry["asset_id"], Draw(tuple(items), entry.get("rolls", 1))


def _context(entry: dict[str, Any]) -> dict[str, Any]:
    digest = hashlib.sha256(f"context {entry['id']}".encode()).digest()
    return {
        "id": entry["id"],
        "uuid": str(uuid.UUID(bytes=digest[:16], version=4)),
        "name": entry["name"],
        "friendly_name": entry.get("friendly_name", entry["name"]),
        "detachable": entry.get("detachable", True),
        "user_facing": entry.get("user_facing", True),
        "dependent_asset_id": entry.get("dependent_asset_id"),
        "max_equip_count": entry.get("max_equip_count", 1),
    }
