"""State that was kept, and the game file of the next run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._errors import SandboxError

if TYPE_CHECKING:
    from pathlib import Path

    from ._game import Game
    from ._store import Store


def check_state(store: Store, path: Path, game: Game) -> None:
    """Refuse a game file that lacks what the kept state holds."""
    progressions = {each.id for each in game.progress.progressions.values()}
    columns = (
        ("asset_id", "instances", "asset", game.assets),
        ("hero_id", "heroes", "hero", game.heroes),
        ("character_type_id", "characters", "character type", game.character_types),
        ("asset_id", "drops", "asset", game.assets),
        ("progression_id", "progression_states", "progression", progressions),
    )
    with store.transaction() as transaction:
        for column, table, what, known in columns:
            for row in transaction.all(f"SELECT DISTINCT {column} FROM {table}"):
                if row[0] not in known:
                    raise _lacks(game, path, f"{what} {row[0]}")
        for row in transaction.all("SELECT DISTINCT asset_id, rental_option_id FROM instances WHERE rental_option_id"):
            if row[1] not in game.assets[row[0]].rentals:
                raise _lacks(game, path, f"rental option {row[1]}")


def _lacks(game: Game, path: Path, what: str) -> SandboxError:
    return SandboxError(f"{game.source}: the database {path} holds {what}, which the game lacks.")
