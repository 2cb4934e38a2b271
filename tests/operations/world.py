"""A player, a game server and a sandbox: what scenarios are written with."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, cast

from lootlocker import GameClient, ServerClient, models
from lootlocker.auth import GuestLogin, Login, PlatformLogin, SessionTokenLogin
from lootlocker.errors import SessionExpired
from lootlocker.sandbox import RecordedRequest, Sandbox

from .blocking import Blocking
from .table import Case

Kind = Literal["sync", "async"]


class Clients:
    """Makes clients of one kind, sync or async, for one sandbox. All are typed as the sync ones.

    Attributes:
        kind: Which kind.
        game: A guest; other players share its connections.
        server: A game server.
    """

    def __init__(self, sandbox: Sandbox, kind: Kind) -> None:
        self.sandbox = sandbox
        self.kind = kind
        self._runner = asyncio.Runner() if kind == "async" else None
        self._made: list[Any] = []
        self.game = self.game_client()
        self.server = self.server_client()

    def game_client(self, login: Login | None = None, **options: Any) -> GameClient:
        """A client with connections of its own, by default of a new guest."""
        make = self.sandbox.game_client if self._runner is None else self.sandbox.async_game_client
        return cast("GameClient", self.used(make(login=login or GuestLogin(), **options)))

    def server_client(self, **options: Any) -> ServerClient:
        """A game server with connections and a session of its own."""
        make = self.sandbox.server_client if self._runner is None else self.sandbox.async_server_client
        return cast("ServerClient", self.used(make(**options)))

    def used(self, client: Any) -> Any:
        """The client as the tests use it; it is closed with the others."""
        usable = client if self._runner is None or isinstance(client, Blocking) else Blocking(client, self._runner)
        self._made.append(usable)
        return usable

    def close(self) -> None:
        """Close every client."""
        for client in self._made:
            client.close()
        if self._runner is not None:
            self._runner.close()


class World:
    """What a scenario is written with.

    Attributes:
        game: A new guest, whose session runs.
        server: A game server, whose session runs.
        player: The guest's player id.
    """

    def __init__(self, clients: Clients) -> None:
        self.clients = clients
        self.sandbox = clients.sandbox
        self.server = clients.server
        self._case: Case | None = None
        self._calls = 0
        self.game = self.another_player()
        self.player = self.game.start_session().player_id
        self.server.session.ping()

    def another_player(self, login: Login | None = None) -> GameClient:
        """A player of their own, on the same connections; the session runs."""
        second: GameClient = self.clients.used(self.clients.game.with_options(login=login or GuestLogin()))
        second.start_session()
        return second

    def steam_player(self, steam_id: str) -> GameClient:
        """The player with this SteamID64."""
        return self.another_player(PlatformLogin("steam", steam_id))

    def token_is_good(self, token: str) -> bool:
        """Whether a session token is taken."""
        before = len(self.sandbox.requests)
        client = self.another_player(SessionTokenLogin(token))
        try:
            client.game.ping()
        except SessionExpired:
            assert [each.status for each in self.sandbox.requests[before:]] == [401]
            return False
        return True

    def hero(self, hero_id: int = 6, **more: Any) -> models.PlayerHero:
        """A new hero of the player. Hero 6 brings two items and wears them; the others have nothing."""
        return self.game.heroes.create_player_hero(hero_id=hero_id, **more).hero

    def grant(self, asset_id: int = 1, **more: Any) -> int:
        """A new item of the player's default character; its instance id."""
        return (
            self.server.inventories.add_asset_to_player_inventory(self.player, asset_id=asset_id, **more)
            .items[0]
            .instance_id
        )

    def own_items(self) -> list[int]:
        """The instance ids in the player's inventory."""
        return [item.instance_id for item in self.server.inventories.list_player_inventory(self.player).items]

    def character(self) -> int:
        """The player's default character."""
        items = self.server.characters_heroes.get_player_characters(self.player).items
        return next(each.id for each in items if each.default)

    def since(self, before: int) -> list[RecordedRequest]:
        """What was received after the first `before` requests."""
        return self.sandbox.requests[before:]

    def play(self, case: Case) -> None:
        """Play a row of the table: its call is made once and is what the row says."""
        self._case, self._calls = case, 0
        case.scenario(self)
        assert self._calls == 1, "the scenario has to make its call in `with world.the_call(...)`"

    @contextmanager
    def the_call(self, **names: object) -> Iterator[None]:
        """Around the one call that the row is about; its arguments are what the row's `{name}`s stand for."""
        assert self._case is not None
        game, server = self.game.current_session, self.server.current_session
        assert game is not None
        assert server is not None
        known = {"player": self.player, "game_token": game.session_token, "server_token": server.token, **names}
        numbers = [str(value) for value in known.values()]
        assert len(set(numbers)) == len(numbers), "two equal ids: a call that swaps them would not be seen"
        before = len(self.sandbox.requests)
        yield
        sent = self.since(before)
        assert len(sent) == 1, f"one request has to be sent, not {sent}"
        self._case.check(sent[0], known)
        self._calls += 1


def check_started(session: models.Session | models.RemoteSession) -> None:
    """A session start's answer: the members that every platform's answer has."""
    assert re.fullmatch(r"[0-9a-f]{40}", session.session_token)
    assert type(session.player_id) is int
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{26}", session.player_ulid)
    assert re.fullmatch(r"[0-9A-Z]{8}", session.public_uid)
    assert session.player_created_at_datetime is not None
    assert session.player_created_at_datetime.tzinfo is not None
    assert session.seen_before in (True, False)
    assert (session.check_grant_notifications, session.check_deactivation_notifications) == (False, False)
    assert session.check_dlcs == []
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{26}", session.wallet_id)
    assert isinstance(session.player_name, str)
    assert (session.last_seen_datetime is not None) == session.seen_before
    assert session.last_seen is None or session.seen_before
    assert session.success is True


def check_asset(asset: models.Asset, asset_id: int, name: str) -> None:
    """An embedded asset is decoded as one, with the parts that it has."""
    assert type(asset) is models.Asset
    assert (asset.id, asset.name) == (asset_id, name)
    assert type(asset.context_id) is int
    assert asset.updated_datetime is not None


def check_rental(rental: models.Rental, duration: int | None = None) -> None:
    """A rental of so many seconds that is not activated yet; without a duration, none."""
    assert type(rental) is models.Rental
    if duration is None:
        assert rental.to_dict() == {"is_rental": False, "time_left": None, "duration": None, "is_active": None}
        assert (rental.is_rental, rental.time_left, rental.duration, rental.is_active) == (False, None, None, None)
    else:
        assert (rental.is_rental, rental.duration, rental.is_active) == (True, duration, False)
        assert type(rental.time_left) is int
        assert duration - 60 <= rental.time_left <= duration


def worn(loadout: list[models.LoadoutItem]) -> list[tuple[int | None, int | None]]:
    """Asset and variation of each item of a loadout, in order. Asset 6 is rented for a day."""
    for item in loadout:
        assert type(item) is models.LoadoutItem
        assert type(item.instance_id) is int
        assert type(item.asset) is models.Asset
        check_rental(item.rental, 86400 if item.asset.id == 6 else None)
        assert item.mounted_at_datetime is not None
    return [(item.asset.id, item.variation_id) for item in loadout]
