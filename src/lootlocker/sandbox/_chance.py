"""Chance: from a seed, so that a test sees the same every time, or the machine's own."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._call import Call
    from ._game_progress import Chance


def dice(call: Call) -> random.Random:
    """Dice for one call. With a seed they depend on it and on how often dice were asked for, restarts included."""
    if call.game.progress.seed is None:
        return random.SystemRandom()
    call.store.run("UPDATE dice SET thrown = thrown + 1")
    return random.Random(f"{call.game.progress.seed}/{call.store.value('SELECT thrown FROM dice')}")


def draw(call: Call, items: Sequence[Chance], count: int) -> list[Chance]:
    """So many different items by their weights, all of them if there are not more. An item of weight 0 never comes."""
    left = [each for each in items if each.weight]
    thrown = dice(call)
    drawn: list[Chance] = []
    while left and len(drawn) < count:
        number = thrown.choices(range(len(left)), [each.weight for each in left])[0]
        drawn.append(left.pop(number))
    return drawn
