"""The part of a game file that tells who the game is and what it says to its players."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ._errors import SandboxError


@attrs.frozen
class Broadcast:
    """A broadcast. `json` is what answers carry, its languages aside; `shown` are the spans of time it is shown in."""

    json: dict[str, Any]
    languages: tuple[dict[str, Any], ...]
    shown: tuple[tuple[datetime, datetime | None], ...]


@attrs.frozen
class Social:
    """What the console would hold about the game and its words to players."""

    name: str
    title_id: str
    environment_id: str
    unique_player_names: bool
    messages: tuple[dict[str, Any], ...]
    broadcasts: tuple[Broadcast, ...]
    feedback_categories: Mapping[str, dict[str, Any]]


def read_social(content: dict[str, Any], game_id: int, fail: Callable[[str, str], SandboxError]) -> Social:
    """Read these sections of a game file. `fail` makes the error of a place and a reason."""
    name = content.get("name", "Sandbox")
    _unique(content, "broadcasts", fail)
    _unique(content, "feedback_categories", fail)
    broadcasts: list[Broadcast] = []
    for number, entry in enumerate(content.get("broadcasts", [])):
        place = f"broadcasts[{number}].publication_settings"
        spans: list[tuple[datetime, datetime | None]] = []
        for index, each in enumerate(entry.get("publication_settings", [])):
            start = _date(each, "start", f"{place}[{index}]", fail) or datetime.min.replace(tzinfo=UTC)
            spans.append((start, _date(each, "end", f"{place}[{index}]", fail)))
        json = {
            "game_name": name,
            "games": [{"id": game_id, "name": name}],
            "publication_settings": [],
            **{key: value for key, value in entry.items() if key != "languages"},
        }
        broadcasts.append(Broadcast(json, tuple(entry.get("languages", [])), tuple(spans)))
    return Social(
        name=name,
        title_id=content.get("title_id", "01J8Z3N4R6T8V0W2Y4A6C8E0T1"),
        environment_id=content.get("environment_id", "01J8Z3N4R6T8V0W2Y4A6C8E0E1"),
        unique_player_names=content.get("unique_player_names", False),
        messages=tuple(content.get("messages", [])),
        broadcasts=tuple(broadcasts),
        feedback_categories={each["id"]: each for each in content.get("feedback_categories", [])},
    )


def _unique(content: dict[str, Any], key: str, fail: Callable[[str, str], SandboxError]) -> None:
    seen: set[str] = set()
    for number, entry in enumerate(content.get(key, [])):
        if entry["id"] in seen:
            raise fail(f"{key}[{number}].id", f"the id {entry['id']} stands twice.")
        seen.add(entry["id"])


def _date(entry: dict[str, Any], key: str, place: str, fail: Callable[[str, str], SandboxError]) -> datetime | None:
    if key not in entry:
        return None
    try:
        moment = datetime.fromisoformat(entry[key])
    except ValueError:
        raise fail(f"{place}.{key}", f"{entry[key]!r} is no date as in 2026-11-01T12:00:00+00:00.") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
