"""A sandbox of one's own behind a network that breaks: what one run after the other is made on."""

from __future__ import annotations

import asyncio
import inspect
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

import attrs

from lootlocker import raw
from lootlocker.auth import GuestLogin, Login, PlatformLogin
from lootlocker.sandbox import Sandbox

from .operations import CREATE, PASSWORD, Call
from .plan import Kind, Plan
from .proxy import Network

#: For the sandboxes time stands still, so that no row goes away by itself.
NOW: Final = datetime(2026, 1, 1, tzinfo=UTC)
Style = Literal["sync", "async"]
#: Runs on the same player: enough to spare time, few enough that inventories stay small.
_RUNS_PER_PLAYER: Final = 20
_TABLES: Final = ("instances", "heroes", "characters", "white_label_users", "verifications", "game_sessions")
#: Seconds beyond a call's timeout after which the network lets go of a client that does not give up.
_PATIENCE: Final = 3.0


@attrs.frozen
class Ending:
    """How one call ended, as its caller saw it.

    Attributes:
        error: What it raised, or None.
        answer: The body of the answer that it returned, or None.
        seconds: How long it took.
    """

    error: BaseException | None
    answer: bytes | None
    seconds: float


@attrs.frozen
class Outcome:
    """What one call came to.

    Attributes:
        ending: What its caller saw.
        true_answer: The body of the last answer that the sandbox gave.
        effects: How many requests of this operation the sandbox carried out, by its record of requests.
        rows: How many rows the tables of the sandbox's database gained.
        request_ids: The `LL-Request-Id` of each request of this operation that reached the sandbox.
        secrets: What must not be shown.
        start_at_risk: Whether the call may have needed a session start that must not be sent twice.
        two_starts: Whether it may have needed two: the session had run out before and did again.
        log: What happened to each request on its way.
    """

    ending: Ending
    true_answer: bytes
    effects: int
    rows: dict[str, int]
    request_ids: frozenset[str]
    secrets: frozenset[str]
    start_at_risk: bool
    two_starts: bool
    log: tuple[str, ...]

    @property
    def error(self) -> BaseException | None:
        """What the call raised, or None."""
        return self.ending.error


def _expires(plan: Plan) -> bool:
    return any(each.kind is Kind.EXPIRED for each in plan.faults)


class Player:
    """A player for a few runs. Whatever is set up for them goes straight to the sandbox.

    Args:
        quiet: A client of the player without a network in between.
        server: A game server, likewise.
        game: The client that the runs use.
        start_repeats: Whether a start of the player's session may be sent twice.
    """

    def __init__(self, game: Any, quiet: Any, server: Any, unique: Callable[[], str], *, start_repeats: bool) -> None:
        self.game = game
        self.quiet = quiet
        self.unique = unique
        self.start_repeats = start_repeats
        self._server = server
        self.player: int = quiet.start_session().player_id
        self.hero: int = quiet.heroes.create_player_hero(hero_id=8).hero.id
        characters = server.characters_heroes.get_player_characters(self.player).items
        self.character: int = next(each.id for each in characters if each.default)
        self._items: list[int] = []

    def fresh(self, what: str) -> Any:
        """Something that one run uses up."""
        match what:
            case "item":
                return self._item()
            case "worn item":
                item = self._item()
                self.quiet.heroes.equip_asset_to_hero(self.hero, instance_id=item)
                return {"hero_id": self.hero, "asset_instance_id": item}
            case "hero":
                return self.quiet.heroes.create_player_hero(hero_id=7).hero.id
            case "user":
                return self.quiet.white_label_login.sign_up(
                    email=f"{self.unique()}@example.com", password=PASSWORD
                ).email
            case "refresh token":
                accounts = self.quiet.unified_player_accounts
                return accounts.poll_remote_session_lease(lease_code=self.unique(), nonce="nonce").refresh_token
            case _:
                raise ValueError(what)

    def _item(self) -> int:
        if not self._items:
            add = [{"asset_id": 1}] * 8
            granted = self._server.inventories.alter_player_inventory(self.player, add=add).added
            self._items = [each.instance_id for each in granted]
        return self._items.pop()


class Lane:
    """One run at a time: a sandbox, a wire to it, and clients of one kind that know only the wire.

    Args:
        folder: For the sandbox's database.
        name: Of this lane, for texts that no other one has.
    """

    def __init__(self, network: Network, folder: Path, name: str, style: Style) -> None:
        self.style: Style = style
        self.name = name
        self._count = 0
        path = folder / f"{name}.db"
        self.sandbox = sandbox = Sandbox(db=path, clock=lambda: NOW).start()
        self.wire = network.wire(sandbox.base_url, sandbox.expire_sessions)
        # Not the sandbox's own connection: what is counted is what it has committed.
        self._state = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
        self._quiet_game, self._quiet_server = sandbox.game_client(), sandbox.server_client()
        self._game: Any
        self._server: Any
        if style == "sync":
            self._game = sandbox.game_client(base_url=self.wire.url)
            self._server = sandbox.server_client(base_url=self.wire.url)
        else:
            self._game = sandbox.async_game_client(base_url=self.wire.url)
            self._server = sandbox.async_server_client(base_url=self.wire.url)
        self._player: Player | None = None
        self._runs_left = 0
        #: The schemes of the sessions that run for sure.
        self._running: set[str] = set()

    async def close(self) -> None:
        """Close the clients and the sandbox. The network is closed by whoever made it."""
        await self._forget_player()
        for client in (self._game, self._server, self._quiet_game, self._quiet_server):
            await _done(client.close())
        self._state.close()
        self.sandbox.stop()

    async def player(self) -> Player:
        """The player of the next run."""
        if self._player is None or not self._runs_left:
            await self._forget_player()
            login: Login = GuestLogin(self._unique())
            if repeats := self._count % 2 == 0:
                login = PlatformLogin("steam", str(76561198000000000 + self._count))
            game, quiet = (client.with_options(login=login) for client in (self._game, self._quiet_game))
            self._player = Player(game, quiet, self._quiet_server, self._unique, start_repeats=repeats)
            self._runs_left = _RUNS_PER_PLAYER
            self._running.discard("gameSession")
        self._runs_left -= 1
        return self._player

    async def make(self, player: Player, call: Call, arguments: dict[str, Any], plan: Plan) -> Outcome:
        """One call over the network that breaks as planned, and what it came to once all is quiet."""
        client = self._client(player, call, plan)
        scheme = call.operation.security
        runs, ends = scheme in self._running, _expires(plan)
        known = self._secrets(call, arguments, client)
        self.sandbox.clear_requests()
        rows = self._rows()
        (ending,) = await self._through(client, call, [arguments], plan)
        known |= self._secrets(call, arguments, client)
        await _done(client.close())
        received = [each for each in self.sandbox.requests if each.operation == call.operation.id]
        outcome = Outcome(
            ending=ending,
            true_answer=self.wire.answer.partition(b"\r\n\r\n")[2],
            effects=sum(200 <= each.status < 300 for each in received),
            rows={table: after - rows[table] for table, after in self._rows().items()},
            request_ids=frozenset(each.header("ll-request-id") or "" for each in received),
            secrets=frozenset(known),
            start_at_risk=scheme == "gameSession" and not player.start_repeats and (ends or not runs),
            two_starts=ends and not runs,
            log=tuple(self.wire.log),
        )
        self._note_sessions(call, plan, done=ending.error is None)
        return outcome

    async def make_heroes(self, player: Player, names: Sequence[str], plan: Plan) -> list[tuple[Ending, int]]:
        """As many heroes as there are names, all at the same time: how each call ended, and how many it made."""
        client = self._client(player, CREATE, plan)
        endings = await self._through(client, CREATE, [{"hero_id": 8, "name": name} for name in names], plan)
        await _done(client.close())
        self._note_sessions(CREATE, plan, done=False)
        made = "SELECT count(*) FROM heroes WHERE name = ?"
        return [
            (ending, self._state.execute(made, (name,)).fetchone()[0])
            for name, ending in zip(names, endings, strict=True)
        ]

    def _client(self, player: Player, call: Call, plan: Plan) -> Any:
        base = player.game if call.name.startswith("game.") else self._server
        return base.with_options(timeout=plan.timeout, max_retries=plan.max_retries)

    async def _through(self, client: Any, call: Call, every: Sequence[dict[str, Any]], plan: Plan) -> list[Ending]:
        """Make a call with each of these arguments, all at the same time, and wait until all is quiet."""
        _, group, method = call.name.split(".")
        operation: Any = raw(getattr(getattr(client, group), method))

        async def timed(arguments: dict[str, Any]) -> Ending:
            begun = time.monotonic()
            try:
                if self.style == "sync":
                    answer = await asyncio.to_thread(operation, **arguments)
                else:
                    answer = await operation(**arguments)
            except (Exception, asyncio.CancelledError) as error:
                return Ending(error, None, time.monotonic() - begun)
            return Ending(None, answer.response.content, time.monotonic() - begun)

        await self._wait(self.wire.begin(plan.faults, idle=plan.idle, patience=plan.timeout + _PATIENCE))
        endings = await asyncio.gather(*map(timed, every))
        await self._wait(self.wire.settle())
        return endings

    def _note_sessions(self, call: Call, plan: Plan, *, done: bool) -> None:
        if _expires(plan):
            self._running.clear()
        if done and call.operation.security is not None:
            self._running.add(call.operation.security)

    def _rows(self) -> dict[str, int]:
        counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in _TABLES)
        return dict(zip(_TABLES, self._state.execute(f"SELECT {counts}").fetchone(), strict=True))

    def _secrets(self, call: Call, arguments: dict[str, Any], client: Any) -> set[str]:
        members = (call.operation.body or {}).get("properties", {})
        given = {str(value) for name, value in arguments.items() if members.get(name, {}).get("x-secret")}
        session = client.current_session
        tokens = {getattr(session, name, None) for name in ("session_token", "token")} if session else set()
        return {
            *given,
            *(each for each in tokens if isinstance(each, str)),
            self.sandbox.game_key,
            self.sandbox.server_key,
        }

    def _unique(self) -> str:
        self._count += 1
        return f"{self.name}-{self._count}"

    async def _wait(self, work: Future[None]) -> None:
        """Wait for the network; it has failed, if it takes longer than its own patience."""
        await asyncio.wrap_future(work)
        if self.wire.failures:
            raise RuntimeError(f"{self.wire.failures} after {self.wire.log}")

    async def _forget_player(self) -> None:
        if self._player is not None:
            player, self._player = self._player, None
            await _done(player.game.close())
            player.quiet.close()


async def _done(outcome: Any) -> Any:
    """The value of a call, of a sync or an async client."""
    return await outcome if inspect.isawaitable(outcome) else outcome
