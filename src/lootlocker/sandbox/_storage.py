"""What players keep as pairs of key and value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._errors import invalid, missing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ._call import Call


def pairs_of(
    call: Call, player_id: int, *, public: bool = False, keys: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """A player's pairs, or the public ones alone, or those of some keys."""
    rows = call.store.all("SELECT * FROM player_storage WHERE player_id = ? ORDER BY place, key", player_id)
    return [
        {"key": row["key"], "value": row["value"], "is_public": bool(row["is_public"]), "order": row["place"]}
        for row in rows
        if (row["is_public"] or not public) and (keys is None or row["key"] in keys)
    ]


def keep(call: Call, player_id: int, pairs: Iterable[Mapping[str, Any]], place: str) -> None:
    """Write pairs. Of a key that comes several times the highest order counts, the last of equals.

    Args:
        call: The request.
        player_id: Whose they are.
        pairs: As the body holds them.
        place: Where in the body, for errors.
    """
    checked: list[Mapping[str, Any]] = []
    for number, pair in enumerate(pairs):
        for name in ("key", "value"):
            if name not in pair:
                raise missing(f"{place}.{number}.{name}")
        if not -(2**63) <= pair.get("order", 0) < 2**63:
            raise invalid(f"{place}.{number}.order", "it has more than 64 bits.")
        checked.append(pair)
    for pair in sorted(checked, key=lambda each: each.get("order", 0)):
        call.store.run(
            "INSERT INTO player_storage (player_id, key, value, is_public, place) VALUES (?1, ?2, ?3, ?4 IS 1, ?5) "
            "ON CONFLICT DO UPDATE SET value = ?3, is_public = coalesce(?4, is_public), place = ?5",
            player_id,
            pair["key"],
            pair["value"],
            pair.get("is_public"),
            pair.get("order", 0),
        )


def drop(call: Call, player_id: int, key: str) -> bool:
    """Delete a pair; tells whether there was one."""
    return bool(call.store.run("DELETE FROM player_storage WHERE player_id = ? AND key = ?", player_id, key))
