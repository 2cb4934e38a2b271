"""The strict check finds what tolerant reading lets pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lootlocker.sandbox.strict import answer_problems

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
OPERATION = "game.heroes.create_player_hero"


@pytest.fixture
def answer() -> dict[str, Any]:
    text = (EXAMPLES / "game-heroes__create-player-hero.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def test_a_documented_answer_has_no_problems(answer: dict[str, Any]) -> None:
    assert answer_problems(OPERATION, 200, answer) == []
    assert answer_problems("game_create_player_hero", 200, answer) == []


def test_a_value_of_another_type_is_named_with_its_place(answer: dict[str, Any]) -> None:
    answer["hero"]["asset"]["price"] = "0"
    (problem,) = answer_problems(OPERATION, 200, answer)
    assert problem.startswith("hero.asset.price: ")


def test_an_unknown_member_is_named_with_its_place(answer: dict[str, Any]) -> None:
    answer["hero"]["asset"]["files"] = [{"url": "https://files.example/a", "tags": [], "checksum": "0"}]
    (problem,) = answer_problems(OPERATION, 200, answer)
    assert problem.startswith("hero.asset.files[0].checksum: ")


def test_a_missing_required_member_is_named() -> None:
    (problem,) = answer_problems("server.inventories.get_character_inventory", 200, {"items": []})
    assert "total" in problem


def test_an_undocumented_status_is_named() -> None:
    assert answer_problems(OPERATION, 299, {}) == ["status 299 is not documented"]
    assert answer_problems(OPERATION, 418, {"message": "no"}) == []


def test_an_unknown_operation_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"game\.heroes\.fly"):
        answer_problems("game.heroes.fly", 200, {})
