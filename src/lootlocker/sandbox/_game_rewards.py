"""What a game file can give away: currencies, and rewards of every kind, in the one form that all its sections use."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import attrs

from ._store import ulid_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ._errors import SandboxError
    from ._game import Asset

CREATED = "2024-07-09T12:39:39+00:00"
KINDS = ("asset", "currency", "progression_points", "progression_reset", "group")


@attrs.frozen
class Denomination:
    """A coin or a note of a currency."""

    id: str
    name: str
    value: int


@attrs.frozen
class Currency:
    """A currency."""

    id: str
    code: str
    name: str
    game_api_writes_enabled: bool
    denominations: tuple[Denomination, ...]

    def json(self) -> dict[str, Any]:
        """The currency as answers show it."""
        return {
            "id": self.id,
            "name": self.name,
            "code": self.code,
            "game_api_writes_enabled": self.game_api_writes_enabled,
            "created_at": CREATED,
            "published_at": CREATED,
        }


@attrs.frozen
class ProgressionName:
    """What a reward has to know of a progression."""

    id: str
    key: str
    name: str


@attrs.frozen
class Reward:
    """Something to be given: what `kind` names is filled, the rest is None or empty.

    `amount` counts units of a currency or points of a progression; it is 1 for the other kinds.
    """

    id: str
    kind: str
    amount: int = 1
    asset: Asset | None = None
    variation_id: int | None = None
    rental_option_id: int | None = None
    currency: Currency | None = None
    progression: ProgressionName | None = None
    name: str = ""
    description: str = ""
    metadata: tuple[Mapping[str, str], ...] = ()
    associations: tuple[Reward, ...] = ()

    @property
    def entity_id(self) -> str:
        """The id of what is given; a group has no id but the reward's."""
        if self.asset is not None:
            return str(self.asset.json["ulid"])
        entity = self.currency or self.progression
        return self.id if entity is None else entity.id

    @property
    def entity_name(self) -> str:
        """The name of what is given."""
        entity = self.asset or self.currency or self.progression
        return self.name if entity is None else entity.name


@attrs.frozen
class RewardReader:
    """Reads rewards out of a game file. Every section that gives something uses the same one.

    Args:
        fail: Makes the error for a place in the file and a sentence.
        assets: The assets of the game by id.
        currencies: The currencies by code.
        progressions: The progressions by key.
    """

    fail: Callable[[str, str], SandboxError]
    assets: Mapping[int, Asset]
    currencies: Mapping[str, Currency]
    progressions: Mapping[str, ProgressionName]
    _read: dict[str, Reward] = attrs.field(init=False, factory=dict[str, "Reward"])

    def read(self, place: str, entry: dict[str, Any]) -> Reward:
        """The reward that an entry describes by the one key that is a kind of reward. An id stands for one thing."""
        reward = self._reward(place, entry)
        if self._read.setdefault(reward.id, reward) != reward:
            raise self.fail(f"{place}.reward_id", f"the reward_id {reward.id!r} stands for something else elsewhere.")
        return reward

    def _reward(self, place: str, entry: dict[str, Any]) -> Reward:
        kinds = [kind for kind in KINDS if kind in entry]
        if len(kinds) != 1:
            raise self.fail(place, f"a reward has exactly one of the keys {', '.join(KINDS)}.")
        kind = kinds[0]
        made = entry.get("reward_id") or stable_ulid(f"reward {place}")
        amount = int(entry.get("amount", 1))
        if kind == "asset":
            return self._asset(place, entry, made)
        if kind == "currency":
            return Reward(made, kind, amount, currency=self.currency(f"{place}.currency", entry["currency"]))
        if kind == "group":
            return self._group(f"{place}.group", entry["group"], made)
        key = entry[kind]
        if key not in self.progressions:
            raise self.fail(f"{place}.{kind}", f"there is no progression {key!r}.")
        return Reward(made, kind, amount, progression=self.progressions[key])

    def currency(self, place: str, code: str) -> Currency:
        """A currency by its code."""
        if code not in self.currencies:
            raise self.fail(place, f"there is no currency {code!r}.")
        return self.currencies[code]

    def _asset(self, place: str, entry: dict[str, Any], made: str) -> Reward:
        asset = self.assets.get(entry["asset"])
        if asset is None:
            raise self.fail(f"{place}.asset", f"there is no asset {entry['asset']}.")
        variation, rental = entry.get("variation"), entry.get("rental_option")
        if variation is not None and variation not in asset.variations:
            raise self.fail(f"{place}.variation", f"asset {asset.id} has no variation {variation}.")
        if rental is not None and rental not in asset.rentals:
            raise self.fail(f"{place}.rental_option", f"asset {asset.id} has no rental option {rental}.")
        return Reward(made, "asset", asset=asset, variation_id=variation, rental_option_id=rental)

    def _group(self, place: str, entry: dict[str, Any], made: str) -> Reward:
        inner: list[Reward] = []
        for number, each in enumerate(entry["rewards"]):
            if "group" in each:
                raise self.fail(f"{place}.rewards[{number}].group", "a group holds no group.")
            inner.append(self.read(f"{place}.rewards[{number}]", each))
        return Reward(
            made,
            "group",
            name=entry["name"],
            description=entry.get("description", ""),
            metadata=tuple(entry.get("metadata", ())),
            associations=tuple(inner),
        )


def reward_reader(
    content: dict[str, Any], assets: Mapping[int, Asset], fail: Callable[[str, str], SandboxError]
) -> RewardReader:
    """The reader of a game file's rewards, with the currencies and progressions that the file names."""
    currencies: dict[str, Currency] = {}
    for place, entry in distinct(content.get("currencies", []), "currencies", ("id", "code"), fail):
        coins = distinct(entry.get("denominations", []), f"{place}.denominations", ("id",), fail)
        currencies[entry["code"]] = Currency(
            id=entry["id"],
            code=entry["code"],
            name=entry["name"],
            game_api_writes_enabled=entry.get("game_api_writes_enabled", False),
            denominations=tuple(Denomination(**coin) for _, coin in coins),
        )
    names = (ProgressionName(each["id"], each["key"], each["name"]) for each in content.get("progressions", []))
    return RewardReader(fail, assets, currencies, {each.key: each for each in names})


def distinct(
    entries: list[dict[str, Any]], section: str, keys: tuple[str, ...], fail: Callable[[str, str], SandboxError]
) -> list[tuple[str, dict[str, Any]]]:
    """The entries of a section with their places, none of `keys` standing twice."""
    seen: set[tuple[str, Any]] = set()
    for number, entry in enumerate(entries):
        for key in keys:
            if (key, entry[key]) in seen:
                raise fail(f"{section}[{number}].{key}", f"the {key} {entry[key]!r} stands twice.")
            seen.add((key, entry[key]))
    return [(f"{section}[{number}]", entry) for number, entry in enumerate(entries)]


def stable_ulid(text: str) -> str:
    """A ULID that is the same for the same text, for what a game file gives no id."""
    digest = hashlib.sha256(text.encode()).digest()
    return ulid_of(0x0190_0000_0000 << 80 | int.from_bytes(digest[:10], "big"))
