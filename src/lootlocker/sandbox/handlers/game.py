"""What the game file says to players: who the game is, messages, broadcasts, feedback categories."""

from __future__ import annotations

from typing import Any

from .._call import Call
from .._errors import invalid, not_found
from .._pages import numbered_page
from .._people import player_by
from . import handles


@handles("game_get_game_info")
def info(call: Call) -> dict[str, Any]:
    game = call.game.social
    return {
        "info": {
            "title_id": game.title_id,
            "environment_id": game.environment_id,
            "game_id": call.game.id,
            "name": game.name,
        }
    }


@handles("game_list_messages")
def messages(call: Call) -> dict[str, Any]:
    return {"success": True, "messages": list(call.game.social.messages)}


@handles("game_list_broadcasts")
def broadcasts(call: Call) -> dict[str, Any]:
    shown = [
        each
        for each in call.game.social.broadcasts
        if not each.shown or any(start <= call.now and (end is None or call.now < end) for start, end in each.shown)
    ]
    page, pagination = numbered_page(call, shown)
    languages = {code.partition(";")[0].strip().lower() for code in call.header.get("Accept-Language", "*").split(",")}
    found = [
        {
            **each.json,
            "languages": [
                language
                for language in each.languages
                if "*" in languages or language.get("language_code", "").lower() in languages
            ],
        }
        for each in page
    ]
    return {"broadcasts": found, "pagination": pagination}


@handles("game_list_feedback_categories")
def feedback_categories(call: Call) -> dict[str, Any]:
    every = call.game.social.feedback_categories.values()
    return {"categories": [each for each in every if each["entity"] == call.path["entity"]]}


@handles("game_create_feedback")
def create_feedback(call: Call) -> None:
    entity, entity_id = call.body["entity"], call.body.get("entity_id", "")
    category = call.game.social.feedback_categories.get(call.body["category_id"])
    if category is None:
        raise not_found(f"Feedback category {call.body['category_id']}")
    if category["entity"] != entity:
        raise invalid("category_id", f"it is for feedback about {category['entity']}.")
    if entity == "player":
        entity_id = player_by(call, "player_ulid", entity_id)["ulid"]
    elif entity != "game" and not entity_id:
        raise invalid("entity_id", "it is empty.")
    if not call.body["description"].strip():
        raise invalid("description", "it is empty.")
    call.store.insert(
        "feedback",
        player_id=call.player_id,
        entity=entity,
        entity_id=entity_id,
        category_id=category["id"],
        description=call.body["description"],
        created_at=call.date,
    )
