"""What the game file says to players, and what players say of it."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

from lootlocker.sandbox import Sandbox, SandboxError
from support.sandbox import Api, Clock, Document, Player


def game_file(folder: Path, **sections: Any) -> Path:
    text = resources.files("lootlocker.sandbox").joinpath("default_game.yaml").read_text(encoding="utf-8")
    path = folder / "game.yaml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(text), **sections}), encoding="utf-8")
    return path


def broadcasts(player: Player, **options: Any) -> dict[str, Any]:
    answer = player.send("GET", "/game/broadcasts/v1", **options)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_game_info_and_messages(api: Api) -> None:
    info = api.send("POST", "/game/info/v1", json={"api_key": api.sandbox.game_key}).json()["info"]
    assert (info["game_id"], len(info["title_id"]), len(info["environment_id"])) == (1, 26, 26)
    assert api.send("POST", "/game/info/v1", json={"api_key": "wrong"}).status_code == 401
    assert api.player().send("GET", "/game/v1/messages").json()["messages"][0]["title"] == "Hello"


def test_broadcasts_speak_the_languages_asked_for(api: Api) -> None:
    player = api.player()
    assert broadcasts(player)["pagination"]["total"] == 2
    limited = broadcasts(player, params={"limit": 1}, headers={"Accept-Language": "DE, fr"})
    (first,) = limited["broadcasts"]
    assert [each["language_code"] for each in first["languages"]] == ["de"]
    assert (limited["pagination"]["total"], limited["pagination"]["per_page"]) == (2, 1)


def test_broadcasts_show_in_their_span_of_time(tmp_path: Path, clock: Clock, document: Document) -> None:
    span = {"start": "2026-01-02T00:00:00+00:00", "end": "2026-01-03T00:00:00+00:00", "tz": "UTC"}
    entry = {"id": "b", "name": "B", "languages": [], "publication_settings": [span]}
    with Sandbox(game=game_file(tmp_path, broadcasts=[entry]), clock=clock) as sandbox:
        api = Api(sandbox, document)
        counts: list[int] = []
        for _ in range(3):
            counts.append(len(broadcasts(api.player())["broadcasts"]))
            clock.pass_by(days=1)
        assert counts == [0, 1, 0]
        api.http.close()


def test_feedback_is_taken_and_kept(api: Api) -> None:
    player, other = api.player(), api.player()
    path = "/game/feedback"
    categories = player.send("GET", f"{path}/category/entity/player").json()["categories"]
    assert {each["entity"] for each in categories} == {"player"}
    body = {
        "entity": "player",
        "entity_id": other.session["player_ulid"],
        "category_id": categories[0]["id"],
        "description": "He cheats.",
    }
    assert player.send("POST", path, json=body).status_code == 204
    (kept,) = api.sandbox.feedback(player.id)
    assert {key: kept[key] for key in body} == body
    for wrong, status in (
        ({"category_id": "nothing"}, 404),
        ({"entity": "game"}, 400),
        ({"entity_id": "0" * 26}, 404),
        ({"description": " "}, 400),
    ):
        assert player.send("POST", path, json={**body, **wrong}).status_code == status, wrong
    assert len(api.sandbox.feedback(player.id)) == 1
    assert player.send("GET", f"{path}/category/entity/nothing").json()["categories"] == []


@pytest.mark.parametrize(
    ("sections", "place"),
    [
        ({"messages": [{"title": "x", "colour": "red"}]}, r"messages\[0\]"),
        ({"feedback_categories": [{"id": "a", "entity": "game", "name": "A"}] * 2}, r"feedback_categories\[1\].id"),
        ({"broadcasts": [{"id": "a", "name": "A"}]}, r"broadcasts\[0\]"),
        (
            {"broadcasts": [{"id": "a", "name": "A", "languages": [], "publication_settings": [{"start": "soon"}]}]},
            r"broadcasts\[0\].publication_settings\[0\].start",
        ),
    ],
)
def test_a_bad_section_is_told_with_its_place(tmp_path: Path, sections: dict[str, Any], place: str) -> None:
    with pytest.raises(SandboxError, match=place):
        Sandbox(game=game_file(tmp_path, **sections))
