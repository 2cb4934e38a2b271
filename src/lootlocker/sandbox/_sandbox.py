"""The context manager."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ._app import App
from ._document import Document, operation_id
from ._drift import load_deviations
from ._errors import SandboxError
from ._game import load_game
from ._kept import check_state
from ._leaderboards import seed_boards
from ._leases import conclude
from ._record import Fault
from ._server import Server
from ._store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType
    from typing import Self

    from lootlocker import AsyncGameClient, AsyncServerClient, GameClient, ServerClient

    from ._presence import PlayerPresence
    from ._record import RecordedRequest


class Sandbox:
    """A stateful LootLocker on this machine: real HTTP on loopback, state in SQLite.

        with Sandbox() as sandbox, sandbox.game_client() as game:
            hero = game.heroes.create_player_hero(hero_id=8).hero

    It answers from `start` (or the `with`) to `stop`. What LootLocker itself does where no source says so is the
    sandbox's own choice; docs/sandbox.md lists those choices.

    Args:
        game: A game file (YAML). Default: the one that ships with the package.
        db: A file that keeps the state. Default: a file of its own that goes away with the sandbox.
        host: The address to listen on.
        port: The port; 0 takes a free one.
        clock: The time, with time zone, as a callable; for tests of whatever expires.
        seed: What drop tables and loot boxes draw is the same for the same seed and the same calls. Default: that of
            the game file, else chance.
        drift: A file (YAML) that says how answers deviate from the document; docs/drift.md describes it.
        presence_idle: Seconds of silence after which the presence WebSocket is closed.

    Raises:
        SandboxError: The game file, the drift file, the database or the port does not do.
    """

    def __init__(
        self,
        game: str | Path | None = None,
        db: str | Path | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        clock: Callable[[], datetime] | None = None,
        drift: str | Path | None = None,
        presence_idle: float = 60.0,
        seed: int | None = None,
    ) -> None:
        document = Document.bundled()
        self._game = load_game(game, document)
        if seed is not None:
            self._game = attrs.evolve(self._game, progress=attrs.evolve(self._game.progress, seed=seed))
        self._deviations = load_deviations(drift, document) if drift is not None else None
        self._document = document
        self._db = db
        self._address = (host, port)
        self._clock = clock
        self._presence_idle = presence_idle
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._app: App | None = None
        self._server: Server | None = None

    def start(self) -> Self:
        """Listen and answer."""
        if self._server is not None:
            raise SandboxError("The sandbox is running already.")
        if self._db is None:
            self._folder = tempfile.TemporaryDirectory(prefix="lootlocker-sandbox-", ignore_cleanup_errors=True)
        path = Path(self._db) if self._db is not None else Path(self._folder.name if self._folder else "", "state.db")
        store = None
        try:
            store = Store(path, durable=self._db is not None)
            check_state(store, path, self._game)
            self._app = App(self._document, self._game, store, self._clock, self._deviations, self._presence_idle)
            with store.transaction() as transaction:
                seed_boards(transaction, self._game, self._app.clock())
            self._server = Server(self._app, *self._address)
        except BaseException:
            self._close(store)
            raise
        return self

    def stop(self) -> None:
        """Answer what is under way and close. The state of a `db` file stays."""
        server, self._server = self._server, None
        if server is not None:
            server.stop()
        if self._app is not None and server is not None:
            self._close(self._app.store)

    def _close(self, store: Store | None) -> None:
        if store is not None:
            store.close()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def __repr__(self) -> str:
        return f"Sandbox({self.base_url!r})" if self._server is not None else "Sandbox(stopped)"

    @property
    def _running(self) -> App:
        if self._app is None or self._server is None:
            raise SandboxError("The sandbox is not running: use it in a with statement.")
        return self._app

    @property
    def base_url(self) -> str:
        """Where it listens, such as http://127.0.0.1:40001."""
        if self._server is None:
            raise SandboxError("The sandbox is not running: use it in a with statement.")
        return self._server.base_url

    @property
    def game_key(self) -> str:
        """The key of the Game API."""
        return self._game.game_key

    @property
    def server_key(self) -> str:
        """The key of the Server API."""
        return self._game.server_key

    @property
    def domain_key(self) -> str:
        """The key that White Label Login asks for."""
        return self._game.domain_key

    @property
    def game_version(self) -> str:
        """The version that the game file names."""
        return self._game.version

    @property
    def game_file(self) -> str:
        """The game file."""
        return self._game.source

    def game_client(self, **options: Any) -> GameClient:
        """A client of a new guest, or of the `login` given. Options are those of `lootlocker.GameClient`."""
        from lootlocker import GameClient

        return GameClient(self.game_key, **self._game_options(options))

    def async_game_client(self, **options: Any) -> AsyncGameClient:
        """The same, async."""
        from lootlocker import AsyncGameClient

        return AsyncGameClient(self.game_key, **self._game_options(options))

    def server_client(self, **options: Any) -> ServerClient:
        """A client of the Server API. Options are those of `lootlocker.ServerClient`."""
        from lootlocker import ServerClient

        return ServerClient(self.server_key, **self._options(options))

    def async_server_client(self, **options: Any) -> AsyncServerClient:
        """The same, async."""
        from lootlocker import AsyncServerClient

        return AsyncServerClient(self.server_key, **self._options(options))

    def _options(self, options: dict[str, Any]) -> dict[str, Any]:
        own = {"game_version": self.game_version, "base_url": self.base_url, "domain_key": self.domain_key}
        return {**own, **options}

    def _game_options(self, options: dict[str, Any]) -> dict[str, Any]:
        from lootlocker.auth import GuestLogin

        return {"login": GuestLogin(), **self._options(options)}

    @property
    def requests(self) -> list[RecordedRequest]:
        """What was received, oldest first, at most the newest 10,000."""
        return self._running.record.all()

    def clear_requests(self) -> None:
        """Forget what was received."""
        self._running.record.clear()

    def fail_next(
        self,
        status: int = 500,
        *,
        times: int = 1,
        operation: str | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes | str | None = None,
        after_effect: bool = False,
    ) -> None:
        """Answer the next requests with a fault.

        Args:
            status: The status of the answer.
            times: How many requests it is for.
            operation: Which, as in `game.heroes.create_player_hero`, or its operationId; default any, also the start
                of a session.
            headers: Headers of the answer, `{"Retry-After": "2"}` for one.
            body: The body as it is sent. Default: an error object.
            after_effect: Carry the request out first, and only answer with the fault.

        Raises:
            SandboxError: There is no such operation, or an argument is nothing that can be answered.
        """
        app = self._running
        named = operation_id(operation) if operation is not None else None
        if named is not None and named not in {each.id for each in self._document.operations}:
            raise SandboxError(f"There is no operation {operation!r}: name it as in game.heroes.get_player_hero.")
        for name, value, least, most in (("status", status, 200, 999), ("times", times, 1, 1_000_000)):
            if type(value) is not int or not least <= value <= most:
                raise SandboxError(f"{name} has to be a whole number from {least} to {most}, not {value!r}.")
        if not all(type(text) is str for pair in (headers or {}).items() for text in pair):
            raise SandboxError("headers have to be text, as in {'Retry-After': '2'}.")
        raw = body.encode() if isinstance(body, str) else body
        app.faults.add(Fault(status, times, named, dict(headers or {}), raw, after_effect))

    def clear_faults(self) -> None:
        """Forget the faults that are still to come."""
        self._running.faults.clear()

    def expire_sessions(self, player_id: int | None = None) -> int:
        """Let the sessions of a player run out, or all of them and those of servers too; refresh tokens stay good.

        Returns:
            How many were alive.
        """
        app = self._running
        now = app.clock().timestamp()
        with app.store.transaction() as transaction:
            if player_id is not None:
                statement = "UPDATE game_sessions SET expires = ? WHERE expires > ? AND player_id = ?"
                found = transaction.run(statement, now, now, player_id)
            else:
                found = transaction.run("UPDATE game_sessions SET expires = ? WHERE expires > ?", now, now)
                found += transaction.run("UPDATE server_sessions SET expires = ? WHERE expires > ?", now, now)
        app.presences.review_soon()
        return found

    def revoke_sessions(self, player_id: int | None = None) -> int:
        """Delete the sessions of a player, or all of them and those of servers too, and the refresh tokens with them.

        Returns:
            How many sessions were alive.
        """
        live = self.expire_sessions(player_id)
        with self._running.store.transaction() as transaction:
            if player_id is not None:
                for table in ("refresh_tokens", "game_sessions"):
                    transaction.run(f"DELETE FROM {table} WHERE player_id = ?", player_id)
            else:
                for table in ("refresh_tokens", "game_sessions", "server_sessions"):
                    transaction.run(f"DELETE FROM {table}")
        return live

    def ban(self, player_id: int, reason: str = "manual", until: datetime | None = None) -> None:
        """Ban a player: every call and session start answers 403 `player_banned`.

        Args:
            player_id: The player's legacy id.
            reason: `manual` or `chargeback`.
            until: When the ban ends; never, if None. Without a time zone it is taken as UTC.
        """
        app = self._running
        if until is not None and until.tzinfo is None:
            until = until.replace(tzinfo=UTC)
        with app.store.transaction() as transaction:
            if transaction.one("SELECT id FROM players WHERE id = ?", player_id) is None:
                raise SandboxError(f"There is no player {player_id}.")
            transaction.run(
                "INSERT OR REPLACE INTO bans (player_id, reason, banned_on, banned_until) VALUES (?, ?, ?, ?)",
                player_id,
                reason,
                app.clock().timestamp(),
                None if until is None else until.timestamp(),
            )
        app.presences.review_soon()

    def claim_lease(self, code: str) -> None:
        """Enter the code of a remote session's lease on the other device: its status is CLAIMED.

        Raises:
            SandboxError: No such lease is open.
        """
        self._conclude(code, "CLAIMED", None, "steam", None)

    def authorize_lease(
        self, code: str, player: int | None = None, *, platform: str = "steam", identifier: str | None = None
    ) -> None:
        """Sign in on the other device: the next poll of the lease is answered AUTHORIZED.

        Args:
            code: The lease's code.
            player: The legacy id of the player who signs in, for a login lease. Default: the player whom `platform`
                knows by `identifier`, made if need be.
            platform: How the player signs in; a link lease attaches this provider.
            identifier: The platform's id of the player. Default: one made from the code.

        Raises:
            SandboxError: No such lease is open, or the player or the platform is not known.
        """
        self._conclude(code, "AUTHORIZED", player, platform, identifier)

    def _conclude(self, code: str, status: str, player: int | None, platform: str, identifier: str | None) -> None:
        app = self._running
        with app.store.transaction() as transaction:
            conclude(transaction, app.clock().timestamp(), code, status, player, platform, identifier)

    def feedback(self, player_id: int | None = None) -> list[dict[str, Any]]:
        """The feedback that a player sent, or all of them, oldest first: no operation reads it."""
        columns = "player_id, entity, entity_id, category_id, description, created_at"
        with self._running.store.transaction() as transaction:
            rows = transaction.all(
                f"SELECT {columns} FROM feedback WHERE player_id = ?1 OR ?1 IS NULL ORDER BY id", player_id
            )
        return [dict(row) for row in rows]

    def unban(self, player_id: int) -> None:
        """Lift a player's ban."""
        with self._running.store.transaction() as transaction:
            transaction.run("DELETE FROM bans WHERE player_id = ?", player_id)

    def presence_of(self, player_id: int) -> PlayerPresence:
        """Whether a player is connected to the presence WebSocket, and what was told over it."""
        return self._running.presences.of(player_id)

    def drop_presence(self, player_id: int | None = None) -> int:
        """Break the presence connections of a player, or all of them, without a close frame.

        Returns:
            How many there were.
        """
        return self._running.presences.drop(player_id)

    def close_presence(self, code: int = 1000, reason: str = "", *, player_id: int | None = None) -> int:
        """Close the presence connections of a player, or all of them.

        Args:
            code: The WebSocket close code, 1000 for one.
            reason: What is said with it.
            player_id: Whose.

        Returns:
            How many there were.
        """
        return self._running.presences.close(player_id, code, reason)

    def send_presence(self, message: str | bytes, player_id: int | None = None) -> int:
        """Send a message over the presence connections of a player, or all of them, as it is.

        Returns:
            How many there were.
        """
        return self._running.presences.send(player_id, message)
