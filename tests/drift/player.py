"""A player with heroes, items, rentals and loadouts, so that every reading operation has something to answer.

But there is no default hero: that one answers 404.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from lootlocker.auth import SessionTokenLogin, SteamLogin
from lootlocker.drift._command import main
from lootlocker.sandbox import Sandbox
from operations.from_document import calls
from support.document import resolved

STEAM_ID = "76561198023004363"
LOGINS = ("--login", "session-token", "--login", "server")


class Player:
    """The player, set up by its own clients; what they sent is not in the sandbox's record.

    Attributes:
        settings: The environment that the command reads.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        with sandbox.game_client(login=SteamLogin(STEAM_ID)) as game, sandbox.server_client() as server:
            session = game.start_session()
            self.id = session.player_id
            self.own = {"wallet_id": session.wallet_id, "player_uid": session.public_uid, "currency_code": "gold"}
            self.own |= dict.fromkeys(("player_ulid", "holder_ulid", "member_id"), session.player_ulid)
            self.ulid = session.player_ulid
            hero = game.heroes.create_player_hero(hero_id=6).hero
            other = game.heroes.create_player_hero(hero_id=8).hero
            grant = server.inventories.add_asset_to_player_inventory
            items = [grant(self.id, asset_id=asset).items[0].instance_id for asset in (1, 2, 4, 5)]
            game.heroes.equip_asset_to_hero(hero.id, instance_id=items[0])
            game.heroes.equip_asset_to_hero(other.id, instance_id=items[1])
            server.loadouts.equip_asset_for_player_loadout(self.id, instance_id=items[2])
        self.token = session.session_token
        self.settings = {
            "LOOTLOCKER_BASE_URL": sandbox.base_url,
            "LOOTLOCKER_GAME_KEY": sandbox.game_key,
            "LOOTLOCKER_SERVER_KEY": sandbox.server_key,
            "LOOTLOCKER_DOMAIN_KEY": sandbox.domain_key,
            "LOOTLOCKER_GAME_VERSION": sandbox.game_version,
            "LOOTLOCKER_SESSION_TOKEN": self.token,
        }
        sandbox.clear_requests()

    @property
    def login(self) -> SessionTokenLogin:
        """The running session."""
        return SessionTokenLogin(self.token)

    @property
    def given(self) -> dict[str, Any]:
        """What no answer tells of the player."""
        return {"steam_id_64": STEAM_ID, "player_id": self.id}

    @property
    def arguments(self) -> list[str]:
        """The same for the command line."""
        return [text for name, value in self.given.items() for text in ("--argument", f"{name}={value}")]

    def complete(self, operation: str) -> dict[str, Any]:
        """Arguments of one operation: the document's examples, and what is the player's own."""
        api, _, name = operation.split(".")
        call = next(each for each in calls() if each.operation["operationId"] == f"{api}_{name}")
        found: dict[str, Any] = {name: self.own.get(name, value) for name, value in call.keywords().items()}
        schemas = {each["name"]: each["schema"] for each in call.parameters}
        if "requestBody" in call.operation:
            schemas |= resolved(call.media[1]["schema"]).get("properties", {})
        if "player_id" in schemas:  # The one that is given for all operations is a number.
            schema = resolved(schemas["player_id"])
            found["player_id"] = self.ulid if "26" in schema.get("pattern", "") else self.id
            if schema.get("type") == "array":
                found["player_id"] = [self.id if "0-9]+" in schema["items"].get("pattern", "") else self.ulid]
        return found

    def walk(self, monkeypatch: pytest.MonkeyPatch, *arguments: str, rate: int = 10_000) -> int:
        """Run the command with this player's settings; its exit status."""
        for name, value in self.settings.items():
            monkeypatch.setenv(name, value)
        return main([*(arguments or LOGINS), *self.arguments, "--rate-limit", str(rate)])

    def report(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
    ) -> dict[str, Any]:
        """What the command reports, as JSON."""
        self.walk(monkeypatch, *(arguments or LOGINS), "--format", "json")
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    @property
    def operations(self) -> list[str]:
        """What the sandbox was asked, in order."""
        return [str(request.operation) for request in self.sandbox.requests]
